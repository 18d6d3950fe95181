import { expect } from 'chai'
import { migrateStore, SCHEMA_VERSION } from '#store/migrate'
import { modelOf } from '#store/models'
import { codeOf } from '#tests/support/thrown'
import { useStores } from './use-stores.ts'

const now = new Date('2026-11-22T09:00:00Z')

describe('migration', () => {
  const fresh = useStores({ migrate: false })
  const touched = useStores()

  it('creates every index once, also when two processes start at once', async () => {
    const second = await fresh().secondProcess()
    await Promise.all([migrateStore(fresh().connection, now), migrateStore(second.connection, now)])
    const again = await migrateStore(fresh().connection, now)
    expect(again).to.deep.equal({
      created: [],
      rebuilt: [],
      unknown: [],
      schemaVersion: { before: SCHEMA_VERSION, after: SCHEMA_VERSION },
    })
    const names = (await modelOf(fresh().connection, 'Entry').collection.indexes()).map(index => index.name)
    expect(names).to.include.members(['book', 'queue', 'slot', 'completion'])
  })

  it('rebuilds an index that differs and leaves an unknown one alone, naming both', async () => {
    const entries = modelOf(touched().connection, 'Entry').collection
    await entries.dropIndex('slot')
    await entries.createIndex({ slot: 1 }, { name: 'slot' })
    await entries.createIndex({ title: 1 }, { name: 'ofTheOperator' })
    const report = await migrateStore(touched().connection, now)
    expect(report.rebuilt).to.deep.equal(['entries.slot'])
    expect(report.unknown).to.deep.equal(['entries.ofTheOperator'])
    const slot = (await entries.indexes()).find(index => index.name === 'slot')
    expect(slot).to.include({ unique: true, sparse: true })
    await entries.dropIndex('ofTheOperator')
  })

  it('refuses a database of a newer program before touching it', async () => {
    const meta = modelOf(touched().connection, 'Meta')
    await meta.updateOne({ _id: 'schema' }, { $set: { version: SCHEMA_VERSION + 1 } })
    expect(await codeOf(migrateStore(touched().connection, now))).to.equal('schema_too_new')
    await meta.updateOne({ _id: 'schema' }, { $set: { version: SCHEMA_VERSION } })
  })
})
