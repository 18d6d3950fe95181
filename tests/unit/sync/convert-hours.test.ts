import { expect } from 'chai'
import fc from 'fast-check'
import { localDate } from '#domain/time/local-date'
import { toAcademicHours } from '#sync/convert-hours'
import { checkHours } from '#sync/page/steps/check-hours'
import { isRefusal } from '#sync/page/steps/refusal'
import { readSyncSettings } from '#sync/settings'
import { hours, record } from './story.ts'

describe('hours of a source', () => {
  const cases = [
    ['36', 'ac45', 3600],
    ['36.5', 'ac45', 3650],
    ['0.005', 'ac45', 0],
    ['36.509', 'ac45', 3650],
    ['6', 'h60', 800],
    ['1', 'h60', 133],
    ['0.75', 'h60', 100],
    ['2', 'zet36', 7200],
    ['0.25', 'zet36', 900],
    ['2700', 's', 100],
    ['5399', 's', 199],
    ['-0', 'ac45', 0],
    ['-0.01', 'ac45', 'negative'],
    ['', 'ac45', 'unreadable'],
    ['36,5', 'ac45', 'unreadable'],
    ['1e3', 'ac45', 'unreadable'],
    ['Infinity', 'ac45', 'unreadable'],
    ['9999999.99', 'ac45', 999_999_999],
    ['10000000', 'ac45', 'unreadable'],
  ] as const
  for (const [value, unit, hundredths] of cases) {
    it(`${value || 'nothing'} ${unit} are ${hundredths}`, () => {
      expect(toAcademicHours(value, unit)).to.equal(hundredths)
    })
  }

  it('are never more than said, and less than 0.01 short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), hundredths => {
        const value = `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
        expect(toAcademicHours(value, 'ac45')).to.equal(hundredths)
        const converted = toAcademicHours(value, 'h60') as number
        expect(converted * 3).to.be.at.most(hundredths * 4)
        expect(converted * 3).to.be.greaterThan(hundredths * 4 - 3)
      }),
    )
  })

  const read = (own: Record<string, unknown>, ...stated: ReturnType<typeof hours>[]) => {
    const answer = checkHours(record({ hours: stated }), readSyncSettings(own, { timeZone: 'Asia/Tomsk' }))
    return isRefusal(answer) ? answer.refused : answer
  }
  const measured = hours('9', { kind: 'measured' })

  it('stated ones win over measured ones, which are never added', () => {
    expect(read({ acceptMeasuredHours: true }, measured, hours('8'))).to.equal(800)
  })

  it('measured ones count only where the connection says so', () => {
    expect(read({}, measured)).to.equal('hours-not-accepted')
    expect(read({ acceptMeasuredHours: 'true' }, measured)).to.equal(900)
  })

  it('the same value twice is no conflict, in other units neither', () => {
    expect(read({}, hours('8'), hours('6', { unit: 'h60' }))).to.equal(800)
  })
})

describe('the calendar date', () => {
  it('is the day at the organisation, with the offset of that time', () => {
    const lateEvening = Date.parse('2016-05-28T17:30:00Z')
    expect(localDate(lateEvening, 'Asia/Tomsk'), 'UTC+6 until 29 May 2016').to.equal('2016-05-28')
    expect(localDate(Date.parse('2016-05-30T17:30:00Z'), 'Asia/Tomsk'), 'UTC+7 since').to.equal('2016-05-31')
    expect(localDate(Date.parse('2026-12-31T21:30:00Z'), 'Europe/Moscow')).to.equal('2027-01-01')
  })

  it('needs a zone that there is', () => {
    expect(() => readSyncSettings({ timeZone: 'Asia/Nowhere' }, { timeZone: 'UTC' })).to.throw()
    expect(readSyncSettings({}, { timeZone: 'UTC' })).to.include({ timeZone: 'UTC' })
  })
})
