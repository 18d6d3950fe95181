import { expect } from 'chai'
import { NOW, openSite, type Site } from '../support/fakes.ts'
import { fakeMatching } from '../support/matching.ts'

describe('«Кто это?»', () => {
  let site: Site
  afterEach(() => site.close())

  async function open(
    over: Parameters<typeof fakeMatching>[0],
    role: 'curator' | 'administrator',
    path = '/matching',
  ) {
    site = await openSite({ matching: fakeMatching(over) })
    const { cookie } = await site.enter({ roles: [role] })
    return (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')
  }

  it('says beside «Не наш» what it does, on the card and where somebody else is looked for', async () => {
    const list = await open({}, 'curator')
    const card = /action="([^"]*)\/aside"/.exec(list)?.[1] ?? ''
    const hint = /aria-describedby="(not-ours-[^"]*)"/.exec(list)?.[1]
    expect(list).to.include(`<small id="${hint}">Записи останутся неразобранными`)
    expect(list).to.not.include('title="Записи')
    await site.close()
    expect(await open({}, 'curator', card.replace(/^\/~[^/]+/, ''))).to.include(
      'Записи останутся неразобранными',
    )
  })

  it('names each decision by the instant of its page, so that a form sent twice is one', async () => {
    const keys: unknown[] = []
    const done = { waiting: 3, replayed: 3, decisionId: 'd-1' }
    const note = async (...asked: unknown[]) => {
      keys.push(asked.at(-1))
      return done
    }
    await open({ decide: note, setAside: note, addLearner: note }, 'curator')
    const { cookie } = await site.enter({ roles: ['curator'] })
    const learner = { familyName: 'Я', givenName: 'Я', programme: 'prog-1', enrolledOn: '2026-09-01' }
    for (const [way, form] of [
      ['', { person: 'p-1' }],
      ['/aside', {}],
      ['/new', learner],
    ] as const) {
      const html = await (await site.get(`/matching/c1/s1${way === '/new' ? way : ''}`, cookie)).text()
      const seenAt = /name="seenAt" value="([^"]+)"/.exec(html)?.[1] ?? ''
      const sent = await site.post(`/matching/c1/s1${way}`, { ...form, seenAt }, cookie)
      expect(sent.status).to.equal(303)
    }
    expect(keys).to.deep.equal([NOW, NOW, NOW].map(at => at.toISOString()))
  })

  it('finds somebody without a name in the address, and shows them again after a reload', async () => {
    const looked: unknown[] = []
    const fake = fakeMatching()
    const readStranger: typeof fake.readStranger = (actor, place, family) => {
      looked.push(family)
      return fake.readStranger(actor, place, family)
    }
    await open({ readStranger }, 'curator')
    const { cookie } = await site.enter({ roles: ['curator'] })
    const sent = await site.post('/matching/c1/s1/find', { family: 'Бар' }, cookie)
    expect(sent.headers.get('location')).to.equal('/matching/c1/s1')
    for (const _ of ['shown', 'and again'])
      expect(await (await site.get('/matching/c1/s1', cookie)).text()).to.include('value="Бар"')
    expect(looked).to.deep.equal(['Бар', 'Бар'])
  })

  it('leads back to the page of the list that it came from', async () => {
    const list = '/matching?after=s2'
    const back = `?return=${encodeURIComponent(list)}`
    const html = await open({}, 'curator', list)
    for (const way of ['', '/new', '/aside'])
      expect(html).to.match(new RegExp(`(href|action)="[^"]*/matching/c1/s1${way}[?]return=[^"]*"`))
    const { cookie } = await site.enter({ roles: ['curator'] })
    expect(await (await site.get(`/matching/c1/s1${back}`, cookie)).text()).to.include(`href="${list}"`)
    const evil = await (await site.get('/matching/c1/s1?return=//evil', cookie)).text()
    expect(evil).to.not.include('href="//evil')
    const found = await site.post(`/matching/c1/s1/find${back}`, { family: 'Бар' }, cookie)
    expect(found.headers.get('location')).to.equal(`/matching/c1/s1${back}`)
    for (const [path, form] of [
      [`/matching/c1/s1${back}`, { person: 'p-1' }],
      [`/matching/c1/s1/aside${back}`, {}],
      ['/matching/undo', { decision: 'd-1', return: list }],
    ] as const)
      expect((await site.post(path, form, cookie)).headers.get('location'), path).to.equal(list)
  })

  it('without anybody says what stands here otherwise, and leads on', async () => {
    const nobody = {
      listStrangers: async () => ({
        strangers: [],
        total: { accounts: 0, records: 0, more: false },
        next: null,
      }),
    }
    const curator = await open(nobody, 'curator')
    expect(curator)
      .to.include('Все записи нашли владельца. Когда источник пришлёт')
      .and.match(/class="button" href="[^"]*\/queue"/)
    await site.close()
    expect(await open(nobody, 'administrator')).to.match(/class="button" href="[^"]*\/admin"/)
  })
})
