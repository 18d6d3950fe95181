import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect } from 'chai'
import {
  Binary,
  BSONRegExp,
  Decimal128,
  type Document,
  Double,
  Long,
  MongoClient,
  Timestamp,
  UUID,
} from 'mongodb'
import { backUp } from '#store/backup/backup'
import { restore } from '#store/backup/restore'
import { startTestStore, type TestStore } from '#tests/support/store'

const now = new Date('2026-03-01T00:00:00Z')
const quiet = (): void => undefined

/** One of each type, and names that only BSON allows. */
const sample: Document = {
  _id: 1,
  text: 'Зачёт\n[{"documents":',
  long: Long.fromString('9007199254740993'),
  double: new Double(3),
  decimal: Decimal128.fromString('1.10'),
  pattern: new BSONRegExp('^а\\n', 'i'),
  bytes: new Binary(Buffer.from([0, 255]), 0),
  uuid: new UUID('0189d4f2-0000-7000-8000-000000000000'),
  stamp: new Timestamp({ t: 5, i: 2 }),
  at: now,
  nested: { 'x.y': [null, [], {}], $each: 1 },
}

interface Key {
  _id: string
  data: string
}

describe('a backup', () => {
  let folder: string
  let file: string
  let stores: TestStore[]
  let from: MongoClient
  let to: MongoClient
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zachetka-backup-'))
    file = join(folder, 'site.gz')
    stores = [await startTestStore(), await startTestStore()]
    ;[from, to] = (await Promise.all(stores.map(store => MongoClient.connect(store.uri)))) as [
      MongoClient,
      MongoClient,
    ]
    await from.db().collection('entries').createIndex({ a: 1, b: -1 }, { unique: true, name: 'ab' })
    await from.db().collection('entries').createIndex({ at: 1 }, { expireAfterSeconds: 99_000_000 })
    await from.db().collection('entries').insertOne(sample)
    await from
      .db()
      .collection<{ _id: number; i: number }>('many')
      .insertMany(Array.from({ length: 2500 }, (_, i) => ({ _id: i, i })))
  })
  afterEach(async () => {
    for (const client of [from, to]) await ltiOf(client).dropDatabase()
    await from.close()
    await to.close()
    for (const store of stores) await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const ltiOf = (client: MongoClient) => client.db(`${client.db().databaseName}_ltijs`)
  const siteOf = (client: MongoClient) => ({ own: client.db(), lti: ltiOf(client) })
  const save = () => backUp(siteOf(from), file, now, quiet)
  const load = (replace = false) => restore(siteOf(to), file, { replace, progress: quiet })
  const bytes = (client: MongoClient) =>
    client.db().collection('entries').find({}, { raw: true }).toArray() as unknown as Promise<Buffer[]>

  it('brings back every document to the byte, and every index', async () => {
    expect(await save()).to.deep.equal({ collections: 2, documents: 2501 })
    expect(await load()).to.deep.equal({ collections: 2, documents: 2501 })
    expect(await bytes(to)).to.deep.equal(await bytes(from))
    expect(await to.db().collection('entries').indexes()).to.deep.equal(
      await from.db().collection('entries').indexes(),
    )
    expect(await to.db().collection('many').distinct('i')).to.have.length(2500)
  })

  it('brings back the keys that the LTI library keeps beside, in their own database, and drops those that were there', async () => {
    await ltiOf(from).collection<Key>('entries').insertOne({ _id: 'key', data: 'sealed' })
    await ltiOf(to).collection<Key>('entries').insertOne({ _id: 'other', data: '' })
    expect(await save()).to.deep.equal({ collections: 3, documents: 2502 })
    expect((await load().catch(error => error)).code).to.equal('database_not_empty')
    expect(await load(true)).to.deep.equal({ collections: 3, documents: 2502 })
    expect(await ltiOf(to).collection('entries').find().toArray()).to.deep.equal([
      { _id: 'key', data: 'sealed' },
    ])
    expect(await bytes(to)).to.deep.equal(await bytes(from))
  })

  it('tells how far it is', async () => {
    const shares: number[] = []
    await backUp(siteOf(from), file, now, share => shares.push(share))
    await restore(siteOf(to), file, { replace: false, progress: share => shares.push(share) })
    expect(shares).to.have.length.greaterThan(5)
    expect(Math.max(...shares)).to.equal(1)
  })

  it('is readable by its owner only, and overwrites nothing', async () => {
    await save()
    expect(statSync(file).mode & 0o777).to.equal(0o600)
    const before = readFileSync(file)
    expect((await save().catch(error => error)).code).to.equal('backup_exists')
    expect(readFileSync(file)).to.deep.equal(before)
  })

  it('is not restored over documents, unless they may be dropped', async () => {
    await save()
    await to.db().collection('other').insertOne({ kept: true })
    expect((await load().catch(error => error)).code).to.equal('database_not_empty')
    expect(await to.db().collection('other').countDocuments()).to.equal(1)
    await load(true)
    expect((await to.db().listCollections().toArray()).map(each => each.name).sort()).to.deep.equal([
      'entries',
      'many',
    ])
  })

  for (const [what, spoil] of [
    ['cut short', (whole: Buffer) => whole.subarray(0, whole.length - 40)],
    ['with a changed document', (whole: Buffer) => rewritten(whole, text => text.replace('Зачёт', 'Зачот'))],
    ['without a document', (whole: Buffer) => rewritten(whole, text => text.replace(/\n\[\{"_id".*/, ''))],
    ['without its end', (whole: Buffer) => rewritten(whole, text => text.replace(/\{"documents":\d.*/, ''))],
    ['that is no backup', () => gzipSync('{"format":"other"}\n')],
    ['that is a packed text', () => gzipSync('words\n')],
    ['that is no gzip', () => Buffer.from('words')],
  ] as const) {
    it(`refuses a file ${what} before it touches anything`, async () => {
      await save()
      writeFileSync(file, spoil(readFileSync(file)))
      await to.db().collection('other').insertOne({ kept: true })
      expect((await load(true).catch(error => error)).code).to.equal('backup_damaged')
      expect(await to.db().collection('other').countDocuments()).to.equal(1)
    })
  }
})

function rewritten(whole: Buffer, change: (text: string) => string): Buffer {
  return gzipSync(change(gunzipSync(whole).toString('utf8')))
}
