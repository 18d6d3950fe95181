import { expect } from 'chai'
import type { Completion } from '#store/ports/completions'
import type { Connection } from '#store/ports/connections'
import type { Quarantined } from '#store/ports/quarantine'
import { quarantineCursor } from '#store/ports/quarantine'
import { codeOf } from '#tests/support/thrown'
import { at, sampleRun } from './samples.ts'
import { unique, useStores } from './use-stores.ts'

const now = new Date('2026-11-22T09:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)

describe('connections store', () => {
  const store = useStores()
  const connections = () => store().stores.connections
  const made = async () => {
    const connection: Connection = {
      id: unique('connection'),
      name: unique('moodle'),
      title: 'Moodle ТГПУ',
      type: 'moodle',
      settings: { url: 'https://moodle.example', hoursField: 'hours' },
      sealedSecrets: 'v1.x',
      deployments: [],
      createdAt: at,
    }
    await connections().create(connection)
    return connection
  }

  it('keeps names unique and gives back what was saved, no lease in it', async () => {
    const connection = await made()
    expect(await codeOf(connections().create({ ...connection, id: unique('c') }))).to.equal('conflict')
    await connections().acquireLease(connection.id, 'worker', now, 1000)
    expect(await connections().byName(connection.name)).to.deep.equal(connection)
    expect(await connections().byId(connection.id)).to.deep.equal(connection)
    expect(await connections().all()).to.deep.include(connection)
    expect(await connections().remove({ id: connection.id, version: 7 }), 'another version').to.equal(false)
    expect(await connections().remove(connection)).to.equal(true)
    expect(await connections().byId(connection.id)).to.equal(null)
  })

  it('leases to one of twenty workers', async () => {
    const { id } = await made()
    const leases = await Promise.all(
      Array.from({ length: 20 }, (_, i) => connections().acquireLease(id, `worker-${i}`, now, 60_000)),
    )
    expect(leases.filter(lease => lease !== null)).to.have.length(1)
  })

  it('raises the fence whenever the lease is taken, also after it was given back', async () => {
    const { id } = await made()
    const first = await connections().acquireLease(id, 'a', now, 1_000)
    expect(await connections().acquireLease(id, 'b', later(999), 1_000)).to.equal(null)
    const second = await connections().acquireLease(id, 'b', later(1_000), 1_000)
    expect([first?.fence, second?.fence]).to.deep.equal([1, 2])
    if (!first || !second) throw new Error('no lease')
    expect(await connections().renewLease(first, later(1_001), 1_000)).to.equal(false)
    expect(await connections().renewLease(second, later(1_500), 9_000)).to.equal(true)
    expect(await connections().acquireLease(id, 'a', later(3_000), 1_000)).to.equal(null)
    await connections().releaseLease(first)
    expect(await connections().acquireLease(id, 'a', later(3_000), 1_000)).to.equal(null)
    await connections().releaseLease(second)
    expect((await connections().acquireLease(id, 'a', later(3_000), 1_000))?.fence).to.equal(3)
  })

  it('tells two leases of one owner apart: a run that its own successor overtook holds nothing', async () => {
    const { id } = await made()
    const first = await connections().acquireLease(id, 'a', now, 1_000)
    const second = await connections().acquireLease(id, 'a', now, 1_000)
    if (!first || !second) throw new Error('no lease')
    expect(await connections().renewLease(first, now, 1_000)).to.equal(false)
    await connections().releaseLease(first)
    expect(await connections().acquireLease(id, 'b', now, 1_000)).to.equal(null)
    expect(await connections().renewLease(second, now, 1_000)).to.equal(true)
  })

  it('says that a connection is gone, not that somebody holds it', async () => {
    expect(await codeOf(connections().acquireLease('gone', 'a', now, 1_000))).to.equal('not_found')
  })
})

describe('completions store', () => {
  const store = useStores()
  const completions = () => store().stores.completions
  const sample = (changes: Partial<Completion> = {}): Completion => ({
    connectionId: 'c1',
    key: unique('7:42'),
    revision: 1,
    hash: 'h1',
    record: { state: 'completed' },
    firstRunId: 'run',
    at,
    ...changes,
  })

  it('keeps a record verbatim, keys with dots and dollars included', async () => {
    const record = {
      $where: 1,
      'a.b': { ['__proto__']: 'x' },
      hours: [{ raw: '24 ч. (в т. ч. 8 ч.)' }],
      none: null,
    }
    const completion = sample({ record })
    await completions().insertNew([completion])
    const found = (await completions().latest('c1', [completion.key])).get(completion.key)
    expect(JSON.stringify(found?.record)).to.equal(JSON.stringify(record))
    expect({ ...found, record }).to.deep.equal(completion)
    expect(await completions().isEmpty('c1')).to.equal(false)
    expect(await completions().isEmpty(unique('c'))).to.equal(true)
  })

  it('never changes a revision, and answers with the newest', async () => {
    const first = sample()
    expect(await completions().insertNew([first, first])).to.equal(1)
    expect(await completions().insertNew([{ ...first, hash: 'other' }])).to.equal(0)
    expect((await completions().latest('c1', [first.key])).get(first.key)?.hash).to.equal('h1')
    await completions().insertNew([{ ...first, revision: 2, hash: 'h2' }])
    expect((await completions().latest('c1', [first.key, 'x'])).get(first.key)?.revision).to.equal(2)
    const { key, firstRunId } = first
    const head = { key, revision: 2, hash: 'h2', firstRunId }
    expect([...(await completions().heads('c1', [key, 'x']))]).to.deep.equal([[key, head]])
    expect((await completions().latest('c2', [first.key])).size).to.equal(0)
  })

  it('stores each once when two runs bring the same page', async () => {
    const connectionId = unique('c')
    const many = Array.from({ length: 1_100 }, () => sample({ connectionId }))
    const second = await store().secondProcess()
    await Promise.all([completions().insertNew(many), second.stores.completions.insertNew(many)])
    expect(await completions().count(connectionId)).to.equal(1_100)
  })
})

describe('quarantine store', () => {
  const store = useStores()
  const quarantine = () => store().stores.quarantine
  const sample = (changes: Partial<Quarantined> = {}): Quarantined => ({
    connectionId: unique('c'),
    key: 'k1',
    hash: 'h',
    reason: 'hours-missing',
    facts: { raw: '' },
    record: { $odd: true },
    firstSeenAt: at,
    lastRunId: 'run-1',
    ...changes,
  })

  it('keeps one record a key; what did not change is not written', async () => {
    const first = sample()
    await quarantine().put([first])
    await quarantine().put([{ ...first, firstSeenAt: 'later', lastRunId: 'run-2' }])
    const read = async () => (await quarantine().byKeys(first.connectionId, ['k1', 'k2'])).get('k1')
    expect(await read()).to.deep.equal(first)
    await quarantine().put([{ ...first, hash: 'h2', firstSeenAt: 'later', lastRunId: 'run-2' }])
    expect(await read()).to.deep.equal({ ...first, hash: 'h2', lastRunId: 'run-2' })
  })

  it('lists open ones in pages and counts them by reason; resolved ones come back when seen again', async () => {
    const connectionId = unique('c')
    const items = ['a', 'b', 'c', 'd'].map(key =>
      sample({ connectionId, key, reason: key === 'b' ? 'unknown-course' : 'hours-missing' }),
    )
    await quarantine().put(items)
    const keys = async (q: { reason?: string; after?: string; limit: number }) =>
      (await quarantine().list({ connectionId, ...q })).map(item => item.key)
    expect(await keys({ limit: 2 })).to.deep.equal(['a', 'b'])
    expect(await keys({ limit: 9, after: quarantineCursor({ connectionId, key: 'b' }) })).to.deep.equal([
      'c',
      'd',
    ])
    await quarantine().resolve(connectionId, ['a'], at)
    expect(await keys({ limit: 9, reason: 'hours-missing' })).to.deep.equal(['c', 'd'])
    expect(await quarantine().countByReason(connectionId)).to.deep.equal({
      'hours-missing': 2,
      'unknown-course': 1,
    })
    expect((await quarantine().byKeys(connectionId, ['a'])).get('a')?.resolvedAt).to.equal(at)
    await quarantine().put([items[0] as Quarantined])
    expect(await keys({ limit: 9 })).to.deep.equal(['a', 'b', 'c', 'd'])
    expect((await quarantine().countByReason())['unknown-course']).to.be.at.least(1)
  })
})

describe('runs store', () => {
  const store = useStores()
  const runs = () => store().stores.runs

  it('keeps the cursor of any shape, and the newest unfinished run', async () => {
    const run = sampleRun({ cursor: { page: 3, 'odd.key': ['x'] } })
    await runs().create(run)
    await runs().create(sampleRun({ connectionId: run.connectionId, startedAt: '2026-02-01T00:00:00.000Z' }))
    expect(await runs().byId(run.id)).to.deep.equal(run)
    expect((await runs().unfinished(run.connectionId))?.id).to.equal(run.id)
    expect((await runs().latest(run.connectionId, 1)).map(each => each.id)).to.deep.equal([run.id])
    expect(await runs().unfinished('other')).to.equal(null)
  })

  it('knows the newest pass that came to the end, in either mode or in one; a replay is none', async () => {
    const at = (day: number) => `2026-02-0${day}T00:00:00.000Z`
    const { connectionId, ...passed } = sampleRun({ status: 'done', progress: 1, mode: 'full' })
    const later = { connectionId, status: 'done', progress: 1, mode: 'incremental' } as const
    await runs().create({ ...passed, connectionId, startedAt: at(1) })
    await runs().create(sampleRun({ ...later, id: 'incremental', startedAt: at(2) }))
    await runs().create(sampleRun({ ...later, status: 'failed', startedAt: at(3) }))
    const { progress: _, ...replay } = sampleRun({ ...later, startedAt: at(4) })
    await runs().create(replay)
    expect((await runs().lastPass(connectionId))?.id).to.equal('incremental')
    expect((await runs().lastPass(connectionId, 'full'))?.id).to.equal(passed.id)
    expect(await runs().lastPass('other')).to.equal(null)
  })

  it('lets nobody write who was overtaken by a higher fence', async () => {
    const run = sampleRun({ fence: 3 })
    await runs().create(run)
    expect(await runs().takeOver(run.id, 5)).to.equal(true)
    expect(await runs().takeOver(run.id, 4)).to.equal(false)
    expect((await runs().checkpoint({ ...run, progress: 0.5 })).held).to.equal(false)
    expect(await runs().finish({ ...run, status: 'failed' })).to.equal(false)
    expect(await runs().byId(run.id)).to.deep.equal({ ...run, fence: 5 })
  })

  it('saves a checkpoint and passes on that cancelling was asked for', async () => {
    const run = sampleRun()
    await runs().create(run)
    expect(await runs().checkpoint({ ...run, cursor: { page: 2 } })).to.deep.equal({
      held: true,
      cancelRequested: false,
      pauseRequested: false,
    })
    expect(await runs().requestCancel(run.id)).to.equal(true)
    expect(await runs().checkpoint({ ...run, cursor: { page: 3 } })).to.deep.equal({
      held: true,
      cancelRequested: true,
      pauseRequested: false,
    })
    expect((await runs().byId(run.id))?.cursor).to.deep.equal({ page: 3 })
    expect(await runs().finish({ ...run, status: 'cancelled', cursor: null, finishedAt: at })).to.equal(true)
    expect(await runs().requestCancel(run.id)).to.equal(false)
    expect((await runs().checkpoint(run)).held).to.equal(false)
    expect((await runs().byId(run.id))?.status).to.equal('cancelled')
  })
})

describe('sightings store', () => {
  const store = useStores()
  const sightings = () => store().stores.sightings

  it('knows what a pass saw on any of its pages, and nothing of other passes', async () => {
    const pass = { connectionId: unique('c'), pass: 'one' }
    const keys = Array.from({ length: 2_500 }, (_, n) => `${n}:42`)
    for (let at = 0; at < 2_000; at += 500) await sightings().note(pass, keys.slice(at, at + 500))
    await sightings().note({ ...pass, pass: 'two' }, keys.slice(2_000))
    const isSeen = await sightings().seen(pass)
    expect(keys.filter(isSeen)).to.deep.equal(keys.slice(0, 2_000))
    await sightings().forget(pass.connectionId, 'two')
    expect((await sightings().seen(pass))(keys[0] as string)).to.equal(false)
    expect((await sightings().seen({ ...pass, pass: 'two' }))(keys[2_000] as string)).to.equal(true)
  })

  it('holds keys of a run until they are dropped', async () => {
    const connectionId = unique('c')
    expect(await sightings().isAnyHeld(connectionId)).to.equal(false)
    await sightings().hold(connectionId, 'run', ['b', 'a', 'c'])
    await sightings().hold(connectionId, 'run', ['a'])
    const q = { connectionId, runId: 'run', limit: 2 }
    expect(await sightings().held(q)).to.deep.equal(['a', 'b'])
    expect(await sightings().held({ ...q, after: 'b' })).to.deep.equal(['c'])
    expect(await sightings().held({ ...q, runId: 'other' })).to.deep.equal([])
    await sightings().drop(connectionId, ['b'])
    expect(await sightings().held(q)).to.deep.equal(['a', 'c'])
    await sightings().drop(connectionId)
    expect(await sightings().isAnyHeld(connectionId)).to.equal(false)
  })
})

describe('keys of completions', () => {
  const store = useStores()

  it('come each once, in order, whatever their revisions', async () => {
    const { completions } = store().stores
    const connectionId = unique('c')
    const one = (n: number, revision = 1): Completion => ({
      ...{ connectionId, key: `k${String(n).padStart(5, '0')}`, revision, hash: 'h', record: {} },
      ...{ firstRunId: 'run', at },
    })
    await completions.insertNew(Array.from({ length: 1_500 }, (_, n) => one(1_499 - n)))
    await completions.insertNew([one(3, 2), one(3, 3)])
    const pages: string[][] = []
    for await (const page of completions.keys(connectionId)) pages.push(page)
    expect(pages.flat()).to.deep.equal(Array.from({ length: 1_500 }, (_, n) => one(n).key))
    expect(pages[0]).to.have.length(1_000)
    expect(await completions.countKeys(connectionId)).to.equal(1_500)
    expect(await completions.count(connectionId)).to.equal(1_502)
  })
})

describe('a run that holds removals', () => {
  const store = useStores()
  const runs = () => store().stores.runs
  const removals = { gone: 3, of: 20, ceilingPercent: 10, status: 'held' as const }

  const who = { decidedAt: at, decidedBy: 'p-1', decidedByName: 'Белова Ирина Олеговна' }
  const decided = (status: 'releasing' | 'released' | 'dismissed') => ({ status, ...who })

  it('is decided once, or overtaken by a newer one', async () => {
    const first = sampleRun({ status: 'done', removals })
    const second = sampleRun({ connectionId: first.connectionId, status: 'done', removals })
    await runs().create(first)
    await runs().create(second)
    await runs().supersedeHeld(first.connectionId, second.id)
    expect((await runs().byId(first.id))?.removals?.status).to.equal('superseded')
    expect(await runs().decideHeld(first.id, decided('released'))).to.equal(false)
    expect(await runs().decideHeld(second.id, decided('dismissed'))).to.equal(true)
    expect(await runs().decideHeld(second.id, decided('released'))).to.equal(false)
    expect((await runs().byId(second.id))?.removals).to.deep.equal({
      ...removals,
      status: 'dismissed',
      ...who,
    })
  })

  it('that is being withdrawn cannot be left as it is any more, but gone on with', async () => {
    const run = sampleRun({ status: 'done', removals })
    await runs().create(run)
    for (const [status, isTaken] of [
      ...[['released', false] as const, ['releasing', true] as const, ['dismissed', false] as const],
      ...[['releasing', true] as const, ['released', true] as const, ['releasing', false] as const],
    ])
      expect(await runs().decideHeld(run.id, decided(status)), status).to.equal(isTaken)
  })

  it('that was paused runs again once it is taken up', async () => {
    const run = sampleRun({ status: 'running' })
    await runs().create(run)
    expect(await runs().requestPause(run.id)).to.equal(true)
    expect((await runs().checkpoint(run)).pauseRequested).to.equal(true)
    await runs().finish({ ...run, status: 'paused' })
    expect((await runs().unfinished(run.connectionId))?.status).to.equal('paused')
    expect(await runs().takeOver(run.id, 2)).to.equal(true)
    const taken = await runs().byId(run.id)
    expect(taken).to.include({ status: 'running', fence: 2 })
    expect(taken?.pauseRequested).to.equal(undefined)
  })
})
