import { expect } from 'chai'
import type { ProofInput } from '#credits/proofs/contract'
import { ProofRefusedError } from '#credits/proofs/errors'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { png } from '#tests/unit/domain/scans/samples'
import { anActor, useCredits } from './use-credits.ts'
import { aKeptBook, anAppointed, scanFile } from './use-keeping.ts'

const claim = {
  moduleId: 'M3',
  date: '2026-02-12',
  documentKind: 'справка',
  documentNumber: '41',
}

describe('a proof on paper', () => {
  const world = useCredits()

  async function site(regulation = 'tspu') {
    const kept = await aKeptBook(world(), { regulation })
    const { proofs } = kept.keeping
    const scanned = async (actor = kept.learner) => (await proofs.keepScan(actor, kept.at, scanFile())).id
    return { ...kept, w: world(), proofs, scanned, book: { programmeId: kept.programme.id } }
  }

  const faultsOf = async (promise: Promise<unknown>) => {
    try {
      await promise
    } catch (error) {
      if (error instanceof ProofRefusedError) return [...error.faults, ...error.doubts.map(each => each.code)]
      throw error
    }
    return []
  }

  async function sent(s: Awaited<ReturnType<typeof site>>, changes: Partial<ProofInput> = {}) {
    const input = { ...s.book, key: unique('key'), claim, scanId: await s.scanned(), ...changes }
    return s.proofs.send(s.learner, input)
  }

  it('waits for the curator like any other entry, with the hours of the tariff and its scan', async () => {
    const s = await site()
    const entry = await sent(s)
    expect(entry).to.deep.include({
      status: 'imported',
      origin: { type: 'paper' },
      title: 'Модуль M3',
      hours: 2400,
      document: 'справка № 41',
      provider: 'ТГПУ',
    })
    expect(entry.history).to.have.length(1)
    expect(entry.history[0]).to.include({ by: s.learner.personId, byRole: 'learner', action: 'import' })
    const curator = anActor(['curator'])
    const { groups } = await s.credits.listQueue(curator, { programmeId: s.programme.id })
    expect(groups.map(group => [group.source, group.rows.map(row => row.entry.id)])).to.deep.equal([
      ['paper', [entry.id]],
    ])
    const { done } = await s.credits.confirmEntries(curator, { entryIds: [entry.id] })
    expect(done).to.deep.equal([entry.id])
    const { book } = await s.credits.readBooks(s.learner, {})
    expect(book?.progress.hours.counted).to.equal(2400)
  })

  it('sent twice, by two clicks at once, makes one entry', async () => {
    const s = await site()
    const input = { ...s.book, key: 'same', claim, scanId: await s.scanned() }
    const entries = await Promise.all([1, 2, 3].map(() => s.proofs.send(s.learner, input)))
    expect(new Set(entries.map(entry => entry.id)).size).to.equal(1)
    expect(await s.w.stores.entries.ofBook(s.enrolment.learnerId, s.programme.id)).to.have.length(1)
  })

  it('names every fault at once and writes nothing', async () => {
    const s = await site()
    const refused = s.proofs.send(s.learner, { ...s.book, key: 'k', claim: { date: '2027-01-01' } })
    expect(await faultsOf(refused)).to.deep.equal([
      'title-missing',
      'kind-missing',
      'hours-missing',
      'date-in-future',
      'document-kind-missing',
      'document-number-missing',
      'scan-missing',
    ])
    expect(await s.w.stores.entries.ofBook(s.enrolment.learnerId, s.programme.id)).to.deep.equal([])
  })

  it('asks before it takes a date outside the term, and keeps it in the book uncounted', async () => {
    const s = await site()
    const early = { ...claim, date: '2024-09-01' }
    expect(await faultsOf(sent(s, { claim: early }))).to.deep.equal(['outside-term'])
    const entry = await sent(s, { claim: early, despite: true })
    await s.credits.confirmEntries(anActor(['curator']), {
      entryIds: [entry.id],
      despiteRemarks: [entry.id],
    })
    const { book } = await s.credits.readBooks(s.learner, {})
    expect(book?.lines[0]?.counted).to.include({ counted: 0, reason: 'outside-term' })
  })

  it('asks before it takes what looks like an entry that is there', async () => {
    const s = await site()
    await sent(s)
    expect(await faultsOf(sent(s))).to.deep.equal(['looks-like-duplicate'])
    expect((await sent(s, { despite: true })).status).to.equal('imported')
  })

  it('of an event that the programme does not list stays in the book, and says why it does not count', async () => {
    const s = await site()
    const { moduleId: _, ...rest } = claim
    const entry = await sent(s, { claim: { ...rest, title: 'Фестиваль идей', kind: 'contest' } })
    expect(entry.moduleId).to.equal(entry.id)
    await s.credits.confirmEntries(anActor(['curator']), { entryIds: [entry.id] })
    const { book } = await s.credits.readBooks(s.learner, {})
    expect(book?.lines[0]?.counted).to.include({ counted: 0, reason: 'not-in-programme' })
    expect((await sent(s, { claim: { ...rest, title: ' модуль  m1 ' } })).moduleId).to.equal('M1')
  })

  it('shows its scan to the learner and to who confirms, to nobody else', async () => {
    const s = await site()
    const { id, scan } = await sent(s)
    const { bytes } = await s.proofs.readScan(anActor(['curator']), { entryId: id })
    expect(Buffer.from(bytes).equals(png())).to.equal(true)
    expect(scan).to.include({ name: 'справка.png', type: 'image/png', bytes: png().length })
    expect((await s.proofs.readScan(s.learner, { entryId: id })).scan.sha256).to.equal(scan?.sha256)
    const others = [
      anActor(['learner']),
      anActor(['curator'], { scope: ['elsewhere'] }),
      anActor(['curator'], { scope: [] }),
    ]
    for (const actor of others)
      expect(await codeOf(s.proofs.readScan(actor, { entryId: id }))).to.equal('not_found')
  })

  it('takes no scan of another person, of another book, or one that another entry shows', async () => {
    const s = await site()
    const other = await site()
    const foreign = await other.scanned()
    expect(await faultsOf(sent(s, { scanId: foreign }))).to.deep.equal(['scan-gone'])
    const ofCurator = await s.scanned(anActor(['curator']))
    expect(await faultsOf(sent(s, { scanId: ofCurator }))).to.deep.equal(['scan-gone'])
    const used = await s.scanned()
    await sent(s, { scanId: used })
    const again = { ...claim, moduleId: 'M1' }
    expect(await faultsOf(sent(s, { scanId: used, claim: again }))).to.deep.equal(['scan-gone'])
  })

  it('keeps the newest ten uploads of a person that no form was sent with', async () => {
    const s = await site()
    const ids: string[] = []
    for (let n = 0; n < 12; n++) {
      s.w.at(new Date(Date.UTC(2026, 10, 22, 9, n)))
      ids.push(await s.scanned())
    }
    const kept = await Promise.all(ids.map(id => s.proofs.keptScan(s.learner, id)))
    expect(kept.map(scan => scan !== null)).to.deep.equal(ids.map((_, i) => i >= 2))
    expect(await s.w.stores.scans.contentOf(ids[0] as string)).to.equal(null)
  })

  it('is entered by a curator for a learner without a scan: the paper was seen', async () => {
    const s = await site()
    const curator = anActor(['curator'])
    const input = { ...s.book, learnerId: s.enrolment.learnerId, key: 'k', claim }
    const entry = await s.proofs.send(curator, input)
    expect(entry.history[0]).to.include({ by: curator.personId, byRole: 'curator' })
    const stranger = anActor(['curator'], { scope: ['elsewhere'] })
    expect(await codeOf(s.proofs.send(stranger, input))).to.equal('not_found')
    expect(await codeOf(s.proofs.send(anActor(['issuer']), input))).to.equal('forbidden')
  })

  it('is looked at by whoever was appointed to sign in that book, by name, but never by the learner', async () => {
    const s = await site('tyumen')
    const { stores, learner, book } = s
    const named = async (familyName: string) =>
      (
        await stores.people.ensure(
          unique('k'),
          { familyName, givenName: 'Мария' },
          '2026-01-01T00:00:00.000Z',
        )
      ).id
    const names = async () => (await s.proofs.checkers(learner, book)).names
    expect(await names()).to.deep.equal([])
    await anAppointed(s, 'methodist', { personId: await named('Орлова') })
    await anAppointed(s, 'methodist', { personId: learner.personId })
    expect(await names()).to.deep.equal(['Орлова Мария'])
    expect(
      await codeOf(s.proofs.checkers(anActor(['learner']), { ...book, learnerId: learner.personId })),
    ).to.equal('not_found')
  })

  it('is not added to a book that is closed', async () => {
    const s = await site()
    await s.w.stores.enrolments.setStatus(s.enrolment.id, 'left')
    expect(await codeOf(sent(s))).to.equal('book_closed')
  })

  it('of self-education lists its papers, which the evaluator asks for, and leaves the hours to the curator', async () => {
    const s = await site('tyumen')
    const self = { ...claim, moduleId: undefined, title: 'Пилотная площадка', kind: 'pilot-project' as const }
    const { moduleId: _, ...selfClaim } = self
    const late = { ...selfClaim, date: '2024-10-01' }
    const entry = await sent(s, { claim: { ...late, papers: ['agreement'] } })
    expect(entry).to.deep.include({ selfEducation: true, hours: 0, papers: ['agreement'] })
    const stored = await s.w.stores.entries.byId(entry.id)
    expect(stored?.papers).to.deep.equal(['agreement'])
  })
})
