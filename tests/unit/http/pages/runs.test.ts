import { expect } from 'chai'
import type { QuarantineRow } from '#administration/runs'
import type { Run } from '#store/ports/runs'
import { fakeAdmin, fakeCredits, heldRun, openSite, run, type Site } from '../support/fakes.ts'

describe('the pages of runs', () => {
  let site: Site
  let asked: string[]
  let status: Run['status']
  let progress: number | undefined
  let error: Run['error']
  let waiting: QuarantineRow[] = []
  let rest: Partial<Run> = {}
  const shown = (): Run => ({
    ...{ ...run, status },
    ...rest,
    ...(progress !== undefined && { progress }),
    ...(error && { error }),
  })
  before(async () => {
    const note = (what: string) => async (_actor: unknown, id: string) => void asked.push(`${what} ${id}`)
    site = await openSite({
      admin: fakeAdmin({
        readRun: async (_actor, id) => (id === heldRun.id ? heldRun : shown()),
        listRuns: async () => [shown()],
        cancelRun: note('cancel'),
        pauseRun: note('pause'),
        resumeRun: async (_actor, id) => ({ runId: `${id}-again` }),
        dismissHeld: note('dismiss'),
        quarantine: async () => ({ rows: waiting, next: null }),
      }),
    })
  })
  beforeEach(() => {
    asked = []
    status = 'running'
    progress = undefined
    error = undefined
    rest = {}
  })
  after(() => site.close())

  const visit = async (path: string) => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const html = async (at: string) =>
      (await (await site.get(base + at, cookie)).text()).replaceAll('\u00a0', ' ')
    const post = async (at: string) => {
      const answer = await site.post(base + at, {}, cookie)
      return answer.headers.get('location')?.replace(base, '')
    }
    return { html: await html(path), get: html, post }
  }

  it('lead from each reason that a person can take away to the place where it is taken away', async () => {
    const row = { connectionId: 'c1', key: 'k', facts: {}, firstSeenAt: '2026-11-22T02:40:00.000Z' }
    waiting = ['unknown-learner', 'unknown-course', 'not-enrolled', 'hours-missing'].map(reason => ({
      ...row,
      ...{ key: reason, reason },
    }))
    const { html } = await visit('/admin/quarantine')
    const rows = html.slice(html.indexOf('<ul class="cards"'))
    expect([...rows.matchAll(/href="\/~[^/]+([^"]*)"/g)].map(([, path]) => path)).to.deep.equal([
      '/matching',
      '/matching/courses',
      '/admin/programmes',
    ])
  })

  it('begin with what a new site has to do first, and stop once there is an entry', async () => {
    const fresh = async (deps: Parameters<typeof openSite>[0]) => {
      const empty = await openSite({ admin: fakeAdmin({ listRuns: async () => [] }), ...deps })
      const { cookie, base } = await empty.enter({ roles: ['administrator'] })
      const html = (await (await empty.get(`${base}/admin`, cookie)).text()).replaceAll('\u00a0', ' ')
      await empty.close()
      return [...html.matchAll(/<span class="muted">(готово|не сделано)<\/span>/g)].map(([, state]) => state)
    }
    const none = { count: 0, more: false }
    const nobody = fakeCredits({ countLearners: async () => ({ ready: none, waiting: none }) })
    expect(await fresh({ credits: nobody })).to.deep.equal(['готово', 'готово', 'не сделано'])
    const nothing = fakeCredits({ listProgrammes: async () => [] })
    expect(await fresh({ credits: nothing })).to.deep.equal(['не сделано', 'готово', 'готово'])
    expect(await fresh({}), 'all done').to.deep.equal([])
    expect((await visit('/admin')).html).not.to.include('С чего начать')
  })

  it('narrow what was not resolved to one reason of one source, and say its remedy once', async () => {
    const { html, get } = await visit('/admin/quarantine')
    expect(html).to.match(/reason=unknown-learner"[^>]*>Слушатель не узнан 11</)
    const row = { connectionId: 'c1', facts: { user: '7' }, firstSeenAt: '2026-11-22T02:40:00.000Z' }
    waiting = ['a', 'b'].map(key => ({ ...row, key, reason: 'unknown-learner' }))
    const narrowed = await get('/admin/quarantine?connection=c1&reason=unknown-learner')
    expect(narrowed.match(/href="[^"]*\/matching"[^>]*>Кто это\?<\/a><\/p>/g)).to.have.length(1)
    expect(narrowed.match(/Зачислите слушателя/g)).to.have.length(1)
    expect(narrowed).to.match(/reason=unknown-learner" aria-current="page"/)
    expect(narrowed.match(/Moodle ТГПУ · <\/span>Отметка <code>[ab]</g)).to.have.length(2)
  })

  it('say of a source that was switched on what stays true when its run is over', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const pressed = await site.post(`${base}/admin/connections/c1/on`, { version: '1' }, cookie)
    const notice = pressed.headers.getSetCookie().map(one => one.split(';')[0])
    status = 'done'
    const page = await site.get(pressed.headers.get('location') ?? '', [cookie, ...notice].join('; '))
    const html = (await page.text()).replaceAll('\u00a0', ' ')
    expect(html).to.match(/role="status" id="notice"[^>]*><b>Включено. Загрузка началась.</)
    expect(html).to.include('<b>Готово с замечаниями.</b>')
  })

  it('offer to stop and to pause what runs, and to go on with what is paused', async () => {
    const { html, post, get } = await visit('/admin/runs/run-1')
    expect(html).to.include('Остановить</button>').and.include('Приостановить</button>')
    expect(html).not.to.include('Продолжить</button>')
    expect(await post('/admin/runs/run-1/pause')).to.equal('/admin/runs/run-1')
    expect(await post('/admin/runs/run-1/stop')).to.equal('/admin/runs/run-1')
    expect(asked).to.deep.equal(['pause run-1', 'cancel run-1'])
    status = 'paused'
    expect(await get('/admin/runs/run-1'))
      .to.include('Продолжить</button>')
      .and.not.include('Приостановить<')
    expect(await post('/admin/runs/run-1/resume')).to.equal('/admin/runs/run-1-again')
  })

  it('say of about how many and for how long it has read, and where it was stopped', async () => {
    expect((await visit('/admin/runs/run-1')).html).to.include('Получено отметок: 1240 · 20 мин.')
    progress = 0.4
    expect((await visit('/admin/runs/run-1')).html).to.include('1240 из примерно 3100 · 20 мин.')
    status = 'cancelled'
    const { html } = await visit('/admin/runs/run-1')
    expect(html).to.include('Остановлено.</b> На 1240; следующая загрузка продолжит отсюда.')
    expect(html).to.include('action="/').and.include('/admin/connections/c1/run"')
  })

  it('say since when a source fails, and when it is tried again; of what does not pass, who has to act', async () => {
    status = 'failed'
    error = { code: 'http_unavailable', message: '503', retryable: true }
    const { html } = await visit('/admin/runs/run-1')
    expect(html).to.include('Не получается с 09:41. Повторим в 09:46, затем в 09:56. Ничего не потеряно')
    expect(html).to.include('/admin/connections/c1/setup/check"')
    error = { ...error, retryable: false }
    expect((await visit('/admin/runs/run-1')).html)
      .to.include('Само это не наладится')
      .and.not.include('Повторим')
  })

  it('tell what disappeared, who is concerned, and leave the decision to a person', async () => {
    const { html, post, get } = await visit('/admin/runs/run-held')
    expect(html).to.include('больше не показывает 12 отметок из 40').and.include('Предел: 10 %')
    expect(html).to.include('Баранов Игорь Львович').and.include('href=')
    expect(await get('/admin/runs/run-held/withdraw')).to.include('Отозвать 12 отметок?')
    expect(await post('/admin/runs/run-held/keep')).to.equal('/admin/runs/run-held')
    expect(asked).to.deep.equal(['dismiss run-held'])
    expect(await post('/admin/runs/run-held/withdraw')).to.equal('/admin/runs/run-held')
  })

  it('reconcile on the page and in a file, with the same numbers', async () => {
    const { html } = await visit('/admin/runs/run-held')
    expect(html).to.include('≠ хранимых отметок источник не показал')
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const answer = await site.get(`${base}/admin/runs/run-held/reconciliation.csv`, cookie)
    expect(answer.headers.get('content-disposition')).to.equal(
      'attachment; filename=reconciliation-2026-11-22.csv',
    )
    const file = await answer.text()
    expect(file).to.include('"Отметок в источнике";"28"').and.include('"Отметок хранится";"40"')
    expect((await site.get(`${base}/admin/runs/run-1/reconciliation.csv`, cookie)).status).to.equal(404)
  })

  it('say that all adds up only of a pass that read all', async () => {
    status = 'done'
    const whole = { source: { records: 20 }, revisions: 117, entries: {}, quarantine: {}, differences: [] }
    rest = { reconciliation: whole }
    expect((await visit('/admin/runs/run-1')).html).to.include('Всё сходится')
    rest = { reconciliation: whole, pass: 'run-0' }
    expect((await visit('/admin/runs/run-1')).html)
      .to.include('показан остаток')
      .and.not.include('Всё сходится')
  })

  it('show the history of a connection', async () => {
    const { html } = await visit('/admin/connections/c1')
    expect(html).to.include('Последние 30 загрузок').and.include('/admin/runs/run-1"')
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    expect((await site.get(`${base}/admin/connections/c9`, cookie)).status).to.equal(404)
  })

  it('open what an entry was read from to an administrator; others learn its name and hash', async () => {
    const entryAs = async (role: 'administrator' | 'curator') => {
      const { cookie, base } = await site.enter({ roles: [role] })
      return (await site.get(`${base}/learners/p-kovaleva/entries/e9`, cookie)).text()
    }
    const file = `/admin/runs/run-1/file?sha256=${'d'.repeat(64)}`
    expect(await entryAs('administrator')).to.include(file)
    const html = await entryAs('curator')
    expect(html).to.include('answers-00001.txt').and.include('d'.repeat(64))
    expect(html).not.to.include(file)
  })
})
