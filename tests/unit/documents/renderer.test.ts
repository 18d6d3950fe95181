import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { type BookSheet, renderBook } from '#documents/book-pdf'
import { renderCertificate } from '#documents/certificate-pdf'
import { createRenderer, type Renderer } from '#documents/renderer'
import type { CertificateSnapshot } from '#domain/certificate'

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

const line = {
  title: 'Открытый урок на курсах повышения квалификации',
  kind: 'открытый урок',
  form: 'очно',
  hours: '24.00',
  date: '2026-02-12',
  provider: 'ТГПУ',
  document: 'справка № 41',
  confirmed: { name: 'Ковалёва Анна Сергеевна', role: 'куратор', on: '2026-02-20' },
}
const book: BookSheet = {
  learner: { familyName: 'Ковалёва', givenName: 'Анна', patronymic: 'Сергеевна' },
  programme: 'Цифровая дидактика',
  regulation: 'Положение',
  printedOn: '2026-11-22',
  hours: '84.00',
  lines: Array.from({ length: 40 }, (_, i) => ({ ...line, number: i + 1 })),
}

const pagesOf = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length

describe('the renderer', () => {
  let renderer: Renderer
  before(() => {
    renderer = createRenderer()
  })
  after(() => renderer.close())

  it('draws in its thread what is drawn without one, byte for byte', async () => {
    const [certificate, printed] = await Promise.all([renderer.certificate(snapshot), renderer.book(book)])
    expect(Buffer.compare(certificate, await renderCertificate(snapshot))).to.equal(0)
    expect(Buffer.compare(printed, await renderBook(book))).to.equal(0)
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

  it('starts a new thread after its thread has ended', async () => {
    const own = createRenderer()
    await own.certificate(snapshot)
    await own.close()
    expect((await own.certificate(snapshot)).length).to.be.above(1000)
    await own.close()
  })
})

describe('the book as PDF', () => {
  it('goes over pages and is PDF/A-2b with its fonts inside', async () => {
    const pdf = await renderBook(book)
    expect(pagesOf(pdf)).to.be.within(2, 5)
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw)
      .to.contain('<pdfaid:part>2</pdfaid:part>')
      .and.to.contain('<pdfaid:conformance>B</pdfaid:conformance>')
    const fonts = raw.match(/\/Type \/FontDescriptor/g)?.length
    expect(fonts).to.be.above(0)
    expect(raw.match(/\/FontFile2 /g)?.length).to.equal(fonts)
  })

  it('has the eight columns and who confirmed, read by another program where there is one', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'book-')), 'book.pdf')
    writeFileSync(file, await renderBook({ ...book, isDuplicate: true }))
    const text = readBy('pdftotext', ['-layout', file, '-'])
    if (text === null) return
    for (const words of ['ДУБЛИКАТ', 'Формат', 'Подпись', 'справка № 41', 'куратор', '84 академических часа'])
      expect(text.replace(/\s+/g, ' ')).to.contain(words)
    const fonts = readBy('pdffonts', [file]) ?? ''
    for (const row of fonts.trim().split('\n').slice(2)) expect(row).to.match(/ yes yes yes /)
  })
})

/** `null`: the program is not on this machine. */
function readBy(program: string, args: string[]): string | null {
  try {
    return execFileSync(program, args, { encoding: 'utf8' })
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}
