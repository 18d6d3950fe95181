import { expect } from 'chai'
import type { Credits } from '#credits/contract'
import { modelOf } from '#store/models'
import type { Certificate } from '#store/ports/certificates'
import { codeOf } from '#tests/support/thrown'
import { dyingAt } from './dying-at.ts'
import { anActor, NOON, system, useCredits, type World } from './use-credits.ts'

const issuer = anActor(['issuer'])

async function issued(w: World): Promise<Certificate> {
  const { enrolment } = await w.readyLearner()
  return w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
}

const lost = (credits: Credits, certificateId: string) =>
  credits.duplicateCertificate(issuer, { certificateId, reason: 'police', note: 'справка № 7' })

/** What must hold after a duplicate, whatever happened on the way. */
async function expectDuplicatedOnce(w: World, original: Certificate): Promise<void> {
  const duplicate = await lost(w.credits, original.id)
  expect([duplicate.state, duplicate.status, duplicate.seq]).to.deep.equal(['issued', 'valid', 2])
  const all = modelOf(w.store.connection, 'Certificate')
  expect(await all.countDocuments({ enrolmentId: original.enrolmentId })).to.equal(2)
  const numbers = modelOf(w.store.connection, 'CertificateNumber')
  expect(await numbers.countDocuments({ issuer: original.snapshot?.issuer.name ?? '' })).to.equal(2)
  const old = await w.stores.certificates.byId(original.id)
  expect([old?.status, old?.replacedBy?.id]).to.deep.equal(['replaced', duplicate.id])
}

describe('the register of certificates', () => {
  const world = useCredits()

  it('annuls with a reason that the check shows at once, and changes nothing else', async () => {
    const w = world()
    const certificate = await issued(w)
    const before = await w.credits.readCertificate(issuer, certificate.id)
    const input = { certificateId: certificate.id, reason: ' Выдано по ошибке ' }
    const annulled = await w.credits.annulCertificate(issuer, input)
    expect(annulled.annulment).to.deep.include({ by: issuer.personId, reason: 'Выдано по ошибке' })
    expect(await w.credits.verify(certificate.verificationCode)).to.deep.include({
      status: 'annulled',
      annulment: { on: '2026-11-22', reason: 'Выдано по ошибке' },
    })
    const after = await w.credits.readCertificate(issuer, certificate.id)
    expect(after.pdf).to.deep.equal(before.pdf)
    expect(after.certificate.snapshot).to.deep.equal(before.certificate.snapshot)
    expect(await w.credits.annulCertificate(issuer, input)).to.deep.equal(annulled)
    const other = { ...input, reason: 'Другая' }
    expect(await codeOf(w.credits.annulCertificate(issuer, other))).to.equal('certificate_annulled')
    expect(await codeOf(lost(w.credits, certificate.id))).to.equal('certificate_annulled')
    const again = w.credits.issueCertificate(issuer, { enrolmentId: certificate.enrolmentId })
    expect(await codeOf(again)).to.equal('certificate_annulled')
  })

  it('lets an annulled document have a correction, and stays annulled', async () => {
    const w = world()
    const certificate = await issued(w)
    await w.credits.annulCertificate(issuer, { certificateId: certificate.id, reason: 'Опечатка' })
    const correction = await w.credits.correctCertificate(issuer, {
      certificateId: certificate.id,
      note: 'Опечатка в фамилии',
    })
    const view = await w.credits.verify(certificate.verificationCode)
    expect(view?.status).to.equal('annulled')
    expect(view?.replacedBy?.registrationNumber).to.equal(correction.snapshot?.registrationNumber)
  })

  it('gives a lost one a duplicate: its own number, the same hours, linked both ways', async () => {
    const w = world()
    const certificate = await issued(w)
    const before = await w.credits.readCertificate(issuer, certificate.id)
    w.at('2026-12-01T09:00:00Z')
    const duplicate = await lost(w.credits, certificate.id)
    expect(duplicate.snapshot).to.deep.include({
      hours: '108.00',
      registrationNumber: 'ПК-2026-000002',
      issuedOn: '2026-12-01',
      replaces: { kind: 'duplicate', registrationNumber: 'ПК-2026-000001', issuedOn: '2026-11-22' },
    })
    expect(duplicate.snapshot?.modules).to.deep.equal(certificate.snapshot?.modules)
    expect(duplicate.replacement).to.deep.equal({
      kind: 'duplicate',
      of: certificate.id,
      destroyed: false,
      note: 'справка № 7',
      loss: 'police',
    })
    expect(await w.credits.verify(certificate.verificationCode)).to.deep.include({
      status: 'replaced',
      replacedBy: { kind: 'duplicate', registrationNumber: 'ПК-2026-000002', on: '2026-12-01' },
    })
    expect((await w.credits.verify(duplicate.verificationCode))?.status).to.equal('valid')
    expect((await w.credits.readCertificate(issuer, certificate.id)).pdf).to.deep.equal(before.pdf)
    const annul = w.credits.annulCertificate(issuer, { certificateId: certificate.id, reason: 'x' })
    expect(await codeOf(annul)).to.equal('certificate_replaced')
    const exchange = w.credits.exchangeCertificate(issuer, {
      certificateId: certificate.id,
      reason: 'damage',
    })
    expect(await codeOf(exchange)).to.equal('certificate_replaced')
    const second = await lost(w.credits, duplicate.id)
    expect(second.snapshot?.replaces?.registrationNumber).to.equal('ПК-2026-000002')
  })

  it('exchanges a wrong one for one in the present name', async () => {
    const w = world()
    const certificate = await issued(w)
    await modelOf(w.store.connection, 'Person').updateOne(
      { _id: certificate.learnerId },
      { $set: { familyName: 'Белова' } },
    )
    const input = { certificateId: certificate.id, destroyed: true }
    const exchanged = await w.credits.exchangeCertificate(issuer, { ...input, reason: 'false-information' })
    expect(exchanged.snapshot?.learner.familyName).to.equal('Белова')
    expect(exchanged.replacement).to.include({ exchange: 'false-information', destroyed: true })
  })

  it('makes one duplicate when ten ask at once, in two processes', async () => {
    const w = world()
    const certificate = await issued(w)
    const second = w.creditsWith({ stores: (await w.store.secondProcess()).stores })
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, i) => lost(i % 2 ? w.credits : second, certificate.id)),
    )
    expect(new Set(made.map(each => each.id)).size).to.equal(1)
    await expectDuplicatedOnce(w, certificate)
  })

  it('either annuls or replaces when both are asked at once, and explains every number', async () => {
    const w = world()
    for (let round = 0; round < 5; round++) {
      const certificate = await issued(w)
      const [annulled, duplicated] = await Promise.allSettled([
        w.credits.annulCertificate(issuer, { certificateId: certificate.id, reason: 'x' }),
        lost(w.credits, certificate.id),
      ])
      expect(annulled.status === 'fulfilled').to.not.equal(duplicated.status === 'fulfilled')
      const { lines } = await w.credits.listRegister(issuer, { search: 'Сидорова', limit: 500 })
      const own = lines.filter(each => each.certificate.learnerId === certificate.learnerId)
      const rows = modelOf(w.store.connection, 'CertificateNumber')
      expect(own.length).to.equal(
        await rows.countDocuments({ issuer: certificate.snapshot?.issuer.name ?? '' }),
      )
    }
  })

  it('spoils the number of a duplicate whose original was annulled before it was marked', async () => {
    const w = world()
    const certificate = await issued(w)
    const annulFirst = async (...args: Parameters<typeof w.stores.certificates.markReplaced>) => {
      await w.credits.annulCertificate(issuer, { certificateId: certificate.id, reason: 'x' })
      return w.stores.certificates.markReplaced(...args)
    }
    const certificates = { ...w.stores.certificates, markReplaced: annulFirst }
    const racing = w.creditsWith({ stores: { ...w.stores, certificates } })
    expect(await codeOf(lost(racing, certificate.id))).to.equal('conflict')
    const { lines } = await w.credits.listRegister(issuer, { status: 'spoiled', search: '2', limit: 500 })
    const line = lines.find(each => each.certificate.learnerId === certificate.learnerId)?.certificate
    expect(line?.spoiled?.reason).to.equal('заменяемый документ аннулирован')
    expect(await w.credits.verify(line?.verificationCode ?? '')).to.equal(null)
  })

  for (const step of [
    'certificates.claim',
    'certificates.assignNumber',
    'certificates.saveSnapshot',
    'certificates.savePdf',
    'certificates.markReplaced',
    'certificates.markIssued',
  ])
    for (const when of ['before', 'after'] as const)
      it(`duplicates once when killed ${when} ${step}, asked again or finished by a worker`, async () => {
        const w = world()
        const [asked, left] = [await issued(w), await issued(w)]
        const dying = w.creditsWith({ stores: dyingAt(w.stores, step, when) })
        for (const { id } of [asked, left]) {
          const death = await lost(dying, id).catch(error => error)
          expect(death.message).to.equal('killed')
        }
        await expectDuplicatedOnce(w, asked)
        w.at(new Date(NOON.getTime() + 61_000))
        await w.credits.finishCertificates(system)
        expect(await w.credits.finishCertificates(system)).to.equal(0)
        await expectDuplicatedOnce(w, left)
      })

  it('keeps a spoiled number as a line with its reason, and issues under the next one', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const failing = w.creditsWith({ render: () => Promise.reject(new Error('no font')) })
    await failing.issueCertificate(issuer, { enrolmentId: enrolment.id }).catch(() => undefined)
    const claim = await w.stores.certificates.byEnrolment(enrolment.id)
    const input = { certificateId: claim?.id ?? '', reason: 'Бланк испорчен' }
    expect((await w.credits.spoilNumber(issuer, input)).spoiled?.reason).to.equal('Бланк испорчен')
    const certificate = await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect([certificate.seq, certificate.state]).to.deep.equal([2, 'issued'])
    const { lines } = await w.credits.listRegister(issuer, { status: 'spoiled', limit: 500 })
    const spoiled = lines.find(line => line.certificate.id === claim?.id)
    expect(spoiled?.certificate.snapshot?.registrationNumber).to.equal('ПК-2026-000001')
    const late = { ...input, certificateId: certificate.id }
    expect(await codeOf(w.credits.spoilNumber(issuer, late))).to.equal('conflict')
    w.at(new Date(NOON.getTime() + 61_000))
    expect(await w.credits.finishCertificates(system)).to.equal(0)
  })

  it('notes the delivery once', async () => {
    const w = world()
    const { id: certificateId } = await issued(w)
    const input = { certificateId, on: '2026-11-22', way: 'by-proxy' as const, note: 'доверенность № 3' }
    expect((await w.credits.recordDelivery(issuer, input)).delivery).to.deep.include({
      on: '2026-11-22',
      way: 'by-proxy',
      byName: issuer.name,
    })
    expect(await codeOf(w.credits.recordDelivery(issuer, { ...input, way: 'post' }))).to.equal('conflict')
    for (const on of ['2026-11-21', '2026-11-23', '2026-02-30'])
      expect(await codeOf(w.credits.recordDelivery(issuer, { ...input, on }))).to.equal('invalid_input')
  })

  it('lists newest first in pages, by period, status, number and name', async () => {
    const w = world()
    const programme = await w.programme()
    const ids: string[] = []
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
      w.at(`${day}T05:00:00Z`)
      const { enrolment } = await w.readyLearner(programme)
      ids.unshift((await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })).id)
    }
    const list = async (q: Parameters<Credits['listRegister']>[1]) => {
      const page = await w.credits.listRegister(issuer, { limit: 500, ...q })
      return page.lines.filter(line => line.programme.id === programme.id).map(line => line.certificate.id)
    }
    expect(await list({})).to.deep.equal(ids)
    expect(await list({ from: '2026-11-20', to: '2026-11-21' })).to.deep.equal(ids.slice(1))
    expect(await list({ search: 'пк-2026-000003' })).to.deep.equal(ids.slice(0, 1))
    expect(await list({ search: '2' })).to.deep.equal([ids[1]])
    expect(await list({ search: 'сидор' })).to.deep.equal(ids)
    expect(await list({ search: 'Иванов' })).to.deep.equal([])
    await w.credits.annulCertificate(issuer, { certificateId: ids[2] as string, reason: 'x' })
    expect(await list({ status: 'annulled' })).to.deep.equal([ids[2]])
    const walked: string[] = []
    let after: string | undefined
    do {
      const page = await w.credits.listRegister(issuer, { limit: 2, ...(after && { after }) })
      walked.push(...page.lines.map(line => line.certificate.id))
      after = page.next ?? undefined
    } while (after)
    expect(walked.filter(id => ids.includes(id))).to.deep.equal(ids)
    expect(new Set(walked).size).to.equal(walked.length)
  })

  it('is only for issuers and administrators of the scope, and never for one’s own', async () => {
    const w = world()
    const { id: certificateId, learnerId } = await issued(w)
    const uses = (actor: typeof issuer) => [
      w.credits.annulCertificate(actor, { certificateId, reason: 'x' }),
      w.credits.duplicateCertificate(actor, { certificateId, reason: 'other' }),
      w.credits.exchangeCertificate(actor, { certificateId, reason: 'damage' }),
      w.credits.correctCertificate(actor, { certificateId, note: 'x' }),
      w.credits.spoilNumber(actor, { certificateId, reason: 'x' }),
      w.credits.recordDelivery(actor, { certificateId, on: '2026-11-22', way: 'post' }),
    ]
    const codes = (actor: typeof issuer) => Promise.all(uses(actor).map(codeOf))
    const six = (code: string) => Array.from({ length: 6 }, () => code)
    expect(await codes(anActor(['curator', 'learner', 'system']))).to.deep.equal(six('forbidden'))
    expect(await codes(anActor(['issuer'], { scope: ['elsewhere'] }))).to.deep.equal(six('not_found'))
    const self = anActor(['issuer', 'administrator'], { personId: learnerId })
    expect(await codes(self)).to.deep.equal(six('own_certificate'))
    expect((await w.stores.certificates.byId(certificateId))?.status).to.equal('valid')
    const elsewhere = await w.credits.listRegister(anActor(['issuer'], { scope: ['elsewhere'] }), {})
    expect(elsewhere.lines).to.deep.equal([])
    expect(await codeOf(w.credits.listRegister(anActor(['learner']), {}))).to.equal('forbidden')
  })
})
