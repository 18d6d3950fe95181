import { expect } from 'chai'
import type { EnrolList, JudgedLine } from '#credits/programmes/enrol-list'
import { SyncRunningError } from '#sync/errors'
import { workbookOf } from '#tests/lms/portal/workbook'
import { fakeAdmin, fakeCredits, openSite, type Site } from '../support/fakes.ts'

const plain = (html: string) => html.replaceAll('\u00a0', ' ')
const HEADS = 'Номер учётной записи;Фамилия;Имя;Дата зачисления'
const at = '/admin/programmes/prog-1/learners'

/** Account 2 is enrolled, 3 is somebody else's. */
function judged(row: EnrolList['rows'][number]): JudgedLine {
  if (row.user === '2') return { row, state: 'already' }
  if (row.user === '3') return { row, state: 'other-name', known: 'Васильева Ольга' }
  return { row, state: 'new' }
}

describe('the page that enrols', () => {
  let site: Site
  let enrolled: EnrolList[]
  let replayed: string[]
  let isBusy = false
  before(async () => {
    site = await openSite({
      credits: fakeCredits({
        judgeListed: async (_actor, { rows }) => rows.map(judged),
        enrolListed: async (_actor, list) => {
          enrolled.push(list)
          return { enrolled: 1, already: 1, refused: 1 }
        },
      }),
      admin: fakeAdmin({
        replay: async (_actor, id) => {
          replayed.push(id)
          if (isBusy) throw new SyncRunningError('c', null)
          return 3
        },
      }),
    })
  })
  beforeEach(() => {
    enrolled = []
    replayed = []
    isBusy = false
  })
  after(() => site.close())

  async function open() {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const html = plain(await (await site.get(base + at, cookie)).text())
    const of = /<option value="([^"]+)"/.exec(html)?.[1] ?? ''
    const post = async (form: Record<string, string>) => {
      const answer = await site.post(base + at, { of, date: '2026-09-01', ...form }, cookie)
      return { status: answer.status, to: answer.headers.get('location'), html: plain(await answer.text()) }
    }
    return { html, post, of }
  }

  it('names the columns that it does not read, and those that it knows', async () => {
    const { post } = await open()
    const { html } = await post({ list: `${HEADS};СНИЛСС\n1;Ковалёва;Анна;02.09.2024;112-233-445 95` })
    expect(html).to.include('не читаются: «СНИЛСС»').and.include('Дата зачисления, Документы, СНИЛС')
    expect((await post({ list: `${HEADS}\n1;Ковалёва;Анна;` })).html).not.to.include('не читаются')
  })

  it('shows the list as it was understood, enrols nobody before it is confirmed, and tells what was done', async () => {
    const { post, of } = await open()
    const list = `${HEADS}\n1;Ковалёва;Анна;02.09.2024\n2;Баранов;Игорь;\n3;Орлова;Мария;`
    const checked = await post({ list })
    expect(checked.html)
      .to.include('Зачислить: 1 слушатель')
      .and.include('02.09.2024')
      .and.include('01.09.2026')
    expect(enrolled).to.deep.equal([])
    const done = await post({ list, sure: 'yes' })
    expect([done.status, done.to?.split('?')[1]]).to.deep.equal([
      303,
      `enrolled=1&already=1&refused=1&entries=${3 * replayed.length}&busy=0`,
    ])
    const [asked] = enrolled
    expect(asked?.of).to.deep.equal(
      of.startsWith('lti ') ? { issuer: of.slice(4) } : { connectionId: of.slice(7) },
    )
    expect(asked?.programmeId).to.equal('prog-1')
    expect(asked?.rows.map(row => row.enrolled)).to.deep.equal(['2024-09-02', '2026-09-01', '2026-09-01'])
  })

  it('tells what was done also while an import runs, which takes what waited', async () => {
    const { post } = await open()
    isBusy = true
    const done = await post({ list: `${HEADS}\n1;Ковалёва;Анна;`, sure: 'yes' })
    expect(done.to).to.include(`&entries=0&busy=${replayed.length}`)
    const { cookie } = await site.enter({ roles: ['administrator'] })
    const html = plain(await (await site.get(`${at}?enrolled=1&already=0&entries=0&busy=1`, cookie)).text())
    expect(html).to.include('Зачислено: 1 слушатель').and.include('Идёт загрузка')
  })

  it('names who would not be enrolled, and why, above those who would', async () => {
    const { post } = await open()
    const { html } = await post({ list: `${HEADS}\n1;Ковалёва;Анна;\n2;Баранов;Игорь;\n3;Орлова;Мария;` })
    expect(html).to.include('Не будут зачислены: 2').and.include('уже в этой программе')
    expect(html).to.match(/номер принадлежит другому человеку.*Васильева Ольга.*впишите фамилию/s)
    expect(html.indexOf('Орлова')).to.be.lessThan(html.indexOf('Ковалёва'))
    expect((await post({ list: `${HEADS}\n2;Баранов;Игорь;` })).html).not.to.include('name="sure"')
  })

  it('reads the first sheet of a workbook, as it stands', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const { of } = await open()
    const body = new FormData()
    for (const [name, value] of Object.entries({ of, date: '2026-09-01', list: HEADS }))
      body.append(name, value)
    const header = ['Номер учётной записи', 'Фамилия', 'Имя', 'Организация', 'Дата зачисления']
    const rows = [['1', 'Ковалёва', 'Анна', 'Школа № 12; филиал "Восток"', '02.09.2024']]
    body.append('file', new Blob([new Uint8Array(workbookOf({ header, rows }))]), 'list.xlsx')
    const answer = await fetch(site.url + base + at, {
      ...{ method: 'POST', body, headers: { cookie, 'sec-fetch-site': 'same-origin' } },
    })
    const html = plain(await answer.text())
    expect(html).to.include('Зачислить: 1 слушатель').and.include('02.09.2024')
    expect(html).to.match(/<td[^>]*>Школа № 12; филиал (&quot;|")Восток(&quot;|")<\/td>/)
  })

  it('keeps what was typed when the file is no list, and says what to do', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const { of } = await open()
    const body = new FormData()
    for (const [name, value] of Object.entries({ of, date: '2026-09-01', list: `${HEADS}\n9;Typed;;` }))
      body.append(name, value)
    body.append('file', new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])]), 'list.xlsx')
    const answer = await fetch(site.url + base + at, {
      ...{ method: 'POST', body, headers: { cookie, 'sec-fetch-site': 'same-origin' } },
    })
    expect(answer.status).to.equal(422)
    expect(plain(await answer.text()))
      .to.include('не таблица XLSX и не CSV')
      .and.include('9;Typed;;')
  })

  it('names each line that does not hold and keeps what was written', async () => {
    const { post } = await open()
    const { status, html } = await post({ list: `${HEADS}\n1;;Анна;\n;Баранов;;30.02.2026` })
    expect(status).to.equal(422)
    expect(html).to.include('Строка 2: нет фамилии').and.include('Строка 3: нет ни номера учётной записи')
    expect(html).to.include(';Баранов;;30.02.2026')
    expect((await post({ list: 'просто текст' })).html).to.include('первая строка не называет колонки')
  })

  it('goes back to the list from the page that showed it', async () => {
    const { post } = await open()
    const { status, html } = await post({ list: `${HEADS}\n1;Ковалёва;Анна;`, back: 'yes' })
    expect([status, html.includes('1;Ковалёва;Анна;'), enrolled.length]).to.deep.equal([200, true, 0])
  })

  it('reads a file of a Russian spreadsheet in place of the list', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const { of } = await open()
    const body = new FormData()
    for (const [name, value] of Object.entries({ of, date: '2026-09-01', list: HEADS }))
      body.append(name, value)
    const family = new Uint8Array([0xca, 0xee, 0xe2, 0xe0, 0xeb, 0xe5, 0xe2, 0xe0])
    body.append('file', new Blob(['user;family\n1;', family]), 'list.csv')
    const answer = await fetch(site.url + base + at, {
      ...{ method: 'POST', body, headers: { cookie, 'sec-fetch-site': 'same-origin' } },
    })
    expect(plain(await answer.text()))
      .to.include('Ковалева')
      .and.include('Зачислить: 1 слушатель')
  })

  it('gives a long list back to be mended, and takes all of it again', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const { of } = await open()
    const lines = Array.from({ length: 500 }, (_, n) => `${n + 10};Фамилия${n};Имя;;${'Школа '.repeat(20)}`)
    const list = ['user;family;given;enrolled;organisation', ...lines].join('\n')
    const send = async (pressed: Record<string, string>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ of, date: '2026-09-01', list, ...pressed }))
        body.append(name, value)
      const answer = await fetch(site.url + base + at, {
        ...{ method: 'POST', body, headers: { cookie, 'sec-fetch-site': 'same-origin' }, redirect: 'manual' },
      })
      return { status: answer.status, html: plain(await answer.text()) }
    }
    expect((await send({ back: 'yes' })).html).to.include('509;Фамилия499')
    expect((await send({})).html).to.match(/encType="multipart\/form-data" data-once/i)
    expect((await send({ sure: 'yes' })).status).to.equal(303)
    expect(enrolled[0]?.rows).to.have.length(500)
  })

  it('is for a programme that one reaches', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    expect((await site.get(`${base}/admin/programmes/other/learners`, cookie)).status).to.equal(404)
  })
})
