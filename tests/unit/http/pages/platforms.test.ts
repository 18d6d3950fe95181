import { expect } from 'chai'
import { ForbiddenError } from '#domain/errors'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeLms, fakePlatforms } from '../support/lms.ts'

const plain = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')

describe('the pages of LMSs', () => {
  let site: Site
  const done: string[] = []
  let canManage = true

  before(async () => {
    const base = fakePlatforms()
    const seen = async () => (await base.list({} as never)).map(one => ({ ...one, canManage }))
    site = await openSite({
      lms: fakeLms({
        platforms: fakePlatforms({
          list: seen,
          read: async (actor, id) => ({ ...(await base.read(actor, id)), canManage }),
          setActive: async (_actor, id, active) => {
            if (!canManage) throw new ForbiddenError('not theirs')
            done.push(`${id} ${active}`)
          },
          approve: async (_actor, id, deployment) => void done.push(`approve ${id} ${deployment}`),
          rotateKeys: async (_actor, id, current) => {
            done.push(`rotate ${id} ${current}`)
            return { current: 'b', next: 'c', retired: ['a'] }
          },
        }),
      }),
    })
  })
  beforeEach(() => {
    done.length = 0
    canManage = true
  })
  after(() => site.close())

  const enter = () => site.enter({ roles: ['administrator'] })
  const follow = async (answer: Response, cookie: string) => {
    const notice = answer.headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; ')
    return plain(await site.get(String(answer.headers.get('location')), `${cookie}; ${notice}`))
  }

  it('say when an LMS launched last, and which deployment waits since when', async () => {
    const { cookie } = await enter()
    const html = await plain(await site.get('/admin/platforms', cookie))
    expect(html).to.include('Связь есть: последний запуск 22.11.2026, 09:12.')
    expect(html).to.include('Связь есть: запуск 22.11.2026, 07:00, deployment 2.')
  })

  it('switch a deployment on and say so', async () => {
    const { cookie } = await enter()
    const answer = await site.post('/admin/platforms/pl-1/approve', { deployment: '2' }, cookie)
    expect(await follow(answer, cookie)).to.include('Размещение 2 включено')
    expect(done).to.deep.equal(['approve pl-1 2'])
  })

  it('offer nothing that the actor may not do, and say who may', async () => {
    canManage = false
    const { cookie } = await enter()
    const html = await plain(await site.get('/admin/platforms', cookie))
    expect(html).to.include('тот, кто подключал эту LMS, или оператор')
    for (const path of ['/approve', '/off', '/keys', '/on']) expect(html).not.to.include(`pl-1${path}"`)
    expect((await site.post('/admin/platforms/pl-1/off', {}, cookie)).status).to.equal(403)
  })

  it('ask before an LMS is switched off, and warn who came from there', async () => {
    const { cookie } = await enter()
    const html = await plain(await site.get('/admin/platforms/pl-1/off', cookie))
    expect(html).to.include('Выключить «Moodle ТГПУ»?').and.include('ваш сеанс тоже закончится')
    expect(done).to.deep.equal([])
    const answer = await site.post('/admin/platforms/pl-1/off', {}, cookie)
    expect([answer.status, done]).to.deep.equal([303, ['pl-1 false']])
  })

  it('show both keys and until when the old one is published, and rotate only with a tick', async () => {
    const { cookie } = await enter()
    const html = await plain(await site.get('/admin/platforms/pl-1/keys', cookie))
    for (const words of ['kid-current', 'подписывает', 'kid-next', 'ждёт', 'опубликован до 27.11.2026'])
      expect(html).to.include(words)
    const unticked = await site.post('/admin/platforms/pl-1/keys', { current: 'kid-current' }, cookie)
    expect([unticked.status, done]).to.deep.equal([422, []])
    const sure = { current: 'kid-current', sure: 'yes' }
    const ticked = await site.post('/admin/platforms/pl-1/keys', sure, cookie)
    expect(done).to.deep.equal(['rotate pl-1 kid-current'])
    expect(await follow(ticked, cookie)).to.include('ключ сменён')
  })

  it('are not there for an id that nobody has', async () => {
    const { cookie } = await enter()
    for (const path of ['off', 'keys'])
      expect((await site.get(`/admin/platforms/nobody/${path}`, cookie)).status).to.equal(404)
  })
})

describe('the diagnosis of launches', () => {
  let site: Site
  before(async () => {
    site = await openSite()
  })
  after(() => site.close())

  it('shows the last launches with their rung, and refusals with code, id, whose it is and remedy', async () => {
    const { cookie } = await site.enter({ roles: ['administrator'] })
    const html = await plain(await site.get('/admin/diagnosis', cookie))
    for (const words of [
      'открыто во встроенной странице, cookie',
      'хранилище платформы: 1',
      'отказ на проверке lti_token_expired',
      'a1b2c3d4e5',
      'администратор LMS',
    ])
      expect(html).to.include(words)
  })

  it('finds a refusal by the id that a person was shown, in any case, and says so when there is none', async () => {
    const { cookie } = await site.enter({ roles: ['administrator'] })
    const ask = async (id: string) => plain(await site.get(`/admin/diagnosis?error=${id}`, cookie))
    expect(await ask('%20A1B2C3D4E5')).to.include('Срок входа истёк 90 с назад')
    expect(await ask('ffffffffff')).to.include('Отказа с кодом ffffffffff среди последних нет')
  })

  it('writes a report without people', async () => {
    const { cookie } = await site.enter({ roles: ['administrator'] })
    const html = await plain(await site.get('/admin/diagnosis', cookie))
    const report = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? ''
    expect(report).to.include('lti_token_expired a1b2c3d4e5').and.include('cookie 1, storage 1')
    expect(report).to.include('Node.js').and.not.include('Орлова')
  })
})
