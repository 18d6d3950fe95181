import { expect } from 'chai'
import { createIssuing } from '#credits/issue/issuing'
import { createStatements } from '#credits/statements/statements'
import type { ConsentPurpose } from '#domain/consent'
import { catalogueOf } from '#src/adapters/regulations'
import { codeOf } from '#tests/support/thrown'
import { tspu } from '#tests/unit/domain/support'
import { anActor, NOON, useCredits, type World } from './use-credits.ts'

const issuer = anActor(['issuer'])
const order = { number: '17-к', on: '2026-11-20' }

/** The regulation of ТГПУ with an order asked for. */
function askingForAnOrder(w: World) {
  const rule = { id: 'issue-order' as const, clause: 'п. 9' }
  const regulations = catalogueOf([{ ...tspu, requirements: [...tspu.requirements, rule] }])
  const credits = w.creditsWith({ regulations })
  return {
    credits,
    issuing: createIssuing({ ...w.deps, regulations, issueCertificate: credits.issueCertificate }),
  }
}

const decide = (w: World, personId: string, purpose: ConsentPurpose, given: boolean) =>
  w.stores.consents.add({
    ...{ personId, purpose, given, way: 'self', version: '1', at: NOON.toISOString() },
    ...{ by: personId, byName: 'Сидорова Анна' },
  })

describe('the gate of an issue: the order', () => {
  const world = useCredits()

  it('is met by an order named at issue, which is recorded in the book and stays with the certificate', async () => {
    const w = world()
    const { credits } = askingForAnOrder(w)
    const { enrolment } = await w.readyLearner()
    const input = { enrolmentId: enrolment.id }
    const refusal = await credits.issueCertificate(issuer, input).catch(error => error)
    expect(refusal.requirements.map((one: { id: string }) => one.id)).to.deep.equal(['issue-order'])
    const certificate = await credits.issueCertificate(issuer, { ...input, order })
    expect([certificate.state, certificate.order]).to.deep.equal(['issued', order])
    const { book } = await credits.readBooks(issuer, {
      learnerId: enrolment.learnerId,
      programmeId: enrolment.programmeId,
    })
    expect(book?.enrolment.facts.issueOrder).to.equal(order.on)
    expect(book?.progress.eligible).to.equal(true)
  })

  it('is no order without a number or of a day to come, and nothing is recorded for who is not ready', async () => {
    const w = world()
    const { credits } = askingForAnOrder(w)
    const { enrolment } = await w.readyLearner()
    const idle = await w.enrol(await w.programme())
    const ask = (enrolmentId: string, named: typeof order) =>
      codeOf(credits.issueCertificate(issuer, { enrolmentId, order: named }))
    expect(await ask(enrolment.id, { ...order, number: ' ' })).to.equal('invalid_input')
    expect(await ask(enrolment.id, { ...order, on: '2026-11-23' })).to.equal('invalid_input')
    expect(await ask(idle.id, order)).to.equal('not_eligible')
    expect((await w.stores.enrolments.byId(idle.id))?.facts.issueOrder).to.equal(undefined)
    expect(await w.stores.certificates.byEnrolment(enrolment.id)).to.equal(null)
  })

  it('that is expired by the programme’s rule issues nothing, named at issue or recorded before', async () => {
    const w = world()
    const { issuing } = askingForAnOrder(w)
    const { enrolment, programme } = await w.readyLearner()
    const { id: enrolmentId } = enrolment
    await issuing.savePolicy(issuer, { programmeId: programme.id, mode: 'by-hand', orderValidDays: 30 })
    const expired = { number: '1-к', on: '2026-10-01' }
    expect(await codeOf(w.credits.issueCertificate(issuer, { enrolmentId, order: expired }))).to.equal(
      'order_expired',
    )
    expect((await w.stores.enrolments.byId(enrolmentId))?.facts.issueOrder).to.equal(undefined)
    await w.stores.enrolments.setFacts(enrolmentId, { issueOrder: expired.on })
    expect(await codeOf(w.credits.issueCertificate(issuer, { enrolmentId }))).to.equal('order_expired')
    expect(await w.stores.certificates.byEnrolment(enrolmentId)).to.equal(null)
    expect((await w.credits.issueCertificate(issuer, { enrolmentId, order })).state).to.equal('issued')
  })

  it('of a batch is asked for those who lack nothing else', async () => {
    const w = world()
    const { issuing } = askingForAnOrder(w)
    const { enrolment, programme } = await w.readyLearner()
    const idle = await w.enrol(programme)
    const batchId = await issuing.choose(issuer, { enrolmentIds: [enrolment.id, idle.id] })
    const check = await issuing.check(issuer, batchId)
    expect(check.ready).to.deep.equal([])
    expect(check.awaitOrder.map(row => row.enrolmentId)).to.deep.equal([enrolment.id])
    expect(check.leftOut.map(row => row.enrolmentId)).to.deep.equal([idle.id])
    await issuing.start(issuer, { batchId, order })
    await issuing.work()
    const { counts } = await issuing.read(issuer, batchId)
    expect(counts).to.deep.equal({ waiting: 0, issued: 1, refused: 1 })
  })
})

describe('the gate of an issue: the consent to processing', () => {
  const world = useCredits()

  it('is shown to be missing, and stops only where the rule of the programme asks for it', async () => {
    const w = world()
    const issuing = createIssuing({ ...w.deps, issueCertificate: w.credits.issueCertificate })
    const { enrolment, programme } = await w.readyLearner()
    const { learnerId } = enrolment
    const look = async () => {
      const batchId = await issuing.choose(issuer, { enrolmentIds: [enrolment.id] })
      const { ready, leftOut } = await issuing.check(issuer, batchId)
      const [row] = [...ready, ...leftOut]
      return [row?.obstacle, row?.lacksConsent]
    }
    await decide(w, learnerId, 'processing', true)
    expect(await look()).to.deep.equal([null, false])
    await decide(w, learnerId, 'processing', false)
    expect(await look()).to.deep.equal([null, true])
    const rule = { programmeId: programme.id, mode: 'by-hand' as const }
    await issuing.savePolicy(issuer, { ...rule, consentRequired: true })
    expect(await look()).to.deep.equal(['consent_missing', true])
    const ask = () => w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect(await codeOf(ask())).to.equal('consent_missing')
    expect(await w.stores.certificates.byEnrolment(enrolment.id)).to.equal(null)
    await issuing.savePolicy(issuer, rule)
    expect((await ask()).state).to.equal('issued')
  })
})

describe('the gate of an issue: certificate and statement', () => {
  const world = useCredits()

  it('refuses a certificate to who has a statement, until that is annulled', async () => {
    const w = world()
    const issuing = createIssuing({ ...w.deps, issueCertificate: w.credits.issueCertificate })
    const { enrolment } = await w.readyLearner()
    const statement = await createStatements(w.deps).issue(issuer, { enrolmentId: enrolment.id })
    const ask = () => w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect(await codeOf(ask())).to.equal('statement_issued')
    const batchId = await issuing.choose(issuer, { enrolmentIds: [enrolment.id] })
    expect((await issuing.check(issuer, batchId)).leftOut.map(row => row.obstacle)).to.deep.equal([
      'statement_issued',
    ])
    await w.credits.annulCertificate(issuer, { certificateId: statement.id, reason: 'Доучилась' })
    expect((await ask()).state).to.equal('issued')
    expect((await w.stores.enrolments.byId(enrolment.id))?.status).to.equal('finished')
  })

  it('never issues both, however many ask for either at once', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const enrolmentId = enrolment.id
    const second = { ...w.deps, stores: (await w.store.secondProcess()).stores }
    const statements = createStatements(second)
    await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) =>
        i % 2
          ? statements.issue(issuer, { enrolmentId })
          : w.credits.issueCertificate(issuer, { enrolmentId }),
      ),
    )
    const issued = await w.stores.certificates.ofEnrolments([enrolmentId])
    expect(new Set(issued.map(each => each.kind ?? 'certificate')).size).to.be.lessThan(2)
    const left = await w.stores.certificates.byLearner(enrolment.learnerId)
    expect(left.filter(each => each.state !== 'issued')).to.deep.equal([])
  })
})
