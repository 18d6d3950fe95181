import { expect } from 'chai'
import type { EnrolInput } from '#credits/contract'
import { ConflictError } from '#domain/errors'
import { fakeAdmin, fakeCredits, openSite, type Site } from '../support/fakes.ts'

const plain = (html: string) => html.replaceAll('\u00a0', ' ')
const HEADS = 'Номер учётной записи;Фамилия;Имя;Дата зачисления'
const at = '/admin/programmes/prog-1/learners'

describe('the page that enrols', () => {
  let site: Site
  let enrolled: EnrolInput[]
  let replayed: string[]
  before(async () => {
    site = await openSite({
      credits: fakeCredits({
        enrol: async (_actor, input) => {
          if (input.identity.endsWith('|2')) throw new ConflictError('enrolled already')
          enrolled.push(input)
          return {} as never
        },
      }),
      admin: fakeAdmin({
        replay: async (_actor, id) => {
          replayed.push(id)
          return 3
        },
      }),
    })
  })
  beforeEach(() => {
    enrolled = []
    replayed = []
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

  it('shows the list as it was understood, enrols nobody before it is confirmed, and tells what was done', async () => {
    const { post, of } = await open()
    const list = `${HEADS}\n1;Ковалёва;Анна;02.09.2024\n2;Баранов;Игорь;`
    const checked = await post({ list })
    expect(checked.html)
      .to.include('Зачислить: 2 слушателя')
      .and.include('02.09.2024')
      .and.include('01.09.2026')
    expect(enrolled).to.deep.equal([])
    const done = await post({ list, sure: 'yes' })
    expect([done.status, done.to?.split('?')[1]]).to.deep.equal([
      303,
      `enrolled=1&already=1&entries=${3 * replayed.length}`,
    ])
    expect(enrolled).to.deep.equal([
      {
        identity: of.startsWith('lti ') ? `lti|${of.slice(4)}|1` : `source|${of.slice(7)}|1`,
        programmeId: 'prog-1',
        person: { familyName: 'Ковалёва', givenName: 'Анна' },
        enrolledOn: '2024-09-02',
        facts: {},
      },
    ])
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

  it('is for a programme that one reaches', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    expect((await site.get(`${base}/admin/programmes/other/learners`, cookie)).status).to.equal(404)
  })
})
