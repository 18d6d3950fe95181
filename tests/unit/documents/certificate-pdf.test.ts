import { inflateSync } from 'node:zlib'
import { expect } from 'chai'
import jsqr from 'jsqr'
import { renderCertificate } from '#documents/certificate-pdf'
import { dateInWords } from '#documents/words'
import type { CertificateSnapshot, ReplacementKind } from '#domain/certificates/certificate'
import { hoursInWords } from '#domain/texts/hours-in-words'

// the package is CommonJS: its function stands under `default`
const readQr = ('default' in jsqr ? jsqr.default : jsqr) as typeof jsqr.default

const snapshot: CertificateSnapshot = {
  learner: { familyName: 'Ковалёва', givenName: 'Анна', patronymic: 'Сергеевна' },
  programme: { title: 'Цифровая дидактика', regulation: 'tspu', regulationVersion: '1' },
  issuer: { name: 'Учебный институт', city: 'Томск', signatory: 'И. О. Первый', secretary: 'И. О. Вторая' },
  documentTitle: 'Удостоверение о повышении квалификации',
  hours: '108.50',
  period: { from: '2024-09-02', to: '2026-05-18' },
  modules: [{ title: 'Семинар «Ёлка»', kind: 'семинар', hours: '8.00', date: '2025-01-15' }],
  issuedOn: '2026-11-22',
  registrationNumber: 'ПК-2026-000101',
  verificationCode: 'ABCDEFGH2345',
  verificationUrl: 'http://localhost:3000/verify/ABCDEFGH2345',
}

/** The PDF's compressed streams, opened. */
function contentOf(pdf: Uint8Array): string[] {
  const raw = Buffer.from(pdf).toString('latin1')
  return [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(m => {
    try {
      return inflateSync(Buffer.from(m[1] ?? '', 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
}

/** All text of a PDF through its ToUnicode maps: hexadecimal glyph strings → characters. */
function textOf(pdf: Uint8Array): string {
  const streams = contentOf(pdf)
  const maps = streams.filter(s => s.includes('beginbfrange')).map(glyphMap)
  const shown = streams.flatMap(s => [...s.matchAll(/<([0-9a-f]+)>/g)].map(m => m[1] ?? ''))
  return maps.map(map => shown.map(hex => hex.replace(/.{4}/g, g => map.get(g) ?? '')).join('')).join('\n')
}

function glyphMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const [, from, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[(.*?)\]/gs)) {
    const characters = [...(list ?? '').matchAll(/<([0-9a-f]+)>/g)].map(m => m[1] ?? '')
    characters.forEach((hex, i) => {
      const glyph = (Number.parseInt(from ?? '0', 16) + i).toString(16).padStart(4, '0')
      map.set(glyph, String.fromCodePoint(...(hex.match(/.{4}/g) ?? []).map(h => Number.parseInt(h, 16))))
    })
  }
  return map
}

interface Square {
  x: number
  y: number
  size: number
}

/** The filled squares of page 1: rectangles as wide as high, which only the QR code draws. */
function squaresOf(pdf: Uint8Array): Square[] {
  return contentOf(pdf).flatMap(s =>
    [...s.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g)]
      .map(m => m.slice(1).map(Number) as [number, number, number, number])
      .filter(([, , width, height]) => width === height)
      .map(([x, y, size]) => ({ x, y, size })),
  )
}

/** Paints the squares, eight pixels each, black on white with a quiet zone. */
function bitmapOf(squares: Square[]): { pixels: Uint8ClampedArray; side: number } {
  const unit = squares[0]?.size ?? 1
  const left = Math.min(...squares.map(q => q.x))
  const top = Math.min(...squares.map(q => q.y))
  const cells = Math.round((Math.max(...squares.map(q => q.x)) - left) / unit) + 9
  const side = cells * 8
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const q of squares) {
    const column = (Math.round((q.x - left) / unit) + 4) * 8
    const row = (Math.round((q.y - top) / unit) + 4) * 8
    for (let y = row; y < row + 8; y++)
      for (let x = column; x < column + 8; x++) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
  }
  return { pixels, side }
}

describe('the certificate as PDF', () => {
  it('says everything that the snapshot says, in Cyrillic', async () => {
    const text = textOf(await renderCertificate(snapshot))
    for (const words of [
      'Ковалёва',
      'Сергеевна',
      '«Цифровая',
      'ПК-2026-000101',
      '108,5',
      'Томск',
      '«Ёлка»',
      '15.01.2025',
    ]) {
      expect(text, words).to.contain(words)
    }
    expect(text).to.contain('ABCD-EFGH-2345').and.to.contain(snapshot.verificationUrl)
  })

  it('says ДУБЛИКАТ on a duplicate alone, and on every replacement which document it replaces', async () => {
    const replaces = { registrationNumber: 'ПК-2025-000007', issuedOn: '2025-06-02' }
    const textOfKind = async (kind: ReplacementKind) =>
      textOf(await renderCertificate({ ...snapshot, replaces: { ...replaces, kind } }))
    const [duplicate, exchanged] = [await textOfKind('duplicate'), await textOfKind('exchange')]
    expect(duplicate).to.contain('ДУБЛИКАТ').and.to.contain('ПК-2025-000007')
    expect(exchanged).to.not.contain('ДУБЛИКАТ')
    expect(exchanged).to.contain('взамен')
    expect(textOf(await renderCertificate(snapshot))).to.not.contain('взамен')
  })

  it('gives the same bytes for the same snapshot', async () => {
    const [a, b] = await Promise.all([
      renderCertificate(snapshot),
      renderCertificate(structuredClone(snapshot)),
    ])
    expect(Buffer.compare(a, b)).to.equal(0)
  })

  it('embeds its fonts and declares PDF/A-2b', async () => {
    const raw = Buffer.from(await renderCertificate(snapshot)).toString('latin1')
    expect(raw)
      .to.match(/\/FontFile2/)
      .and.to.match(/<pdfaid:part>2<\/pdfaid:part>/)
  })

  it('fits titles and names of any length on its two pages', async () => {
    const long = structuredClone(snapshot)
    long.programme.title = 'О'.repeat(20).concat(' ').repeat(15)
    long.learner.familyName = 'Константинопольская-Преображенская-Задунайская'
    long.issuer.name =
      'Государственное автономное учреждение дополнительного профессионального образования '.repeat(2)
    const raw = Buffer.from(await renderCertificate(long)).toString('latin1')
    expect(raw.match(/\/Type \/Page\b/g)).to.have.length(2)
  })

  it('continues a long list of modules on further pages', async () => {
    const one = { kind: 'семинар', hours: '8.00', date: '2025-01-15' }
    const modules = Array.from({ length: 120 }, (_, i) => ({ ...one, title: `Модуль ${i + 1}` }))
    const text = textOf(await renderCertificate({ ...snapshot, modules }))
    expect(text).to.contain('120').and.to.contain('Модуль')
  })

  it('carries a QR code that another library reads as the verification address', async () => {
    const { pixels, side } = bitmapOf(squaresOf(await renderCertificate(snapshot)))
    expect(readQr(pixels, side, side)?.data).to.equal(snapshot.verificationUrl)
  })
})

describe('words of the certificate', () => {
  it('puts hours and dates in Russian', () => {
    expect(hoursInWords('101.00')).to.equal('101 академический час')
    expect(hoursInWords('102.00')).to.equal('102 академических часа')
    expect(hoursInWords('111.00')).to.equal('111 академических часов')
    expect(hoursInWords('100.00')).to.equal('100 академических часов')
    expect(hoursInWords('36.50')).to.equal('36,5 академического часа')
    expect(dateInWords('2026-05-01')).to.equal('1 мая 2026 г.')
  })
})
