import { expect } from 'chai'
import type { Role } from '#domain/access/actor'
import { ConflictError, InvalidInputError, NotFoundError } from '#domain/errors'
import { createDrafts } from '#http/session/drafts'
import { createSecretBox } from '#store/secret-box'
import { fakeDeps, memorySessions, openSite, type Site } from '../support/fakes.ts'
import { memoryDrafts } from '../support/memory-drafts.ts'
import { type PageForm, postedForms, sentBy } from '../support/page-forms.ts'
import { PAGES } from '../support/pages.ts'
import { refusing } from '../support/refusing.ts'

const TYPED = 'жжж жжж'
const MORNING = new Date('2026-11-22T03:00:00.000Z')
const EVENING = new Date('2026-11-22T12:00:00.000Z')
const plain = (html: string): string => html.replace(/<[^>]+>/g, '')

interface Answer {
  status: number
  html: string
}

/** What is wrong with the way in which a form comes back (ux.md §2, «Errors in a form»). */
function faultsOf({ html }: Answer, isTyped: boolean): string[] {
  const at = html.indexOf('id="errors"')
  if (at === -1) return ['no summary']
  const summary = html.slice(at, html.indexOf('</ul>', at))
  const links = [...summary.matchAll(/<a href="#([^"]+)">([\s\S]*?)<\/a>/g)]
  return [
    ...(html.includes('<title>Ошибка: ') ? [] : ['title']),
    ...(plain(summary).includes('Проверьте ответы') ? [] : ['heading']),
    ...(links.length > 0 ? [] : ['no link']),
    ...links.flatMap(([, id = '', words = '']) => [
      ...(html.split(` id="${id}"`).length === 2 ? [] : [`#${id} is not there`]),
      ...(plain(html).split(plain(words)).length > 2 ? [] : [`not at the field: ${plain(words)}`]),
    ]),
    ...(isTyped && !html.includes(TYPED) ? ['what was typed is lost'] : []),
  ]
}

const own = (form: PageForm): boolean => !/\/session\/|\/language|\/drafts\//.test(form.action)
const withRole = PAGES.filter((each): each is readonly [Role, string] => each[0] !== null)
const hasText = ({ fields }: PageForm): boolean => fields.some(({ kind }) => kind === 'text')

interface Sending {
  cookie: string
  form: PageForm
  typed(name: string): string
}

/** All that is ticked or offered is taken as it stands, and the first button pressed. */
async function send(site: Site, { cookie, form, typed }: Sending): Promise<Answer> {
  const sent = form.isMultipart ? new FormData() : new URLSearchParams()
  const pressed = form.fields.find(({ kind }) => kind === 'button')
  for (const [name, value] of sentBy(form, typed)) sent.append(name, value)
  if (pressed) sent.append(pressed.name, pressed.value)
  const headers = { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' }
  const init: RequestInit = { method: 'POST', redirect: 'manual', body: sent, headers }
  const response = await fetch(site.url + form.action, init)
  return { status: response.status, html: await response.text() }
}

describe('every form', () => {
  let site: Site
  let now = MORNING
  const drafts = memoryDrafts()
  before(async () => {
    const sessions = memorySessions()
    const clock = () => now
    const box = createSecretBox('a test key of enough signs', 'form-drafts')
    const newId = () => `d-${drafts.all.length}`
    site = await openSite({
      ...{ sessions, now: clock },
      drafts: createDrafts({ drafts, sessions, box, now: clock, newId }),
    })
  })
  after(() => site.close())

  for (const [role, path] of withRole) {
    it(`comes back with what is wrong and what was typed: ${path}`, async () => {
      const { cookie } = await site.enter({ roles: [role] })
      const html = await (await site.get(path, cookie)).text()
      for (const form of postedForms(html).filter(own)) {
        for (const typed of hasText(form) ? ['', TYPED] : ['']) {
          const answer = await send(site, { cookie, form, typed: () => typed })
          expect(answer.status, form.action).to.be.oneOf([200, 303, 422])
          if (answer.status !== 422) continue
          expect(faultsOf(answer, typed !== ''), `${form.action} «${typed}»`).to.deep.equal([])
        }
      }
    })

    it(`is kept when its session is over: ${path}`, async () => {
      now = MORNING
      const { cookie } = await site.enter({ roles: [role] })
      const html = await (await site.get(path, cookie)).text()
      now = EVENING
      for (const form of postedForms(html).filter(each => own(each) && hasText(each))) {
        const answer = await send(site, { cookie, form, typed: () => TYPED })
        expect([answer.status, answer.html.includes('введённое сохранено')]).to.deep.equal([401, true])
      }
      now = MORNING
    })
  }
})

/** What no use case is asked for. */
const NO_USE_CASES = [
  'config',
  'now',
  'randomBytes',
  'ticketKey',
  'ltiRouter',
  'log',
  'sessions',
  'platforms',
  'drafts',
]
/** What passes the page's own checks, by field; everything else takes any text. */
const FITTING: Readonly<Record<string, string>> = {
  ...{ date: '2026-02-12', on: '2026-02-12', from: '2026-02-12', until: '2026-12-12' },
  ...{ enrolledOn: '2026-02-12', orderDate: '2026-02-12', plannedOn: '2026-02-12', birthDate: '1990-01-01' },
  ...{ url: 'https://lms.example', hours: '8', orderedHours: '8', recommendations: '3', overlapHours: '10' },
  ...{ days: '30', answerDays: '5', issueDays: '5', snils: '112-233-445 95' },
}
const SECRETS = ['token', 'password']

describe('a form whose use case refuses', () => {
  const { deps, refuseWith } = refusing(fakeDeps(), NO_USE_CASES)
  const forms: { form: PageForm; cookie: string }[] = []
  let site: Site
  before(async () => {
    site = await openSite(deps)
    for (const [role, path] of withRole) {
      const { cookie } = await site.enter({ roles: [role] })
      const html = await (await site.get(path, cookie)).text()
      forms.push(
        ...postedForms(html)
          .filter(each => own(each) && hasText(each))
          .map(form => ({ form, cookie })),
      )
    }
  })
  after(() => site.close())
  afterEach(() => refuseWith(null))

  for (const error of [
    new NotFoundError('it is gone'),
    new ConflictError('nobody is named'),
    new InvalidInputError('no', [{ path: 'reason', message: 'no' }]),
    new TypeError('x is not a function'),
  ])
    it(`comes back with all that was typed: ${error.name}`, async () => {
      refuseWith(error)
      for (const { form, cookie } of forms) {
        const { status, html } = await send(site, { cookie, form, typed: name => FITTING[name] ?? TYPED })
        if (status < 400) continue
        const typed = form.fields.filter(({ kind, name }) => kind === 'text' && !SECRETS.includes(name))
        const lost = html.includes('Что ввели вы')
          ? []
          : typed.filter(({ name }) => !html.includes(FITTING[name] ?? TYPED))
        expect(
          lost.map(({ name }) => name),
          form.action,
        ).to.deep.equal([])
      }
    })
})
