import type { RequestListener } from 'node:http'
import { expect } from 'chai'
import { isPublicAddress } from '#lti/http/guarded-lookup'
import { KEY_SET_MAX_BYTES, maxAgeOf } from '#lti/keys/fetch-key-set'
import { createKeyCache } from '#lti/keys/key-cache'
import { codeOf } from '#tests/support/thrown'
import { NOW } from '../support/platform.ts'
import { type Served, serve } from '../support/serve.ts'

describe('keys of platforms', () => {
  let platform: Served
  let answer: RequestListener
  let asked = 0
  let kids = ['a']
  let now = NOW
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  const keys =
    (cacheControl?: string): RequestListener =>
    (_req, res) => {
      if (cacheControl) res.setHeader('cache-control', cacheControl)
      res.end(JSON.stringify({ keys: kids.map(kid => ({ kid, kty: 'RSA' })) }))
    }
  const cache = (allowPrivateAddresses = true) => createKeyCache({ allowPrivateAddresses, now: () => now })
  const reasonOf = async (find: Promise<unknown>) => {
    const error = await find.then(
      () => expect.fail('was found'),
      caught => caught,
    )
    expect(error).to.include({ code: 'lti_keys_unreachable', retryable: true })
    return error.log.reason
  }

  beforeEach(async () => {
    asked = 0
    kids = ['a']
    now = NOW
    answer = keys()
    platform = await serve((req, res) => {
      asked++
      answer(req, res)
    })
  })
  afterEach(() => platform.close())

  it('asks once for many launches at once, and not again while the set is fresh', async () => {
    const held = cache()
    await Promise.all([1, 2, 3, 4].map(() => held.find(platform.url, 'a')))
    later(9 * 60_000)
    await held.find(platform.url, 'a')
    expect(asked).to.equal(1)
  })

  it('keeps a set as long as max-age says', async () => {
    const held = cache()
    answer = keys('public, max-age=30')
    await held.find(platform.url, 'a')
    later(29_000)
    await held.find(platform.url, 'a')
    expect(asked).to.equal(1)
    later(1_000)
    await held.find(platform.url, 'a')
    expect(asked).to.equal(2)
  })

  it('does not find a key that the platform has withdrawn, once its set is stale', async () => {
    const held = cache()
    answer = keys('max-age=30')
    await held.find(platform.url, 'a')
    kids = ['b']
    later(31_000)
    expect(await codeOf(held.find(platform.url, 'a'))).to.equal('lti_key_unknown')
  })

  it('H22: asks once more for a key that it does not know', async () => {
    const held = cache()
    await held.find(platform.url, 'a')
    kids = ['a', 'b']
    expect(await held.find(platform.url, 'b')).to.include({ kid: 'b' })
    expect(asked).to.equal(2)
  })

  it('does not let made-up key ids become a flood', async () => {
    const held = cache()
    await held.find(platform.url, 'a')
    for (const kid of ['x', 'y', 'z'])
      expect(await codeOf(held.find(platform.url, kid))).to.equal('lti_key_unknown')
    expect(asked).to.equal(2)
    later(10_000)
    await codeOf(held.find(platform.url, 'x'))
    expect(asked).to.equal(3)
  })

  it('H21: says what is wrong with the set', async () => {
    const broken: [string, RequestListener][] = [
      ['status', (_req, res) => res.writeHead(404).end('no')],
      ['not-a-key-set', (_req, res) => res.end('<html>')],
      ['not-a-key-set', (_req, res) => res.end('{"keys":{}}')],
      ['too-large', (_req, res) => res.end(' '.repeat(KEY_SET_MAX_BYTES + 1))],
      ['redirect', (_req, res) => res.writeHead(302, { location: 'http://127.0.0.2:9/keys' }).end()],
      ['redirect', (req, res) => res.writeHead(302, { location: `${req.url}x` }).end()],
      ['network', (req, _res) => req.socket.destroy()],
    ]
    for (const [reason, listener] of broken) {
      answer = listener
      expect(await reasonOf(cache().find(platform.url, 'a'))).to.equal(reason)
    }
  })

  it('follows a redirect within the host', async () => {
    const set = keys()
    answer = (req, res) => (req.url === '/' ? res.writeHead(301, { location: '/keys' }).end() : set(req, res))
    expect(await cache().find(platform.url, 'a')).to.include({ kid: 'a' })
  })

  it('asks again after a failure', async () => {
    const held = cache()
    answer = (_req, res) => res.writeHead(503).end()
    await reasonOf(held.find(platform.url, 'a'))
    answer = keys()
    expect(await held.find(platform.url, 'a')).to.include({ kid: 'a' })
  })

  it('asks no private address unless that is allowed, neither by number nor by name', async () => {
    const port = new URL(platform.url).port
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0x7f.1']) {
      expect(await reasonOf(cache(false).find(`http://${host}:${port}/`, 'a'))).to.equal('private-address')
    }
    expect(asked).to.equal(0)
  })

  it('knows which addresses are public', () => {
    const no = [
      '10.0.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '0.0.0.0',
      '100.64.0.1',
      '::1',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      'x',
    ]
    expect(no.filter(isPublicAddress)).to.deep.equal([])
    expect(['93.184.216.34', '2606:2800:220:1::1'].every(isPublicAddress)).to.equal(true)
  })

  it('reads how long a set may be kept', () => {
    expect(
      [undefined, 'max-age=5', 'no-store', 'max-age=0, private, must-revalidate', 'max-age=999999999'].map(
        maxAgeOf,
      ),
    ).to.deep.equal([600_000, 5_000, 60_000, 60_000, 86_400_000])
  })
})
