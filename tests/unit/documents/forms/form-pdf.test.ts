import { expect } from 'chai'
import { renderForm } from '#documents/forms/form-pdf'
import { expectPdfA } from '#tests/support/pdf-a'
import { pagesOf, textOf } from '#tests/support/pdf-text'
import { aForm, HEADS, lineOf } from './sample.ts'

const joined = (lines: readonly string[]): string => lines.join(' ').replace(/\s+/g, ' ')

describe('a printed form as PDF', () => {
  it('says title, whose it is, heads, cells, totals and the page, in this order', async () => {
    const form = aForm({
      mark: 'ДУБЛИКАТ',
      rows: [lineOf(1)],
      signatures: [{ post: 'Методист', name: 'И. О. Первый' }],
    })
    const text = joined(pagesOf(await renderForm(form))[0] ?? [])
    expect(text).to.equal(
      joined([
        'Зачётно-накопительная книжка · ДУБЛИКАТ',
        'Слушатель: Ковалёва Анна Сергеевна',
        'Программа: Цифровая дидактика',
        ...HEADS,
        '1 Открытый урок на курсах повышения квалификации очно 24 12.02.2026 ТГПУ справка № 41',
        'Ковалёва Анна Сергеевна, куратор, 20.02.2026 SHA-256: 0123 4567 89ab cdef',
        'Зачётно-накопительная книжка стр. 1 из 1',
        'Всего засчитано: 48 академических часов',
        'Методист И. О. Первый',
      ]),
    )
  })

  it('carries 2,000 lines with the heads on every page, each row whole, pages counted', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => lineOf(i + 1))
    const pages = pagesOf(await renderForm(aForm({ rows })))
    expect(pages.length).to.be.above(100)
    pages.forEach((lines, i) => {
      const text = joined(lines)
      expect(text).to.contain(`стр. ${i + 1} из ${pages.length}`)
      expect(text)
        .to.contain('Наименование мероприятия (вид, тематика)')
        .and.to.contain('Подпись специалиста')
      // a row ends with its hash: as many as there are rows begun
      expect(text.match(/cdef/g)?.length).to.equal(text.match(/справка № 41/g)?.length)
    })
    expect(joined(pages.flat()).match(/cdef/g)).to.have.length(2000)
  })

  it('wraps a title of 300 capitals and a word wider than its column, and loses no sign', async () => {
    const [words, word] = ['ОЧЕНЬ ДЛИННОЕ НАЗВАНИЕ '.repeat(13).trim(), 'Ы'.repeat(300)]
    const text = textOf(await renderForm(aForm({ rows: [lineOf(1, words), lineOf(2, word)] })))
    expect(text.match(/Ы/g)).to.have.length(300)
    expect(text.replace(/\s+/g, '').match(/ДЛИННОЕНАЗВАНИЕ/g)).to.have.length(13)
  })

  it('breaks a row only if no page could hold it, and keeps every line of it', async () => {
    const long = Array.from({ length: 120 }, (_, i) => `строка-${i + 1}.`).join('\n')
    const pages = pagesOf(await renderForm(aForm({ rows: [lineOf(1), lineOf(2, long), lineOf(3)] })))
    expect(pages.length).to.be.within(3, 5)
    const text = joined(pages.flat())
    for (const n of [1, 60, 120]) expect(text).to.contain(`строка-${n}.`)
  })

  it('keeps a heading with the row below it', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => [{ section: `Раздел ${i}` }, lineOf(i)]).flat()
    for (const lines of pagesOf(await renderForm(aForm({ rows }))))
      expect(lines.slice(0, -2).at(-1)).to.not.match(/^Раздел/)
  })

  it('puts totals that do not fit on a page of their own, which is counted', async () => {
    const signatures = Array.from({ length: 12 }, (_, i) => ({ post: `Член комиссии ${i + 1}` }))
    const pages = pagesOf(
      await renderForm(aForm({ rows: Array.from({ length: 6 }, (_, i) => lineOf(i)), signatures })),
    )
    expect(pages).to.have.length(2)
    expect(joined(pages[1] ?? [])).to.match(
      /^Зачётно-накопительная книжка стр. 2 из 2 Всего засчитано.*комиссии 12$/,
    )
  })

  it('shows signs that the font lacks as «?», control characters not at all', async () => {
    const rows = [lineOf(1, 'А → Б 漢 \u0007\u200b🙂 ёЁ')]
    expect(textOf(await renderForm(aForm({ rows })))).to.contain('А –> Б ? ? ёЁ')
  })

  it('is PDF/A-2b, and the same bytes for the same form', async () => {
    const [a, b] = [await renderForm(aForm()), await renderForm(structuredClone(aForm()))]
    expectPdfA(a)
    expect(Buffer.compare(a, b)).to.equal(0)
  })
})
