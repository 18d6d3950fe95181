import { expect } from 'chai'
import type { QueueView } from '#credits/contract'
import type { Actor } from '#domain/access/actor'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits } from './use-credits.ts'
import { aKeptBook, anAppointed, type KeptBook } from './use-keeping.ts'

describe('what an appointment lets somebody do without a role of the LMS', () => {
  const world = useCredits()

  /** Three learners of two schools; each has one entry that waits. */
  async function twoSchools(): Promise<KeptBook & { elsewhere: string }> {
    const book = await aKeptBook(world(), { regulation: 'tyumen' })
    const other = await book.enrol('Ильина')
    const elsewhere = await book.enrol('Жукова')
    await book.stores.people.setOrganisation(elsewhere.learnerId, 'школа № 40')
    for (const { learnerId } of [book.enrolment, other, elsewhere]) {
      const claim = { moduleId: 'M3', date: '2024-11-12', documentKind: 'справка', documentNumber: '41' }
      const to = { learnerId, programmeId: book.programme.id, key: 'key', claim }
      await book.keeping.proofs.send(anActor(['curator']), to)
    }
    return { ...book, elsewhere: elsewhere.learnerId }
  }

  async function headOf(book: KeptBook, scope: object, role: 'head' | 'mentor' = 'head'): Promise<Actor> {
    const actor = anActor(['learner'], { name: 'Руководителева Ольга Ивановна' })
    await book.stores.appointments.create({
      id: unique('appointment'),
      personId: actor.personId,
      role,
      from: '2024-01-01',
      history: [],
      createdAt: '2024-01-01T00:00:00.000Z',
      ...scope,
    })
    return actor
  }

  const names = ({ groups }: QueueView) =>
    groups.flatMap(({ rows }) => rows.map(({ learner }) => learner.familyName)).sort()

  it('T15: shows a head the entries that wait in the books of their school, and counts only these', async () => {
    const book = await twoSchools()
    const programmeIds = [book.programme.id]
    const head = await headOf(book, { programmeIds, organisations: ['Школа №12'] })
    const view = await book.credits.listQueue(head, {})
    expect(names(view)).to.deep.equal(['Ильина', 'Сидорова'])
    expect(view.waiting).to.deep.equal({ count: 2, more: false })
    expect(view.programmes.map(({ id }) => id)).to.deep.equal(programmeIds)
    expect(view.sources).to.deep.equal([])
    const rows = view.groups.flatMap(group => group.rows.map(({ entry }) => entry.id))
    const { done } = await book.credits.confirmEntries(head, { entryIds: rows, despiteRemarks: rows })
    expect(done.sort()).to.deep.equal(rows.sort())
    expect((await book.credits.listQueue(head, {})).waiting.count).to.equal(0)
  })

  it('finds learners by the beginning of their name, of the books in their sight alone', async () => {
    const book = await twoSchools()
    const { credits } = book
    const programmeIds = [book.programme.id]
    const head = await headOf(book, { programmeIds, organisations: ['Школа №12'] })
    const found = async (actor: Actor, family: string, more = {}) =>
      (await credits.listLearners(actor, { family, programmeId: book.programme.id, ...more })).rows.map(
        ({ learner }) => learner.familyName,
      )
    await book.enrol('Ильясова')
    await book.enrol('Ильёва')
    const curator = anActor(['curator'])
    expect(await found(curator, ' иль ')).to.deep.equal(['Ильёва', 'Ильина', 'Ильясова'])
    expect(await found(curator, 'Иль', { limit: 2 })).to.deep.equal(['Ильёва', 'Ильина'])
    expect(await found(curator, 'Иль', { eligible: true })).to.deep.equal([])
    expect([await found(curator, 'Жуков'), await found(head, 'Жуков')]).to.deep.equal([['Жукова'], []])
    expect(await found(curator, 'И'), 'one letter').to.deep.equal([])
  })

  it('pages through what waits for an appointed signer without losing or repeating a line', async () => {
    const book = await twoSchools()
    const head = await headOf(book, { programmeIds: [book.programme.id], organisations: ['школа № 12'] })
    const first = await book.credits.listQueue(head, { limit: 1 })
    const after = first.next ?? undefined
    const second = await book.credits.listQueue(head, { limit: 1, ...(after && { after }) })
    expect([...names(first), ...names(second)].sort()).to.deep.equal(['Ильина', 'Сидорова'])
    const end = await book.credits.listQueue(head, { limit: 1, ...(second.next && { after: second.next }) })
    expect([names(end), end.next]).to.deep.equal([[], null])
  })

  it('shows nothing to sign to whom the setting gives no signature, and nothing of their own', async () => {
    const book = await twoSchools()
    const mentor = await headOf(book, { programmeIds: [book.programme.id] }, 'mentor')
    expect((await book.credits.listQueue(mentor, {})).waiting.count).to.equal(0)
    const own = await anAppointed(book, 'head', { personId: book.at.learnerId })
    expect(names(await book.credits.listQueue(own, {}))).to.deep.equal(['Жукова', 'Ильина'])
  })

  it('adds what a curator of one course signs by appointment elsewhere', async () => {
    const [here, there] = [await twoSchools(), await twoSchools()]
    const curator = await headOf(there, { programmeIds: [there.programme.id], learnerIds: [there.elsewhere] })
    const both = { ...curator, roles: ['curator'] as const, programmes: [here.programme.id] }
    expect(names(await here.credits.listQueue(both, {}))).to.deep.equal([
      'Жукова',
      'Жукова',
      'Ильина',
      'Сидорова',
    ])
  })

  it('confirms all by the filter for the learners of the appointment alone', async () => {
    const book = await twoSchools()
    const head = await headOf(book, { programmeIds: [book.programme.id], learnerIds: [book.elsewhere] })
    const all = { seenAt: '2099-01-01T00:00:00.000Z', except: [] }
    const result = await book.credits.confirmAll(head, { programmeId: book.programme.id, ...all })
    const asked = [...result.done, ...result.refused.map(({ entryId }) => entryId)]
    expect(asked).to.have.length(1)
    const batch = result.done.length > 0 ? await book.credits.readBatch(head, { ...result, limit: 9 }) : null
    expect(batch?.count ?? 0).to.equal(result.done.length)
  })

  it('lists the learners of the appointment with their books', async () => {
    const book = await twoSchools()
    const head = await headOf(book, { programmeIds: [book.programme.id], organisations: ['школа № 12'] })
    const { rows, next } = await book.credits.listLearners(head, {})
    expect(rows.map(({ learner }) => learner.familyName).sort()).to.deep.equal(['Ильина', 'Сидорова'])
    expect(next).to.equal(null)
    const paged = await book.credits.listLearners(head, { limit: 1 })
    const second = await book.credits.listLearners(head, {
      limit: 1,
      ...(paged.next && { after: paged.next }),
    })
    expect(new Set([...paged.rows, ...second.rows].map(({ learner }) => learner.id)).size).to.equal(2)
    expect(await codeOf(book.credits.listLearners(head, { programmeId: 'other' }))).to.equal('not_found')
  })

  it('opens neither queue nor list to somebody whose appointment is over', async () => {
    const book = await twoSchools()
    const former = await headOf(book, { programmeIds: [book.programme.id], until: '2024-02-01' })
    expect(await codeOf(book.credits.listQueue(former, {}))).to.equal('forbidden')
    expect(await codeOf(book.credits.listLearners(former, {}))).to.equal('forbidden')
  })
})
