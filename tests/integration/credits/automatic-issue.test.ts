import { expect } from 'chai'
import { createCredits } from '#credits/credits'
import { createIssuing } from '#credits/issue/issuing'
import { createStatements } from '#credits/statements/statements'
import type { BookFacts } from '#domain/books/book'
import type { RequirementId } from '#domain/kinds'
import { createEvents } from '#events/events'
import { watchStores } from '#events/watch-stores'
import { catalogueOf } from '#src/adapters/regulations'
import type { Enrolment } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { tspu } from '#tests/unit/domain/support'
import { anActor, NOON, system, useCredits, type World } from './use-credits.ts'

const issuer = anActor(['issuer'], { name: 'Петров Пётр' })
const curator = anActor(['curator'])

/** The use cases with somebody who listens; a regulation that asks for more where the test says so. */
function build(w: World, more: RequirementId[] = []) {
  const stores = watchStores(w.stores, w.deps.now)
  const rules = more.map(id => ({ id, clause: 'п. 9' }))
  const regulations = catalogueOf([{ ...tspu, requirements: [...tspu.requirements, ...rules] }])
  const deps = { ...w.deps, stores, regulations }
  const credits = createCredits(deps)
  const issuing = createIssuing({ ...deps, issueCertificate: credits.issueCertificate })
  const { now, newId } = deps
  const events = createEvents({ stores, now, newId, random: () => 0, subscribers: [issuing.subscriber] })
  return {
    ...{ credits, stores, issuing, events },
    statements: createStatements(deps),
    automatic: (programmeId: string, rule: { orderValidDays?: number; consentRequired?: boolean } = {}) =>
      issuing.savePolicy(issuer, { programmeId, mode: 'automatic', ...rule }),
    /** What was issued once everything was heard. */
    async heard(enrolment: Enrolment): Promise<string | undefined> {
      await events.derive()
      await events.dispatch()
      return (await stores.certificates.byEnrolment(enrolment.id))?.state
    },
  }
}

const consentOf = (personId: string, given: boolean, version = '1') => ({
  ...{ personId, purpose: 'processing' as const, given, way: 'self' as const, version },
  ...{ at: NOON.toISOString(), by: personId, byName: 'Сидорова Анна' },
})

describe('a programme that issues by itself', () => {
  const world = useCredits()
  const eligible = (enrolmentId: string) => ({
    ...{ id: unique('event'), type: 'programme.eligible', at: NOON.toISOString(), stream: 'x', seq: 1 },
    data: { enrolmentId },
  })

  it('issues once however many workers hear it, as the system under the rule of who set it', async () => {
    const w = world()
    const { programme, enrolment } = await w.readyLearner()
    const { issuing, automatic } = build(w)
    await automatic(programme.id)
    const second = build({ ...w, stores: (await w.store.secondProcess()).stores }).issuing
    await Promise.all(
      [issuing, second, issuing, second].map(each => each.subscriber.handle(eligible(enrolment.id))),
    )
    const issued = await w.stores.certificates.ofEnrolments([enrolment.id])
    expect(issued).to.have.length(1)
    expect(issued[0]?.claimedBy).to.deep.equal({
      personId: 'system',
      name: 'Зачётка, по правилу: Петров Пётр',
    })
  })

  it('hears of it by the events of the book, and once it is switched on for who becomes ready later', async () => {
    const w = world()
    const programme = await w.programme()
    const { events, automatic } = build(w)
    await automatic(programme.id)
    // what other tests left to be heard is theirs
    await events.derive()
    await events.dispatch()
    const { enrolment } = await w.readyLearner(programme)
    await events.touch([enrolment])
    await events.derive()
    expect((await events.dispatch()).heard).to.equal(1)
    expect((await w.stores.certificates.byEnrolment(enrolment.id))?.state).to.equal('issued')
    expect((await events.dispatch()).heard).to.equal(0)
  })

  it('does so only where it was switched on, for who meets the gate, and never for who switched it on', async () => {
    const w = world()
    const { issuing } = build(w)
    const { programme, enrolment } = await w.readyLearner()
    await issuing.subscriber.handle(eligible(enrolment.id))
    const self = anActor(['issuer'], { personId: enrolment.learnerId })
    await issuing.savePolicy(self, { programmeId: programme.id, mode: 'automatic' })
    await issuing.subscriber.handle(eligible(enrolment.id))
    const idle = await w.enrol(programme)
    await issuing.subscriber.handle(eligible(idle.id))
    expect(await w.stores.certificates.ofEnrolments([enrolment.id, idle.id])).to.deep.equal([])
  })

  /** By the requirement that keeps the gate shut, and the fact that opens it. */
  const OPENED: [RequirementId, BookFacts, BookFacts][] = [
    ['enrolment-documents', { enrolmentDocuments: 'incomplete' }, { enrolmentDocuments: 'complete' }],
    ['issue-order', {}, { issueOrder: '2026-11-20' }],
    ['project-defence', {}, { projectDefence: '2026-11-20' }],
    ['final-report', {}, { finalReport: '2026-11-20' }],
    ['route-approved', {}, { routeApproved: '2026-11-20' }],
  ]
  for (const [requirement, before, after] of OPENED)
    it(`issues once a fact opens the gate: ${requirement}`, async () => {
      const w = world()
      const asked = tspu.requirements.some(rule => rule.id === requirement) ? [] : [requirement]
      const { credits, automatic, heard } = build(w, asked)
      const { programme, enrolment } = await w.readyLearner()
      await automatic(programme.id)
      const facts = { enrolmentDocuments: 'complete' as const, ...before }
      await credits.recordFacts(curator, { enrolmentId: enrolment.id, facts })
      expect(await heard(enrolment)).to.equal(undefined)
      await credits.recordFacts(curator, { enrolmentId: enrolment.id, facts: after })
      expect(await heard(enrolment)).to.equal('issued')
    })

  it('issues once the last hours are confirmed', async () => {
    const w = world()
    const { credits, automatic, heard } = build(w)
    const programme = await w.programme()
    await automatic(programme.id)
    const enrolment = await w.enrol(programme)
    const [last, ...rest] = await w.entries(enrolment, ['M1', 'M2', 'M3', 'M4'])
    await credits.confirmEntries(curator, { entryIds: rest.map(entry => entry.id) })
    expect(await heard(enrolment)).to.equal(undefined)
    await credits.confirmEntries(curator, { entryIds: [last?.id ?? ''] })
    expect(await heard(enrolment)).to.equal('issued')
  })

  it('issues once the shortest term has passed, though nobody does anything that day', async () => {
    const w = world()
    w.at('2025-08-30T09:00:00Z')
    const { credits, events, automatic, heard } = build(w)
    const { programme, enrolment } = await w.readyLearner()
    await automatic(programme.id)
    await events.touch([enrolment])
    expect(await heard(enrolment)).to.equal(undefined)
    w.at('2025-09-03T09:00:00Z')
    await credits.recomputeAll(system)
    await events.sweep()
    expect(await heard(enrolment)).to.equal('issued')
  })

  it('issues once the consent that its rule asks for is given', async () => {
    const w = world()
    const { stores, events, automatic, heard } = build(w)
    const { programme, enrolment } = await w.readyLearner()
    await automatic(programme.id, { consentRequired: true })
    await events.touch([enrolment])
    expect(await heard(enrolment)).to.equal(undefined)
    await stores.consents.add(consentOf(enrolment.learnerId, true))
    expect(await heard(enrolment)).to.equal('issued')
  })

  it('takes no consent for a reason where its rule asks for none: who was ready before is left to a batch', async () => {
    const w = world()
    const { stores, events, automatic, heard } = build(w)
    const { programme, enrolment } = await w.readyLearner()
    await events.touch([enrolment])
    expect(await heard(enrolment)).to.equal(undefined)
    await automatic(programme.id)
    await stores.consents.add(consentOf(enrolment.learnerId, true))
    expect(await heard(enrolment)).to.equal(undefined)
  })

  it('issues once a fresh order stands in the place of an expired one', async () => {
    const w = world()
    const { credits, automatic, heard } = build(w)
    const { programme, enrolment } = await w.readyLearner()
    await automatic(programme.id, { orderValidDays: 30 })
    const record = (issueOrder: string) =>
      credits.recordFacts(curator, { enrolmentId: enrolment.id, facts: { issueOrder } })
    await record('2026-10-01')
    expect(await heard(enrolment)).to.equal(undefined)
    await record('2026-11-20')
    expect(await heard(enrolment)).to.equal('issued')
  })

  it('issues once the statement of study that stood in the way is annulled', async () => {
    const w = world()
    const { credits, statements, events, automatic, heard } = build(w)
    const { programme, enrolment } = await w.readyLearner()
    const statement = await statements.issue(issuer, { enrolmentId: enrolment.id })
    await automatic(programme.id)
    await events.touch([enrolment])
    expect(await heard(enrolment)).to.equal(undefined)
    await credits.annulCertificate(issuer, { certificateId: statement.id, reason: 'Не отчислен' })
    expect(await heard(enrolment)).to.equal('issued')
  })

  it('leaves an annulled certificate alone, whatever opens afterwards', async () => {
    const w = world()
    const { credits, stores, automatic, heard } = build(w)
    const { programme, enrolment } = await w.readyLearner()
    const { id } = await credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    await credits.annulCertificate(issuer, { certificateId: id, reason: 'Ошибка' })
    await automatic(programme.id, { consentRequired: true })
    await stores.consents.add(consentOf(enrolment.learnerId, true))
    await heard(enrolment)
    expect(await stores.certificates.ofEnrolments([enrolment.id])).to.have.length(1)
  })
})
