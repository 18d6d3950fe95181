import { expect } from 'chai'
import {
  buildCookie,
  noticeCookieName,
  parseCookies,
  sessionCookieName,
  sessionHandles,
} from '#http/session/cookies'

describe('cookies of sessions', () => {
  it('bind to the host on https and stay plain on http', () => {
    expect(sessionCookieName('t5x1a29f3c', { isHttps: true })).to.equal('__Host-zachetka.t5x1a29f3c')
    expect(sessionCookieName('t5x1a29f3c', { isHttps: false })).to.equal('zachetka.t5x1a29f3c')
  })

  it('reach an LMS frame: SameSite=None, Secure, Partitioned, and no script reads them', () => {
    const cookie = buildCookie('n', 'v', 60)
    for (const part of ['SameSite=None', 'Secure', 'HttpOnly', 'Partitioned', 'Path=/', 'Max-Age=60']) {
      expect(cookie.split('; ')).to.include(part)
    }
  })

  it('are read with the first value of a name winning', () => {
    expect([...parseCookies('a=1; b=2=3; a=9; broken; =x;')]).to.deep.equal([
      ['a', '1'],
      ['b', '2=3'],
    ])
  })

  it('name the newest session first and no notice among them', () => {
    const cookies = parseCookies(
      'zachetka.0aaaaaa1; zachetka.0aaaaaa1=x; zachetka.0bbbbbb1=y; zachetka-notice.0bbbbbb1=z',
    )
    expect(sessionHandles(cookies, { isHttps: false })).to.deep.equal(['0bbbbbb1', '0aaaaaa1'])
    expect(noticeCookieName('h', { isHttps: false })).to.equal('zachetka-notice.h')
  })
})
