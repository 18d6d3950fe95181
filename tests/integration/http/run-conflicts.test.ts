import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { createRuns } from '#administration/runs'
import { buildSync } from '#tests/integration/administration/build-setup'
import { sampleRun } from '#tests/integration/store/samples'
import { useStores } from '#tests/integration/store/use-stores'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { type Visit, visit } from './visit.ts'

const FIRST = 'Белова Ирина Олеговна'
const NOW = new Date('2026-11-22T03:04:00.000Z')
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')

describe('two administrators on one run', () => {
  const store = useStores()
  let site: Site
  let first: Visit
  let second: Visit
  let at: string

  beforeEach(async () => {
    const { stores } = store()
    const sync = buildSync(stores, () => NOW)
    site = await openSite({ admin: createRuns({ ...stores, sync, everyMinutes: 60 }) })
    first = await visit(site, ['administrator'], 'a', 'ru', FIRST)
    second = await visit(site, ['administrator'], 'b')
    const connectionId = randomUUID()
    await stores.connections.create({
      ...{ id: connectionId, name: `m-${connectionId}`, title: 'Moodle ТГПУ', type: 'moodle', settings: {} },
      ...{
        sealedSecrets: 'v1.x',
        deployments: ['https://lms.example|client|1'],
        createdAt: NOW.toISOString(),
      },
    })
    const removals = { gone: 3, of: 20, ceilingPercent: 10, status: 'held' as const }
    const run = sampleRun({ connectionId, status: 'done', removals })
    await stores.runs.create(run)
    at = `/admin/runs/${run.id}`
  })
  afterEach(() => site.close())

  it('of which the second is told who decided on what disappeared, when and what', async () => {
    expect((await second.get(`${at}/withdraw`)).status).to.equal(200)
    expect(plain((await first.post(`${at}/keep`, {})).html)).to.include(`Решение: ${FIRST}, сегодня, 10:04.`)
    for (const decision of ['withdraw', 'keep']) {
      const met = await second.post(`${at}/${decision}`, {})
      expect(met.status).to.equal(409)
      expect(plain(met.html)).to.include(
        `внёс другой человек: ${FIRST}, сегодня, 10:04. Что сделано: исчезнувшие отметки оставлены как есть.`,
      )
      expect(met.html).to.match(new RegExp(`<a class="button" href="[^"]*${at}">Оставить как стало`))
      expect(met.html).to.not.include('Применить моё поверх')
    }
  })

  it('sees how a run stands that has ended before the press', async () => {
    for (const press of ['stop', 'pause', 'resume']) {
      const { status, path, html } = await second.post(`${at}/${press}`, {})
      expect([status, path, html.includes('Готово')], press).to.deep.equal([200, at, true])
    }
  })
})
