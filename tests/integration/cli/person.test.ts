import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { connectStore } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { createStores } from '#store/stores'
import { onSharedStore, scratch, zachetka } from '#tests/support/zachetka'

async function somebody() {
  const environment = await onSharedStore()
  const store = await connectStore(environment.MONGODB_URI)
  const at = new Date('2026-11-22T09:00:00Z')
  await migrateStore(store.connection, at)
  const { people } = createStores(store.connection)
  const name = { familyName: 'Петрова', givenName: 'Анна' }
  const { id } = await people.ensure('lti|https://lms.example|1', name, at.toISOString())
  await store.close()
  return { id, run: (...args: string[]) => zachetka(['person', ...args], environment) }
}

describe('zachetka person', function () {
  this.timeout(60_000)

  it('puts what is stored into a new file for its owner alone, and writes over none', async () => {
    const { id, run } = await somebody()
    const [there, fresh] = [path.join(scratch(), 'there.json'), path.join(scratch(), 'data.json')]
    writeFileSync(there, 'mine', { mode: 0o644 })
    expect((await run('export', id, '--out', there)).stderr).to.contain('exists: name another file')
    expect(readFileSync(there, 'utf8')).to.equal('mine')
    expect((await run('export', id, '--out', fresh)).code).to.equal(0)
    expect(statSync(fresh).mode & 0o777).to.equal(0o600)
    expect(JSON.parse(readFileSync(fresh, 'utf8'))).to.have.property('Person')
  })

  it('says as JSON, too, what an erasure would remove, and removes nothing before --yes', async () => {
    const { id, run } = await somebody()
    const asked = await run('erase', id, '--reason', 'требование № 1', '--json')
    expect(asked.code).to.equal(1)
    expect(JSON.parse(asked.stdout)).to.include({ done: false })
    expect(JSON.parse((await run('erasures', '--json')).stdout)).to.deep.equal([])
  })
})
