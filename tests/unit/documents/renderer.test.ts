import { readdirSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect } from 'chai'
import { renderCertificate } from '#documents/certificate-pdf'
import { renderForm } from '#documents/forms/form-pdf'
import { createRenderer, type Renderer } from '#documents/renderer'
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import { aForm } from './forms/sample.ts'

const snapshot: CertificateSnapshot = {
  learner: { familyName: 'Ковалёва', givenName: 'Анна' },
  programme: { title: 'Цифровая дидактика', regulation: 'tspu', regulationVersion: '1' },
  issuer: { name: 'Учебный институт', city: 'Томск', signatory: 'И. О. Первый', secretary: 'И. О. Вторая' },
  documentTitle: 'Удостоверение о повышении квалификации',
  hours: '108.00',
  period: { from: '2024-09-02', to: '2026-05-18' },
  modules: [],
  issuedOn: '2026-11-22',
  registrationNumber: 'ПК-2026-000101',
  verificationCode: 'ABCDEFGH2345',
  verificationUrl: 'http://localhost:3000/verify/ABCDEFGH2345',
}

describe('the renderer', () => {
  let renderer: Renderer
  before(() => {
    renderer = createRenderer()
  })
  after(() => renderer.close())

  it('draws in its thread what is drawn without one, byte for byte', async () => {
    const [certificate, printed] = await Promise.all([renderer.certificate(snapshot), renderer.form(aForm())])
    expect(Buffer.compare(certificate, await renderCertificate(snapshot))).to.equal(0)
    expect(Buffer.compare(printed, await renderForm(aForm()))).to.equal(0)
  })

  it('answers each of many at once with its own', async () => {
    const titles = Array.from({ length: 5 }, (_, i) => `Программа ${i}`)
    const drawn = await Promise.all(
      titles.map(title => renderer.certificate({ ...snapshot, programme: { ...snapshot.programme, title } })),
    )
    expect(new Set(drawn.map(pdf => Buffer.from(pdf).toString('base64'))).size).to.equal(5)
  })

  it('fails one document by its code and draws the next', async () => {
    const failed = await renderer.certificate({} as CertificateSnapshot).catch(error => error)
    expect(failed).to.include({ code: 'render_failed', retryable: true })
    expect((await renderer.certificate(snapshot)).length).to.be.above(1000)
  })

  it('gives way to requests: its thread alone stands behind them, where the system can tell threads apart', async () => {
    await renderer.certificate(snapshot)
    const threads = process.platform === 'linux' ? readdirSync('/proc/self/task') : []
    const behind = threads.filter(thread => getPriority(Number(thread)) > getPriority())
    expect(behind).to.have.length(process.platform === 'linux' ? 1 : 0)
  })

  it('starts a new thread after its thread has ended', async () => {
    const own = createRenderer()
    await own.certificate(snapshot)
    await own.close()
    expect((await own.certificate(snapshot)).length).to.be.above(1000)
    await own.close()
  })
})
