import { expect } from 'chai'
import fc from 'fast-check'
import { allOrAbort } from '#connectors/kit/all-or-abort'
import { createGuardedLookup, isPublicAddress } from '#connectors/kit/http/address-guard'
import { backoffMs, defaultBackoff, parseRetryAfter } from '#connectors/kit/http/backoff'
import { encodeForm } from '#connectors/kit/http/form'
import { createPacer } from '#connectors/kit/http/pacer'
import { createIdSet, parseIdSet } from '#connectors/kit/id-set'
import { createRedactor, redactDeep } from '#connectors/kit/redact'
import { rejection } from '#tests/contract/connectors/harness'

const never = new AbortController().signal

describe('a form for PHP', () => {
  it('nests lists and rows in brackets, leaves out what is not there', () => {
    const form = encodeForm({
      a: 1,
      ids: [5, 6],
      options: [{ name: 'x', value: false }],
      none: undefined,
      text: 'Ё & =',
    })
    expect(decodeURIComponent(form.replaceAll('+', ' '))).to.equal(
      'a=1&ids[0]=5&ids[1]=6&options[0][name]=x&options[0][value]=0&text=Ё & =',
    )
  })
})

describe('a wait before the next try', () => {
  it('doubles, is never longer than its cap, and is at least half of itself', () => {
    const waits = (chance: number) =>
      [1, 2, 3, 20].map(attempt => backoffMs(attempt, defaultBackoff, () => chance))
    expect(waits(0)).to.deep.equal([250, 500, 1000, 10_000])
    expect(waits(0.999999)).to.deep.equal([500, 1000, 2000, 20_000])
  })

  it('11 is what Retry-After says, in seconds or as a date', () => {
    const now = new Date('2026-11-22T09:00:00Z')
    const read = (header: string | undefined) => parseRetryAfter(header, now)
    expect(['0', ' 120 '].map(read)).to.deep.equal([0, 120_000])
    expect(read('Sun, 22 Nov 2026 09:01:00 GMT')).to.equal(60_000)
    expect(read('Sun, 22 Nov 2026 08:00:00 GMT')).to.equal(0)
    expect([undefined, '', '-5', '1.5', 'soon', '22 Nov 2026', 'Foo, bar'].map(read)).to.deep.equal(
      Array(7).fill(null),
    )
  })
})

describe('the pacer', () => {
  it('never has more tasks under way than allowed, and starts them in order', async () => {
    const pacer = createPacer({ concurrency: 2, minSpacingMs: 0 }, { nowMs: () => 0, sleep: async () => {} })
    let running = 0
    let most = 0
    const order: number[] = []
    const task = (k: number) => async () => {
      order.push(k)
      running += 1
      most = Math.max(most, running)
      await new Promise(resolve => setImmediate(resolve))
      running -= 1
    }
    await Promise.all([1, 2, 3, 4, 5].map(k => pacer.run(task(k), never)))
    expect(most).to.equal(2)
    expect(order).to.deep.equal([1, 2, 3, 4, 5])
  })

  it('keeps starts apart, and holds all of them back when told', async () => {
    const sleeps: number[] = []
    const sleep = async (ms: number): Promise<void> => void sleeps.push(ms)
    const pacer = createPacer({ concurrency: 9, minSpacingMs: 10 }, { nowMs: () => 1000, sleep })
    await Promise.all([1, 2, 3].map(() => pacer.run(async () => {}, never)))
    pacer.pause(500)
    await pacer.run(async () => {}, never)
    expect(sleeps).to.deep.equal([10, 20, 500])
  })

  it('gives its place on after a failure', async () => {
    const pacer = createPacer({ concurrency: 1, minSpacingMs: 0 }, { nowMs: () => 0, sleep: async () => {} })
    const failed = pacer.run(async () => Promise.reject(new TypeError('x')), never)
    const next = pacer.run(async () => 'next', never)
    expect((await rejection(failed)).message).to.equal('x')
    expect(await next).to.equal('next')
  })
})

describe('tasks that stand or fall together', () => {
  it('give their results in order', async () => {
    expect(await allOrAbort(never, [async () => 1, async () => 2])).to.deep.equal([1, 2])
  })

  it('stop when one of them fails, and when they are told to', async () => {
    let stopped = false
    const waiting = (signal: AbortSignal) =>
      new Promise<void>(resolve => {
        signal.addEventListener('abort', () => {
          stopped = true
          resolve()
        })
      })
    await rejection(allOrAbort(never, [waiting, async () => Promise.reject(new TypeError('x'))]))
    expect(stopped).to.equal(true)
    const seen: boolean[] = []
    await allOrAbort(AbortSignal.abort(), [async signal => void seen.push(signal.aborted)])
    expect(seen).to.deep.equal([true])
  })
})

describe('redaction', () => {
  it('replaces a secret wherever it stands, percent-encoded too', () => {
    const redact = createRedactor(['a/b+c=d', 'xyz'])
    expect(redact('?t=a%2Fb%2Bc%3Dd&u=a/b+c=d xyz')).to.equal('?t=***&u=*** xyz')
    expect(redactDeep({ 'a/b+c=d': ['a/b+c=d', { x: null, n: 1 }] }, redact)).to.deep.equal({
      '***': ['***', { x: null, n: 1 }],
    })
  })
})

describe('addresses', () => {
  it('43 are public only if they are on the internet', () => {
    const outside = ['93.184.216.34', '2606:2800:220:1::1', '8.8.8.8']
    const inside = [
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
      'name',
      '',
    ]
    expect(outside.map(isPublicAddress)).to.deep.equal(outside.map(() => true))
    for (const address of inside) expect(isPublicAddress(address), address).to.equal(false)
  })
})

describe('the lookup of a guarded socket', () => {
  type Told = { error: Error | null; addresses: unknown }
  const public4 = { address: '93.184.216.34', family: 4 }
  const private4 = { address: '127.0.0.1', family: 4 }

  const ask = (lookup: ReturnType<typeof createGuardedLookup>): Promise<Told> =>
    new Promise(told => lookup('site.example', {}, (error, addresses) => told({ error, addresses })))

  it('43 judges each answer anew: a name that leads inside the second time is refused', async () => {
    const answers = [[public4], [private4], [public4, private4]]
    const lookup = createGuardedLookup(async () => answers.shift() ?? [])
    expect(await ask(lookup)).to.deep.equal({ error: null, addresses: [public4] })
    expect((await ask(lookup)).error).to.include({ code: 'address_refused' })
    expect((await ask(lookup)).error).to.include({ code: 'address_refused' })
  })

  it('10 passes on that a name is not there', async () => {
    const lookup = createGuardedLookup(async () =>
      Promise.reject(Object.assign(new TypeError('x'), { code: 'ENOTFOUND' })),
    )
    expect((await ask(lookup)).error).to.include({ code: 'ENOTFOUND' })
  })
})

describe('a set of ids for a cursor', () => {
  const id = fc.oneof(
    fc.nat(5000).map(String),
    fc.nat().map(String),
    fc.constantFrom('9007199254740993', '007', 'x|y', 'Ё'),
  )

  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id), fc.array(id), (members, others) => {
        const set = createIdSet()
        for (const member of members) set.add(member)
        const again = parseIdSet(set.format())
        for (const one of [...members, ...others]) expect(again.has(one)).to.equal(members.includes(one))
        expect(again.size()).to.equal(members.length)
      }),
    )
  })

  it('is small: 100,000 ids in a row under 2 KB, every third one of 300,000 under 20 KB', () => {
    const size = (step: number): number => {
      const set = createIdSet()
      for (let k = 0; k < 100_000; k++) set.add(String(1000 + k * step))
      return set.format().length
    }
    expect(size(1)).to.be.below(2000)
    expect(size(3)).to.be.below(20_000)
  })

  it('says that a text is not one', () => {
    expect(() => parseIdSet('AAAA|')).to.throw()
    expect(() => parseIdSet('|%5B1')).to.throw()
  })
})
