import { createHash, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { unique, useStores } from './use-stores.ts'

const fileOf = (bytes: Uint8Array, name = 'a.csv') => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  ...{ name, bytes, contentType: 'text/csv' },
})

describe('raw files', () => {
  const store = useStores()

  it('are kept once, whoever hands them in, and given back byte for byte', async () => {
    const { rawFiles } = store().stores
    const file = fileOf(randomBytes(5_000))
    expect(await rawFiles.put(file)).to.equal(true)
    expect(await rawFiles.put({ ...file, name: 'again.csv' })).to.equal(true)
    const found = await rawFiles.byHash(file.sha256)
    expect(found).to.include({ name: 'a.csv', contentType: 'text/csv' })
    expect(Buffer.from(found?.bytes ?? []).equals(file.bytes)).to.equal(true)
    expect(await rawFiles.byHash('0'.repeat(64))).to.equal(null)
  })

  it('are listed by the run that read them first, in the order of their names', async () => {
    const { rawFiles } = store().stores
    const run = { id: unique('run'), connectionId: unique('c') }
    for (const n of [2, 1, 3]) await rawFiles.put(fileOf(randomBytes(20), `answers-0000${n}.txt`), { run })
    const names = (await rawFiles.ofRun(run.id, 2)).map(({ name }) => name)
    expect(names).to.deep.equal(['answers-00001.txt', 'answers-00002.txt'])
  })

  it('of answers say whom they name and when the server removes them', async () => {
    const { stores, connection } = store()
    const until = new Date('2100-01-01T00:00:00Z')
    const run = { id: unique('run'), connectionId: unique('c') }
    const file = fileOf(randomBytes(20), 'answers-00001.txt')
    await stores.rawFiles.put(file, { run, people: ['7', '8'], until })
    const stored = await connection
      .collection('raw_files')
      .findOne({ connectionId: run.connectionId, people: '8' })
    expect(stored).to.deep.include({ _id: file.sha256, runId: run.id, until })
    expect(await stores.rawFiles.nameOf(file.sha256)).to.deep.equal({ name: file.name, runId: run.id })
    expect(await stores.rawFiles.nameOf('0'.repeat(64))).to.equal(null)
  })

  it('that are too large even when packed leave their hash alone', async () => {
    const { rawFiles } = store().stores
    const file = fileOf(randomBytes(15 * 1024 * 1024 + 1))
    expect(await rawFiles.put(file)).to.equal(false)
    expect(await rawFiles.byHash(file.sha256)).to.equal(null)
  })
})
