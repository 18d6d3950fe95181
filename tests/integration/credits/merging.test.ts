import { expect } from 'chai'
import { createMerging } from '#credits/merging/merging'
import { createPersonalData } from '#credits/personal-data/personal-data'
import type { Actor } from '#domain/access/actor'
import { signatureOf } from '#domain/entries/signature'
import { sha256 } from '#src/credits/sha256'
import { MODEL_NAMES, modelOf } from '#store/models'
import type { Enrolment } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { metBy } from '#tests/support/met-by'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits, type World } from './use-credits.ts'

describe('merging two records of one person', () => {
  const world = useCredits()
  let w: World
  let administrator: Actor
  beforeEach(() => {
    w = world()
    administrator = anActor(['administrator'])
  })

  const merging = () => createMerging({ ...w.deps, recompute: books => w.credits.recompute(books) })

  /** Everything that is stored, but the merges themselves and the marks for those who listen. */
  async function everything(): Promise<Record<string, unknown>> {
    const left = MODEL_NAMES.filter(name => !['PersonMerge', 'TouchedBook', 'OutboxEvent'].includes(name))
    const all = await Promise.all(
      left.map(async name => [
        name,
        await modelOf(w.store.connection, name).find({}).sort({ _id: 1 }).lean(),
      ]),
    )
    return Object.fromEntries(all)
  }

  async function confirmed(enrolment: Enrolment, moduleIds: string[]) {
    const entries = await w.entries(enrolment, moduleIds)
    const curator = anActor(['curator'])
    await w.credits.confirmEntries(curator, { entryIds: entries.map(({ id }) => id) })
    return entries
  }

  /** Two records in one programme, and a programme of the second's own. */
  async function twoRecords() {
    const [programme, other] = [await w.programme(), await w.programme()]
    const identity = unique('source|moodle|')
    const kept = await w.enrol(programme)
    const absorbed = await w.enrol(programme, { identity, enrolledOn: '2025-01-15' })
    const own = await w.enrol(other, { identity })
    await confirmed(kept, ['M1', 'M3'])
    const shared = await confirmed(absorbed, ['M1', 'M2'])
    const moved = await confirmed(own, ['M4'])
    const input = { keptId: kept.learnerId, absorbedId: absorbed.learnerId }
    return { programme, other, identity, kept, absorbed, own, shared, moved, input }
  }

  it('are listed to whoever reaches them, however many others were made since', async () => {
    const { input } = await twoRecords()
    const { id } = await merging().merge(administrator, { ...input, reason: 'заявление' })
    const [own] = await w.stores.merges.latest(1)
    const ofOthers = Array.from({ length: 50 }, () => ({ ...own, keptId: 'p', absorbedId: 'q' }) as never)
    const latest = async (limit: number, skip = 0) =>
      [...ofOthers, ...(await w.stores.merges.latest(limit, 0))].slice(skip, skip + limit)
    const stores = { ...w.stores, merges: { ...w.stores.merges, latest } }
    const many = createMerging({ ...w.deps, stores, recompute: books => w.credits.recompute(books) })
    expect((await many.list(administrator)).map(merge => merge.id)).to.include(id)
    const [newest] = await w.stores.merges.latest(1)
    expect((await w.stores.merges.latest(50, 1)).map(merge => merge.id)).not.to.include(newest?.id)
  })

  it('counts what goes over and names where the records differ, and changes nothing', async () => {
    const { input, programme } = await twoRecords()
    const before = await everything()
    const preview = await merging().preview(administrator, input)
    expect(preview.refusals).to.deep.equal([])
    expect(preview.moves).to.include({ accounts: 1, enrolments: 1, entries: 3, certificates: 0 })
    expect(preview.joined).to.deep.equal([programme.title])
    expect(preview.conflicts).to.deep.include({
      field: 'enrolledOn',
      about: programme.title,
      kept: '2024-09-02',
      absorbed: '2025-01-15',
    })
    expect(preview.conflicts.filter(({ field }) => field === 'module')).to.have.length(1)
    expect(await everything()).to.deep.equal(before)
  })

  it('makes one book of two, counts no module twice, and the accounts find the record that stays', async () => {
    const { input, identity, kept, moved } = await twoRecords()
    await merging().merge(administrator, { ...input, reason: 'две записи одного человека' })
    const person = await w.stores.people.ensure(identity, { familyName: 'С', givenName: 'А' }, 'now')
    expect(person.id, 'a launch, a pull and an enrolment alike').to.equal(kept.learnerId)
    expect((await w.stores.enrolments.byId(kept.id))?.summary?.counted, '8 + 24 + 8').to.equal(4000)
    const { programmes } = await w.credits.readBooks(administrator, { learnerId: kept.learnerId })
    expect(programmes).to.have.length(2)
    const entry = (await w.stores.entries.byIds([moved[0]?.id ?? '']))[0]
    expect(entry?.learnerId).to.equal(kept.learnerId)
    expect(entry && signatureOf(entry, sha256)?.state, 'signed for the record that went').to.equal('fits')
  })

  it('undone, leaves everything as it was', async () => {
    const { input } = await twoRecords()
    const before = await everything()
    const { id } = await merging().merge(administrator, { ...input, reason: 'ошиблись' })
    expect(await everything()).to.not.deep.equal(before)
    const undone = await merging().undo(administrator, { mergeId: id, reason: 'это разные люди' })
    expect(undone.state).to.equal('undone')
    expect(await everything()).to.deep.equal(before)
    expect(await codeOf(merging().undo(administrator, { mergeId: id, reason: 'ещё раз' }))).to.equal(
      'conflict',
    )
  })

  it('goes on after a crash between its writes', async () => {
    const { input, kept } = await twoRecords()
    const before = await everything()
    const fails = { ...w.stores.merges, move: () => Promise.reject(new Error('the process ended')) }
    const broken = createMerging({
      ...w.deps,
      stores: { ...w.stores, merges: fails },
      recompute: books => w.credits.recompute(books),
    })
    await broken.merge(administrator, { ...input, reason: 'две записи' }).catch(() => {})
    const merge = await merging().merge(administrator, { ...input, reason: 'две записи' })
    expect(merge.state).to.equal('done')
    expect((await w.stores.enrolments.byId(kept.id))?.summary?.counted).to.equal(4000)
    await merging().undo(administrator, { mergeId: merge.id, reason: 'назад' })
    expect(await everything()).to.deep.equal(before)
  })

  it('gives back what came to a book that went over, and what was corrected since', async () => {
    const { input, own } = await twoRecords()
    const { id } = await merging().merge(administrator, { ...input, reason: 'две записи' })
    const late = await confirmed({ ...own, learnerId: input.keptId }, ['M2'])
    await merging().undo(administrator, { mergeId: id, reason: 'разные люди' })
    const [entry] = await w.stores.entries.byIds([late[0]?.id ?? ''])
    expect(entry?.learnerId).to.equal(input.absorbedId)
  })

  it('refuses when the record that goes has the document of a programme of both', async () => {
    const { enrolment, programme } = await w.readyLearner()
    await w.credits.issueCertificate(anActor(['issuer']), { enrolmentId: enrolment.id })
    const other = await w.enrol(programme)
    const input = { keptId: other.learnerId, absorbedId: enrolment.learnerId }
    const preview = await merging().preview(administrator, input)
    expect(preview.refusals).to.deep.equal(['certificate-of-absorbed'])
    expect(await codeOf(merging().merge(administrator, { ...input, reason: 'да' }))).to.equal('merge_refused')
    const turned = await merging().preview(administrator, {
      keptId: enrolment.learnerId,
      absorbedId: other.learnerId,
    })
    expect(turned.refusals, 'the other way round it goes').to.deep.equal([])
  })

  it('carries a document with the book that it was issued for, unchanged', async () => {
    const { enrolment } = await w.readyLearner()
    const issued = await w.credits.issueCertificate(anActor(['issuer']), { enrolmentId: enrolment.id })
    const other = await w.enrol(await w.programme())
    const input = { keptId: other.learnerId, absorbedId: enrolment.learnerId }
    await merging().merge(administrator, { ...input, reason: 'две записи' })
    const found = await w.stores.certificates.byId(issued.id)
    expect(found).to.deep.equal({ ...issued, learnerId: other.learnerId })
  })

  it('made or undone by two at once is done by one, and the other is told by whom', async () => {
    const { input } = await twoRecords()
    const [first, second] = [administrator, { ...anActor(['administrator']), name: 'Вторая' }]
    const made = await merging().merge(first, { ...input, reason: 'одна' })
    expect((await merging().merge(first, { ...input, reason: 'одна' })).id, 'pressed twice').to.equal(made.id)
    const late = await metBy(merging().merge(second, { ...input, reason: 'одна' }))
    expect(late).to.include({ by: first.personId, action: 'merged' })
    const undoing = [first, second].map(actor =>
      merging().undo(actor, { mergeId: made.id, reason: `назад, ${actor.name}` }),
    )
    const ends = await Promise.allSettled(undoing)
    const done = ends.flatMap(end => (end.status === 'fulfilled' ? [end.value] : []))
    expect(done.length).to.be.greaterThan(0)
    const row = await w.stores.merges.byId(made.id)
    expect(row?.state).to.equal('undone')
    expect(done.map(({ undone }) => undone?.by)).to.include(row?.undone?.by)
    for (const [i, end] of ends.entries())
      if (end.status === 'rejected')
        expect(await metBy(undoing[i] as Promise<unknown>)).to.include({
          by: row?.undone?.by,
          action: 'unmerged',
        })
    const again = await metBy(merging().undo(second, { mergeId: made.id, reason: 'ещё раз' }))
    expect(again).to.include({ by: row?.undone?.by, byName: row?.undone?.byName, action: 'unmerged' })
  })

  it('is not undone under a document that was issued for the joined book', async () => {
    const { enrolment: kept, programme } = await w.readyLearner()
    const absorbed = await w.enrol(programme)
    await confirmed(absorbed, ['M5'])
    const input = { keptId: kept.learnerId, absorbedId: absorbed.learnerId }
    const { id } = await merging().merge(administrator, { ...input, reason: 'две записи' })
    await w.credits.issueCertificate(anActor(['issuer']), { enrolmentId: kept.id })
    expect(await codeOf(merging().undo(administrator, { mergeId: id, reason: 'назад' }))).to.equal(
      'merge_in_use',
    )
  })

  it('refuses two СНИЛС, oneself, and lines that one signed for the other', async () => {
    const programme = await w.programme()
    const person = { familyName: 'Белова', givenName: 'Ирина' }
    const a = await w.enrol(programme, { person: { ...person, snils: '11223344595' } })
    const b = await w.enrol(await w.programme(), { person: { ...person, snils: '08765430300' } })
    const of = (keptId: string, absorbedId: string) =>
      merging().preview(administrator, { keptId, absorbedId })
    expect((await of(a.learnerId, b.learnerId)).refusals).to.deep.equal(['snils-differ'])
    expect((await of(a.learnerId, a.learnerId)).refusals).to.deep.equal(['same-record'])
    const c = await w.enrol(programme)
    const [line] = await w.entries(c, ['M1'])
    await w.credits.confirmEntries(anActor(['curator'], { personId: a.learnerId }), {
      entryIds: [line?.id ?? ''],
    })
    expect((await of(a.learnerId, c.learnerId)).refusals).to.deep.equal(['signed-for-each-other'])
  })

  it('is for an administrator who reaches both, and tells others nothing', async () => {
    const { input } = await twoRecords()
    const identity = unique('source|elsewhere|')
    const foreign = await w.enrol(await w.programme({ deployments: ['elsewhere'] }), { identity })
    const { merge, preview } = merging()
    const curator = anActor(['curator'])
    expect(await codeOf(merge(curator, { ...input, reason: 'да' }))).to.equal('forbidden')
    expect(await codeOf(preview(administrator, { ...input, absorbedId: foreign.learnerId }))).to.equal(
      'not_found',
    )
    expect(await codeOf(merge(administrator, { ...input, reason: ' ' }))).to.equal('invalid_input')
    expect(
      (await merging().list(administrator)).every(({ keptId }) => keptId !== foreign.learnerId),
    ).to.equal(true)
  })

  it('is one person to whoever asks for their data, and to an erasure', async () => {
    const { input } = await twoRecords()
    await merging().merge(administrator, { ...input, reason: 'две записи' })
    const data = createPersonalData(w.deps)
    const { collections } = await data.read(administrator, input.keptId)
    const people = collections.find(({ model }) => model === 'Person')
    expect(people?.items.map(({ _id }) => _id)).to.have.members([input.keptId, input.absorbedId])
    await data.erase(administrator, { personId: input.keptId, reason: 'заявление' })
    const left = await w.stores.people.byIds([input.keptId, input.absorbedId])
    expect([...left.keys()]).to.deep.equal([])
  })
})
