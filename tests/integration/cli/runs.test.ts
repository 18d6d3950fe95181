import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import type { Run } from '#store/ports/runs'
import { createStores } from '#store/stores'
import { uniqueDatabaseUri } from '#tests/support/store'
import { scratch, zachetka } from '#tests/support/zachetka'

const SECRET_KEY = 'a test key of more than thirty-two characters'

describe('zachetka runs and connection', function () {
  this.timeout(60_000)
  let database: StoreConnection
  let environment: Record<string, string>
  before(async () => {
    const uri = await uniqueDatabaseUri()
    environment = { MONGODB_URI: uri, SECRET_KEY }
    database = await connectStore(uri)
    await migrateStore(database.connection, new Date())
    await zachetka(['connection', 'add', 'portal', 'site', '--title', 'Сайт'], environment)
    await zachetka(['connection', 'add', 'portal', 'other', '--title', 'Другой'], environment)
  })
  after(() => database.close())

  const run = async (...args: string[]) => zachetka(args, environment)

  it('looks at a portal’s file, imports it only when told to, and lists the run', async () => {
    const file = path.join(scratch(), 'master.csv')
    writeFileSync(
      file,
      'Логин;ФИО;Код модуля;Название модуля;Часы;Дата\nu1;Иванова Анна;M1;Семинар;8;05.12.2025\n',
    )
    const shown = await run('connection', 'upload', 'site', file)
    expect(shown.code, shown.stderr).to.equal(0)
    expect(shown.stdout)
      .to.include('Nothing was written')
      .and.include('1 × unknown-course')
      .and.include('SHA-256')
    expect(JSON.parse((await run('runs', 'list', 'site', '--json')).stdout)).to.deep.equal([])
    const imported = await run('connection', 'upload', 'site', file, '--yes')
    expect(imported.stdout, imported.stderr).to.include('done: 1 rows')
    const [listed] = JSON.parse((await run('runs', 'list', 'site', '--json')).stdout)
    expect(listed).to.deep.include({ connection: 'site', status: 'done', quarantined: 1 })
    const preview = await run('connection', 'preview', 'site', '--json')
    expect(JSON.parse(preview.stdout)).to.deep.include({ seen: 1, reasons: { 'unknown-course': 1 } })
  })

  it('pauses, goes on with nothing that is over, and decides once on what is held', async () => {
    const stores = createStores(database.connection)
    const { id = '' } = (await stores.connections.byName('other')) ?? {}
    const facts: Omit<Run, 'id' | 'status' | 'startedAt'> = {
      ...{ connectionId: id, mode: 'full', fence: 0, cursor: null, quarantineReasons: {}, warnings: [] },
      counts: { pulled: 0, imported: 0, unchanged: 0, quarantined: 0, changed: 0, entries: 0, calls: 0 },
    }
    await stores.runs.create({
      ...facts,
      id: 'r-open',
      status: 'running',
      startedAt: '2026-01-01T00:00:00.000Z',
    })
    expect((await run('runs', 'pause', 'r-open')).stdout).to.include('after the page under way')
    expect((await stores.runs.byId('r-open'))?.pauseRequested).to.equal(true)
    const removals = { gone: 3, of: 9, ceilingPercent: 10, status: 'held' as const }
    await stores.runs.create({
      ...{ ...facts, id: 'r-held', status: 'done', startedAt: '2026-01-02T00:00:00.000Z' },
      removals,
    })
    expect((await run('runs', 'list')).stdout).to.include('3 of 9')
    expect((await run('runs', 'dismiss', 'r-held')).stdout).to.include('Nothing is withdrawn')
    const again = await run('runs', 'release', 'r-held')
    expect([again.code, again.stderr.includes('[nothing_held]')]).to.deep.equal([1, true])
    const over = await run('runs', 'resume', 'r-held')
    expect([over.code, over.stderr.includes('[run_not_open]')]).to.deep.equal([1, true])
    const nobody = await run('runs', 'cancel', 'nobody')
    expect([nobody.code, nobody.stderr.includes('[not_found]')]).to.deep.equal([1, true])
  })

  it('pulls nothing that is switched off', async () => {
    expect((await run('connection', 'off', 'other')).stdout).to.include('nobody pulls it')
    const refused = await run('sync', 'other')
    expect([refused.code, refused.stderr.includes('[connection_off]')]).to.deep.equal([1, true])
    expect((await run('connection', 'on', 'other')).code).to.equal(0)
  })
})
