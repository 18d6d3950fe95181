import { expect } from 'chai'
import fc from 'fast-check'
import type { Member } from '#lti/services/members'
import { DEFAULT_LIMITS, diffRoster } from '#roster/diff-roster'
import { isDue } from '#roster/due'
import type { Place, Roster } from '#store/ports/roster'

const member = (userId: string, more: Partial<Member> = {}): Member => ({
  userId,
  status: 'Active',
  roles: ['Learner'],
  ...more,
})
const place = (sub: string, more: Partial<Place> = {}): Place => ({
  id: `g|${sub}`,
  grantId: 'g',
  issuer: 'i',
  sub,
  roles: ['Learner'],
  active: true,
  inRoster: true,
  launched: false,
  seenAt: '',
  announced: true,
  ...more,
})
const many = (count: number) => Array.from({ length: count }, (_, i) => String(i))
const diff = (places: Place[], members: Member[]) => diffRoster(places, members, DEFAULT_LIMITS)

describe('differences of a roster', () => {
  it('writes nothing when nothing changed', () => {
    expect(diff([place('1'), place('2')], [member('2'), member('1')])).to.deep.include({
      listed: [],
      gone: [],
      isMass: false,
    })
  })

  it('has news of who came, came back, or came in another role; not of who launched before the first roster', () => {
    const places = [
      place('2', { active: false, inRoster: false }),
      place('3'),
      place('4', { inRoster: false }),
    ]
    const members = [member('1'), member('2'), member('3', { roles: ['Instructor'] }), member('4')]
    const { listed } = diff(places, members)
    expect(listed.map(({ sub, isNews }) => [sub, isNews])).to.deep.equal([
      ['1', true],
      ['2', true],
      ['3', true],
      ['4', false],
    ])
  })

  it('leaves whoever launched and never was listed', () => {
    const places = [...many(5).map(sub => place(sub)), place('admin', { inRoster: false, launched: true })]
    expect(
      diff(
        places,
        many(5).map(sub => member(sub)),
      ).gone,
    ).to.deep.equal([])
  })

  it('counts inactive and deleted ones as gone', () => {
    const members = [member('0', { status: 'Inactive' }), member('1', { status: 'Deleted' }), member('2')]
    expect(
      diff(
        many(3).map(sub => place(sub)),
        members,
      ).gone,
    ).to.deep.equal(['g|0', 'g|1'])
  })

  const masses: [before: number, left: number, isMass: boolean][] = [
    [30, 3, false],
    [30, 4, true],
    [100, 10, false],
    [100, 11, true],
    [5, 3, false],
    [5, 5, true],
    [1, 1, true],
    [0, 0, false],
  ]
  for (const [before, left, isMass] of masses) {
    it(`${isMass ? 'does not believe' : 'believes'} that ${left} of ${before} left`, () => {
      const places = many(before).map(sub => place(sub))
      const members = many(before)
        .slice(left)
        .map(sub => member(sub))
      expect(diff(places, members).isMass).to.equal(isMass)
    })
  }

  it('once written, leaves no differences', () => {
    const subs = fc.uniqueArray(fc.constantFrom(...many(12)))
    fc.assert(
      fc.property(subs, subs, (before, after) => {
        const places = before.map(sub => place(sub))
        const members = after.map(sub => member(sub))
        const { listed, gone } = diff(places, members)
        const written = new Map(places.map(each => [each.sub, each]))
        for (const { sub, roles } of listed) written.set(sub, place(sub, { roles }))
        for (const [sub, each] of written)
          if (gone.includes(each.id)) written.set(sub, { ...each, active: false, inRoster: false })
        const again = diff([...written.values()], members)
        expect([again.listed, again.gone]).to.deep.equal([[], []])
      }),
    )
  })
})

describe('when a roster is read', () => {
  const tried = '2026-11-22T09:00:00.000Z'
  const after = (minutes: number) => new Date(Date.parse(tried) + minutes * 60_000)
  const roster = (more: Partial<Roster> = {}): Roster => ({
    ...{ id: 'g', deployment: 'd', status: 'read', triedAt: tried, active: 1, failures: 0, conflicts: [] },
    ...more,
  })
  const failed = (retryable: boolean, failures: number) =>
    roster({ status: 'failed', error: { code: 'x', reason: 'x', retryable }, failures })

  it('is at once, then by the interval; held ones too', () => {
    expect(isDue(undefined, 360, after(0))).to.equal(true)
    for (const status of ['read', 'held'] as const) {
      expect(isDue(roster({ status }), 360, after(359))).to.equal(false)
      expect(isDue(roster({ status }), 360, after(360))).to.equal(true)
    }
  })

  it('is soon after a fault that passes, later each time, and a day after a refusal', () => {
    expect([isDue(failed(true, 1), 360, after(4)), isDue(failed(true, 1), 360, after(5))]).to.deep.equal([
      false,
      true,
    ])
    expect([isDue(failed(true, 3), 360, after(19)), isDue(failed(true, 3), 360, after(20))]).to.deep.equal([
      false,
      true,
    ])
    expect(isDue(failed(true, 99), 360, after(360))).to.equal(true)
    expect([
      isDue(failed(false, 1), 360, after(1439)),
      isDue(failed(false, 1), 360, after(1440)),
    ]).to.deep.equal([false, true])
  })
})
