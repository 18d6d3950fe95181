import { expect } from 'chai'
import type { Book } from '#domain/books/book'
import { evaluate } from '#domain/books/evaluate'
import { progressSentence } from '#domain/texts/progress-sentence'
import { aBook, aModule, anEntry, h, readyBook, tspu } from '../support.ts'

const TODAY = '2026-09-01'
const both = (book: Book, more: { certificate?: { number: string; on: string } } = {}, today = TODAY) => {
  const progress = evaluate(book, tspu, today)
  return (['ru', 'en'] as const).map(lang =>
    progressSentence(progress, {
      lang,
      regulation: tspu,
      source: 'Moodle',
      issuer: 'ТГПУ',
      issueDays: 10,
      ...more,
    }),
  )
}

describe('progressSentence', () => {
  it('says what is needed while nothing is counted', () => {
    expect(both({ ...readyBook(), entries: [] })).to.deep.equal([
      'Пока ничего не засчитано. Нужно 108 часов за 1–3 года. Пройденные модули из Moodle появятся здесь сами.',
      'Nothing counted yet. You need 108 hours in 1–3 years. Modules completed in Moodle appear here by themselves.',
    ])
  })

  it('says what is counted, what awaits the curator and what is then left', () => {
    const book = readyBook()
    book.entries = book.entries.filter(one => one.id !== 'e3')
    for (const one of book.entries) if (one.id === 'e4') one.status = 'imported'
    book.entries = book.entries.filter(one => one.id !== 'e2')
    expect(both(book)).to.deep.equal([
      'Засчитано 8 часов из 108. Ещё 68 ждут куратора. Останется набрать 32 часа и один обязательный модуль.',
      '8 of 108 hours counted. 68 more await the curator. You will then need 32 hours and one mandatory module.',
    ])
  })

  it('says when what awaits the curator is enough', () => {
    const book = readyBook()
    for (const one of book.entries) if (one.id === 'e1') one.status = 'imported'
    expect(both(book)).to.deep.equal([
      'Засчитано 100 часов из 108. Ещё 8 ждут куратора. Вместе с ними часов хватит.',
      '100 of 108 hours counted. 8 more await the curator. With them the hours suffice.',
    ])
  })

  it('keeps grammar with one hour and with fractions', () => {
    const modules = [aModule('M1', 'course', '21', { part: 'invariant' }), aModule('M2', 'course', '8.5')]
    const book = aBook(modules, [anEntry('a', 'M1', '21'), anEntry('b', 'M2', '8.5', { status: 'imported' })])
    expect(both(book)[0]).to.equal(
      'Засчитан 21 час из 108. Ещё 8,5 ждут куратора. Останется набрать 78,5 часа.',
    )
  })

  it('names what is missing once the hours are there', () => {
    const book = readyBook()
    book.programme.modules.push(aModule('M9', 'seminar', '8', { part: 'invariant', title: 'Право' }))
    expect(both({ ...book, facts: {} })).to.deep.equal([
      '108 часов набрано. Не хватает: обязательный модуль «Право»; документы для зачисления.',
      '108 hours reached. Missing: mandatory module “Право”; enrolment documents.',
    ])
    expect(both(readyBook(), {}, '2025-06-01')[0]).to.equal(
      '108 часов набрано. Не хватает: срок (выдать можно с 2 сентября 2025).',
    )
  })

  it('names several modules in the nominative: no number counts them', () => {
    const book = readyBook()
    for (const [id, title] of [
      ['M8', 'Закон'],
      ['M9', 'Право'],
    ] as const)
      book.programme.modules.push(aModule(id, 'seminar', '8', { part: 'invariant', title }))
    expect(both(book)).to.deep.equal([
      '108 часов набрано. Не хватает: обязательные модули «Закон», «Право».',
      '108 hours reached. Missing: mandatory modules “Закон”, “Право”.',
    ])
  })

  it('says that all is done, and where the surplus goes', () => {
    const book = readyBook()
    book.programme.modules.push(aModule('G', 'photo-gallery', '12'))
    book.entries.push(anEntry('g', 'G', '12'))
    expect(both(book)).to.deep.equal([
      'Всё выполнено. Документ оформляет ТГПУ: обычно 10 дней. Сверх 108: 12 часов. В следующую программу они не переходят (п. 2.6).',
      'Everything is done. The document is being prepared by ТГПУ, usually in 10 days. Beyond 108: 12 hours. They do not pass to the next programme (cl. 2.6).',
    ])
  })

  it('names the certificate once it is issued', () => {
    expect(both(readyBook(), { certificate: { number: 'ПК-2026-000101', on: '2026-11-15' } })).to.deep.equal([
      'Удостоверение № ПК-2026-000101 выдано 15 ноября 2026.',
      'Certificate No. ПК-2026-000101 issued on 15 November 2026.',
    ])
  })

  it('speaks without a threshold where the regulation has none', () => {
    const { totalHours: _none, ...open } = tspu
    const progress = evaluate({ ...readyBook(), facts: {} }, open, TODAY)
    expect(progress.hours).to.include({ required: 0, surplus: 0, counted: h('108') })
    expect(progressSentence(progress, { lang: 'ru' })).to.match(/^Засчитано 108 часов\. Не хватает: /)
  })
})
