import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import nock from 'nock'
import { ConnectorError } from '#connectors/errors'
import { createHttpClient, type HttpClientOptions } from '#connectors/kit/http/client'
import type { Runtime } from '#connectors/kit/runtime'
import { quickRuntime, rejection } from '#tests/contract/connectors/harness'
import { type Handler, startTiny, type TinyServer } from '../tiny-server.ts'

const secret = 'token-0123456789'

/** nock would refuse the name before the socket looks it up; the lookups here are made up and lead nowhere. */
async function withoutNock<T>(act: () => Promise<T>): Promise<T> {
  nock.restore()
  try {
    return await act()
  } finally {
    nock.activate()
  }
}

/** Longer than any answer of these servers takes on a busy machine; a test of a limit sets its own. */
const patient = { headersMs: 8_000, stallMs: 8_000, totalMs: 10_000, bodyBytes: 10_000 }

describe('the HTTP client of connectors', () => {
  let server: TinyServer | undefined
  const sleeps: number[] = []
  const logged: unknown[] = []
  afterEach(async () => {
    await server?.close()
    server = undefined
    sleeps.length = 0
    logged.length = 0
  })

  type More = Partial<Omit<HttpClientOptions, 'runtime'>> & {
    runtime?: Partial<Runtime>
    signal?: AbortSignal
  }

  function post(url: string, { signal, runtime, ...more }: More = {}): Promise<string> {
    const client = createHttpClient({
      pace: { concurrency: 3, minSpacingMs: 0 },
      limits: patient,
      backoff: { attempts: 3 },
      allowPrivateAddresses: true,
      secrets: [secret],
      now: () => new Date('2026-11-22T09:00:00Z'),
      log: (event, facts) => void logged.push({ event, ...facts }),
      ...more,
      runtime: { ...quickRuntime(sleeps), ...runtime },
    })
    const form = { wstoken: secret, list: [{ name: 'a', value: true }] }
    return client.post({
      name: 'f',
      url,
      form,
      signal: signal ?? new AbortController().signal,
      read: text => text,
    })
  }

  async function serve(handler: Handler): Promise<string> {
    server = await startTiny(handler)
    return server.url
  }

  it('posts a form as PHP reads it', async () => {
    const url = await serve((res, body, _nth, req) =>
      res.end(`${req.headers['content-type']} ${decodeURIComponent(body)}`),
    )
    expect(await post(url)).to.equal(
      'application/x-www-form-urlencoded wstoken=token-0123456789&list[0][name]=a&list[0][value]=1',
    )
  })

  it('26 reads the encoding of the header, of the XML prolog, and of a byte order mark', async () => {
    const win = Buffer.from([0xc8, 0xe2, 0xe0, 0xed])
    const koi = Buffer.from([0xe9, 0xd7, 0xc1, 0xce])
    const url = await serve((res, _body, nth) => {
      if (nth === 1) res.setHeader('content-type', 'text/html; charset=windows-1251').end(win)
      if (nth === 2) res.setHeader('content-type', 'text/plain; charset="KOI8-R"').end(koi)
      if (nth === 3)
        res.end(Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1251"?>'), win]))
      if (nth === 4) res.setHeader('content-type', 'text/html; charset=windows-1251').end('\ufeffИван')
    })
    expect(await post(url)).to.equal('Иван')
    expect(await post(url)).to.equal('Иван')
    expect(await post(url)).to.match(/Иван$/)
    expect(await post(url)).to.equal('Иван')
  })

  it('26 refuses bytes that are not in the encoding they claim, rather than lose letters', async () => {
    const url = await serve((res, _body, nth) => {
      if (nth === 1) res.end(Buffer.from([0xc8, 0xe2, 0xe0, 0xed]))
      else res.setHeader('content-type', 'text/html; charset=x-none').end('x')
    })
    expect(await rejection(post(url))).to.include({ code: 'body_not_in_charset', kind: 'protocol' })
    expect(await rejection(post(url))).to.include({ code: 'body_charset_unknown', kind: 'protocol' })
  })

  it('30 counts a compressed body as what it becomes', async () => {
    const url = await serve(res =>
      res.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))),
    )
    expect(await rejection(post(url))).to.include({ code: 'http_body_too_large' })
  })

  it('reads a compressed body', async () => {
    const url = await serve(res => res.setHeader('content-encoding', 'gzip').end(gzipSync('привет')))
    expect(await post(url)).to.equal('привет')
  })

  it('7 takes a body that ends early for broken off, compressed or not', async () => {
    const whole = gzipSync(Buffer.from('привет'.repeat(500)))
    const url = await serve((res, _body, nth) => {
      if (nth <= 3) {
        res.writeHead(200, { 'content-length': 100 })
        res.write('half')
        setTimeout(() => res.destroy(), 10)
      } else res.setHeader('content-encoding', 'gzip').end(whole.subarray(0, whole.length - 12))
    })
    expect(await rejection(post(url))).to.include({ code: 'http_broken_off', kind: 'transient' })
    expect(await rejection(post(url))).to.include({ code: 'http_broken_off', kind: 'transient' })
  })

  it('8 gives up on a body that stalls', async () => {
    const url = await serve(res => void res.writeHead(200).write('half'))
    const limits = { ...patient, stallMs: 150 }
    expect(await rejection(post(url, { limits }))).to.include({
      code: 'http_body_stalled',
      kind: 'transient',
    })
    expect(server?.requests).to.equal(3)
  })

  it('9 gives up on an answer that never comes', async () => {
    const url = await serve(() => {})
    const limits = { ...patient, headersMs: 150 }
    expect(await rejection(post(url, { limits }))).to.include({ code: 'http_no_answer', kind: 'transient' })
  })

  it('gives up on a body that trickles for ever', async () => {
    const url = await serve(res => {
      const drip = setInterval(() => res.write('.'), 20)
      res.on('close', () => clearInterval(drip))
    })
    const limits = { ...patient, totalMs: 200 }
    expect(await rejection(post(url, { limits, backoff: { attempts: 1 } }))).to.include({
      code: 'http_too_slow',
    })
  })

  it('9 takes a refused connection for a passing trouble', async () => {
    const gone = await startTiny(res => res.end())
    await gone.close()
    expect(await rejection(post(gone.url))).to.include({ code: 'http_unreachable', kind: 'transient' })
    expect(sleeps).to.deep.equal([375, 750])
  })

  it('10 names a host that is not there, and a connection that is not secure', async () => {
    const nowhere = async (): Promise<never> => {
      throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
    }
    const lost = { allowPrivateAddresses: false, runtime: { resolve: nowhere } }
    const unknown = await withoutNock(() => rejection(post('http://site.example/', lost)))
    expect(unknown).to.include({ code: 'http_unknown_host', kind: 'config' })
    const url = await serve(res => res.end())
    const fault = await rejection(post(url.replace('http:', 'https:')))
    expect(fault).to.include({ code: 'http_tls', kind: 'config' })
  })

  it('18 follows no redirect, and names where it leads without its query', async () => {
    const url = await serve(res =>
      res.writeHead(302, { location: 'https://evil.example/a?wstoken=token-0123456789' }).end(),
    )
    const fault = await rejection(post(url))
    expect(fault).to.include({ code: 'http_redirect', kind: 'config' })
    expect(fault.message).to.include('https://evil.example').and.not.include('token')
    expect(server?.requests).to.equal(1)
  })

  it('43 refuses addresses of private networks unless the operator allows them', async () => {
    const url = await serve(res => res.end('inside'))
    const inside = [
      'http://127.0.0.1:9/',
      'http://[::1]:9/',
      'http://10.0.0.1/',
      'http://169.254.169.254/',
      'http://2130706433/',
    ]
    for (const address of [
      url,
      'http://localhost:9/',
      'http://[::ffff:127.0.0.1]/',
      'http://0.0.0.0/',
      ...inside,
    ]) {
      const fault = await rejection(post(address, { allowPrivateAddresses: false }))
      expect(fault, address).to.include({ code: 'address_refused', kind: 'config' })
    }
    expect(server?.requests).to.equal(0)
  })

  it('43 refuses a name that leads inside', async () => {
    await serve(res => res.end('inside'))
    const url = `http://inside.example:${server?.port}/`
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
    const fault = await withoutNock(() =>
      rejection(post(url, { allowPrivateAddresses: false, runtime: { resolve } })),
    )
    expect(fault).to.include({ code: 'address_refused', kind: 'config' })
    expect(server?.requests).to.equal(0)
  })

  it('12, 13 reads a status as what it means', async () => {
    const meanings: [number, string, string][] = [
      [401, 'http_unauthorized', 'auth'],
      [403, 'http_forbidden', 'forbidden'],
      [404, 'http_not_found', 'config'],
      [408, 'http_unavailable', 'transient'],
      [418, 'http_refused', 'protocol'],
      [429, 'http_rate_limited', 'rate-limited'],
      [500, 'http_unavailable', 'transient'],
    ]
    for (const [status, code, kind] of meanings) {
      const url = await serve(res => res.writeHead(status).end('<html>'))
      expect(await rejection(post(url)), String(status)).to.include({ code, kind })
      await server?.close()
    }
  })

  it('13 waits longer and longer, half of it by chance, and logs why', async () => {
    const url = await serve((res, _body, nth) => (nth < 3 ? res.writeHead(503).end() : res.end('ok')))
    expect(await post(url)).to.equal('ok')
    expect(sleeps).to.deep.equal([375, 750])
    expect(logged).to.deep.equal([
      { event: 'source.retry', call: 'f', code: 'http_unavailable', attempt: 1, delayMs: 375 },
      { event: 'source.retry', call: 'f', code: 'http_unavailable', attempt: 2, delayMs: 750 },
    ])
  })

  it('11 holds back every other request too when the site asks for patience', async () => {
    const headers = { 'retry-after': '7' }
    const url = await serve((res, _body, nth) =>
      nth === 1 ? res.writeHead(429, headers).end() : res.end('ok'),
    )
    expect(await post(url, { runtime: { nowMs: () => 0 } })).to.equal('ok')
    // the clock stands still: once for the wait itself, once for the turn that was moved
    expect(sleeps).to.deep.equal([7000, 7000])
  })

  it('43 goes through no proxy of the environment, where no address would be judged', async () => {
    const proxy = await startTiny(res => res.end('proxy'))
    const url = await serve(res => res.end('site'))
    const before = process.env.http_proxy
    process.env.http_proxy = proxy.url
    try {
      expect(await post(url)).to.equal('site')
    } finally {
      if (before === undefined) delete process.env.http_proxy
      else process.env.http_proxy = before
      await proxy.close()
    }
  })

  it('counts every try', async () => {
    const calls: string[] = []
    const url = await serve((res, _body, nth) => (nth < 3 ? res.writeHead(502).end() : res.end('ok')))
    await post(url, { onCall: name => void calls.push(name) })
    expect(calls).to.deep.equal(['f', 'f', 'f'])
  })

  it('36 stops inside an answer and inside a wait', async () => {
    const url = await serve(res => void res.writeHead(200).write('half'))
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 30)
    expect(await rejection(post(url, { signal: stop.signal }))).to.include({
      code: 'cancelled',
      kind: 'cancelled',
    })
    const wait = new AbortController()
    const busy = await startTiny(res => res.writeHead(503).end())
    const sleep = async (_ms: number, signal: AbortSignal): Promise<void> => {
      wait.abort()
      signal.throwIfAborted()
    }
    const fault = await rejection(post(busy.url, { signal: wait.signal, runtime: { sleep } }))
    await busy.close()
    expect(fault).to.include({ code: 'cancelled', kind: 'cancelled' })
    expect(await rejection(post(url, { signal: AbortSignal.abort() }))).to.include({ code: 'cancelled' })
  })

  it('41 lets no library error out, and no secret in any part of ours', async () => {
    const url = await serve((res, _body, nth) => {
      if (nth === 1) res.destroy()
      if (nth === 2) res.writeHead(500, { 'x-echo': secret }).end(secret)
      if (nth === 3) res.writeHead(200, { 'content-type': `text/html; charset=${secret}` }).end(secret)
    })
    for (let k = 0; k < 3; k++) {
      const fault = await rejection(post(url, { backoff: { attempts: 1 } }))
      expect(fault).to.be.instanceOf(ConnectorError)
      const seen = inspect(fault, { depth: 20, showHidden: true })
      expect(seen).not.to.include('axios').and.not.to.include('wstoken')
      if (k < 2) expect(seen).not.to.include(secret)
    }
  })
})
