import { expect } from 'chai'
import { createDrafts } from '#http/session/drafts'
import type { DraftStore, FormDraft } from '#store/ports/drafts'
import { createSecretBox } from '#store/secret-box'
import { fakeCredits, memorySessions, openSite, type Site } from '../support/fakes.ts'

function memoryDrafts(): DraftStore & { all: FormDraft[] } {
  const all: FormDraft[] = []
  return {
    all,
    keep: async draft => void all.push(draft),
    find: async (id, personId, now) =>
      all.find(each => each.id === id && each.personId === personId && each.expiresAt > now) ?? null,
    remove: async (id, personId) => {
      const at = all.findIndex(each => each.id === id && each.personId === personId)
      if (at >= 0) all.splice(at, 1)
    },
  }
}

describe('a form that comes after its session has ended', () => {
  let site: Site
  let store: ReturnType<typeof memoryDrafts>
  let now: Date
  let rejected: unknown[]

  beforeEach(async () => {
    const sessions = memorySessions()
    store = memoryDrafts()
    now = new Date('2026-11-22T03:00:00.000Z')
    rejected = []
    site = await openSite({
      sessions,
      now: () => now,
      drafts: createDrafts({
        drafts: store,
        sessions,
        box: createSecretBox('a test key of enough signs', 'form-drafts'),
        now: () => now,
        newId: () => 'd-1',
      }),
      credits: fakeCredits({
        rejectEntries: async (_actor, input) => {
          rejected.push(input)
          return {
            batchId: 'b',
            done: input.entryIds,
            hours: 800 as never,
            refused: [],
            undoUntil: now.toISOString(),
          }
        },
      }),
    })
  })
  afterEach(() => site.close())

  const FORM = { entry: 'e9', reason: 'Нет подписи', return: '/queue' }

  /** Eight hours and a minute after the launch. */
  async function sendLate() {
    const { cookie, base } = await site.enter({ roles: ['curator'] })
    now = new Date(now.getTime() + (8 * 3600 + 60) * 1000)
    return site.post(`${base}/queue/reject/now`, FORM, cookie)
  }

  /** What the browser sends after the launch that follows. */
  async function again(late: Response, personId = 'p-1') {
    const { cookie, base, home } = await site.enter({ roles: ['curator'], personId })
    const draft = late.headers.getSetCookie().map(each => each.split(';')[0])
    return { cookie: [cookie, ...draft].join('; '), base, home }
  }

  it('is kept, sealed, and the page says so', async () => {
    const late = await sendLate()
    expect(late.status).to.equal(401)
    expect(await late.text()).to.include('введённое сохранено')
    expect(rejected).to.deep.equal([])
    expect(JSON.stringify(store.all)).to.not.include('Нет подписи')
  })

  it('is what its person sees first after the next launch, and is sent with one press', async () => {
    const late = await sendLate()
    const { cookie, base, home } = await again(late)
    const first = await site.get(home, cookie)
    expect(first.headers.get('location')).to.equal(`${base}/drafts/d-1`)
    const html = await (await site.get(`${base}/drafts/d-1`, cookie)).text()
    expect(html).to.include('Нет подписи').and.to.include('name="reason" value="Нет подписи"')
    const sent = await site.post(`${base}/drafts/d-1/send`, { ...FORM, draft: 'd-1' }, cookie)
    expect([sent.status, sent.headers.get('location')]).to.deep.equal([307, `${base}/queue/reject/now`])
    await site.post(`${base}/queue/reject/now`, { ...FORM, draft: 'd-1' }, cookie)
    expect(rejected).to.deep.equal([{ entryIds: ['e9'], reason: 'Нет подписи' }])
    expect(store.all).to.deep.equal([])
  })

  it('stays when the form is refused', async () => {
    const { cookie, base } = await again(await sendLate())
    const refused = await site.post(`${base}/queue/reject/now`, { ...FORM, reason: '', draft: 'd-1' }, cookie)
    expect(refused.status).to.equal(422)
    expect(store.all).to.have.length(1)
  })

  it('is nobody else’s', async () => {
    const { cookie, base, home } = await again(await sendLate(), 'p-2')
    expect((await site.get(home, cookie)).status).to.equal(200)
    expect((await site.get(`${base}/drafts/d-1`, cookie)).status).to.equal(404)
    await site.post(`${base}/drafts/d-1/remove`, {}, cookie)
    expect(store.all).to.have.length(1)
  })

  it('is deleted on wish', async () => {
    const { cookie, base } = await again(await sendLate())
    expect((await site.post(`${base}/drafts/d-1/remove`, {}, cookie)).status).to.equal(303)
    expect(store.all).to.deep.equal([])
  })

  it('is not kept for a token that was never a session', async () => {
    const { cookie, base } = await site.enter({ roles: ['curator'] })
    const forged = cookie.replace(/=.*/, `=${'A'.repeat(43)}`)
    const response = await site.post(`${base}/queue/reject/now`, FORM, forged)
    expect([response.status, store.all.length]).to.deep.equal([401, 0])
    expect(await response.text()).to.not.include('введённое сохранено')
  })
})
