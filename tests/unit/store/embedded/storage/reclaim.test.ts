import { expect } from 'chai'
import { Catalog } from '#store/embedded/storage/catalog'
import { ownerRange } from '#store/embedded/storage/keys'
import { owners, reclaim } from '#store/embedded/storage/reclaim'
import { type Bench, openBench } from '../support.ts'

const never = () => false

describe('what was dropped', () => {
  let bench: Bench
  beforeEach(() => {
    bench = openBench()
  })
  afterEach(() => bench.close())

  const many = (count: number) => Array.from({ length: count }, (_, i) => ({ a: i % 7, b: [i, -i] }))
  const indexes = [{ key: { a: 1 } }, { key: { b: 1 } }]

  async function drop(name: string): Promise<void> {
    const { catalog } = bench.storage
    const collection = catalog.find('test', name)
    if (!collection) throw new Error(`no collection ${name}`)
    await catalog.write(() => catalog.remove(collection))
  }

  const keysLeft = (): number => {
    const { documents, entries } = bench.storage.env
    return [documents, entries].reduce(
      (sum, table) => sum + [...owners(table)].reduce((n, id) => n + table.getKeysCount(ownerRange(id)), 0),
      0,
    )
  }

  it('is cleared away, and nothing else', async () => {
    const gone = await bench.fill(many(3_000), indexes)
    const kept = await bench.fill(many(50), indexes)
    await drop(gone)
    // documents, `_id_`, `a` and two entries of `b` (zero has one)
    expect(await reclaim(bench.storage, never)).to.equal(3_000 * 5 - 1)
    expect(keysLeft()).to.equal(50 * 5 - 1)
    expect(bench.find(kept, { filter: { a: 3 } })).to.have.length(7)
    expect(await reclaim(bench.storage, never)).to.equal(0)
  })

  it('is cleared in pieces, with other commands between', async () => {
    const gone = await bench.fill(many(3_000), indexes)
    await drop(gone)
    let pieces = 0
    const first = await reclaim(bench.storage, () => pieces++ >= 1)
    expect(first).to.equal(2_000)
    expect(await reclaim(bench.storage, never)).to.equal(3_000 * 5 - 1 - 2_000)
  })

  it('takes nothing from a collection that comes into being between two pieces', async () => {
    const gone = await bench.fill(many(3_000), indexes)
    await drop(gone)
    let born: Promise<string> | undefined
    const cleared = reclaim(bench.storage, () => {
      born ??= bench.fill(many(50), indexes)
      return false
    })
    await cleared
    const kept = await (born as Promise<string>)
    expect(bench.find(kept, { filter: { a: 3 } })).to.have.length(7)
    expect(keysLeft()).to.equal(50 * 5 - 1)
  })

  it('lends its numbers to nobody while anything of it is left', async () => {
    const gone = await bench.fill(many(10), indexes)
    await drop(gone)
    const { env } = bench.storage
    const reopened = { env, catalog: new Catalog(env) }
    const [taken] = [...owners(env.entries)].slice(-1)
    expect(reopened.catalog.nextId()).to.be.greaterThan(taken as number)
    expect(await reclaim(reopened, never), 'a stop between leaves it to the next start').to.equal(49)
    expect(keysLeft()).to.equal(0)
  })
})
