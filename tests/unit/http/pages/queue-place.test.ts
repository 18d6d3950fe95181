/** The queue stays where it was, filter, page and row, and remembers what was unticked, without script as well. */
import { expect } from 'chai'
import type { Credits } from '#credits/contract'
import { batch, fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { queueRow } from '../support/views.ts'

const HERE = '/queue?programme=prog-1&after=abc'
const ROW = `${HERE}#pick-e102`
const ENTRY = '/learners/p-kovaleva/entries/e9'
const seenAt = '2026-11-22T03:00:00.000Z'

describe('the place in the queue', () => {
  let site: Site
  let cookie: string
  afterEach(() => site.close())

  async function open(over: Partial<Credits> = {}): Promise<void> {
    site = await openSite({ credits: fakeCredits(over) })
    cookie = (await site.enter({ roles: ['curator'] })).cookie
  }
  const read = async (path: string) =>
    (await (await site.get(path, cookie)).text()).replaceAll('&amp;', '&').replaceAll('\u00a0', ' ')
  const ticked = async (path: string) =>
    [...(await read(path)).matchAll(/id="pick-(\w+)"[^>]* checked/g)].map(([, id]) => id)

  it('is named by every link and button of a row, and by the page of its evidence', async () => {
    await open()
    const html = await read('/queue?programme=prog-1')
    const asked = encodeURIComponent('/queue?programme=prog-1#pick-e102')
    for (const way of ['?programme', '/accept', '/correct', '/reject', '/tariff'])
      expect(html, way).to.match(new RegExp(`/entries/e102${way.replace('?', '[?]')}[^"]*&return=${asked}"`))
    const evidence = await read(`${ENTRY}?programme=prog-1&return=${encodeURIComponent(ROW)}`)
    expect(evidence).to.include(`<a href="${ROW}">К очереди</a>`)
    expect(evidence).to.include(`/entries/e9/accept?programme=prog-1&${new URLSearchParams({ return: ROW })}`)
  })

  it('is where each decision leads back to, and the way out of it', async () => {
    await open()
    const correction = { hours: '8,5', date: '2026-11-15', document: 'сертификат № 512', reason: 'Опечатка' }
    for (const [path, form] of [
      [`${ENTRY}/accept`, {}],
      [`${ENTRY}/correct`, correction],
      [`${ENTRY}/reject`, { entry: 'e9', reason: 'Нет документа' }],
    ] as const) {
      const html = await read(`${path}?return=${encodeURIComponent(ROW)}`)
      expect(html, path).to.include(`name="return" value="${ROW}"`).and.include(`href="${ROW}"`)
      const to = path.endsWith('/reject') ? '/queue/reject/now' : path
      const done = await site.post(to, { ...form, return: ROW }, cookie)
      expect([done.status, done.headers.get('location')], path).to.deep.equal([303, ROW])
    }
    const undone = await site.post('/queue/undo', { batch: 'batch-1', return: HERE }, cookie)
    expect(undone.headers.get('location')).to.equal(HERE)
    expect(await read(`/queue/batch/b-1?return=${encodeURIComponent(HERE)}`)).to.include(`href="${HERE}"`)
  })

  it('is never at another host', async () => {
    await open()
    const done = await site.post(`${ENTRY}/accept`, { return: '//evil.example' }, cookie)
    expect(done.headers.get('location')).to.equal('/queue')
    expect(await read(`${ENTRY}?return=//evil.example`)).to.not.include('href="//evil')
  })

  it('keeps what was unticked on one page for all, until it is ticked again', async () => {
    const excepted: string[][] = []
    await open({
      confirmAll: async (_actor, { except }) => {
        excepted.push(except)
        return batch(['e103'])
      },
    })
    expect(await ticked('/queue')).to.have.length(4)
    const shown = ['e100', 'e101', 'e103', 'e105']
    await site.post('/queue/page', { to: HERE, shown, entry: ['e100', 'e103'] }, cookie)
    expect(await ticked('/queue')).to.have.length(2)
    expect(await read('/queue')).to.include('Подтвердить 2 записи')
    await site.post('/queue/confirm', { shown: ['e200', 'e201'], entry: ['e201'] }, cookie)
    expect(await read('/queue')).to.include('data-left-out="1"')
    await site.post('/queue/page', { to: HERE, shown: ['e101'], entry: ['e101'] }, cookie)
    const all = await site.post(
      '/queue/confirm-all?programme=prog-1&after=abc',
      { shown: ['e300'], seenAt },
      cookie,
    )
    expect(excepted).to.deep.equal([['e105', 'e200', 'e300']])
    expect(all.headers.get('location')).to.equal('/queue?programme=prog-1')
  })

  it('asks for a reason at an address of its own, also after a reload, until it is decided', async () => {
    let status: 'imported' | 'rejected' = 'imported'
    await open({
      readEntries: async (_actor, { entryIds }) => {
        const row = queueRow(0)
        return entryIds.map(id => ({ ...row, entry: { ...row.entry, id, status } }))
      },
    })
    const asked = { entry: ['e100'], usual: 'Неверная дата', return: HERE }
    await site.post('/queue/reject', asked, cookie)
    for (const _ of ['shown', 'and again'])
      expect(await read('/queue/reject'))
        .to.match(/value="Неверная.дата"/)
        .and.include(`value="${HERE}"`)
    const other = (await site.enter({ roles: ['curator'] })).cookie
    expect((await site.get('/queue/reject', other)).headers.get('location')).to.equal('/queue')
    status = 'rejected'
    expect((await site.get('/queue/reject', cookie)).headers.get('location')).to.equal(HERE)
  })

  it('does not offer all by filter to whoever unticked more than is remembered', async () => {
    await open()
    const shown = Array.from({ length: 1001 }, (_, i) => `x${i}`)
    expect(await read('/queue')).to.include('confirm-all')
    await site.post('/queue/page', { to: '/queue', shown }, cookie)
    expect(await read('/queue')).to.not.include('confirm-all')
  })
})
