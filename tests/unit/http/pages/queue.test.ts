import { expect } from 'chai'
import type { Credits } from '#credits/contract'
import { ConflictError } from '#domain/errors'
import { batch, fakeCredits, NOW, openSite, type Site } from '../support/fakes.ts'
import { queueRow, queueView } from '../support/views.ts'

interface Asked {
  name: string
  input: unknown
}

/** Credits that note what the pages asked of them. */
function noting(over: Partial<Credits> = {}) {
  const asked: Asked[] = []
  const credits = fakeCredits(over)
  const names = ['listQueue', 'confirmEntries', 'rejectEntries', 'correctEntry', 'undoBatch'] as const
  for (const name of names) {
    const original = credits[name] as (actor: unknown, input: unknown) => unknown
    Object.assign(credits, {
      [name]: (actor: unknown, input: unknown) => {
        asked.push({ name, input })
        return original(actor, input)
      },
    })
  }
  return {
    credits,
    asked,
    of: (name: string) => asked.filter(one => one.name === name).map(one => one.input),
  }
}

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map(c => c.split(';')[0])
    .join('; ')

describe("the curator's queue", () => {
  let site: Site
  let cookie: string
  let notes: ReturnType<typeof noting>

  async function open(over: Partial<Credits> = {}) {
    notes = noting(over)
    site = await openSite({ credits: notes.credits })
    cookie = (await site.enter({ roles: ['curator'] })).cookie
  }
  afterEach(() => site.close())

  /** The page that asks for a reason, by its own address. */
  async function askReason(form: Record<string, string | string[]>): Promise<string> {
    const sent = await site.post('/queue/reject', form, cookie)
    expect([sent.status, sent.headers.get('location')]).to.deep.equal([303, '/queue/reject'])
    return (await site.get('/queue/reject', cookie)).text()
  }

  it('ticks rows without remarks, leaves flagged ones and says both numbers', async () => {
    await open()
    const html = await (await site.get('/queue', cookie)).text()
    const ticked = [...html.matchAll(/<input[^>]*name="(entry|flagged)"[^>]*>/g)].map(([tag, name]) => [
      name,
      / checked/.test(tag),
    ])
    expect(ticked).to.deep.equal([
      ['entry', true],
      ['entry', true],
      ['flagged', false],
      ['entry', true],
      ['flagged', false],
      ['entry', true],
    ])
    expect(plain(html))
      .to.include('Выбрано 4 из 6. Исключены с замечаниями: 2.')
      .and.to.include('Подтвердить 4 записи')
  })

  it('has the bulk bar above and below the list', async () => {
    await open()
    const html = await (await site.get('/queue', cookie)).text()
    expect(html.indexOf('id="bulk-above"')).to.be.lessThan(html.indexOf('<table'))
    expect(html.indexOf('id="bulk-below"')).to.be.greaterThan(html.indexOf('</table>'))
  })

  it('does not let a curator tick their own entry', async () => {
    const own = queueView()
    own.groups[0]?.rows.splice(0, 6, { ...queueRow(0), own: true })
    await open({ listQueue: async () => own })
    const html = await (await site.get('/queue', cookie)).text()
    expect(html).to.match(/<input[^>]*name="entry"[^>]*disabled/)
    expect(plain(html)).to.include('Это ваша собственная запись.')
  })

  it('T15: says who signs a line that is not the reader’s to sign, and lets nobody tick it', async () => {
    const others = queueView()
    others.groups[0]?.rows.splice(0, 6, { ...queueRow(0), signedBy: ['head', 'methodist'] })
    await open({ listQueue: async () => others })
    const html = await (await site.get('/queue', cookie)).text()
    expect(html).to.match(/<input[^>]*name="entry"[^>]*disabled/)
    expect(html).to.not.match(/<input[^>]*name="entry"[^>]*checked/)
    expect(plain(html)).to.include('Подписывает: руководитель организации, методист')
  })

  it('confirms what is ticked, flagged entries only because they were ticked by hand', async () => {
    await open()
    const done = await site.post('/queue/confirm', { entry: ['e100', 'e101'], flagged: ['e102'] }, cookie)
    expect([done.status, done.headers.get('location')]).to.deep.equal([303, '/queue'])
    expect(notes.of('confirmEntries')).to.deep.equal([
      { entryIds: ['e100', 'e101', 'e102'], despiteRemarks: ['e102'] },
    ])
  })

  it('names each action by the instant of its page, so that a form sent twice is one', async () => {
    await open()
    const seenAt = NOW.toISOString()
    const page = await (await site.get('/queue', cookie)).text()
    expect(page).to.include(`name="seenAt" value="${seenAt}"`)
    const asked = await askReason({ entry: 'e100', seenAt })
    expect(asked).to.include(`name="seenAt" value="${seenAt}"`)
    await site.post('/queue/confirm', { entry: 'e100', seenAt }, cookie)
    await site.post('/queue/reject/now', { entry: 'e100', reason: 'Нет документа', seenAt }, cookie)
    const [confirmed, rejected] = [...notes.of('confirmEntries'), ...notes.of('rejectEntries')]
    expect([confirmed, rejected]).to.deep.equal([
      { entryIds: ['e100'], despiteRemarks: [], key: seenAt },
      { entryIds: ['e100'], reason: 'Нет документа', key: seenAt },
    ])
  })

  it('tells after a reload what was done, and undoes it in one press', async () => {
    await open()
    const done = await site.post('/queue/confirm', { entry: ['e100', 'e101'] }, cookie)
    const html = await (await site.get('/queue', `${cookie}; ${cookiesOf(done)}`)).text()
    expect(plain(html)).to.include('Подтверждено 2 записи, 16 часов.').and.to.include('можно до 10:15')
    expect(html).to.match(/name="batch" value="batch-1"/)
    await site.post('/queue/undo', { batch: 'batch-1' }, cookie)
    expect(notes.of('undoBatch')).to.deep.equal([{ batchId: 'batch-1' }])
  })

  it('names what was left out, with the reason, and skips nothing in silence', async () => {
    const refused = [
      { entryId: 'e101', code: 'conflict' },
      { entryId: 'e102', code: 'something_new' },
    ]
    await open({ confirmEntries: async () => batch(['e100'], { refused }) })
    const done = await site.post('/queue/confirm', { entry: ['e100', 'e101', 'e102'] }, cookie)
    const text = plain(await (await site.get('/queue', `${cookie}; ${cookiesOf(done)}`)).text())
    expect(text)
      .to.include('Не вошло 2 записи:')
      .and.to.include('изменилась, пока вы смотрели (1)')
      .and.to.include('не удалось (1)')
  })

  it('names each with its reason, first what the queue does not show, and leads to the rest', async () => {
    const remarks = Array.from({ length: 30 }, (_, i) => ({ entryId: `e${100 + i}`, code: 'remark' }))
    const refused = [...remarks, { entryId: 'e130', code: 'conflict' }]
    const asked: string[][] = []
    await open({
      confirmAll: async () => batch(['e99'], { refused }),
      readEntries: async (_actor, { entryIds }) => {
        asked.push(entryIds)
        return entryIds.map(id => ({ ...queueRow(1), entry: { ...queueRow(1).entry, id } }))
      },
    })
    const path = '/queue/confirm-all?programme=prog-1'
    const done = await site.post(path, { seenAt: '2026-11-22T02:00:00.000Z' }, cookie)
    const html = await (await site.get('/queue?programme=prog-1', `${cookie}; ${cookiesOf(done)}`)).text()
    expect([asked[0]?.length, asked[0]?.[0]]).to.deep.equal([20, 'e130'])
    const [first, second] = plain(html).match(/· [^·]+· ждёт подтверждения/g) ?? []
    expect([first, second].join()).to.include('изменилась, пока вы смотрели').and.to.include('есть замечание')
    expect(html).to.match(/href="[^"]*\/queue\?programme=prog-1&amp;remarks=with">Показать те, что/)
    expect(plain(html)).to.include('Показаны первые 20 из 31')
  })

  it('names whose entries were left out, how they stand, and who was faster', async () => {
    const refused = [{ entryId: 'e101', code: 'conflict' }]
    const row = queueRow(1)
    const step = { action: 'reject' as const, from: 'imported' as const, to: 'rejected' as const }
    const by = {
      by: 'p-other',
      byName: 'Белова Ирина Олеговна',
      byRole: 'curator',
      at: '2026-11-22T03:04:00.000Z',
    }
    const entry = { ...row.entry, status: 'rejected' as const, history: [{ ...step, ...by }] }
    const asked: string[][] = []
    await open({
      confirmEntries: async () => batch(['e100'], { refused }),
      readEntries: async (_actor, { entryIds }) => {
        asked.push(entryIds)
        return [{ ...row, entry }]
      },
    })
    const done = await site.post('/queue/confirm', { entry: ['e100', 'e101'] }, cookie)
    expect(done.headers.get('set-cookie')).to.not.include(encodeURIComponent('Белова'))
    const html = await (await site.get('/queue', `${cookie}; ${cookiesOf(done)}`)).text()
    expect(asked).to.deep.equal([['e101']])
    expect(plain(html)).to.include('отклонена · Белова Ирина Олеговна, сегодня, 10:04')
  })

  it('names the learner who will read why, where one entry was rejected', async () => {
    await open({ rejectEntries: async () => batch(['e100']) })
    const done = await site.post('/queue/reject/now', { entry: 'e100', reason: 'Нет документа' }, cookie)
    const text = plain(await (await site.get('/queue', `${cookie}; ${cookiesOf(done)}`)).text())
    expect(text).to.include('Отклонено. Алексеева Мария Петровна увидит причину.')
  })

  it('says how many of an event its source reported, where one did', async () => {
    await open()
    const text = plain(await (await site.get('/queue', cookie)).text())
    expect(text).to.include('· Moodle ТГПУ · в ведомости 32')
    const view = queueView()
    for (const group of view.groups) group.reported = null
    await site.close()
    await open({ listQueue: async () => view })
    expect(await (await site.get('/queue', cookie)).text()).to.not.include('в ведомости')
  })

  it('stays where it was, filter and all, when nothing was ticked', async () => {
    await open()
    const here = '/queue?source=c1&text=%D0%98%D0%B2'
    const html = await (await site.post('/queue/confirm', { return: here }, cookie)).text()
    expect(notes.of('listQueue')).to.deep.equal([{ limit: 50, connectionId: 'c1', text: 'Ив' }])
    expect(html).to.include(`name="return" value="${here.replaceAll('&', '&amp;')}"`)
    const done = await site.post('/queue/confirm', { entry: 'e100', return: here }, cookie)
    expect(done.headers.get('location')).to.equal(here)
  })

  it('asks to tick something when nothing is ticked', async () => {
    await open()
    const empty = await site.post('/queue/confirm', {}, cookie)
    expect(empty.status).to.equal(422)
    const html = await empty.text()
    expect(html).to.include('<title>Ошибка: ')
    expect(plain(html)).to.include('Отметьте хотя бы одну запись')
    expect(notes.of('confirmEntries')).to.deep.equal([])
    const done = await site.post('/queue/confirm', { entry: ['e100'] }, cookie)
    const again = await site.post('/queue/confirm', {}, `${cookie}; ${cookiesOf(done)}`)
    expect(await again.text(), 'what was done before can still be undone').to.include('id="undo-button"')
  })

  it('asks for the reason of a rejection on a page of its own', async () => {
    await open()
    const html = await askReason({ entry: ['e100', 'e101'], return: '/queue?programme=prog-1' })
    expect(plain(html)).to.include('Отклонить 2 записи').and.to.include('Алексеева Мария Петровна')
    expect(notes.of('rejectEntries')).to.deep.equal([])
    const none = await site.post('/queue/reject/now', { entry: ['e100'], reason: '  ' }, cookie)
    expect([none.status, notes.of('rejectEntries').length]).to.deep.equal([422, 0])
    const done = await site.post(
      '/queue/reject/now',
      { entry: ['e100'], reason: 'Нет документа', return: '/queue?programme=prog-1' },
      cookie,
    )
    expect(done.headers.get('location')).to.equal('/queue?programme=prog-1')
    expect(notes.of('rejectEntries')).to.deep.equal([{ entryIds: ['e100'], reason: 'Нет документа' }])
  })

  it('corrects what changed, with a reason, and keeps the typed words when a field is wrong', async () => {
    await open()
    const path = '/learners/p-kovaleva/entries/e9/correct'
    const wrong = await site.post(
      path,
      { hours: '36,5 ч.', date: '2026-11-15', document: 'сертификат № 512', reason: '' },
      cookie,
    )
    const html = await wrong.text()
    expect(wrong.status).to.equal(422)
    expect(html)
      .to.include('value="36,5 ч."')
      .and.to.include('href="#hours"')
      .and.to.include('href="#reason"')
    const done = await site.post(
      path,
      { hours: '8,5', date: '15.11.2026', document: 'сертификат № 512', reason: 'Опечатка' },
      cookie,
    )
    expect(done.status).to.equal(303)
    expect(notes.of('correctEntry')).to.deep.equal([{ entryId: 'e9', reason: 'Опечатка', hours: 850 }])
  })

  it('names who was faster, when and how, and keeps the typed words', async () => {
    await open({
      correctEntry: async () => {
        throw new ConflictError('the entry was changed meanwhile')
      },
    })
    const form = { hours: '8,5', date: '2026-11-15', document: '', reason: 'Опечатка' }
    const response = await site.post('/learners/p-kovaleva/entries/e9/correct', form, cookie)
    const html = await response.text()
    expect(response.status).to.equal(409)
    expect(plain(html)).to.match(
      /Пока вы смотрели, изменения внёс другой человек: [^<]+, (сегодня|\d\d\.\d\d\.\d{4}), \d\d:\d\d/,
    )
    expect(html).to.include('value="8,5"').and.to.include('Опечатка')
  })

  it('asks for a change when a correction has none', async () => {
    await open()
    const same = await site.post(
      '/learners/p-kovaleva/entries/e9/correct',
      { hours: '16', date: '2026-11-15', document: 'сертификат № 512', reason: 'x' },
      cookie,
    )
    expect([same.status, notes.of('correctEntry').length]).to.deep.equal([422, 0])
  })

  it('counts by the tariff that the server knows, in one press', async () => {
    const row = { ...queueRow(2), tariffHours: 800 as never }
    await open({ readEntries: async () => [row] })
    const done = await site.post(
      '/learners/p-kovaleva/entries/e9/tariff?programme=prog-1',
      { hours: '99' },
      cookie,
    )
    expect(done.status).to.equal(303)
    expect(notes.of('correctEntry')[0]).to.include({ entryId: 'e9', hours: 800 })
    expect(notes.of('confirmEntries')).to.deep.equal([{ entryIds: ['e200'] }])
  })

  it('counts despite a remark after a check page', async () => {
    await open()
    expect((await site.get('/learners/p-kovaleva/entries/e9/accept', cookie)).status).to.equal(200)
    await site.post('/learners/p-kovaleva/entries/e9/accept', {}, cookie)
    expect(notes.of('confirmEntries')).to.deep.equal([{ entryIds: ['e9'], despiteRemarks: ['e9'] }])
  })

  it('hands filters and the place of the page to the use case', async () => {
    await open()
    const html = await (await site.get('/queue?programme=prog-1&source=c1&text=Иван', cookie)).text()
    const next = /name="to" value="(\/queue\?[^"]+after=[^"]+)"/.exec(html)?.[1]?.replace(/&amp;/g, '&') ?? ''
    const turned = await site.post('/queue/page', { to: next }, cookie)
    expect([turned.status, turned.headers.get('location')]).to.deep.equal([303, next])
    await site.get(next, cookie)
    expect(notes.of('listQueue')).to.deep.equal([
      { limit: 50, programmeId: 'prog-1', connectionId: 'c1', text: 'Иван' },
      {
        limit: 50,
        programmeId: 'prog-1',
        connectionId: 'c1',
        text: 'Иван',
        after: { programmeId: 'prog-1', moduleId: 'm2', date: '2026-11-15', id: 'e105' },
      },
    ])
  })

  it('starts anew for a place that nobody made', async () => {
    await open()
    expect((await site.get('/queue?after=%00garbage', cookie)).status).to.equal(200)
    expect(notes.of('listQueue')).to.deep.equal([{ limit: 50 }])
  })

  it('narrows the page by remarks', async () => {
    await open()
    const html = await (await site.get('/queue?remarks=with', cookie)).text()
    expect(html.match(/data-row=/g)).to.have.length(2)
  })

  it('is narrowed to one module of the programme, also when all is confirmed', async () => {
    const asked: unknown[] = []
    await open({
      listQueue: async (_actor, query) => {
        asked.push(query.moduleId)
        return queueView()
      },
      confirmAll: async (_actor, query) => {
        asked.push(query.moduleId)
        return batch(['e100'])
      },
    })
    const html = await (await site.get('/queue?module=m2', cookie)).text()
    expect(html).to.match(/<select id="module"[\s\S]*?value="m2" selected/)
    const action = /formaction="([^"]*confirm-all[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    await site.post(action, { seenAt: '2026-11-22T03:00:00.000Z' }, cookie)
    expect(asked).to.deep.equal(['m2', 'm2'])
  })

  it('shows what the learner will read before an entry is rejected', async () => {
    await open({})
    const form = { entry: 'e100', usual: 'Неверная дата' }
    const html = await askReason(form)
    expect(plain(html)).to.include('В книжке будет: Отклонено 22 ноября 2026, Орлова Мария Ильинична: «')
    expect(html).to.match(/data-shows="reason">Неверная.дата<\/span>/)
  })

  it('of 1,000,000 says “more than 1,000”, shows its page and offers all by filter', async () => {
    const asked: number[] = []
    await open({
      listQueue: async (_actor, { limit = 0 }) => {
        asked.push(limit)
        return queueView({ waiting: { count: 1000, more: true }, late: { count: 1000, more: true } })
      },
    })
    const html = await (await site.get('/queue', cookie)).text()
    expect(plain(html))
      .to.include('Ждут подтверждения: больше 1000')
      .and.include('По этому отбору ждут: больше 1000')
    expect(html).to.include('formaction="/queue/confirm-all?')
    expect(asked).to.deep.equal([50])
  })

  it('leads from an event that the page cuts in two to the rest of it', async () => {
    const next = { programmeId: 'prog-1', moduleId: 'm1', date: '2026-11-15', id: 'e100' }
    await open({ listQueue: async () => queueView({ next }) })
    const html = (await (await site.get('/queue', cookie)).text()).replaceAll('\u00a0', ' ')
    expect(html).to.match(
      /<button [^>]*value="\/queue\?[^"]*after=[^"]*"[^>]*>Показать ещё 26 записей этого мероприятия/,
    )
    await site.close()
    await open({ listQueue: async () => queueView({ next: null }) })
    expect(plain(await (await site.get('/queue', cookie)).text())).to.not.include('Показать ещё')
  })

  it('leads from how many wait for long to these alone, and back, with the other filters kept', async () => {
    const asked: object[] = []
    await open({
      listQueue: async (_actor, query) => {
        asked.push(query)
        return queueView({ late: { count: 6, more: false } })
      },
    })
    const html = (await (await site.get('/queue?programme=prog-1', cookie)).text()).replaceAll('\u00a0', ' ')
    const link = /<a href="([^"]*)">6.записей ждут дольше 7.дней\.<\/a>/
      .exec(html)?.[1]
      ?.replaceAll('&amp;', '&')
    expect(link).to.include('programme=prog-1').and.include('late=yes')
    const only = (await (await site.get(String(link), cookie)).text()).replaceAll('\u00a0', ' ')
    expect(asked.at(-1)).to.deep.equal({ limit: 50, programmeId: 'prog-1', late: true })
    expect(only)
      .to.match(/Показаны только они\. <a href="/)
      .and.include('name="late" value="yes"')
    expect(only).to.match(/href="\/queue\?programme=prog-1">Показать.все/)
  })

  it('says that all is done when nobody waits', async () => {
    await open({
      listQueue: async () =>
        queueView({
          groups: [],
          next: null,
          waiting: { count: 0, more: false },
          late: { count: 0, more: false },
        }),
    })
    expect(plain(await (await site.get('/queue', cookie)).text())).to.include('Всё разобрано.')
    expect(plain(await (await site.get('/queue?text=Я', cookie)).text())).to.include(
      'По этому отбору никто не ждёт.',
    )
  })

  it('names the next import and has one button: to import now, or to look again', async () => {
    const waiting = { count: 0, more: false }
    const source = { id: 'c1', title: 'Moodle ТГПУ', lastRunAt: '2026-11-22T02:40:00.000Z' }
    const later = { ...source, nextRunAt: '2026-11-22T11:00:00.000Z' }
    const due = { ...source, id: 'c2', title: 'Портал', nextRunAt: '2026-11-22T02:59:00.000Z' }
    await open({
      listQueue: async () =>
        queueView({ groups: [], next: null, waiting, late: waiting, sources: [later, due] }),
    })
    const html = await (await site.get('/queue', cookie)).text()
    expect(plain(html)).to.include('Следующая загрузка из Moodle ТГПУ: сегодня, 18:00.')
    expect(plain(html)).to.include('Загрузка из Портал вот-вот начнётся или идёт.')
    expect(html).to.include('Посмотреть снова').and.not.include('/admin/connections')
    const administrator = await site.enter({ roles: ['curator', 'administrator'] })
    const own = await (await site.get('/queue', administrator.cookie)).text()
    expect(own).to.include('action="/admin/connections/c1/run"').and.not.include('Посмотреть снова')
  })

  it('does not say that all is done on a page behind the last one', async () => {
    await open({ listQueue: async () => queueView({ groups: [], next: null }) })
    const html = await (await site.get('/queue?after=x', cookie)).text()
    expect(plain(html)).to.include('Показать все').and.not.include('Всё разобрано')
  })

  it('says on the first day what to look at, and to whom to turn', async () => {
    const waiting = { count: 0, more: false }
    const firstDay = {
      learners: { count: 40, more: false },
      sources: [{ title: 'Moodle ТГПУ', completions: 0 }],
    }
    const first = queueView({ groups: [], next: null, waiting, late: waiting, firstDay })
    await open({ listQueue: async () => first })
    const text = plain(await (await site.get('/queue', cookie)).text())
    expect(text)
      .to.include('Записей ещё не было. Проверьте подключение: Moodle ТГПУ, 40 слушателей, 0 прохождений.')
      .and.include('попросите администратора')
    expect(text).to.not.include('Всё разобрано.')
    const administrator = await site.enter({ roles: ['curator', 'administrator'] })
    expect(await (await site.get('/queue', administrator.cookie)).text()).to.include('/admin/diagnosis')
    firstDay.sources = [{ title: 'Moodle ТГПУ', completions: 12 }]
    const html = await (await site.get('/queue', cookie)).text()
    expect(plain(html)).to.include('12 прохождений')
    expect(html).to.match(/<p><a href="[^"]*\/matching">/)
  })

  it('says so when somebody else was faster', async () => {
    await open({
      undoBatch: async () => {
        throw new ConflictError('changed')
      },
    })
    const late = await site.post('/queue/undo', { batch: 'b' }, cookie)
    expect(late.status).to.equal(409)
    expect(plain(await late.text())).to.include('Запись уже изменили')
  })
})
