import { expect } from 'chai'
import { createStatements } from '#credits/statements/statements'
import { modelOf } from '#store/models'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits, type World } from './use-credits.ts'

const issuer = anActor(['issuer'])

/** Enrolled, 32 of 108 hours confirmed. */
async function leaver(w: World) {
  const programme = await w.programme()
  const enrolment = await w.enrol(programme)
  const entries = await w.entries(enrolment, ['M1', 'M3'])
  await w.credits.confirmEntries(anActor(['curator']), { entryIds: entries.map(entry => entry.id) })
  return { programme, enrolment, entries }
}

describe('a statement of study (справка об обучении)', () => {
  const world = useCredits()

  it('names what was mastered, with a number of its own, ends the study and leaves the hours free', async () => {
    const w = world()
    const { enrolment, entries } = await leaver(w)
    const order = { number: '17-к', on: '2026-11-20' }
    const statement = await createStatements(w.deps).issue(issuer, { enrolmentId: enrolment.id, order })
    expect(statement).to.deep.include({
      kind: 'statement',
      state: 'issued',
      status: 'valid',
      order,
      entryIds: [],
    })
    expect(statement.snapshot).to.deep.include({
      kind: 'statement',
      documentTitle: 'Справка об обучении',
      registrationNumber: 'СП-2026-000001',
      hours: '32.00',
    })
    expect(statement.snapshot?.template?.id).to.equal('standard-statement')
    expect(statement.pdfHash).to.match(/^[0-9a-f]{64}$/)
    expect((await w.stores.enrolments.byId(enrolment.id))?.status).to.equal('left')
    const kept = await w.stores.entries.ofBook(enrolment.learnerId, enrolment.programmeId)
    expect(kept.map(each => each.consumedBy)).to.deep.equal(entries.map(() => undefined))
  })

  it('is issued once, asked twice or by two at once, its PDF kept byte for byte', async () => {
    const w = world()
    const { enrolment, programme } = await leaver(w)
    const statements = createStatements(w.deps)
    const issue = () => statements.issue(issuer, { enrolmentId: enrolment.id })
    const both = await Promise.all([issue(), issue()])
    expect(new Set([...both, await issue()].map(each => each.id)).size).to.equal(1)
    const numbers = modelOf(w.store.connection, 'CertificateNumber')
    expect(await numbers.countDocuments({ issuer: new RegExp(programme.issuer.name) })).to.equal(1)
    const [{ id, verificationCode }] = both
    const { pdf } = await w.credits.readCertificate(issuer, id)
    const later = createStatements({ ...w.deps, render: async () => new TextEncoder().encode('other') })
    await later.issue(issuer, { enrolmentId: enrolment.id })
    expect((await w.credits.readCertificate(issuer, id)).pdf).to.deep.equal(pdf)
    expect(await w.credits.verify(verificationCode)).to.deep.include({
      kind: 'statement',
      status: 'valid',
      documentTitle: 'Справка об обучении',
    })
    expect((await statements.find(issuer, enrolment.id))?.id).to.equal(id)
  })

  it('is a line of the register, with a duplicate and an annulment as any document', async () => {
    const w = world()
    const { enrolment, programme } = await leaver(w)
    const { id } = await createStatements(w.deps).issue(issuer, { enrolmentId: enrolment.id })
    const { lines } = await w.credits.listRegister(issuer, { search: 'СП-2026-000001' })
    expect(lines.map(line => line.certificate.id)).to.include(id)
    const copy = await w.credits.duplicateCertificate(issuer, {
      certificateId: id,
      reason: 'police',
      note: '7',
    })
    expect(copy.snapshot).to.deep.include({ kind: 'statement', registrationNumber: 'СП-2026-000002' })
    expect(copy.snapshot?.issuer.name).to.equal(programme.issuer.name)
    await w.credits.annulCertificate(issuer, { certificateId: copy.id, reason: 'Восстановлен' })
    expect((await w.credits.verify(copy.verificationCode))?.status).to.equal('annulled')
  })

  it('is refused who has a certificate, who asks for themselves, and who has no right', async () => {
    const w = world()
    const statements = createStatements(w.deps)
    const ready = await w.readyLearner()
    await w.credits.issueCertificate(issuer, { enrolmentId: ready.enrolment.id })
    const ask = (enrolmentId: string, actor = issuer) => codeOf(statements.issue(actor, { enrolmentId }))
    expect(await ask(ready.enrolment.id)).to.equal('statement_not_due')
    const { enrolment } = await leaver(w)
    expect(await ask(enrolment.id, anActor(['issuer'], { personId: enrolment.learnerId }))).to.equal(
      'own_certificate',
    )
    expect(await ask(enrolment.id, anActor(['curator']))).to.equal('forbidden')
    expect(await ask(enrolment.id, anActor(['issuer'], { scope: [] }))).to.equal('not_found')
    expect(await ask('nobody')).to.equal('not_found')
    expect((await w.stores.enrolments.byId(enrolment.id))?.status).to.equal('active')
  })

  it('names an order with a number and a day that has come, or none', async () => {
    const w = world()
    const statements = createStatements(w.deps)
    const { enrolment } = await leaver(w)
    const ask = (order: { number: string; on: string }) =>
      codeOf(statements.issue(issuer, { enrolmentId: enrolment.id, order }))
    expect(await ask({ number: ' ', on: '2026-11-20' })).to.equal('invalid_input')
    expect(await ask({ number: '5', on: '2026-11-23' })).to.equal('invalid_input')
    expect(await statements.find(issuer, enrolment.id)).to.equal(null)
  })

  it('is finished by a worker after a death between its number and its PDF', async () => {
    const w = world()
    const { enrolment } = await leaver(w)
    const dying = createStatements({ ...w.deps, render: () => Promise.reject(new TypeError('killed')) })
    await dying.issue(issuer, { enrolmentId: enrolment.id }).catch(() => {})
    w.at('2026-11-22T09:05:00Z')
    await w.credits.finishCertificates(anActor(['system'], { scope: 'all' }))
    const statement = await createStatements(w.deps).find(issuer, enrolment.id)
    expect(statement?.snapshot?.registrationNumber).to.equal('СП-2026-000001')
    expect((await w.stores.enrolments.byId(enrolment.id))?.status).to.equal('left')
  })
})
