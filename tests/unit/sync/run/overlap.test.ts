import { expect } from 'chai'
import type { AnyConnector, Overlap } from '#connectors/contract'
import { scriptedConnector } from '../scripted-connector.ts'
import { CONNECTION, record, type Site, site } from '../story.ts'

const DAY_MS = 86_400_000

/** A site whose source notes which window each pass was told of. */
function watched(settings: object = {}): { here: Site; told: (Overlap | undefined)[] } {
  const told: (Overlap | undefined)[] = []
  const here: Site = site(2, {
    connectors: () => {
      const own = scriptedConnector(here.script)
      const pull: AnyConnector['pull'] = (context, options) => {
        told.push(options.overlap)
        return own.pull(context, options)
      }
      return { ...own, pull }
    },
  })
  Object.assign(here.memory.connections.get(CONNECTION)?.settings ?? {}, settings)
  here.script.pages = [{ records: [record({ user: 1 })] }, { records: [record({ user: 2 })] }]
  return { here, told }
}

async function pullAt(here: Site, iso: string, options = {}) {
  here.clock.now = new Date(iso)
  return here.sync.run(CONNECTION, options)
}

describe('overlap window', () => {
  it('is what came to be a day old since the pass before; between the windows of passes there is no gap', async () => {
    const { here, told } = watched()
    for (const hour of ['08', '09', '13']) await pullAt(here, `2026-05-20T${hour}:00:00Z`)
    expect(told).to.deep.equal([
      undefined,
      { after: new Date('2026-05-19T08:00:00Z'), until: new Date('2026-05-19T09:00:00Z') },
      { after: new Date('2026-05-19T09:00:00Z'), until: new Date('2026-05-19T13:00:00Z') },
    ])
  })

  it('is as wide as the connection says, and there is none of 0 days', async () => {
    for (const [overlapDays, days] of [
      ['3', 3],
      [0, null],
    ] as const) {
      const { here, told } = watched({ overlapDays })
      for (const hour of ['08', '09']) await pullAt(here, `2026-05-20T${hour}:00:00Z`)
      const until = days && new Date(Date.parse('2026-05-20T09:00:00Z') - days * DAY_MS)
      expect(told[1]?.until ?? null).to.deep.equal(until)
    }
  })

  it('is none of a full pass, which reads everything', async () => {
    const { here, told } = watched()
    await pullAt(here, '2026-05-20T08:00:00Z')
    await pullAt(here, '2026-05-20T09:00:00Z', { mode: 'full' })
    expect(told[1]).to.equal(undefined)
  })

  it('stays where it was when another run goes on with the pass, and reaches back over passes that failed', async () => {
    const { here, told } = watched()
    await pullAt(here, '2026-05-20T08:00:00Z')
    here.script.beforePage = k => {
      if (k === 1) throw new Error('the source is gone')
    }
    await pullAt(here, '2026-05-20T09:00:00Z')
    delete here.script.beforePage
    await pullAt(here, '2026-05-20T10:00:00Z')
    expect(told[2]).to.deep.equal(told[1])
    await pullAt(here, '2026-05-20T11:00:00Z')
    expect(told[3]).to.deep.equal({
      after: new Date('2026-05-19T09:00:00Z'),
      until: new Date('2026-05-19T11:00:00Z'),
    })
  })

  it('is not measured from a replay, which asks the source nothing', async () => {
    const { here, told } = watched()
    await pullAt(here, '2026-05-20T08:00:00Z')
    here.clock.now = new Date('2026-05-20T09:00:00Z')
    await here.sync.replay(CONNECTION)
    await pullAt(here, '2026-05-20T10:00:00Z')
    expect(told[1]?.after).to.deep.equal(new Date('2026-05-19T08:00:00Z'))
  })
})
