import { expect } from 'chai'
import { HeldAlreadyError } from '#credits/appointments/errors'
import type { RouteItemView, Routes, RouteView } from '#credits/routes/contract'
import type { Approver } from '#domain/regulations/data'
import {
  OwnRouteError,
  RouteChangedError,
  RouteCommentRequiredError,
  RouteItemError,
  RouteOutOfTurnError,
  RouteTextError,
} from '#domain/routes/errors'
import type { RouteChange } from '#domain/routes/route'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeAppointments, fakeRoutes, routeView, waitingRoute } from '../support/routes.ts'

type Call = { name: string; args: unknown[] }

/** A site whose routes note what they were asked; `over` answers or throws instead. */
async function siteWith(over: Partial<Routes> = {}): Promise<{ site: Site; calls: Call[] }> {
  const calls: Call[] = []
  const fake = fakeRoutes(over)
  const noted = Object.fromEntries(
    Object.entries(fake).map(([name, use]) => [
      name,
      (...args: unknown[]) => {
        calls.push({ name, args: args.slice(1) })
        return (use as (...all: unknown[]) => unknown)(...args)
      },
    ]),
  ) as unknown as Routes
  return { site: await openSite({ routes: noted }), calls }
}

const refuse = (error: Error) => async () => {
  throw error
}

describe('the pages of routes', () => {
  let opened: Awaited<ReturnType<typeof siteWith>>
  afterEach(() => opened.site.close())

  async function visit(role: 'learner' | 'curator', path: string, form?: Record<string, string>) {
    const { cookie } = await opened.site.enter({ roles: [role], personId: 'p-kovaleva' })
    const response = form ? await opened.site.post(path, form, cookie) : await opened.site.get(path, cookie)
    return { response, html: (await response.text()).replaceAll('\u00a0', ' ') }
  }

  it('say whether the plan suffices: hours, mandatory modules, the last day', async () => {
    opened = await siteWith()
    const { html } = await visit('learner', '/route')
    expect(html).to.include(
      'План: 100 ч из 108, не хватает 8 ч. Обязательные: 1 из 2. Последняя дата: декабрь 2026, срок до 1 сентября 2027.',
    )
    expect(html).to.include('Ещё 12 ч — мероприятия не из перечня программы')
    expect(html).to.include('«Введение в цифровую дидактику»')
  })

  it('O4: say what is to be done after a course', async () => {
    const due = [{ step: 'interview' as const, entryId: 'e1', title: 'Курс ИРООО', date: '2026-10-01' }]
    opened = await siteWith({ read: async () => routeView({ due }) })
    const { html } = await visit('learner', '/routes/route-1')
    expect(html).to.match(/Пройти собеседование с руководителем после курса[\s\S]{0,60}Курс ИРООО/)
  })

  it('G6: write the texts of the form, and keep what was typed when one is refused', async () => {
    const part = { ru: 'Пояснительная записка', en: 'Note' }
    const texts = [{ id: 'goals', title: { ru: 'Цели обучения', en: 'Goals' }, part, text: 'Прежние' }]
    const read = async () => routeView({ texts })
    opened = await siteWith({ read })
    expect((await visit('learner', '/routes/route-1')).html).to.match(/Цели обучения[\s\S]{0,80}Прежние/)
    expect((await visit('learner', '/routes/route-1/texts')).html).to.match(
      /<textarea id="goals"[^>]*>Прежние/,
    )
    const form = { version: '7', goals: 'Новые', budget: 'лишнее' }
    expect((await visit('learner', '/routes/route-1/texts', form)).response.status).to.equal(303)
    const at = { routeId: 'route-1', version: 7 }
    const write = opened.calls.find(({ name }) => name === 'writeTexts')
    expect(write?.args).to.deep.equal([at, { goals: 'Новые' }])
    await opened.site.close()
    opened = await siteWith({ read, writeTexts: refuse(new RouteTextError('too long', { text: 'goals' })) })
    const refused = await visit('learner', '/routes/route-1/texts', form)
    expect(refused.response.status).to.equal(422)
    expect(refused.html).to.include('Новые').and.include('Текст не сохранён').and.include('href="#goals"')
  })

  it('G6: compare two revisions by their events and by their texts', async () => {
    opened = await siteWith()
    const { html } = await visit('learner', '/routes/route-1/diff?from=1&to=2')
    expect(html).to.match(/часы<\/dt>[\s\S]{0,80}<del[^>]*>8\sч<\/del>[\s\S]{0,60}<ins[^>]*>12\sч<\/ins>/)
    expect(html).to.match(/Изменено: Цель[\s\S]{0,200}<ins[^>]*>Освоить смешанное обучение<\/ins>/)
  })

  it('tell moves of revisions that differ in the order alone', async () => {
    const [item] = routeView().items
    if (!item) throw new TypeError('no item')
    const moved = {
      change: 'moved' as const,
      before: item,
      after: item,
      fields: [],
      moved: { from: 2, to: 1 },
    }
    opened = await siteWith({ diff: async () => ({ items: [moved], texts: [] }) })
    const { html } = await visit('learner', '/routes/route-1/diff?from=1&to=2')
    expect(html).to.match(/Перенесено: [\s\S]{0,200}<p>Перенесено со 2-го места на 1-е<\/p>/)
    expect(html).to.not.include('не отличаются')
  })

  it('show the seven columns of the form with planned and factual dates', async () => {
    opened = await siteWith()
    const { html } = await visit('learner', '/routes/route-1')
    const heads = [...html.matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map(([, text]) => text)
    expect(heads.slice(0, 7)).to.deep.equal([
      '№',
      'Мероприятие',
      'Формат',
      'Часы',
      'Дата (план)',
      'Дата (факт)',
      'Учреждение',
    ])
    expect(html).to.include('✓ 15.11.2026')
    expect(html).to.include('ещё не пройдено')
  })

  it('name each wrong field beside it and keep what was typed', async () => {
    const issues = [
      { path: 'hours', code: 'hours-missing' as const, message: '' },
      {
        path: 'plannedOn',
        code: 'date-outside-term' as const,
        message: '',
        facts: { date: '2031-01-01', from: '2026-09-01', until: '2027-09-01' },
      },
    ]
    opened = await siteWith({ putItem: refuse(new RouteItemError(issues)) })
    const form = { version: '7', title: 'Конференция «Ёлка»', hours: '', plannedOn: '2031-01-01' }
    const { response, html } = await visit('learner', '/routes/route-1/items/new', form)
    expect(response.status).to.equal(422)
    expect(html).to.include('<a href="#hours">Укажите часы')
    expect(html).to.include('Дата позже срока программы: не позже 1 сентября 2027')
    expect(html).to.include('value="Конференция «Ёлка»"')
    expect(html).to.include('value="2031-01-01"')
    expect(html).to.match(/<title>Ошибка: /)
  })

  it('refuse hours that are no number before anything is asked', async () => {
    opened = await siteWith()
    const form = { version: '7', title: 'Конференция', hours: 'много', plannedOn: '2026-12-01' }
    const { response, html } = await visit('learner', '/routes/route-1/items/i1', form)
    expect(response.status).to.equal(422)
    expect(html).to.include('value="много"')
    expect(opened.calls.map(({ name }) => name)).to.not.include('putItem')
  })

  it('hand over what was typed exactly', async () => {
    opened = await siteWith()
    const form = {
      ...{ version: '7', title: 'Круглый стол', kind: 'round-table', form: 'distance', hours: '8,5' },
      ...{ plannedOn: '2026-12-01', plannedUntil: '2026-12-02', provider: 'Лицей', 'details.level': 'район' },
    }
    const { response } = await visit('learner', '/routes/route-1/items/i1', form)
    expect(response.status).to.equal(303)
    expect(opened.calls.at(-1)).to.deep.equal({
      name: 'putItem',
      args: [
        { routeId: 'route-1', version: 7 },
        {
          ...{ id: 'i1', title: 'Круглый стол', kind: 'round-table', form: 'distance', hours: 850 },
          ...{ plannedOn: '2026-12-01', plannedUntil: '2026-12-02', provider: 'Лицей' },
          details: { level: 'район' },
        },
      ],
    })
  })

  it('offer to put back what was removed', async () => {
    const removed = routeView({ removed: routeView().items.slice(0, 1) })
    opened = await siteWith({ read: async () => removed })
    const { cookie, base } = await opened.site.enter({ roles: ['learner'], personId: 'p-kovaleva' })
    const done = await opened.site.post(
      `${base}/routes/route-1/items/i1/order`,
      { version: '7', do: 'remove' },
      cookie,
    )
    expect(done.status).to.equal(303)
    const notice = done.headers.getSetCookie().map(each => each.split(';')[0])
    const html = await (
      await opened.site.get(String(done.headers.get('location')), [cookie, ...notice].join('; '))
    ).text()
    expect(html).to.match(/id="notice"[\s\S]*?Удалено из\sплана[\s\S]*?value="restore"/)
  })

  /** A route whose last line is what the visitor decided. */
  const decided = (line: Partial<RouteChange>, over: Partial<RouteView> = {}): RouteView => {
    const by = { by: 'p-kovaleva', byName: 'Ковалёва Анна Сергеевна', byRole: 'learner' }
    const at = { version: 7, revision: 2, at: '2026-11-20T04:00:00.000Z' }
    return waitingRoute({ history: [{ action: 'send', ...by, ...at, ...line }], ...over })
  }

  it('answer a sent plan with a page: whose turn it is, by name, how long that takes, and the way back', async () => {
    const route = decided({}, { may: ['withdraw', 'comment'] })
    opened = await siteWith({ read: async () => route, send: async () => route })
    const { response } = await visit('learner', '/routes/route-2/send', { version: '7' })
    expect(response.headers.get('location')).to.match(/\/routes\/route-2\/done$/)
    const { html } = await visit('learner', '/routes/route-2/done')
    expect(html).to.match(/<h1[^>]*>Маршрут отправлен</)
    expect(html).to.include('Согласует: Орлова Мария Ильинична. Обычно это 5 дней.')
    expect(html).to.include('Пока можно отозвать.')
    expect(html).to.match(/action="[^"]*\/routes\/route-2\/withdraw"/)
  })

  it('answer a decision with a page: what was decided, and who decides next', async () => {
    opened = await siteWith({ read: async () => decided({ action: 'take', does: 'agrees' }) })
    const { html } = await visit('curator', '/routes/route-2/done')
    expect(html)
      .to.match(/<h1[^>]*>Согласовано</)
      .and.include('href="/routes"')
    expect(html).to.not.include('/withdraw"')
  })

  it('answer the last decision with a page: the plan holds', async () => {
    const over = { steps: [], revision: { ...waitingRoute().revision, state: 'approved' as const } }
    opened = await siteWith({ read: async () => decided({ action: 'take', does: 'approves' }, over) })
    const { html } = await visit('curator', '/routes/route-2/done')
    expect(html).to.match(/<h1[^>]*>Маршрут утверждён и\sдействует</)
  })

  it('show the route itself where somebody else acted since', async () => {
    opened = await siteWith({ read: async () => decided({ by: 'p-head' }) })
    const { response } = await visit('learner', '/routes/route-2/done')
    expect(response.status).to.equal(303)
    expect(response.headers.get('location')).to.match(/\/routes\/route-2$/)
  })

  const row = { version: '7', title: 'Круглый \r\n стол', form: 'distance', hours: '8,5', provider: 'Лицей' }

  it('save a row field by field, all else as it was, and say when', async () => {
    opened = await siteWith()
    const { cookie, base } = await opened.site.enter({ roles: ['learner'], personId: 'p-kovaleva' })
    const form = { ...row, plannedOn: '2027-03-01' }
    const saved = await opened.site.post(`${base}/routes/route-1/items/i1/row`, form, cookie)
    expect(opened.calls.at(-1)).to.deep.equal({
      name: 'changeItem',
      args: [
        { routeId: 'route-1', version: 7 },
        'i1',
        { title: 'Круглый стол', form: 'distance', hours: 850, provider: 'Лицей', plannedOn: '2027-03-01' },
      ],
    })
    expect(saved.headers.get('location')).to.match(/#item-i1$/)
    const notice = saved.headers.getSetCookie().map(each => each.split(';')[0])
    const answer = await opened.site.get(`${base}/routes/route-1`, [cookie, ...notice].join('; '))
    const html = (await answer.text()).replaceAll('\u00a0', ' ')
    expect(html).to.match(/id="saved-i1"[^>]*>Сохранено в \d\d:\d\d</)
    expect(html).to.match(/id="saved-i2"[^>]*><\/small>/)
  })

  it('take away what an emptied field of a row said, and leave alone what the row does not send', async () => {
    opened = await siteWith()
    await visit('learner', '/routes/route-1/items/i1/row', { version: '7', form: '', hours: ' ' })
    expect(opened.calls.at(-1)?.args[2]).to.deep.equal({ form: null, hours: null })
  })

  const ownEvent = (): RouteItemView => {
    const { moduleId: _module, ...own } = routeView().items[1] as RouteItemView
    return own
  }

  it('let a module keep its title, form and hours, and an own event write all of its row', async () => {
    const items = [routeView().items[0] as RouteItemView, ownEvent()]
    opened = await siteWith({ read: async () => routeView({ items }) })
    const { html } = await visit('learner', '/routes/route-1')
    const fieldsOf = (id: string) =>
      [...html.matchAll(new RegExp(`id="(\\w+)-${id}" name="\\1" form="row-${id}"`, 'g'))].map(
        ([, name]) => name,
      )
    expect(fieldsOf('i1')).to.deep.equal(['plannedOn', 'provider'])
    expect(fieldsOf('i2')).to.deep.equal(['title', 'form', 'hours', 'plannedOn', 'provider'])
    expect(html).to.match(/<noscript><button type="submit">Сохранить строку/)
  })

  it('name what a row is refused for at its own fields and keep what was typed', async () => {
    const facts = { date: '2026-08-01', from: '2026-09-01', until: '2027-09-01' }
    const issues = [
      { path: 'plannedOn', code: 'date-outside-term' as const, message: '', facts },
      { path: 'provider', code: 'too-long' as const, message: '' },
    ]
    opened = await siteWith({ changeItem: refuse(new RouteItemError(issues)) })
    const form = { version: '7', plannedOn: '2026-08-01', provider: 'Лицей' }
    const { response, html } = await visit('learner', '/routes/route-1/items/i1/row', form)
    expect(response.status).to.equal(422)
    expect(html).to.include('<a href="#plannedOn-i1">Дата раньше срока программы: не раньше 1 сентября 2026')
    expect(html).to.match(/id="plannedOn-i1-error">Дата раньше/)
    expect(html).to.match(/value="2026-08-01"[^>]*id="plannedOn-i1"/)
    expect(html).to.match(/id="provider-i1"[^>]*>Лицей</)
  })

  it('refuse hours of a row that are no number before anything is asked', async () => {
    opened = await siteWith({ read: async () => routeView({ items: [ownEvent()] }) })
    const { response, html } = await visit('learner', '/routes/route-1/items/i2/row', {
      ...{ version: '7', hours: 'много' },
    })
    expect(response.status).to.equal(422)
    expect(html).to.match(/id="hours-i2-error">Часы — число больше нуля/)
    expect(opened.calls.map(({ name }) => name)).to.not.include('changeItem')
  })

  it('M6: take another day and another theme of an event where the plan holds', async () => {
    const may = ['move-date', 'change-theme', 'comment'] as const
    const refuse = async () => {
      throw new RouteItemError([{ path: 'title', code: 'title-missing', message: '' }])
    }
    opened = await siteWith({ read: async () => routeView({ may }), changeTheme: refuse })
    const { html } = await visit('curator', '/routes/route-1')
    expect(html)
      .to.match(/items\/i1\/date"/)
      .and.match(/items\/i1\/theme"/)
    const form = { version: '7', title: ' ' }
    const wrong = await visit('curator', '/routes/route-1/items/i1/theme', form)
    expect(wrong.response.status).to.equal(422)
    expect(wrong.html).to.include('<a href="#theme-i1">Напишите название мероприятия')
    await opened.site.close()
    opened = await siteWith({ read: async () => routeView({ may }) })
    await visit('curator', '/routes/route-1/items/i1/theme', { ...form, title: 'Оценивание' })
    expect(opened.calls.at(-1)).to.deep.equal({
      name: 'changeTheme',
      args: [{ routeId: 'route-1', version: 7 }, 'i1', 'Оценивание'],
    })
  })

  it('begin an empty plan with the mandatory modules, all at one press', async () => {
    const missing = ['m1', 'm2', 'm3', 'm4'].map(id => ({ id, title: `Модуль ${id}` }))
    const plan = { ...routeView().plan, mandatory: { total: 4, planned: 0, missing }, lastPlannedOn: null }
    opened = await siteWith({ read: async () => routeView({ items: [], plan }) })
    const { html } = await visit('learner', '/routes/route-1')
    expect(html).to.include('Начните с обязательных модулей: их 4.').and.include('Добавить все 4')
    expect(html).to.match(/id="mandatory-day"[^>]*value="2027-09-01"/)
    expect(html.match(/action="[^"]*\/mandatory"/g)).to.have.length(1)
  })

  it('show the way of a route to its end: names of those to come, then under way and carried out', async () => {
    opened = await siteWith({ read: async () => waitingRoute() })
    const strip = /<h2 id="strip">[\s\S]*?<\/ol>/.exec((await visit('learner', '/routes/route-2')).html)?.[0]
    const text = strip?.replace(/<[^>]+>/g, '')
    expect(text).to.match(/Черновик[\s\S]*Орлова Мария Ильинична[\s\S]*Идёт[\s\S]*Выполнен/)
  })

  it('tell who changed the route meanwhile, and keep the comment', async () => {
    const met = {
      byName: 'Петров Пётр Петрович',
      at: '2026-11-22T02:40:00.000Z',
      action: 'return',
      version: 7,
    }
    const differences = [
      { field: 'routeState', was: 'in-approval', now: 'returned' },
      { field: 'event:i1', was: 'Урок, 8.00, 2026-03-01', now: 'Урок, 8.00, 2026-04-01' },
    ]
    const meanwhile = { ...met, differences }
    opened = await siteWith({ take: refuse(new RouteChangedError('x', {}, { meanwhile })) })
    const form = { version: '6', revision: '2', do: 'take', comment: 'Хороший план' }
    const { response, html } = await visit('curator', '/routes/route-2/decide', form)
    expect(response.status).to.equal(409)
    const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(text)
      .to.include('изменения внёс другой человек: Петров Пётр Петрович, сегодня, 09:40.')
      .and.to.match(/Маршрут было На согласовании стало Возвращён на доработку/)
      .and.to.match(/Мероприятие было Урок, 8.00, 01.03.2026 стало Урок, 8.00, 01.04.2026/)
    expect(html).to.include('name="comment" value="Хороший план"')
    expect(html).to.include('name="version" value="7"')
    expect(html).to.match(/<a class="button" href="[^"]*\/routes\/route-2">Оставить как стало/)
  })

  for (const [error, words] of [
    [new OwnRouteError('x'), 'Свой маршрут согласует другой'],
    [new RouteOutOfTurnError('x'), 'Ваша очередь ещё не пришла'],
    [new RouteCommentRequiredError('x'), 'Нужен комментарий'],
  ] as const) {
    it(`say in words why they refuse: ${error.code}`, async () => {
      opened = await siteWith({ take: refuse(error) })
      const form = { version: '7', revision: '2', do: 'take' }
      const { response, html } = await visit('curator', '/routes/route-2/decide', form)
      expect(response.status).to.equal(error.status)
      expect(html).to.include(words)
    })
  }

  it('take the step with its order, or return it with the comment', async () => {
    opened = await siteWith()
    const form = { version: '7', revision: '2', comment: 'Да', orderNumber: '17-од', orderDate: '2026-11-20' }
    await visit('curator', '/routes/route-2/decide', { ...form, do: 'take' })
    await visit('curator', '/routes/route-2/decide', { ...form, do: 'return' })
    const asked = opened.calls.filter(({ name }) => name !== 'read')
    const at = { routeId: 'route-2', version: 7, revision: 2 }
    expect(asked).to.deep.equal([
      { name: 'take', args: [at, { comment: 'Да', order: { number: '17-од', date: '2026-11-20' } }] },
      { name: 'returnForRework', args: [at, 'Да'] },
    ])
  })

  it('offer only what whoever looks may do', async () => {
    opened = await siteWith()
    const own = (await visit('learner', '/routes/route-1')).html
    expect(own).to.include('/routes/route-1/send')
    expect(own).to.not.include('/decide"')
    const others = (await visit('curator', '/routes/route-2')).html
    expect(others).to.include('/routes/route-2/decide')
    expect(others).to.not.include('/send"')
    expect(others).to.include('Орлова Мария Ильинична')
  })

  it('say that nobody is appointed where it is so', async () => {
    const [step] = waitingRoute().steps
    const alone = waitingRoute({ steps: [{ ...(step as NonNullable<typeof step>), holders: [] }] })
    opened = await siteWith({ read: async () => alone })
    expect((await visit('curator', '/routes/route-2')).html).to.include('Никто не назначен')
  })

  it('lead a learner who decides on others to what waits for them', async () => {
    opened = await siteWith()
    expect((await visit('learner', '/route')).html).to.include('Ждут вашего решения')
    await opened.site.close()
    opened = await siteWith({ list: async () => ({ rows: [], next: null }) })
    expect((await visit('learner', '/route')).html).to.not.include('Ждут вашего решения')
  })

  it('begin a route by one press where there is none', async () => {
    const programme = { id: 'p', title: 'Дидактика' }
    const mine = async () => [{ enrolmentId: 'en-1', programme, route: null, mayStart: true, startedBy: [] }]
    opened = await siteWith({ mine })
    expect((await visit('learner', '/route')).html).to.include('Начать маршрут')
    const { response } = await visit('learner', '/routes', { enrolment: 'en-1' })
    expect(response.headers.get('location')).to.match(/\/routes\/route-1$/)
    expect(opened.calls.at(-1)).to.deep.equal({ name: 'start', args: [{ enrolmentId: 'en-1' }] })
  })
})

describe('the menu of somebody who was appointed', () => {
  it('has the queue, routes, learners, acts and reports beside their own book, and nobody else has them', async () => {
    const held: Record<string, Approver[]> = { 'p-head': ['head'], 'p-district': ['municipality'] }
    const roles = async ({ personId }: { personId: string }) => held[personId] ?? []
    const site = await openSite({ appointments: fakeAppointments({ roles }) })
    try {
      const menuOf = async (personId: string) => {
        const { cookie } = await site.enter({ roles: ['learner'], personId })
        return (await site.get('/book', cookie)).text()
      }
      for (const path of ['/queue', '/routes', '/learners', '/acts', '/reports'])
        expect(await menuOf('p-head'), path).to.match(new RegExp(`<li><a href="(/~\\w+)?${path}"`))
      expect(await menuOf('p-other')).to.not.match(/<li><a href="(\/~\w+)?\/queue"/)
      const writing = /<li><a href="(\/~\w+)?\/admin\/writing"/
      expect(await menuOf('p-district')).to.match(writing)
      expect(await menuOf('p-head')).to.not.match(writing)
    } finally {
      await site.close()
    }
  })
})

describe('the page of people and roles', () => {
  const asked: unknown[] = []
  let site: Site
  let cookie: string
  before(async () => {
    const fake = fakeAppointments()
    site = await openSite({
      appointments: fakeAppointments({
        appoint: async (actor, input) => {
          asked.push(input)
          return fake.appoint(actor, input)
        },
        handOver: async (actor, input) => {
          asked.push(input)
          return fake.handOver(actor, input)
        },
      }),
    })
    cookie = (await site.enter({ roles: ['administrator'] })).cookie
  })
  after(() => site.close())

  it('says that a role was there already, and by whom if it is another term, and keeps what was typed', async () => {
    const fake = fakeAppointments()
    const met = {
      ...{ byName: 'Белова Ирина Олеговна', at: '2026-11-20T04:00:00.000Z', action: 'appointed' },
      differences: [],
    }
    const facts = { id: 'ap-1', from: '2026-09-01', until: '' }
    const here = await openSite({
      appointments: fakeAppointments({
        appoint: async (actor, input) => {
          if (input.basis) throw new HeldAlreadyError('held', facts, { meanwhile: met })
          return { ...(await fake.appoint(actor, input)), isNew: false }
        },
      }),
    })
    try {
      const { cookie: own } = await here.enter({ roles: ['administrator'] })
      const form = { find: 'Фё', personId: 'p-next', role: 'head', from: '2026-09-01', basis: '' }
      const again = await here.post('/admin/people/appoint', form, own)
      const notice = again.headers.getSetCookie().map(each => each.split(';')[0])
      const html = await (await here.get('/admin/people', [own, ...notice].join('; '))).text()
      expect(html).to.include('Эта роль уже назначена')
      const other = await here.post('/admin/people/appoint', { ...form, basis: 'приказ № 9' }, own)
      expect(other.status).to.equal(422)
      const page = (await other.text()).replace(/[\s\u00a0]+/g, ' ')
      expect(page).to.include('Эта роль у человека уже есть: с 01.09.2026. Назначено: Белова Ирина')
      expect(page).to.include('приказ № 9')
    } finally {
      await here.close()
    }
  })

  it('appoints a person who was found, for programmes and schools', async () => {
    const form = {
      ...{ find: 'Фё', personId: 'p-next', role: 'head', programmes: ['prog-1'] },
      ...{ organisations: 'Школа № 12\r\nЛицей № 3\r\n', from: '2026-09-01', until: '', basis: 'приказ № 4' },
    }
    const response = await site.post('/admin/people/appoint', form, cookie)
    expect(response.status).to.equal(303)
    expect(asked.at(-1)).to.deep.equal({
      ...{ personId: 'p-next', role: 'head', from: '2026-09-01', basis: 'приказ № 4' },
      ...{ programmeIds: ['prog-1'], organisations: ['Школа № 12', 'Лицей № 3'] },
    })
  })

  it('hands over only after it showed what goes over', async () => {
    const form = { from: 'p-head', find: 'Фё', toPersonId: 'p-next', on: '2026-11-22', comment: '' }
    const checked = await (
      await site.post('/admin/people/hand-over', { ...form, do: 'check' }, cookie)
    ).text()
    expect(checked).to.match(/id="moving"[\s\S]*руководитель организации/)
    expect(checked.replaceAll('\u00a0', ' ')).to.include('Передать: 1 полномочие')
    const done = await site.post('/admin/people/hand-over', { ...form, do: 'now' }, cookie)
    expect(done.status).to.equal(303)
    expect(asked.at(-1)).to.deep.equal({ fromPersonId: 'p-head', toPersonId: 'p-next', on: '2026-11-22' })
  })

  it('asks for the other person before it hands anything over', async () => {
    const before = asked.length
    const response = await site.post(
      '/admin/people/hand-over',
      { from: 'p-head', find: 'Фё', on: '2026-11-22', do: 'now' },
      cookie,
    )
    expect(response.status).to.equal(422)
    expect(await response.text()).to.include('Выберите другого человека')
    expect(asked).to.have.length(before)
  })
})
