import { expect } from 'chai'
import { openTicket, sealTicket } from '#http/session/tab-ticket'

const key = new Uint8Array(32).fill(1)
const iv = new Uint8Array(12).fill(2)
const now = new Date('2026-11-22T03:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe('the ticket for a new tab', () => {
  it('opens to the token hash that it sealed', () => {
    expect(openTicket(sealTicket('hash', key, now, iv), key, later(14))).to.equal('hash')
  })

  it('is over after a quarter of an hour', () => {
    expect(openTicket(sealTicket('hash', key, now, iv), key, later(16))).to.equal(null)
  })

  it('is refused when changed, cut, empty or sealed with another key', () => {
    const ticket = sealTicket('hash', key, now, iv)
    const changed = ticket.slice(0, -2) + (ticket.endsWith('AA') ? 'BB' : 'AA')
    for (const wrong of [changed, ticket.slice(0, 20), '', '!!'])
      expect(openTicket(wrong, key, now)).to.equal(null)
    expect(openTicket(ticket, new Uint8Array(32).fill(9), now)).to.equal(null)
  })

  it('does not show the hash', () => {
    const text = Buffer.from(sealTicket('secret-hash', key, now, iv), 'base64url').toString('latin1')
    expect(text).to.not.include('secret-hash')
  })
})
