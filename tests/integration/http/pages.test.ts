import { expect } from 'chai'
import type { Role } from '#domain/access/actor'
import { useCredits, type World } from '#tests/integration/credits/use-credits'
import { openSite, type Site } from '#tests/unit/http/support/fakes'

const HOSTILE = `<script>alert(1)</script>"'&`
/** Words without the spaces that do not break. */
const textOf = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')

const LONG = 'О СОВРЕМЕННЫХ ПОДХОДАХ К ПРОЕКТИРОВАНИЮ ЦИФРОВОГО УРОКА '.repeat(6).slice(0, 300)

/** A browser of one person: cookies are kept, redirects followed. */
interface Visit {
  get(path: string): Promise<{ status: number; html: string; headers: Headers }>
  post(path: string, form: Record<string, string | string[]>): Promise<{ status: number; html: string }>
  leave(): void
}

describe('the pages on real use cases', () => {
  const world = useCredits()
  let w: World
  let site: Site
  beforeEach(async () => {
    w = world()
    site = await openSite({ credits: w.credits, now: w.deps.now })
  })
  afterEach(() => site.close())

  async function enter(roles: Role[], personId: string): Promise<Visit> {
    const { cookie, base } = await site.enter({ roles, personId })
    const jar = new Map([[cookie.split('=')[0] ?? '', cookie.slice(cookie.indexOf('=') + 1)]])
    const cookies = () => [...jar].map(pair => pair.join('=')).join('; ')
    const keep = (answer: Response) => {
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s)
        jar.set(name, value)
      }
    }
    const get: Visit['get'] = async path => {
      const answer = await site.get(base + path, cookies())
      keep(answer)
      return { status: answer.status, html: await textOf(answer), headers: answer.headers }
    }
    return {
      get,
      post: async (path, form) => {
        const answer = await site.post(base + path, form, cookies())
        keep(answer)
        const to = answer.headers.get('location')
        if (answer.status !== 303 || !to) return { status: answer.status, html: await textOf(answer) }
        return get(to.slice(base.length))
      },
      leave: () => jar.clear(),
    }
  }

  const learnerOf = (w: World, name = 'Сидорова') =>
    w.programme().then(async programme => ({
      programme,
      enrolment: await w.enrol(programme, {
        person: { familyName: name, givenName: 'Анна', patronymic: 'Петровна' },
      }),
    }))

  it('show one total in the book, on the way to it, and to the curator', async () => {
    const { programme, enrolment } = await learnerOf(w)
    const entries = await w.entries(enrolment, ['M1', 'M2', 'M3', 'M4'])
    const curator = await enter(['curator'], 'c-1')
    const ids = entries.slice(0, 3).map(entry => entry.id)
    const { html: after } = await curator.post('/queue/confirm', { entry: ids, return: '/queue' })
    expect(after).to.match(/Подтверждено 3.записи, 40.часов/)
    const learner = await enter(['learner'], enrolment.learnerId)
    const { html } = await learner.get('/book')
    expect(html).to.match(/Засчитано 40.часов из.108/)
    expect(html).to.match(/Ждёт куратора<\/span><b>68.ч/)
    expect((await learner.get('/book/counted')).html).to.match(/<tfoot[\s\S]*<b>40</)
    const seen = await curator.get(`/learners/${enrolment.learnerId}?programme=${programme.id}`)
    expect(seen.html).to.match(/Засчитано 40.часов из.108/)
  })

  it('reject with the reason word for word, undo it, and keep both in the history', async () => {
    const { enrolment } = await learnerOf(w)
    const [entry] = await w.entries(enrolment, ['M1'])
    const curator = await enter(['curator'], 'c-1')
    const id = String(entry?.id)
    const { html } = await curator.post('/queue/reject/now', { entry: id, reason: HOSTILE, return: '/queue' })
    expect(html).to.match(/Отклонено\. [^<]+ увидит.причину\./)
    const batch = /name="batch" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const learner = await enter(['learner'], enrolment.learnerId)
    const why = (await learner.get('/book')).html
    expect(why).to.include('&lt;script>alert(1)').and.not.include('<script>alert(1)')
    expect((await curator.get(`/queue/batch/${batch}`)).html).to.include('отклонена')
    expect((await curator.post('/queue/undo', { batch })).html).to.include('в очереди')
    const history = (await learner.get(`/book/entries/${id}`)).html
    expect(history.indexOf('Отклонено')).to.be.greaterThan(0)
    expect((await w.stores.entries.byId(id))?.history.map(change => change.action)).to.deep.equal([
      'import',
      'reject',
      'revert',
    ])
  })

  it('correct an entry: the old one stays, the new one waits', async () => {
    const { programme, enrolment } = await learnerOf(w)
    const [entry] = await w.entries(enrolment, ['M1'])
    const curator = await enter(['curator'], 'c-1')
    const path = `/learners/${enrolment.learnerId}/entries/${entry?.id}/correct?programme=${programme.id}`
    const wrong = await curator.post(path, { hours: 'восемь', date: '2025-01-15', document: '', reason: '' })
    expect(wrong.status).to.equal(422)
    expect(wrong.html).to.include('<title>Ошибка:').and.include('value="восемь"')
    const { html } = await curator.post(path, {
      hours: '9,5',
      date: '2025-01-15',
      document: '',
      reason: 'по ведомости',
    })
    expect(html).to.include('Исправлено')
    expect(html).to.match(/Часы не по тарифу: 9,5.ч/)
    expect((await w.stores.entries.byId(String(entry?.id)))?.status).to.equal('superseded')
  })

  it('tell the second of two curators what happened to the same rows', async () => {
    const { enrolment } = await learnerOf(w)
    const entries = (await w.entries(enrolment, ['M1', 'M2'])).map(entry => entry.id)
    const [first, second] = [await enter(['curator'], 'c-1'), await enter(['curator'], 'c-2')]
    await first.post('/queue/confirm', { entry: entries, return: '/queue' })
    const { html } = await second.post('/queue/confirm', { entry: entries, return: '/queue' })
    expect(html)
      .to.match(/Не вошло 2.записи:/)
      .and.include('изменилась, пока вы смотрели (2)')
    const batch = /queue\/batch\/([^"?]+)/.exec((await first.get('/queue')).html)?.[1] ?? ''
    const stranger = await second.post('/queue/undo', { batch })
    expect(stranger.status).to.equal(403)
    const answer = await site.post(`/queue/undo`, { batch })
    expect(answer.status).to.equal(401)
  })

  it('answer 409 when an entry was decided while its form was open', async () => {
    const { programme, enrolment } = await learnerOf(w)
    const [entry] = await w.entries(enrolment, ['M1'])
    const curator = await enter(['curator'], 'c-1')
    const path = `/learners/${enrolment.learnerId}/entries/${entry?.id}/correct?programme=${programme.id}`
    const form = { hours: '9', date: '2025-01-15', document: '', reason: 'по ведомости' }
    await curator.post(path, form)
    const again = await (await enter(['curator'], 'c-2')).post(path, { ...form, hours: '10' })
    expect(again.status).to.equal(409)
    const html = again.html.replaceAll('\u00a0', ' ')
    expect(html).to.match(/изменения внёс другой человек: .*запись исправлена.*value="10"/s)
    expect(html).to.match(/<del>.*8<\/del>.*<ins>.*9<\/ins>/s)
    const newer =
      /action="(?:\/~\w+)?([^"]*\/correct[^"]*)"/.exec(again.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(newer).to.include(`${entry?.id}-c1/correct`)
    const onTop = await (await enter(['curator'], 'c-3')).post(newer, { ...form, hours: '10' })
    expect([onTop.status, onTop.html.includes('Исправлено.')]).to.deep.equal([200, true])
  })

  it('confirm everything by filter but what was unticked', async () => {
    const { programme, enrolment } = await learnerOf(w)
    const ids = (await w.entries(enrolment, ['M1', 'M2', 'M3'])).map(entry => entry.id)
    const curator = await enter(['curator'], 'c-1')
    const { html } = await curator.post(`/queue/confirm-all?programme=${programme.id}`, {
      shown: ids.slice(0, 2),
      entry: ids.slice(0, 1),
      seenAt: '2026-11-22T09:00:00.000Z',
    })
    expect(html).to.match(/Подтверждено 2.записи/)
    expect((await w.stores.entries.byId(String(ids[1])))?.status).to.equal('imported')
  })

  it('issue a certificate once, with the PDF and a page that anybody can check', async () => {
    const { enrolment, programme } = await w.readyLearner()
    const issuer = await enter(['issuer'], 'i-1')
    expect((await issuer.get('/issue')).html).to.include('Сидорова')
    const form = { learner: enrolment.learnerId, programme: programme.id }
    expect((await issuer.post(`/issue/${enrolment.id}`, form)).status).to.equal(422)
    const { html } = await issuer.post(`/issue/${enrolment.id}`, { ...form, checked: 'yes' })
    expect(html).to.include('Выдано удостоверение № ПК-2026-')
    await issuer.post(`/issue/${enrolment.id}`, { ...form, checked: 'yes' })
    const learner = await enter(['learner'], enrolment.learnerId)
    const book = (await learner.get('/book')).html
    const pdf = await learner.get(/(\/certificates\/[^/"]+\/pdf)/.exec(book)?.[1] ?? '')
    expect(pdf.headers.get('content-type')).to.include('application/pdf')
    const code = /\/verify\/([A-Z0-9]+)"/.exec(book)?.[1] ?? ''
    const verdict = await textOf(
      await site.get(
        (await site.get(`/verify/${code.toLowerCase()}`)).headers.get('location') ?? `/verify/${code}`,
      ),
    )
    expect(verdict).to.include('Документ подлинный и действует').and.include('А. П. С.')
    expect(verdict).to.not.include('Сидорова')
  })

  it('hide books, entries and queues of another deployment, and staff pages from learners', async () => {
    const foreign = await w.programme({ deployments: ['elsewhere'] })
    const enrolment = await w.enrol(foreign)
    const [entry] = await w.entries(enrolment, ['M1'])
    const curator = await enter(['curator'], 'c-1')
    const book = `/learners/${enrolment.learnerId}`
    for (const path of [book, `${book}/entries/${entry?.id}`, `/queue?programme=${foreign.id}`])
      expect((await curator.get(path)).status, path).to.equal(404)
    const { html } = await curator.post('/queue/confirm', { entry: String(entry?.id), return: '/queue' })
    expect(html).to.include('не найдена (1)')
    const learner = await enter(['learner'], enrolment.learnerId)
    for (const path of ['/queue', '/issue', '/register', '/learners'])
      expect((await learner.get(path)).status, path).to.equal(403)
  })

  it('say what to do when the session ends in the middle of a form', async () => {
    const { enrolment } = await learnerOf(w)
    const [entry] = await w.entries(enrolment, ['M1'])
    const curator = await enter(['curator'], 'c-1')
    curator.leave()
    const { status, html } = await curator.post('/queue/confirm', { entry: String(entry?.id) })
    expect(status).to.equal(401)
    expect(html).to.include('Сеанс закончился').and.include('Откройте Зачётку из курса снова')
    expect((await w.stores.entries.byId(String(entry?.id)))?.status).to.equal('imported')
  })

  it('show hostile names and long titles as text, everywhere', async () => {
    const { programme, enrolment } = await learnerOf(w, HOSTILE)
    await w.entries(enrolment, ['M1'], { title: LONG + HOSTILE, provider: HOSTILE, document: HOSTILE })
    const curator = await enter(['curator'], 'c-1')
    const learner = await enter(['learner'], enrolment.learnerId)
    const pages = [
      await curator.get('/queue'),
      await curator.get('/learners'),
      await curator.get(`/learners/${enrolment.learnerId}?programme=${programme.id}`),
      await learner.get('/book'),
    ]
    for (const { status, html } of pages) {
      expect(status).to.equal(200)
      expect(html).to.include('&lt;script>').and.not.include('<script>alert')
    }
  })
})
