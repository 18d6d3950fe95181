import { expect } from 'chai'
import type { Role } from '#domain/access/actor'
import { ConflictError } from '#domain/errors'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeGrades, fakeLms, fakeRosters } from '../support/lms.ts'

const plain = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')
const COURSE = '/admin/courses/pl-1%7C1%7C14'

describe('the pages of courses', () => {
  let site: Site
  const asked: string[] = []

  before(async () => {
    site = await openSite({
      lms: fakeLms({
        grades: fakeGrades({
          retryRefused: async (_actor, id) => {
            asked.push(`retry ${id}`)
            return 3
          },
          replayUndelivered: async (_actor, id) => {
            asked.push(`replay ${id}`)
            return 1
          },
        }),
        rosters: fakeRosters({
          acceptGone: async (_actor, id, readAt) => {
            if (readAt !== '2026-11-22T02:00:00.000Z') throw new ConflictError('read again')
            asked.push(`gone ${id}`)
            return {} as never
          },
        }),
      }),
    })
  })
  beforeEach(() => {
    asked.length = 0
  })
  after(() => site.close())

  const enter = (...roles: Role[]) => site.enter({ roles: roles.length > 0 ? roles : ['administrator'] })
  const follow = async (answer: Response, cookie: string) => {
    const notice = answer.headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; ')
    const [path = ''] = String(answer.headers.get('location')).split('#')
    return plain(await site.get(path, `${cookie}; ${notice}`))
  }

  it('list courses with what was sent, waits and was refused, and what the course lacks', async () => {
    const { cookie } = await enter()
    const html = await plain(await site.get('/admin/courses', cookie))
    expect(html).to.include('Менеджмент в образовании').and.include('/admin/courses/pl-1%7C1%7C14"')
    expect(html).to.include('отправлено 1 · ждут 1 · LMS не приняла 1')
    expect(html).to.include('У элемента нет столбца в журнале')
  })

  it('tell learner by learner what the gradebook shows and why it does not', async () => {
    const { cookie } = await enter()
    const html = await plain(await site.get(COURSE, cookie))
    for (const words of ['84 из 108', 'отправлена 22.11.2026, 09:00', 'причина: timeout', 'LMS ответила 400'])
      expect(html).to.include(words)
    const refused = await plain(await site.get(`${COURSE}?state=refused`, cookie))
    expect(refused).to.include('LMS ответила 400').and.not.include('причина: timeout')
  })

  it('have refused grades asked again, and what was given up sent again', async () => {
    const { cookie } = await enter()
    const retried = await site.post(`${COURSE}/retry`, {}, cookie)
    expect(await follow(retried, cookie)).to.include('уйдут ещё раз: 3 слушателя')
    const replayed = await site.post(`${COURSE}/replay`, {}, cookie)
    expect(await follow(replayed, cookie)).to.include('Отправим снова: 1 слушатель')
    expect(asked).to.deep.equal(['retry pl-1|1|14', 'replay pl-1|1|14'])
  })

  it('hold a crowd that is gone until somebody ticks that it was checked', async () => {
    const { cookie } = await enter()
    const html = await plain(await site.get(COURSE, cookie))
    expect(html).to.include('пропали 4 из 16').and.include('Ёлкин Пётр Ильич').and.include('и ещё 2')
    const form = { readAt: '2026-11-22T02:00:00.000Z', count: '4' }
    const unticked = await site.post(`${COURSE}/gone`, form, cookie)
    expect([unticked.status, asked]).to.deep.equal([422, []])
    const accepted = await site.post(`${COURSE}/gone`, { ...form, sure: 'yes' }, cookie)
    expect(asked).to.deep.equal(['gone pl-1|1|14'])
    expect(await follow(accepted, cookie)).to.include('Принято: 4 участника')
  })

  it('accept nothing that was read again since the page was opened', async () => {
    const { cookie } = await enter()
    const form = { readAt: '2026-11-22T01:00:00.000Z', count: '4', sure: 'yes' }
    const again = await site.post(`${COURSE}/gone`, form, cookie)
    expect([again.status, (await plain(again)).includes('Состав прочитали снова.')]).to.deep.equal([
      422,
      true,
    ])
  })

  it('show a curator the grades and no roster', async () => {
    const { cookie } = await enter('curator')
    const html = await plain(await site.get(COURSE, cookie))
    expect(html).to.include('84 из 108').and.not.include('Состав курса')
  })

  it('are not there for a course out of sight', async () => {
    const { cookie } = await enter()
    expect((await site.get('/admin/courses/other%7C1%7C1', cookie)).status).to.equal(404)
  })
})
