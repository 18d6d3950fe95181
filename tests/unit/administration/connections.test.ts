import { expect } from 'chai'
import { z } from 'zod'
import { createConnections } from '#administration/connections'
import { createRuns } from '#administration/runs'
import type { AnyConnector } from '#connectors/contract'
import type { Actor } from '#domain/access/actor'
import { type InvalidInputError, NotFoundError } from '#domain/errors'
import type { Connection, ConnectionStore } from '#store/ports/connections'
import { quarantineCursor } from '#store/ports/quarantine'
import type { Run } from '#store/ports/runs'

const connector = {
  type: 'fake',
  settings: z.object({ url: z.url(), pageSize: z.number().default(10) }),
  secrets: z.object({ token: z.string().min(1) }),
} as unknown as AnyConnector

const administrator: Actor = {
  personId: 'p',
  name: 'А',
  roles: ['administrator'],
  scope: ['https://lms.example|c|1'],
}
const stranger: Actor = { ...administrator, scope: ['https://other.example|c|1'] }
const input = {
  type: 'fake',
  name: 'lms',
  title: 'LMS',
  settings: { url: 'https://lms.example' },
  secrets: { token: 's3cret' },
  platformIssuer: 'https://lms.example',
}

function build() {
  const kept: Connection[] = []
  const store = {
    create: async (connection: Connection) => void kept.push(connection),
    byName: async (name: string) => kept.find(connection => connection.name === name) ?? null,
    all: async () => kept,
    remove: async ({ id }: Pick<Connection, 'id'>) =>
      kept.splice(
        kept.findIndex(connection => connection.id === id),
        1,
      ).length === 1,
  } as unknown as ConnectionStore
  const connections = createConnections({
    connections: store,
    platforms: { all: async () => [] },
    removals: { note: async () => {}, find: async () => null },
    connectorOf: () => connector,
    seal: secrets => `sealed:${Object.keys(secrets as object).join()}`,
    check: async () => ({ ok: true, site: null, findings: [] }),
    now: () => new Date('2026-11-22T00:00:00Z'),
    newId: () => 'c1',
  })
  return { kept, connections, store }
}

async function refusalOf(work: Promise<unknown>): Promise<InvalidInputError> {
  const error = await work.then(
    () => null,
    reason => reason,
  )
  expect(error).to.be.instanceOf(Error)
  return error
}

describe('connections', () => {
  it('gives an operator’s connection to the deployments that they name, an administrator’s to their own', async () => {
    const { kept, connections } = build()
    const named = { ...input, deployments: ['https://lms.example|c|2'] }
    await connections.add({ ...administrator, scope: 'all' }, named)
    await connections.add(administrator, { ...named, name: 'other' })
    expect(kept.map(({ deployments }) => deployments)).to.deep.equal([named.deployments, administrator.scope])
  })

  it('keeps secrets sealed only', async () => {
    const { kept, connections } = build()
    await connections.add(administrator, input)
    expect(JSON.stringify(kept)).to.contain('sealed:token').and.not.to.contain('s3cret')
  })

  it('names every fault of name, settings and secrets at once, and stores nothing', async () => {
    const { kept, connections } = build()
    const wrong = { ...input, name: 'Не имя', settings: { url: 'x' }, secrets: { token: '' } }
    const { code, issues } = await refusalOf(connections.add(administrator, wrong))
    expect(code).to.equal('invalid_input')
    expect(issues.map(issue => issue.path)).to.deep.equal(['name', 'settings.url', 'secrets.token'])
    expect(kept).to.deep.equal([])
  })

  it('keeps what the pull itself reads beside what the connector does, and of the former only what was given', async () => {
    const { kept, connections } = build()
    const own = { pullEveryMinutes: '15', acceptMeasuredHours: 'true', fullEveryDays: 0 }
    await connections.add(administrator, { ...input, settings: { ...input.settings, ...own } })
    const settings = { ...input.settings, pageSize: 10, pullEveryMinutes: 15, acceptMeasuredHours: true }
    expect(kept[0]?.settings).to.deep.equal({ ...settings, fullEveryDays: 0 })
  })

  it('refuses a setting that nobody reads, and names those that there are', async () => {
    const { kept, connections } = build()
    const settings = { ...input.settings, pullEveryMinute: 15, removalCeilingPercent: '' }
    const { issues } = await refusalOf(connections.add(administrator, { ...input, settings }))
    expect(issues.map(({ path }) => path)).to.deep.equal([
      'settings.removalCeilingPercent',
      'settings.pullEveryMinute',
    ])
    expect(issues[1]?.message).to.match(/^is no setting.*\burl, pageSize\b.*\bpullEveryMinutes\b/)
    expect(kept).to.deep.equal([])
  })

  it('does not exist for the administrator of another LMS', async () => {
    const { kept, connections } = build()
    await connections.add(administrator, input)
    for (const work of [connections.check(stranger, 'lms'), connections.remove(stranger, 'lms')]) {
      expect((await refusalOf(work)).code).to.equal(new NotFoundError('').code)
    }
    expect(kept).to.have.length(1)
  })

  it('is for administrators: a curator is refused before anything is read', async () => {
    const { connections } = build()
    const curator: Actor = { ...administrator, roles: ['curator'] }
    expect((await refusalOf(connections.add(curator, input))).code).to.equal('forbidden')
  })
})

describe('runs', () => {
  const run = { id: 'r1', connectionId: 'c1' } as Run

  function buildRuns(waiting: { connectionId: string; key: string }[] = []) {
    const { store, connections } = build()
    const cancelled: string[] = []
    const runs = createRuns({
      connections: store,
      platforms: { all: async () => [] },
      runs: {
        byId: async (id: string) => (id === run.id ? run : null),
        latest: async () => [run],
        nextPulls: async () => new Map([['c1', new Date('2026-11-22T01:00:00Z')]]),
        lastPass: async () => run,
      } as never,
      everyMinutes: 60,
      quarantine: {
        countByReason: async () => ({ 'hours-missing': 2 }),
        list: async ({ after = '', limit }: { after?: string; limit: number }) =>
          waiting.filter(item => quarantineCursor(item) > after).slice(0, limit),
      } as never,
      rawFiles: { byHash: async () => null, ofRun: async () => [] },
      sightings: { held: async () => [] },
      completions: { latest: async () => new Map() },
      sync: {
        start: async () => ({ runId: 'r2', done: Promise.resolve(null) }),
        cancel: async (id: string) => cancelled.push(id) > 0,
      } as never,
    })
    return { runs, connections, cancelled }
  }

  it('tells when a connection is pulled; a file that was handed in is read once', async () => {
    const { runs, connections } = buildRuns()
    const { settings } = await connections.add(administrator, input)
    const told = await runs.readSchedule(administrator, 'c1')
    expect(told).to.deep.include({ everyMinutes: 60, siteMinutes: 60, fullEveryDays: 7 })
    expect(told.next).to.equal('2026-11-22T01:00:00.000Z')
    settings.pullEveryMinutes = 15
    expect((await runs.readSchedule(administrator, 'c1')).everyMinutes).to.equal(15)
    settings.file = 'upload:abc'
    expect((await runs.readSchedule(administrator, 'c1')).everyMinutes).to.equal(null)
    expect((await refusalOf(runs.readSchedule(stranger, 'c1'))).code).to.equal('not_found')
  })

  it('shows an administrator their connections with what waits in quarantine', async () => {
    const { runs, connections } = buildRuns()
    await connections.add(administrator, input)
    const [overview] = await runs.listConnections(administrator)
    expect(overview).to.deep.include({ name: 'lms', quarantine: { 'hours-missing': 2 }, lastRun: run })
    expect(await runs.listConnections(stranger)).to.deep.equal([])
  })

  it('pages through the quarantine of all their connections, and of nobody else’s', async () => {
    const waiting = ['a', 'b', 'c'].map(key => ({ connectionId: 'c1', key }))
    const { runs, connections } = buildRuns(waiting)
    await connections.add(administrator, input)
    const first = await runs.quarantine(administrator, { limit: 2 })
    expect(first.rows.map(row => row.key)).to.deep.equal(['a', 'b'])
    const rest = await runs.quarantine(administrator, { limit: 2, after: first.next ?? '' })
    expect([rest.rows.map(row => row.key), rest.next]).to.deep.equal([['c'], null])
    expect((await runs.quarantine(stranger, { limit: 2 })).rows).to.deep.equal([])
  })

  it('neither starts nor cancels what is out of sight', async () => {
    const { runs, connections, cancelled } = buildRuns()
    await connections.add(administrator, input)
    expect((await refusalOf(runs.cancelRun(stranger, 'r1'))).code).to.equal('not_found')
    const started = runs.startRun(stranger, { connectionId: 'c1', full: false })
    expect((await refusalOf(started)).code).to.equal('not_found')
    expect(cancelled).to.deep.equal([])
    await runs.cancelRun(administrator, 'r1')
    expect(cancelled).to.deep.equal(['r1'])
  })
})
