import { expect } from 'chai'
import { hoursFromHundredths, parseHours } from '#domain/hours'
import { clauseText } from '#domain/texts/clause'
import { formatDateLong, formatDateShort } from '#domain/texts/dates'
import { nbsp } from '#domain/texts/nbsp'
import { formatHoursEn, formatHoursRu } from '#domain/texts/numbers'
import { hourForms, pluralRu } from '#domain/texts/plural-ru'

describe('plural-ru', () => {
  for (const [n, word] of [
    [0, 'часов'],
    [1, 'час'],
    [2, 'часа'],
    [5, 'часов'],
    [11, 'часов'],
    [12, 'часов'],
    [21, 'час'],
    [22, 'часа'],
    [25, 'часов'],
    [101, 'час'],
    [111, 'часов'],
    [1.5, 'часа'],
    [8.25, 'часа'],
  ] as const) {
    it(`${n} ${word}`, () => {
      expect(pluralRu(n, hourForms)).to.equal(word)
      expect(formatHoursRu(hoursFromHundredths(n * 100))).to.equal(`${String(n).replace('.', ',')} ${word}`)
    })
  }
})

describe('hours in words', () => {
  it('have a decimal comma in Russian, a point in English, and no zeros at the end', () => {
    expect(formatHoursRu(parseHours('36.50'), 'short')).to.equal('36,5 ч')
    expect(formatHoursRu(parseHours('84'))).to.equal('84 часа')
    expect(formatHoursEn(parseHours('36.05'))).to.equal('36.05 hours')
    expect(formatHoursEn(parseHours('1'))).to.equal('1 hour')
    expect(formatHoursEn(parseHours('8'), 'short')).to.equal('8 h')
  })

  it('group thousands from five digits on', () => {
    expect(formatHoursRu(parseHours('1240'), 'short')).to.equal('1240 ч')
    expect(formatHoursRu(parseHours('12400'), 'short')).to.equal('12\u00a0400 ч')
    expect(formatHoursEn(parseHours('1234567'), 'short')).to.equal('1,234,567 h')
  })
})

describe('dates in words', () => {
  it('stand in figures in tables and in words in sentences, without « г.»', () => {
    expect(formatDateShort('2026-11-15', 'ru')).to.equal('15.11.2026')
    expect(formatDateLong('2026-11-15', 'ru')).to.equal('15 ноября 2026')
    expect(formatDateLong('2026-05-01', 'ru')).to.equal('1 мая 2026')
    expect(formatDateShort('2026-11-05', 'en')).to.equal('5 Nov 2026')
    expect(formatDateLong('2026-11-15', 'en')).to.equal('15 November 2026')
  })
})

describe('clauses in words', () => {
  it('are translated for English texts only', () => {
    expect(clauseText('пп. 2.1, 2.6', 'en')).to.equal('cll. 2.1, 2.6')
    expect(clauseText('Приложение 1, строка 11', 'en')).to.equal('Annex 1, row 11')
    expect(clauseText('п. 2.6', 'ru')).to.equal('п. 2.6')
  })
})

describe('nbsp', () => {
  const shown = (text: string) => nbsp(text).replaceAll('\u00a0', '~')

  for (const [text, tied] of [
    ['Засчитано 84 часа из 108', 'Засчитано 84~часа из~108'],
    ['запись № 7 от 15 ноября 2026', 'запись №~7 от~15~ноября 2026'],
    ['допустимо до 68 ч (п. 2.3)', 'допустимо до~68~ч (п.~2.3)'],
    ['Зачётка — книжка', 'Зачётка~— книжка'],
    ['и в школе', 'и~в~школе'],
    ['Ковалёва А. С. подписала', 'Ковалёва~А.~С. подписала'],
    ['предел 30 % программы', 'предел 30~% программы'],
    ['не найдено', 'не~найдено'],
    ['часы чтения', 'часы чтения'],
    ['8 ч по тарифу', '8~ч по~тарифу'],
  ] as const) {
    it(`ties ${text}`, () => {
      expect(shown(text)).to.equal(tied)
      expect(nbsp(nbsp(text))).to.equal(nbsp(text))
    })
  }
})
