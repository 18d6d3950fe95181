import { createHash } from 'node:crypto'
import { expect } from 'chai'
import type { Credits } from '#credits/contract'
import { modelOf } from '#store/models'
import type { Stores } from '#store/ports/index'
import { codeOf } from '#tests/support/thrown'
import { dyingAt } from './dying-at.ts'
import { anActor, NOON, system, useCredits, type World } from './use-credits.ts'

const issuer = anActor(['issuer'])

/** What must hold after all, whatever happened on the way. */
async function expectIssuedOnce(w: World, enrolmentId: string, credits: Credits = w.credits): Promise<void> {
  const certificate = await credits.issueCertificate(issuer, { enrolmentId })
  expect(certificate.state).to.equal('issued')
  const all = modelOf(w.store.connection, 'Certificate')
  expect(await all.countDocuments({ enrolmentId })).to.equal(1)
  const numbers = await modelOf(w.store.connection, 'CertificateNumber').find({ _id: certificate.id }).lean()
  expect(numbers.map(number => number.seq)).to.deep.equal([certificate.seq])
  const entries = await w.stores.entries.byIds(certificate.entryIds)
  expect(entries.map(entry => entry.consumedBy)).to.deep.equal(certificate.entryIds.map(() => certificate.id))
  const { pdf } = await credits.readCertificate(issuer, certificate.id)
  expect(createHash('sha256').update(pdf).digest('hex')).to.equal(certificate.pdfHash)
  expect(JSON.parse(new TextDecoder().decode(pdf))).to.deep.equal(certificate.snapshot)
  expect((await w.stores.enrolments.byId(enrolmentId))?.status).to.equal('finished')
}

const STEPS = [
  'certificates.claim',
  'entries.consume',
  'certificates.assignNumber',
  'certificates.saveSnapshot',
  'certificates.savePdf',
  'enrolments.setStatus',
  'certificates.markIssued',
] as const

describe('issuing a certificate', () => {
  const world = useCredits()

  it('says what the regulation was met with, fixed for ever', async () => {
    const w = world()
    const { enrolment, programme, entries } = await w.readyLearner()
    w.at('2026-12-31T20:00:00Z') // 1 January in Tomsk
    const certificate = await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect(certificate).to.include({ state: 'issued', status: 'valid', seq: 1, year: 2027 })
    expect(certificate.entryIds).to.have.members(entries.map(entry => entry.id))
    expect(certificate.snapshot).to.deep.include({
      learner: { familyName: 'Сидорова', givenName: 'Анна', patronymic: 'Петровна' },
      hours: '108.00',
      period: { from: '2024-09-02', to: '2025-04-15' },
      issuedOn: '2027-01-01',
      registrationNumber: 'ПК-2027-000001',
      issuer: programme.issuer,
      documentTitle: 'Удостоверение о повышении квалификации',
    })
    expect(certificate.snapshot?.modules.map(module => module.hours)).to.deep.equal([
      '8.00',
      '8.00',
      '24.00',
      '68.00',
    ])
    await w.credits.saveProgramme(system, { ...programme, title: 'Другое', modules: [] })
    const again = await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect(again).to.deep.equal(certificate)
  })

  it('refuses what the regulation refuses, naming what is missing', async () => {
    const w = world()
    const enrolment = await w.enrol(await w.programme(), { enrolledOn: '2026-09-01', facts: {} })
    const refusal = await w.credits
      .issueCertificate(issuer, { enrolmentId: enrolment.id })
      .catch(error => error)
    expect(refusal.code).to.equal('not_eligible')
    expect(refusal.requirements.map((one: { id: string }) => one.id)).to.include.members([
      'total-hours',
      'invariant-modules',
      'term-min',
      'enrolment-documents',
    ])
    expect(await w.stores.certificates.byEnrolment(enrolment.id)).to.equal(null)
  })

  it('is done once when ten ask at once, in two processes', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const second = w.creditsWith({ stores: (await w.store.secondProcess()).stores })
    const issued = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 ? w.credits : second).issueCertificate(anActor(['issuer']), { enrolmentId: enrolment.id }),
      ),
    )
    expect(new Set(issued.map(each => each.id)).size).to.equal(1)
    expect(new Set(issued.map(each => each.seq))).to.deep.equal(new Set([1]))
    await expectIssuedOnce(w, enrolment.id)
  })

  it('numbers twenty certificates issued at once without a gap', async () => {
    const w = world()
    const programme = await w.programme()
    const ready = await Promise.all(Array.from({ length: 20 }, () => w.readyLearner(programme)))
    const issued = await Promise.all(
      ready.map(({ enrolment }) => w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })),
    )
    expect(issued.map(each => each.seq ?? 0).sort((a, b) => a - b)).to.deep.equal(
      Array.from({ length: 20 }, (_, i) => i + 1),
    )
  })

  for (const step of STEPS) {
    for (const when of ['before', 'after'] as const) {
      it(`survives a crash ${when} ${step}: asked again, it is issued once`, async () => {
        const w = world()
        const { enrolment } = await w.readyLearner()
        const dying = w.creditsWith({ stores: dyingAt(w.stores, step, when) })
        const death = await dying
          .issueCertificate(issuer, { enrolmentId: enrolment.id })
          .catch(error => error)
        expect(death.message).to.equal('killed')
        await expectIssuedOnce(w, enrolment.id)
      })
    }

    it(`survives a crash after ${step}: a worker finishes it`, async () => {
      const w = world()
      const { enrolment } = await w.readyLearner()
      const dying = w.creditsWith({ stores: dyingAt(w.stores, step, 'after') })
      await dying.issueCertificate(issuer, { enrolmentId: enrolment.id }).catch(() => undefined)
      expect(await w.credits.finishCertificates(system)).to.equal(0)
      w.at(new Date(NOON.getTime() + 61_000))
      await w.credits.finishCertificates(system)
      expect((await w.stores.certificates.byEnrolment(enrolment.id))?.state).to.equal('issued')
      expect(await w.credits.finishCertificates(system)).to.equal(0)
      await expectIssuedOnce(w, enrolment.id)
    })
  }

  it('survives a failing renderer, and keeps the number that was taken', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const failing = w.creditsWith({ render: () => Promise.reject(new Error('no font')) })
    await failing.issueCertificate(issuer, { enrolmentId: enrolment.id }).catch(() => undefined)
    const numbered = await w.stores.certificates.byEnrolment(enrolment.id)
    expect([numbered?.state, numbered?.seq]).to.deep.equal(['numbered', 1])
    await expectIssuedOnce(w, enrolment.id)
    expect((await w.stores.certificates.byEnrolment(enrolment.id))?.seq).to.equal(1)
  })

  it('survives a crash inside the store, between the row of the number and the certificate', async () => {
    const w = world()
    const { enrolment, programme } = await w.readyLearner()
    const dying = w.creditsWith({ stores: dyingAt(w.stores, 'entries.consume', 'after') })
    await dying.issueCertificate(issuer, { enrolmentId: enrolment.id }).catch(() => undefined)
    const claim = await w.stores.certificates.byEnrolment(enrolment.id)
    const numbers = modelOf(w.store.connection, 'CertificateNumber')
    await numbers.create({ _id: claim?.id ?? '', issuer: programme.issuer.name, year: 2026, seq: 1 })
    await expectIssuedOnce(w, enrolment.id)
    expect(await numbers.countDocuments({ issuer: programme.issuer.name })).to.equal(1)
  })

  describe('when an entry changes between the evaluation and the claim', () => {
    /** A curator withdraws an entry just before the entries are consumed. */
    async function race(w: World) {
      const { enrolment, entries } = await w.readyLearner()
      const withdraw = () =>
        w.credits.revokeEntry(anActor(['curator']), { entryId: entries[2]?.id as string, reason: 'Ошибка' })
      const consume: Stores['entries']['consume'] = async (ids, id) => {
        await withdraw().catch(() => undefined)
        return w.stores.entries.consume(ids, id)
      }
      return { enrolment, entries, stores: { ...w.stores, entries: { ...w.stores.entries, consume } } }
    }

    it('gives the claim up, frees the entries and takes no number', async () => {
      const w = world()
      const { enrolment, entries, stores } = await race(w)
      const racing = w.creditsWith({ stores })
      expect(await codeOf(racing.issueCertificate(issuer, { enrolmentId: enrolment.id }))).to.equal(
        'conflict',
      )
      const after = await w.stores.entries.byIds(entries.map(entry => entry.id))
      expect(after.some(entry => entry.consumedBy !== undefined)).to.equal(false)
      expect(await w.stores.certificates.byEnrolment(enrolment.id)).to.equal(null)
      expect(await codeOf(w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id }))).to.equal(
        'not_eligible',
      )
    })

    it('is given back by a worker if the process dies in the middle of giving it up', async () => {
      const w = world()
      const { enrolment, entries, stores } = await race(w)
      const dying = w.creditsWith({ stores: dyingAt(stores, 'certificates.abandon', 'after') })
      await dying.issueCertificate(issuer, { enrolmentId: enrolment.id }).catch(() => undefined)
      const marked = await w.stores.entries.byIds(entries.map(entry => entry.id))
      expect(marked.some(entry => entry.consumedBy !== undefined)).to.equal(true)
      w.at(new Date(NOON.getTime() + 61_000))
      expect(await w.credits.finishCertificates(system)).to.equal(0)
      const freed = await w.stores.entries.byIds(entries.map(entry => entry.id))
      expect(freed.some(entry => entry.consumedBy !== undefined)).to.equal(false)
    })

    it('can be issued once the entry is right again, and a dead claim holds nothing', async () => {
      const w = world()
      const { enrolment, entries, stores } = await race(w)
      await w
        .creditsWith({ stores })
        .issueCertificate(issuer, { enrolmentId: enrolment.id })
        .catch(() => undefined)
      const dead = await modelOf(w.store.connection, 'Certificate')
        .findOne({ enrolmentId: enrolment.id })
        .lean()
      // a slow process marks entries for the claim that was given up meanwhile, and dies
      await w.stores.entries.consume([entries[0]?.id as string], dead?._id ?? '')
      const [fresh] = await w.entries(enrolment, ['M3'])
      const entryIds = [fresh?.id as string]
      await w.credits.confirmEntries(anActor(['curator']), { entryIds, despiteRemarks: entryIds })
      const certificate = await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
      expect([certificate.state, certificate.seq]).to.deep.equal(['issued', 1])
      expect(certificate.id).to.not.equal(dead?._id)
    })
  })

  it('uses each hour once: used entries can be neither undone, corrected nor withdrawn, and stay counted in their book', async () => {
    const w = world()
    const { enrolment, entries } = await w.readyLearner()
    await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    const entryId = entries[0]?.id as string
    const curator = anActor(['curator'])
    expect(await codeOf(w.credits.revokeEntry(curator, { entryId, reason: 'x' }))).to.equal('entry_consumed')
    const correction = w.credits.correctEntry(curator, { entryId, reason: 'x', document: '№ 9' })
    expect(await codeOf(correction)).to.equal('entry_consumed')
    const { book } = await w.credits.readBooks(curator, { learnerId: enrolment.learnerId })
    expect(book?.progress.hours.counted).to.equal(10800)
    expect(book?.certificate?.state).to.equal('issued')
  })

  it('finishes the others when one cannot be finished, and says so', async () => {
    const w = world()
    const [bad, good] = [await w.readyLearner(), await w.readyLearner()]
    const dying = w.creditsWith({ stores: dyingAt(w.stores, 'entries.consume', 'after') })
    for (const { enrolment } of [bad, good])
      await dying.issueCertificate(issuer, { enrolmentId: enrolment.id }).catch(() => undefined)
    w.at(new Date(NOON.getTime() + 61_000))
    const claim = await w.stores.certificates.byEnrolment(bad.enrolment.id)
    const failing = w.creditsWith({
      render: async snapshot => {
        if (snapshot.verificationCode === claim?.verificationCode) throw new Error('no font')
        return w.deps.render(snapshot)
      },
    })
    const failure = await failing.finishCertificates(system).catch(error => error)
    expect(failure.errors.map((error: Error) => error.message)).to.deep.equal(['no font'])
    expect((await w.stores.certificates.byEnrolment(good.enrolment.id))?.state).to.equal('issued')
    expect(await w.credits.finishCertificates(system)).to.equal(1)
  })
})

describe('verifying a certificate', () => {
  const world = useCredits()

  it('answers for the code as typed and for the file, with initials and no more', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const certificate = await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    const code = certificate.verificationCode
    const view = await w.credits.verify(
      `${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8).toLowerCase()}`,
    )
    expect(view).to.deep.include({
      status: 'valid',
      holder: 'А. П. С.',
      hours: '108.00',
      pdfHash: certificate.pdfHash,
    })
    expect(JSON.stringify(view)).to.not.match(/Сидорова|Анна|Петровна|example\.org/)
    expect(await w.credits.verifyPdf(certificate.pdfHash?.toUpperCase() ?? '')).to.deep.equal(view)
  })

  it('knows nothing of other codes, other files and certificates that are not issued yet', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const dying = w.creditsWith({ stores: dyingAt(w.stores, 'certificates.savePdf', 'after') })
    await dying.issueCertificate(issuer, { enrolmentId: enrolment.id }).catch(() => undefined)
    const claim = await w.stores.certificates.byEnrolment(enrolment.id)
    for (const code of [claim?.verificationCode ?? '', 'AAAA-BBBB-CCCC', '', '{"$gt":""}'])
      expect(await w.credits.verify(code)).to.equal(null)
    for (const hash of [claim?.pdfHash ?? '', '0'.repeat(64), 'x'])
      expect(await w.credits.verifyPdf(hash)).to.equal(null)
    expect(await codeOf(w.credits.readCertificate(issuer, claim?.id ?? ''))).to.equal('not_found')
  })
})

describe('previewing a certificate', () => {
  const world = useCredits()

  it('shows the document before it is issued, as a sample, and claims nothing', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const pdf = await w.credits.previewCertificate(anActor(['issuer']), { enrolmentId: enrolment.id })
    const shown = JSON.parse(new TextDecoder().decode(pdf))
    expect(shown).to.include({ registrationNumber: '000000-ОБРАЗЕЦ', hours: '108.00' })
    expect(shown.modules).to.have.length(4)
    expect(await w.stores.certificates.byEnrolment(enrolment.id)).to.equal(null)
    const { previewCertificate } = w.credits
    expect(await codeOf(previewCertificate(anActor(['curator']), { enrolmentId: enrolment.id }))).to.equal(
      'forbidden',
    )
    const foreign = anActor(['issuer'], { scope: ['elsewhere'] })
    expect(await codeOf(previewCertificate(foreign, { enrolmentId: enrolment.id }))).to.equal('not_found')
  })
})
