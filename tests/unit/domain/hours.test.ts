import { expect } from 'chai'
import fc from 'fast-check'
import {
  addHours,
  formatHours,
  hoursFromHundredths,
  InvalidHoursError,
  parseHours,
  subtractHours,
  sumHours,
} from '#domain/hours'
import { addSpan, daysBetween, isCalendarDate } from '#domain/time/calendar'

describe('hours', () => {
  it('come back from their text, for every hundredth', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), hundredths => {
        expect(parseHours(formatHours(hoursFromHundredths(hundredths)))).to.equal(hundredths)
      }),
    )
  })

  it('read a decimal point and a decimal comma alike', () => {
    expect([parseHours('36.5'), parseHours('36,5'), parseHours(' 36,50 ')]).to.deep.equal([3650, 3650, 3650])
  })

  for (const text of ['', ' ', '-4', '1e3', '36,5 ч.', '36.125', '.5', '5.', 'NaN', '12345678']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => parseHours(text)).to.throw(InvalidHoursError)
    })
  }

  it('add exactly and never go below zero', () => {
    expect(addHours(parseHours('0.1'), parseHours('0.2'))).to.equal(parseHours('0.3'))
    expect(subtractHours(parseHours('1'), parseHours('2'))).to.equal(0)
  })

  it('add up lists of any length', () => {
    expect(sumHours([])).to.equal(0)
    expect(sumHours(Array.from({ length: 300_000 }, () => parseHours('0.01')))).to.equal(300_000)
  })
})

describe('calendar', () => {
  it('knows which days exist', () => {
    expect(['1900-01-01', '2024-02-29', '2026-12-31', '2199-12-31'].every(isCalendarDate)).to.equal(true)
    for (const text of [
      '2025-02-29',
      '2025-02-30',
      '2025-13-01',
      '2025-1-1',
      '0000-01-01',
      '1899-12-31',
      '2200-01-01',
      '9999-12-31',
      '2025-01-00',
      '15.01.2025',
    ]) {
      expect(isCalendarDate(text), text).to.equal(false)
    }
  })

  it('adds years and months, a day that is missing becomes the last of the month', () => {
    expect(addSpan('2024-02-29', { years: 1, months: 0 })).to.equal('2025-02-28')
    expect(addSpan('2024-02-29', { years: 4, months: 0 })).to.equal('2028-02-29')
    expect(addSpan('2025-11-30', { years: 0, months: 3 })).to.equal('2026-02-28')
    expect(addSpan('2025-12-15', { years: 0, months: 1 })).to.equal('2026-01-15')
  })

  it('counts days over a change of clocks', () => {
    expect(daysBetween('2025-03-29', '2025-03-31')).to.equal(2)
    expect(daysBetween('2025-01-02', '2025-01-01')).to.equal(-1)
  })
})
