import { expect } from 'chai'
import { createDrafts } from '#http/session/drafts'
import { createSecretBox } from '#store/secret-box'
import { png } from '#tests/unit/domain/scans/samples'
import { fakeCredits, memorySessions, openSite, type Site } from '../support/fakes.ts'
import { fakeKeeping } from '../support/keeping.ts'
import { memoryDrafts } from '../support/memory-drafts.ts'

describe('a form that comes after its session has ended', () => {
  let site: Site
  let store: ReturnType<typeof memoryDrafts>
  let now: Date
  let rejected: unknown[]
  let kept: { name: string; type: string; bytes: Uint8Array }[]

  beforeEach(async () => {
    const sessions = memorySessions()
    store = memoryDrafts()
    now = new Date('2026-11-22T03:00:00.000Z')
    rejected = []
    kept = []
    const keeping = fakeKeeping()
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
      keeping: {
        ...keeping,
        proofs: {
          ...keeping.proofs,
          keepScan: async (actor, ref, file) => {
            kept.push(file)
            return keeping.proofs.keepScan(actor, ref, file)
          },
        },
      },
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

  const PROOF = {
    key: 'a-key-of-the-form',
    module: 'm1',
    date: '2026-11-01',
    documentKind: 'справка',
    documentNumber: '77',
  }
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

  it('with a key in it shows no key: that is typed again', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    now = new Date(now.getTime() + (8 * 3600 + 60) * 1000)
    const typed = { title: 'Moodle вуза', url: 'https://lms.example', token: 'typed-key' }
    const late = await site.post(`${base}/admin/connections/new/moodle`, typed, cookie)
    const next = await again(late)
    const html = await (await site.get(`${next.base}/drafts/d-1`, next.cookie)).text()
    expect(html).to.include('Moodle вуза').and.to.not.include('typed-key')
    expect(html).to.match(/<input id="token" name="token" type="password"/)
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

  describe('with a file', () => {
    const BYTES = png()

    async function sendFileLate(bytes: Buffer = BYTES, name = 'справка № 4.png') {
      const { cookie, base } = await site.enter({ roles: ['learner'] })
      now = new Date(now.getTime() + (8 * 3600 + 60) * 1000)
      const form = new FormData()
      for (const [field, value] of Object.entries(PROOF)) form.append(field, value)
      form.append('scan', new Blob([new Uint8Array(bytes)]), name)
      const headers = { cookie, 'sec-fetch-site': 'same-origin', accept: 'text/html' }
      return fetch(`${site.url}${base}/book/proof`, {
        method: 'POST',
        body: form,
        headers,
        redirect: 'manual',
      })
    }

    it('keeps it sealed beside what was typed, and names it after the next launch', async () => {
      const late = await sendFileLate()
      expect(late.status).to.equal(401)
      expect(store.files.get('d-1')).to.have.length(BYTES.length + 32)
      expect(Buffer.from(store.files.get('d-1') ?? []).includes(BYTES.subarray(0, 16))).to.equal(false)
      expect(JSON.stringify(store.all)).to.not.include('справка')
      const { cookie, base } = await again(late)
      const html = await (await site.get(`${base}/drafts/d-1`, cookie)).text()
      expect(html.replaceAll('\u00a0', ' ')).to.include('Файл «справка № 4.png»: сохранён')
      expect(html).to.include('name="documentNumber" value="77"')
    })

    it('comes with the form when that is sent: the same bytes under the same name', async () => {
      const { cookie, base } = await again(await sendFileLate())
      const sent = await site.post(`${base}/book/proof`, { ...PROOF, draft: 'd-1' }, cookie)
      expect([sent.status, kept.map(each => [each.name, each.type])]).to.deep.equal([
        303,
        [['справка № 4.png', 'image/png']],
      ])
      expect(Buffer.from(kept[0]?.bytes ?? []).equals(BYTES)).to.equal(true)
      expect(store.all).to.deep.equal([])
    })

    it('is looked at by the form’s own rules: a wrong one is refused, and the rest stays', async () => {
      const { cookie, base } = await again(await sendFileLate(Buffer.from('no picture')))
      const refused = await site.post(`${base}/book/proof`, { ...PROOF, draft: 'd-1' }, cookie)
      expect(refused.status).to.equal(422)
      expect(await refused.text()).to.include('value="77"')
      expect([kept.length, store.all.length]).to.deep.equal([0, 1])
    })

    it('is somebody else’s to nobody', async () => {
      const { cookie, base } = await again(await sendFileLate(), 'p-2')
      await site.post(`${base}/book/proof`, { ...PROOF, draft: 'd-1' }, cookie)
      expect(kept).to.deep.equal([])
    })

    it('is let go beyond 10 MB, and the page says that it has to be chosen again', async () => {
      const late = await sendFileLate(Buffer.alloc(10 * 1024 * 1024 + 1))
      expect([late.status, store.files.size]).to.deep.equal([401, 0])
      const { cookie, base } = await again(late)
      const html = (await (await site.get(`${base}/drafts/d-1`, cookie)).text()).replaceAll('\u00a0', ' ')
      expect(html).to.include('больше 10 МБ и не сохранён').and.include('value="77"')
    })
  })

  it('is not kept for a token that was never a session', async () => {
    const { cookie, base } = await site.enter({ roles: ['curator'] })
    const forged = cookie.replace(/=.*/, `=${'A'.repeat(43)}`)
    const response = await site.post(`${base}/queue/reject/now`, FORM, forged)
    expect([response.status, store.all.length]).to.deep.equal([401, 0])
    expect(await response.text()).to.not.include('введённое сохранено')
  })
})
