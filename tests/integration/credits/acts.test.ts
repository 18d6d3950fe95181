import { expect } from 'chai'
import type { ActInput } from '#credits/acts/contract'
import { unique } from '#tests/integration/store/use-stores'
import { metBy } from '#tests/support/met-by'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits } from './use-credits.ts'
import { aKeptBook, anAppointed, type KeptBook, scanFile } from './use-keeping.ts'

describe('an act of a group event', () => {
  const world = useCredits()
  const curator = anActor(['curator'])

  async function site(regulation = 'subscription') {
    const book = await aKeptBook(world(), { regulation })
    const [second, third] = [await book.enrol('Ковалёва'), await book.enrol('Баранов')]
    const ids = [book.at.learnerId, second.learnerId, third.learnerId] as const
    const input: ActInput = {
      programmeId: book.programme.id,
      number: unique('7'),
      claim: { moduleId: 'M1', date: '2024-11-12' },
      participants: [
        { learnerId: ids[0], absent: false },
        { learnerId: ids[1], absent: false, hours: 600 as never },
        { learnerId: ids[2], absent: true },
      ],
    }
    return { ...book, acts: book.keeping.acts, ids, input }
  }
  const booksOf = async ({ stores, programme }: KeptBook, ids: readonly string[]) =>
    Promise.all(ids.map(id => stores.entries.ofBook(id, programme.id)))

  it('M9: carries the scan of its signed sheet, attached once, read by whoever sees all who took part', async () => {
    const s = await site()
    const act = await s.acts.post(curator, s.input)
    expect(await codeOf(s.acts.readScan(curator, act.id))).to.equal('not_found')
    const other = anActor(['curator'])
    expect(await codeOf(s.acts.attachScan(other, act.id, scanFile()))).to.equal('forbidden')
    const attached = await s.acts.attachScan(curator, act.id, scanFile())
    expect(attached.act.scan).to.include({ name: 'справка.png', type: 'image/png' })
    expect((await s.acts.attachScan(curator, act.id, scanFile())).act.scan, 'pressed twice').to.deep.equal(
      attached.act.scan,
    )
    const another = { ...scanFile(), name: 'другой.png', sha256: 'f'.repeat(64) }
    expect(await metBy(s.acts.attachScan(curator, act.id, another))).to.deep.include({
      ...{ by: curator.personId, byName: curator.name, action: 'scan-attached' },
      differences: [{ field: 'scan', was: 'другой.png', now: 'справка.png' }],
    })
    expect((await s.acts.readScan(other, act.id)).bytes).to.have.length(scanFile().bytes.length)
    expect(await codeOf(s.acts.readScan(s.learner, act.id))).to.equal('not_found')
    expect((await s.acts.post(curator, s.input)).id).to.equal(act.id)
  })

  it('M9: posts one line to each book, its own hours, none to who was absent', async () => {
    const s = await site()
    const preview = await s.acts.preview(curator, s.input)
    expect(preview).to.deep.include({ entries: 2, hours: 1400, faults: [] })
    expect(preview.rows.map(({ outcome }) => outcome)).to.deep.equal(['new', 'new', 'absent'])
    expect((await booksOf(s, s.ids)).flat()).to.deep.equal([])
    const act = await s.acts.post(curator, s.input)
    const books = await booksOf(s, s.ids)
    expect(books.map(entries => entries.map(({ hours }) => hours))).to.deep.equal([[800], [600], []])
    expect(books[0]?.[0]).to.deep.include({
      status: 'imported',
      origin: { type: 'act', actId: act.id },
      document: `акт № ${s.input.number}`,
      moduleId: 'M1',
    })
    const { rows } = await s.acts.read(curator, act.id)
    expect(rows.map(({ absent, status }) => [absent, status]).sort()).to.deep.equal(
      [
        [false, 'imported'],
        [false, 'imported'],
        [true, null],
      ].sort(),
    )
  })

  it('sent twice, by two curators at once, posts each line once', async () => {
    const s = await site()
    const acts = await Promise.all([1, 2, 3].map(() => s.acts.post(anActor(['curator']), s.input)))
    expect(new Set(acts.map(({ id }) => id)).size).to.equal(1)
    expect((await booksOf(s, s.ids)).map(entries => entries.length)).to.deep.equal([1, 1, 0])
    expect((await s.acts.preview(curator, s.input)).rows.map(({ outcome }) => outcome)).to.deep.equal([
      'posted',
      'posted',
      'absent',
    ])
  })

  it('with a number that another act has is refused, and nothing is lost of either', async () => {
    const s = await site()
    await s.acts.post(curator, s.input)
    const other = { ...s.input, participants: s.input.participants.map(each => ({ ...each, absent: false })) }
    expect(await codeOf(s.acts.post(curator, other))).to.equal('act_differs')
    expect((await booksOf(s, s.ids)).map(entries => entries.length)).to.deep.equal([1, 1, 0])
    const renumbered = { ...other, number: unique('7') }
    expect((await s.acts.preview(curator, renumbered)).rows.map(({ outcome }) => outcome)).to.deep.equal([
      'twin',
      'twin',
      'new',
    ])
  })

  it('finishes what a crash between act and lines left', async () => {
    const s = await site()
    const { id } = await s.acts.post(curator, s.input)
    await world().store.connection.collection('entries').deleteMany({ 'origin.actId': id, hours: 600 })
    await s.acts.post(curator, s.input)
    expect((await booksOf(s, s.ids)).map(entries => entries.length)).to.deep.equal([1, 1, 0])
  })

  it('names every fault and writes nothing', async () => {
    const s = await site()
    const wrong = { ...s.input, number: ' ', claim: { date: '2027-01-01' }, participants: [] }
    const { faults } = await s.acts.preview(curator, wrong)
    expect(faults).to.include.members(['number-missing', 'title-missing', 'date-in-future', 'nobody'])
    expect(await codeOf(s.acts.post(curator, wrong))).to.equal('invalid_input')
    expect(await s.acts.list(curator)).to.satisfy((acts: { programmeId: string }[]) =>
      acts.every(act => act.programmeId !== s.programme.id),
    )
  })

  it('takes nobody who was there for no hours, or for more than an event has', async () => {
    const s = await site()
    for (const hours of [0, 100_001]) {
      const participants = [{ learnerId: s.ids[0], absent: false, hours: hours as never }]
      const { faults } = await s.acts.preview(curator, { ...s.input, participants })
      expect(faults, String(hours)).to.deep.equal(['own-hours'])
    }
    const absent = { learnerId: s.ids[1], absent: true, hours: 0 as never }
    const participants = [{ learnerId: s.ids[0], absent: false }, absent]
    expect((await s.acts.preview(curator, { ...s.input, participants })).faults).to.deep.equal([])
  })

  it('marks who is outside the term, and leaves out strangers, closed books and the writer’s own', async () => {
    const s = await site('tyumen')
    await s.stores.enrolments.setStatus(
      (await s.stores.enrolments.find(s.ids[1], s.programme.id))?.id ?? '',
      'left',
    )
    const own = anActor(['curator'], { personId: s.ids[2] })
    const input = {
      ...s.input,
      claim: { ...s.input.claim, date: '2025-06-01' },
      participants: [...s.ids, 'nobody'].map(learnerId => ({ learnerId, absent: false })),
    }
    const { rows, entries } = await s.acts.preview(own, input)
    expect([rows.map(({ outcome }) => outcome), entries]).to.deep.equal([
      ['outside-term', 'closed', 'own', 'not-found'],
      1,
    ])
    const act = await s.acts.post(own, input)
    expect(act.participants.map(({ learnerId }) => learnerId)).to.deep.equal([s.ids[0]])
  })

  it('is written for the learners that a head was appointed for, and by nobody without a role', async () => {
    const s = await site('tyumen')
    const head = await anAppointed(s, 'head')
    const act = await s.acts.post(head, s.input)
    expect(act).to.include({ byRole: 'head', by: head.personId })
    expect((await s.acts.form(head, s.programme.id)).learners).to.have.length(3)
    expect(await codeOf(s.acts.post(anActor(['learner']), s.input))).to.equal('forbidden')
    expect(await codeOf(s.acts.post(anActor(['curator'], { scope: ['elsewhere'] }), s.input))).to.equal(
      'forbidden',
    )
    expect(await codeOf(s.acts.read(anActor(['learner']), act.id))).to.equal('not_found')
  })

  it('stands together in the queue as one event', async () => {
    const s = await site()
    await s.acts.post(curator, {
      ...s.input,
      participants: s.ids.map(learnerId => ({ learnerId, absent: false })),
    })
    const { groups } = await s.credits.listQueue(curator, { programmeId: s.programme.id })
    expect(groups.map(({ source, rows }) => [source, rows.length])).to.deep.equal([['act', 3]])
  })
})
