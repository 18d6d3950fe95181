import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { verifyLaunch } from '#lti/launch/verify-launch'
import { beginLogin } from '#lti/login/begin-login'
import { createLaunchAttemptsStore, createPlatformsStore } from '#store/access/access-stores'
import { connectStore, type StoreConnection } from '#store/connect'
import { startTestStore, type TestStore } from '#tests/support/store'
import { codeOf } from '#tests/support/thrown'
import { createBench } from '#tests/unit/lti/support/bench'
import {
  ISSUER,
  PUBLIC_URL,
  registration,
  seconds,
  sign,
  soundClaims,
} from '#tests/unit/lti/support/platform'

/** The real time: MongoDB removes what has expired by its own clock. */
const now = new Date()
const tokenFor = (nonce: string) => sign({ ...soundClaims(nonce), iat: seconds(now), exp: seconds(now) + 60 })

describe('launches on the real store', () => {
  let store: TestStore
  let held: StoreConnection

  before(async () => {
    store = await startTestStore()
    held = await connectStore(store.uri)
  })
  after(async () => {
    await held.close()
    await store.close()
  })

  it('are verified once, of twenty at once, and cost one update with a registration that is kept', async () => {
    const platforms = createPlatformsStore(held.connection)
    const attempts = createLaunchAttemptsStore(held.connection)
    await platforms.create(registration())
    const trips: string[] = []
    const deps = {
      ...createBench().deps,
      now: () => now,
      platforms: counted(platforms, trips),
      attempts: counted(attempts, trips),
      randomBytes,
    }
    const login = {
      issuer: ISSUER,
      clientId: 'client-1',
      loginHint: '7',
      targetLinkUri: `${PUBLIC_URL}/book`,
    }
    const started = await beginLogin({ ...login, messageHint: 'm1' }, deps)
    expect(trips.splice(0)).to.deep.equal(['find', 'create'])

    const query = new URL(started.location).searchParams
    const request = {
      state: String(query.get('state')),
      idToken: tokenFor(String(query.get('nonce'))),
      cookies: String(started.setCookie.split(';')[0]),
    }
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => verifyLaunch(request, deps)))
    expect(all.filter(one => one.status === 'fulfilled')).to.have.length(1)
    const codes = all.map(one => (one.status === 'rejected' ? one.reason.code : 'accepted'))
    expect([...new Set(codes)].sort()).to.deep.equal(['accepted', 'lti_state_used'])
    expect(trips.slice(0, 1)).to.deep.equal(['find'])
    expect(trips.filter(trip => trip === 'noteDeployment')).to.deep.equal([])
    expect(trips.filter(trip => trip === 'consume')).to.have.length.within(1, 20)

    trips.length = 0
    const again = await beginLogin(login, deps)
    const fresh = new URL(again.location).searchParams
    trips.length = 0
    await verifyLaunch(
      {
        state: String(fresh.get('state')),
        idToken: tokenFor(String(fresh.get('nonce'))),
        cookies: String(again.setCookie.split(';')[0]),
      },
      deps,
    )
    expect(trips).to.deep.equal(['find', 'consume'])
  })

  it('keep the hints for a second login, and refuse a late launch although the row is still there', async () => {
    const attempts = createLaunchAttemptsStore(held.connection)
    const deps = { ...createBench().deps, now: () => now, attempts, randomBytes }
    const login = {
      issuer: ISSUER,
      clientId: 'client-1',
      loginHint: 'hint-7',
      targetLinkUri: `${PUBLIC_URL}/late`,
    }
    const started = await beginLogin(login, deps)
    const query = new URL(started.location).searchParams
    const late = new Date(now.getTime() + 11 * 60_000)
    const request = { state: String(query.get('state')), idToken: 'a.b.c', cookies: undefined }
    expect(await codeOf(verifyLaunch(request, { ...deps, now: () => late }))).to.equal('lti_state_expired')
    const { sha256 } = await import('#lti/hash')
    expect((await attempts.find(sha256(request.state)))?.loginHint).to.equal('hint-7')
  })
})

/** The same port, each call noted. */
function counted<T extends object>(port: T, trips: string[]): T {
  return new Proxy(port, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        trips.push(String(name))
        return method.apply(target, args)
      }
    },
  })
}
