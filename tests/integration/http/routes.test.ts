import { expect } from 'chai'
import { SCHOOL, useRoutes } from '#tests/integration/credits/use-routes'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, visit } from './visit.ts'

/** P3 from an empty plan to an approved one, by forms alone, on the real use cases. */
describe('a route without scripts', () => {
  const world = useRoutes()
  let site: Site
  afterEach(() => site.close())

  /** A learner of Tyumen, where a head agrees and a methodist approves, each with a browser of their own. */
  async function open() {
    const w = world()
    site = await openSite({ credits: w.credits, routes: w.routes, now: w.deps.now })
    const { enrolment, programme, actor } = await w.learner('tyumen')
    const head = await w.person('Петров Пётр')
    const methodist = await w.person('Фёдорова Ирина')
    await w.appoint(head, 'head', { programmeIds: [programme.id], organisations: [SCHOOL] })
    await w.appoint(methodist, 'methodist', { programmeIds: [programme.id] })
    const [learner, decides, approves] = await Promise.all(
      [actor, head, methodist].map(({ personId }) => visit(site, ['learner'], personId)),
    )
    return { w, enrolment, learner, decides, approves }
  }
  type Visitor = Awaited<ReturnType<typeof visit>>

  /** Sends the form whose action ends so, as it stands but for what is typed. */
  const send = async (by: Visitor | undefined, path: string, act: string, typed = {}) => {
    const { html } = (await by?.get(path)) ?? { html: '' }
    const action =
      /action="([^"]*)"/.exec(html.split('<form').find(part => part.includes(`${act}"`)) ?? '')?.[1] ?? ''
    const to = action.replace(/^\/~[^/]+/, '')
    return by?.post(to, { ...formOf(html, `${act}"`), ...typed })
  }

  const add = (by: Visitor | undefined, path: string) =>
    send(by, `${path}/items/new?module=M3`, '/items/new', { plannedOn: '2024-10-01' })

  it('is planned event by event, saves what is written in a row, and tells at each decision who is next', async () => {
    const { enrolment, learner, decides, approves } = await open()
    const begun = await learner?.post('/routes', { enrolment: enrolment.id })
    expect(begun?.html).to.include('В плане пока ничего нет.')
    expect(begun?.html).to.match(
      /Согласует: [\s\S]*Петров Пётр[\s\S]*Утверждает: [\s\S]*Фёдорова Ирина[\s\S]*Идёт/,
    )
    const path = begun?.path ?? ''
    const planned = await add(learner, path)
    expect(planned?.html).to.match(/Сохранено в \d\d:\d\d/)
    const moved = await send(learner, path, '/row', { plannedOn: '2024-10-10', provider: 'Лицей № 1' })
    expect(moved?.html).to.match(
      /value="2024-10-10"[\s\S]*>Лицей № 1<[\s\S]*data-saved[^>]*>Сохранено в \d\d:\d\d</,
    )
    const late = await send(learner, path, '/row', { plannedOn: '2035-01-01' })
    expect([late?.status, late?.html.includes('Дата позже срока программы: не позже')]).to.deep.equal([
      422,
      true,
    ])
    const sent = await send(learner, path, '/send')
    expect(sent?.path).to.equal(`${path}/done`)
    expect(sent?.html)
      .to.include('Согласует: Петров Пётр. Обычно это 5 дней.')
      .and.include('Пока можно отозвать.')
    expect((await learner?.get('/book'))?.html).to.match(
      /Маршрут не утверждён:<\/b> ждёт наставника или руководителя организации\. Дождитесь решения/,
    )
    expect((await learner?.get('/api/v1/books/me'))?.html).to.include(
      'наставника или руководителя организации',
    )
    const agreed = await send(decides, path, '/decide', { do: 'take' })
    expect(agreed?.html).to.match(/<h1[^>]*>Согласовано</)
    expect(agreed?.html).to.include('Утверждает: Фёдорова Ирина. Обычно это 5 дней.')
    const approved = await send(approves, path, '/decide', { do: 'take' })
    expect(approved?.html).to.match(/<h1[^>]*>Маршрут утверждён и действует</)
    expect((await learner?.get(`${path}/done`))?.path, 'somebody else decided since').to.equal(path)
  })

  it('goes back with a page that says what is next, and shows the catalogue what stands in the plan', async () => {
    const { enrolment, learner, decides } = await open()
    const path = (await learner?.post('/routes', { enrolment: enrolment.id }))?.path ?? ''
    await add(learner, path)
    expect((await learner?.get('/route/modules'))?.html).to.match(/(обязательный|по выбору) · в плане/)
    await send(learner, path, '/send')
    expect((await learner?.get('/route/modules'))?.html).to.include('План сейчас не черновик')
    const returned = await send(decides, path, '/decide', { do: 'return', comment: 'Мало практики' })
    expect(returned?.html).to.match(/<h1[^>]*>Возвращено на доработку</)
    expect(returned?.html).to.include('он снова появится среди ждущих вас').and.include('href="')
  })

  it('tells who came second what was changed, keeps what was typed, and puts it on top in one press', async () => {
    const { enrolment, learner, decides } = await open()
    const path = (await learner?.post('/routes', { enrolment: enrolment.id }))?.path ?? ''
    await add(learner, path)
    const elsewhere = formOf((await learner?.get(path))?.html ?? '', '/row"')
    const row = /action="[^"]*(\/routes\/[^"]*\/row)"/.exec((await learner?.get(path))?.html ?? '')?.[1] ?? ''
    await send(learner, path, '/row', { plannedOn: '2024-10-10' })
    const met = await learner?.post(row, { ...elsewhere, provider: 'Лицей № 1' })
    const text = met?.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(met?.status).to.equal(409)
    expect(text)
      .to.include('Изменения внесены вами,')
      .and.to.match(/Мероприятие было [^ ].*, 01\.10\.2024.* стало .*, 10\.10\.2024/)
      .and.to.include('Где проводят: Лицей № 1')
    expect((await learner?.get(path))?.html).to.not.include('>Лицей № 1<')
    const again = formOf(met?.html ?? '', 'name="version"')
    expect((await learner?.post(row, again))?.html).to.match(/>Лицей № 1</)
    await send(learner, path, '/send')
    const decision = formOf((await decides?.get(path))?.html ?? '', '/decide"')
    await send(learner, path, '/withdraw')
    const late = await decides?.post(`${path}/decide`, { ...decision, do: 'take', comment: 'Хороший план' })
    expect(late?.status).to.equal(409)
    expect(late?.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '))
      .to.include('Что сделано: Отозвано.')
      .and.to.include('Маршрут было На согласовании стало Черновик')
      .and.to.include('Комментарий: Хороший план')
  })
})
