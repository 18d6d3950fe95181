import { expect } from 'chai'
import { createRuns } from '#administration/runs'
import type { Actor } from '#domain/access/actor'
import type { Connection } from '#store/ports/connections'
import type { Run } from '#store/ports/runs'
import { codeOf } from '#tests/support/thrown'

const connection = { id: 'c1', deployments: ['d1'] } as Connection
const administrator: Actor = { personId: 'a', name: 'А', roles: ['administrator'], scope: ['d1'] }
const stranger: Actor = { ...administrator, scope: ['d2'] }
const curator: Actor = { ...administrator, roles: ['curator'] }

function build(run: Partial<Run>) {
  const asked: string[] = []
  const note = (what: string, answer: unknown) => async (id: string) => {
    asked.push(`${what} ${id}`)
    return answer
  }
  const stored = { id: 'r1', connectionId: 'c1', mode: 'full', status: 'running', ...run } as Run
  const isOpen = stored.status === 'running'
  const runs = createRuns({
    connections: { all: async () => [connection] },
    platforms: { all: async () => [] },
    runs: {
      byId: async (id: string) => (id === 'r1' ? stored : null),
      latest: async () => [stored],
    } as never,
    quarantine: { countByReason: async () => ({}) } as never,
    rawFiles: { byHash: async () => null, ofRun: async () => [] },
    sightings: { held: async () => ['7:1', 'gone'] },
    completions: {
      latest: async () =>
        new Map([
          ['7:1', { record: { person: { userId: '7' }, item: { title: 'Курс' }, when: { at: null } } }],
        ]) as never,
    },
    everyMinutes: 60,
    sync: {
      start: note('start', { runId: 'r2' }),
      cancel: note('cancel', isOpen),
      pause: note('pause', isOpen),
      releaseHeld: note('release', stored),
      dismissHeld: note('dismiss', undefined),
    } as never,
  })
  return { runs, asked }
}

const acts = ['cancelRun', 'pauseRun', 'resumeRun', 'releaseHeld', 'dismissHeld'] as const

describe('decisions on runs', () => {
  for (const act of acts) {
    it(`are an administrator’s whose scope reaches the connection: ${act}`, async () => {
      const { runs, asked } = build({ status: 'paused' })
      expect(await codeOf(runs[act](curator, 'r1'))).to.equal('forbidden')
      expect(await codeOf(runs[act](stranger, 'r1'))).to.equal('not_found')
      expect(await codeOf(runs[act](administrator, 'r9'))).to.equal('not_found')
      expect(asked).to.deep.equal([])
    })
  }

  it('reach the run', async () => {
    const { runs, asked } = build({})
    await runs.pauseRun(administrator, 'r1')
    await runs.cancelRun(administrator, 'r1')
    await runs.releaseHeld(administrator, 'r1')
    await runs.dismissHeld(administrator, 'r1')
    expect(asked).to.deep.equal(['pause r1', 'cancel r1', 'release r1', 'dismiss r1'])
  })

  it('go on with a paused run only, in the background', async () => {
    expect(await build({ status: 'paused' }).runs.resumeRun(administrator, 'r1')).to.deep.equal({
      runId: 'r2',
    })
    expect(await codeOf(build({ status: 'done' }).runs.resumeRun(administrator, 'r1'))).to.equal('conflict')
  })

  it('come too late for a run that has ended', async () => {
    const { runs } = build({ status: 'done' })
    expect(await codeOf(runs.pauseRun(administrator, 'r1'))).to.equal('conflict')
    expect(await codeOf(runs.cancelRun(administrator, 'r1'))).to.equal('conflict')
  })

  it('are made on what is held, by name', async () => {
    const removals = { gone: 2, of: 4, ceilingPercent: 10, status: 'held' as const }
    const { runs } = build({ status: 'done', removals })
    expect(await runs.listHeld(administrator, 'r1', 5)).to.deep.equal([
      { key: '7:1', person: '7', title: 'Курс', at: null },
    ])
    expect(await codeOf(runs.listHeld(stranger, 'r1', 5))).to.equal('not_found')
    expect((await runs.listConnections(administrator))[0]?.heldRunId).to.equal('r1')
    expect(await build({}).runs.listHeld(administrator, 'r1', 5)).to.deep.equal([])
  })
})
