import { expect } from 'chai'
import fc from 'fast-check'
import { createZone, parseLocalTime } from '#connectors/kit/local-time'

const at = (text: string, zone: string) => {
  const local = parseLocalTime(text, 'yyyy-MM-dd HH:mm')
  return local && createZone(zone).toInstant(local).toISOString()
}

describe('27 the time of a wall clock', () => {
  it('is an instant by the offset that the zone had then', () => {
    expect(at('2026-07-01 12:00', 'Asia/Tomsk')).to.equal('2026-07-01T05:00:00.000Z')
    expect(at('2015-07-01 12:00', 'Asia/Tomsk')).to.equal('2015-07-01T06:00:00.000Z')
    expect(at('2026-07-01 12:00', 'Asia/Kolkata')).to.equal('2026-07-01T06:30:00.000Z')
  })

  it('is taken the first time when an hour comes twice, and after the gap when it is skipped', () => {
    expect(at('2026-10-25 02:30', 'Europe/Berlin')).to.equal('2026-10-25T00:30:00.000Z')
    expect(at('2026-03-29 02:30', 'Europe/Berlin')).to.equal('2026-03-29T01:30:00.000Z')
  })

  it('is no date that there is not', () => {
    for (const bad of [
      '2026-02-29 00:00',
      '2026-13-01 00:00',
      '2026-01-01 24:00',
      '2026-1-01 000:00',
      '0026-01-01 00:00',
    ]) {
      expect(parseLocalTime(bad, 'yyyy-MM-dd HH:mm'), bad).to.equal(null)
    }
    expect(parseLocalTime('05/12/2025', 'dd.MM.yyyy')).to.equal(null)
  })

  it('comes back as the same wall clock in the same zone', () => {
    const zones = fc.constantFrom('Asia/Tomsk', 'Europe/Moscow', 'Asia/Kamchatka', 'Asia/Kathmandu')
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const text = `${day.toISOString().slice(0, 10)} 12:00`
        const instant = new Date(at(text, zone) ?? '')
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'short',
        })
        expect(shown.format(instant)).to.equal(text)
      }),
      { numRuns: 60 },
    )
  })
})
