import { expect } from 'chai'
import { minutesAfter } from '#credits/dates'
import { localDate } from '#domain/time/local-date'

describe('calendar dates of instants', () => {
  it('are counted in the time zone of the organisation, also over the turn of a year', () => {
    expect(localDate(new Date('2026-12-31T16:59:59.999Z'), 'Asia/Tomsk')).to.equal('2026-12-31')
    expect(localDate(new Date('2026-12-31T17:00:00.000Z'), 'Asia/Tomsk')).to.equal('2027-01-01')
    expect(localDate(new Date('2026-03-01T04:59:00Z'), 'America/New_York')).to.equal('2026-02-28')
  })

  it('move by minutes in both directions', () => {
    expect(minutesAfter('2026-11-22T09:00:00Z', 15).toISOString()).to.equal('2026-11-22T09:15:00.000Z')
    expect(minutesAfter(new Date('2026-11-22T00:00:00Z'), -1).toISOString()).to.equal(
      '2026-11-21T23:59:00.000Z',
    )
  })
})
