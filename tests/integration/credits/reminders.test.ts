import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { ltiKey } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits, type World } from './use-credits.ts'
import { aKeptBook, anAppointed, type KeptBook } from './use-keeping.ts'

/** Ten days before the clock of the tests. */
const LONG_AGO = '2026-11-12T05:00:00.000Z'

describe('reminding the curator', () => {
  const world = useCredits()

  async function site(createdAt = LONG_AGO) {
    const w = world()
    const book = await aKeptBook(w)
    const [entry] = await w.entries(book.enrolment, ['M3'], { createdAt })
    if (!entry) throw new TypeError('no entry')
    const { remind } = book.keeping.reminders
    return { w, ...book, entry, press: (actor: Actor = book.learner) => remind(actor, { entryId: entry.id }) }
  }
  const lineOf = async ({ credits, learner }: KeptBook) =>
    (await credits.readBooks(learner, {})).book?.lines.at(0)
  const stepsOf = async ({ stores }: KeptBook, id: string) =>
    (await stores.entries.byId(id))?.history.map(({ action, byRole }) => [action, byRole].join(' '))

  it('is a step of the history by the learner, and nothing else changes', async () => {
    const s = await site()
    const { isNew, wait } = await s.press()
    expect(isNew).to.equal(true)
    expect(wait).to.include({ remindedOn: '2026-11-22', remindFrom: '2026-11-27', mayRemind: false })
    expect(await stepsOf(s, s.entry.id)).to.deep.equal([
      s.entry.history.map(one => `${one.action} ${one.byRole}`)[0],
      'remind learner',
    ])
    expect(await s.stores.entries.byId(s.entry.id)).to.deep.include({
      status: 'imported',
      hours: s.entry.hours,
    })
    const { done } = await s.credits.confirmEntries(anActor(['curator']), { entryIds: [s.entry.id] })
    expect(done).to.deep.equal([s.entry.id])
  })

  it('is done once in the usual time, however often it is pressed and by how many clicks at once', async () => {
    const s = await site()
    const pressed = await Promise.all([1, 2, 3].map(() => s.press()))
    expect(pressed.filter(({ isNew }) => isNew)).to.have.length(1)
    expect((await s.press()).wait.remindedOn).to.equal('2026-11-22')
    s.w.at('2026-11-27T09:00:00Z')
    expect((await s.press()).isNew).to.equal(true)
    expect((await stepsOf(s, s.entry.id))?.filter(step => step.startsWith('remind'))).to.have.length(2)
  })

  it('is refused before the usual time is over, naming the day', async () => {
    const s = await site('2026-11-20T05:00:00.000Z')
    expect(await codeOf(s.press())).to.equal('reminder_early')
    const line = await lineOf(s)
    expect(line?.wait).to.deep.equal({
      since: '2026-11-20',
      days: 5,
      remindFrom: '2026-11-25',
      mayRemind: false,
    })
    expect(line?.counted.facts).to.include({ days: '5', remindFrom: '2026-11-25' })
  })

  it('is the learner’s alone: staff who see the book may not, for strangers there is none', async () => {
    const s = await site()
    expect(await codeOf(s.press(anActor(['curator'])))).to.equal('forbidden')
    expect(await codeOf(s.press(anActor(['learner'])))).to.equal('not_found')
    expect(await stepsOf(s, s.entry.id)).to.have.length(1)
  })

  it('is refused once the entry was decided', async () => {
    const s = await site()
    await s.credits.confirmEntries(anActor(['curator']), { entryIds: [s.entry.id] })
    expect(await codeOf(s.press())).to.equal('entry_transition_refused')
  })

  it('shows in the queue, which can be narrowed to what was reminded of', async () => {
    const s = await site()
    await s.w.entries(s.enrolment, ['M1', 'M2'])
    const curator = anActor(['curator'])
    const programmeId = s.programme.id
    const before = await s.credits.listQueue(curator, { programmeId })
    expect(before.reminded.count).to.equal(0)
    await s.press()
    const { waiting, reminded } = await s.credits.listQueue(curator, { programmeId })
    expect([waiting.count, reminded.count]).to.deep.equal([3, 1])
    const only = await s.credits.listQueue(curator, { programmeId, reminded: true })
    expect(only.groups.flatMap(({ rows }) => rows.map(row => row.entry.id))).to.deep.equal([s.entry.id])
    await s.credits.confirmEntries(curator, { entryIds: [s.entry.id] })
    expect((await s.credits.listQueue(curator, { programmeId })).reminded.count).to.equal(0)
  })

  it('changes nothing of what a curator has on the screen: «all by filter» takes it', async () => {
    const s = await site()
    const seenAt = s.deps.now().toISOString()
    s.w.at('2026-11-22T09:05:00Z')
    await s.press()
    const { done, refused } = await s.credits.confirmAll(anActor(['curator']), {
      ...{ programmeId: s.programme.id, seenAt, except: [] },
    })
    expect([done, refused]).to.deep.equal([[s.entry.id], []])
  })

  it('begins anew with a corrected entry', async () => {
    const s = await site()
    await s.press()
    const changes = { entryId: s.entry.id, reason: 'дата', date: '2026-02-01' }
    const corrected = await s.credits.correctEntry(anActor(['curator']), changes)
    expect(corrected.remindedAt).to.equal(undefined)
  })
})

describe('how long an answer usually takes', () => {
  const world = useCredits()

  /** Confirmed after so many days, one learner each. */
  async function decided(w: World, book: KeptBook, days: readonly number[]) {
    for (const n of days) {
      w.at('2026-11-01T05:00:00Z')
      const [entry] = await w.entries(await book.enrol(unique('Фамилия')), ['M1'], {
        createdAt: '2026-11-01T05:00:00.000Z',
      })
      w.at(new Date(Date.parse('2026-11-01T05:00:00Z') + n * 86_400_000))
      await book.credits.confirmEntries(anActor(['curator']), { entryIds: [entry?.id ?? ''] })
    }
    w.at('2026-11-22T09:00:00Z')
  }
  const usualOf = async (book: KeptBook) =>
    (await book.keeping.proofs.checkers(book.learner, { programmeId: book.programme.id })).days

  it('is the median of the programme’s last decisions', async () => {
    const book = await aKeptBook(world())
    await decided(world(), book, [1, 2, 3, 9, 12])
    expect(await usualOf(book)).to.equal(3)
  })

  it('is what the programme says while there are fewer than five, and five where it says nothing', async () => {
    const book = await aKeptBook(world(), { decisions: { answerDays: 12 } })
    await decided(world(), book, [1, 1, 1, 1])
    expect(await usualOf(book)).to.equal(12)
    expect(await usualOf(await aKeptBook(world()))).to.equal(5)
  })
})

describe('who answers', () => {
  const world = useCredits()

  it('is named: whoever was appointed to sign, and the instructors of the courses that the programme names', async () => {
    const w = world()
    const contexts = [unique('course')]
    const deployment = unique('https://lms.example|client|')
    const book = await aKeptBook(w, { contexts, deployments: [deployment] })
    const issuer = unique('https://lms.example')
    const grantId = unique('grant')
    await w.stores.grants.save({
      ...{ id: grantId, registrationId: 'r', issuer, deployment, contextId: contexts[0] ?? '', columns: [] },
      ...{ ownColumns: [], scopes: [], seenAt: LONG_AGO, revision: 0 },
    })
    const join = async (familyName: string, role: string) => {
      const sub = unique('sub')
      await w.stores.people.ensure(ltiKey(issuer, sub), { familyName, givenName: 'Ольга' }, LONG_AGO)
      const roles = [`http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`]
      await w.stores.places.noteLaunch({ grantId, issuer, sub, roles }, LONG_AGO)
    }
    await join('Орлова', 'Instructor')
    await join('Ковалёва', 'Learner')
    const { names } = await book.keeping.proofs.checkers(book.learner, { programmeId: book.programme.id })
    expect(names).to.deep.equal(['Орлова Ольга'])
  })

  it('is nobody by name where the curators are those of every course', async () => {
    const book = await aKeptBook(world())
    const asked = { programmeId: book.programme.id }
    expect((await book.keeping.proofs.checkers(book.learner, asked)).names).to.deep.equal([])
    await anAppointed(book, 'head')
    expect((await book.keeping.proofs.checkers(book.learner, asked)).names).to.deep.equal([])
  })
})
