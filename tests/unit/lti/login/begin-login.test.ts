import { expect } from 'chai'
import { beginLogin } from '#lti/login/begin-login'
import { codeOf } from '#tests/support/thrown'
import { createBench } from '../support/bench.ts'
import { ISSUER, PUBLIC_URL, registration } from '../support/platform.ts'

const login = { issuer: ISSUER, loginHint: '7', targetLinkUri: `${PUBLIC_URL}/book` }

describe('begin a login', () => {
  it('finds the registration without a client id if the issuer has one', async () => {
    const bench = createBench()
    expect((await beginLogin(login, bench.deps)).registration.id).to.equal('p1')
  })

  it('refuses to guess between two registrations of an issuer', async () => {
    const bench = createBench()
    bench.registrations.push({ ...registration(), id: 'p2', clientId: 'client-2' })
    expect(await codeOf(beginLogin(login, bench.deps))).to.equal('lti_platform_ambiguous')
    expect((await beginLogin({ ...login, clientId: 'client-2' }, bench.deps)).registration.id).to.equal('p2')
  })

  it('does not count a registration that is off', async () => {
    const bench = createBench()
    bench.registrations.push({ ...registration(), id: 'p2', clientId: 'client-2', active: false })
    expect((await beginLogin(login, bench.deps)).registration.id).to.equal('p1')
    const off = { ...login, clientId: 'client-2' }
    expect(await codeOf(beginLogin(off, bench.deps))).to.equal('lti_platform_inactive')
  })

  it('refuses a platform that is not registered', async () => {
    const bench = createBench()
    const stranger = { ...login, issuer: 'https://stranger.example' }
    expect(await codeOf(beginLogin(stranger, bench.deps))).to.equal('lti_platform_unknown')
  })

  it('refuses a target that is not ours, and writes nothing', async () => {
    const bench = createBench()
    for (const targetLinkUri of [
      'https://evil.example/',
      'javascript:alert(1)',
      'x',
      `${PUBLIC_URL}@evil.example/`,
    ]) {
      expect(await codeOf(beginLogin({ ...login, targetLinkUri }, bench.deps))).to.equal('lti_target_foreign')
    }
    expect(bench.writes).to.deep.equal([])
  })

  it('gives ten minutes', async () => {
    const bench = createBench()
    await beginLogin(login, bench.deps)
    const [attempt] = [...bench.attemptsByHash.values()]
    expect(attempt?.expiresAt.toISOString()).to.equal('2026-03-02T09:10:00.000Z')
  })

  it('makes other secrets for every login', async () => {
    const bench = createBench()
    const [one, two] = [await beginLogin(login, bench.deps), await beginLogin(login, bench.deps)]
    expect(one.location).not.to.equal(two.location)
    expect(one.setCookie.split('=')[0]).not.to.equal(two.setCookie.split('=')[0])
  })
})
