import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { InvalidInputError } from '#domain/errors'
import { LMS, LMS_KINDS } from '#http/lms/kinds'
import { renderRegisteredPage } from '#lti/pages/registered-page'
import { faultOf, type RegistrationInput } from '#lti/registration/registration'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeLms, fakePlatforms } from '../support/lms.ts'

const plain = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')
const decode = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
const valuesOf = (html: string): string[] =>
  [...html.matchAll(/<input id="value-\d+"[^>]*value="([^"]*)"/g)].map(([, value = '']) => decode(value))

describe('the page to connect an LMS', () => {
  let site: Site
  const invited: object[] = []
  const added: RegistrationInput[] = []
  const revoked: string[] = []
  let refuse: InvalidInputError | null = null

  before(async () => {
    const base = fakePlatforms()
    site = await openSite({
      config: {
        publicUrl: 'https://zachetka.example',
        timeZone: 'Asia/Tomsk',
        version: '0.1.0',
      },
      lms: fakeLms({
        platforms: fakePlatforms({
          invite: async (actor, input) => {
            if (refuse) throw refuse
            invited.push(input)
            return base.invite(actor, input)
          },
          add: async (actor, input) => {
            if (refuse) throw refuse
            added.push(input)
            return { ...(await base.add(actor, input)), name: input.name }
          },
          revokeInvitation: async (_actor, id) => void revoked.push(id),
        }),
      }),
    })
  })
  afterEach(() => {
    refuse = null
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

  for (const kind of LMS_KINDS) {
    it(`shows for ${kind} the addresses that its guide names, letter by letter`, async () => {
      const { cookie } = await enter()
      const html = await plain(await site.get(`/admin/connect?lms=${kind}`, cookie))
      const own = ['moodle', 'canvas', 'open-edx']
      const file = own.includes(kind) ? kind : 'generic'
      const guide = readFileSync(new URL(`../../../../docs/lms/${file}.md`, import.meta.url), 'utf8')
      const shown = valuesOf(html).map(value => (value.startsWith('http') ? value : `https://${value}`))
      expect(shown).to.have.length.of.at.least(4)
      for (const value of shown) expect(guide).to.include(value)
    })
  }

  for (const kind of LMS_KINDS) {
    it(`says for ${kind} what to do when something does not open, and sends nobody to a file`, async () => {
      const { cookie, base } = await enter()
      const html = await plain(await site.get(`${base}/admin/connect?lms=${kind}`, cookie))
      const [, section = ''] = html.split('id="trouble"')
      expect(section).to.include(`href="${base}/admin/diagnosis"`)
      expect(section.match(/<li>/g)).to.have.length.of.at.least(1)
      expect(html).not.to.match(/docs\/|\.md\b/)
    })
  }

  it('names the fields and menus of Moodle in Russian as both its guide and the page left behind do', async () => {
    const { cookie } = await enter()
    const html = await plain(await site.get('/admin/connect?lms=moodle', cookie))
    const guide = readFileSync(new URL('../../../../docs/lms/moodle.md', import.meta.url), 'utf8')
    const registered = renderRegisteredPage({
      ...{ language: 'ru', nonce: 'n', name: 'СДО', family: 'moodle', hasDeployment: true },
    })
    const named = [
      'Базовый URL-адрес инструмента',
      'URL-адрес инициирования входа',
      'URL выбора контента',
      'Просмотр сведений о конфигурации',
      'Показать в выборе элемента и как предварительно настроенный инструмент',
      'Принимать оценки от инструмента',
    ]
    for (const name of named)
      expect(guide, name)
        .to.include(name)
        .and.satisfy(() => html.includes(name))
    for (const name of named.slice(4)) expect(registered).to.include(name)
  })

  it('shows every address of ours that a guide names', async () => {
    const { cookie } = await enter()
    const pages = await Promise.all(
      LMS_KINDS.map(async kind => plain(await site.get(`/admin/connect?lms=${kind}`, cookie))),
    )
    const shown = new Set(['https://zachetka.example', ...pages.flatMap(valuesOf)])
    for (const file of ['moodle', 'canvas', 'open-edx', 'generic']) {
      const guide = readFileSync(new URL(`../../../../docs/lms/${file}.md`, import.meta.url), 'utf8')
      const named = guide.match(/https:\/\/zachetka\.example[^\s`"\])]*/g) ?? []
      expect(
        [...new Set(named)].filter(address => !shown.has(address)),
        file,
      ).to.deep.equal([])
    }
  })

  for (const kind of LMS_KINDS.filter(one => LMS[one].isDynamic)) {
    it(`asks of ${kind} one address and three steps, in this order`, async () => {
      const { cookie } = await enter()
      const html = await plain(await site.get(`/admin/connect?lms=${kind}`, cookie))
      const [, section = ''] = html.split('id="one-address"')
      const [simple = ''] = section.split('id="by-hand"')
      expect(simple.match(/<ol class="steps">.*?<\/ol>/)?.[0].match(/<li>/g)).to.have.length(3)
      expect(simple.indexOf('id="invite-name"')).to.be.within(0, simple.indexOf('<ol class="steps">'))
    })
  }

  it('says after the first launch that it has come, with the button that lets it in', async () => {
    const { cookie } = await enter()
    const html = await plain(await site.get('/admin/connect', cookie))
    expect(html).to.match(/Связь есть: запуск 2[\d., :]+, deployment \w+\./)
    expect(html).to.match(/action="[^"]*\/admin\/platforms\/[^"]+\/approve"/)
  })

  it('makes an invitation whose address is shown once', async () => {
    const { cookie } = await enter()
    const answer = await site.post('/admin/invitations', { lms: 'canvas', name: 'Лицей' }, cookie)
    expect([answer.status, invited.at(-1)]).to.deep.equal([
      303,
      { name: 'Лицей', issuer: 'https://canvas.instructure.com' },
    ])
    const html = await follow(answer, cookie)
    expect(html).to.include(`/lti/register?invitation=${'x'.repeat(43)}`)
    expect(html).to.include('Скопируйте адрес сейчас').and.include('действует до 28.11.2026')
    expect(await plain(await site.get('/admin/connect?lms=canvas', cookie))).not.to.include(
      'register?invitation=',
    )
  })

  it('names no issuer for an LMS that has its own', async () => {
    const { cookie } = await enter()
    await site.post('/admin/invitations', { lms: 'moodle', name: 'Вуз' }, cookie)
    expect(invited.at(-1)).to.deep.equal({ name: 'Вуз' })
  })

  it('revokes an invitation, and knows no other', async () => {
    const { cookie } = await enter()
    const answer = await site.post('/admin/invitations/hash-1/revoke', { lms: 'moodle' }, cookie)
    expect(await follow(answer, cookie)).to.include('«Canvas лицея» отозвано')
    expect((await site.post('/admin/invitations/foreign/revoke', {}, cookie)).status).to.equal(404)
    expect(revoked).to.deep.equal(['hash-1'])
  })

  it('registers a Moodle by its site address alone, the deployment may come later', async () => {
    const { cookie } = await enter()
    const typed = { lms: 'moodle', name: 'Вуз', issuer: 'https://moodle.example/', clientId: 'c1' }
    const answer = await site.post('/admin/platforms', typed, cookie)
    expect(added.at(-1)).to.deep.include({
      issuer: 'https://moodle.example',
      authUrl: 'https://moodle.example/mod/lti/auth.php',
      tokenUrl: 'https://moodle.example/mod/lti/token.php',
      jwksUrl: 'https://moodle.example/mod/lti/certs.php',
      deployments: [''],
    })
    expect(answer.headers.get('location')).to.match(/\/admin\/platforms$/)
    expect(await follow(answer, cookie)).to.include('«Вуз»: подключение добавлено')
  })

  it('takes the addresses that were typed where there are any', async () => {
    const { cookie } = await enter()
    const urls = { authUrl: 'https://a.example', tokenUrl: 'https://t.example', jwksUrl: 'https://k.example' }
    await site.post('/admin/platforms', { lms: 'moodle', issuer: 'https://moodle.example', ...urls }, cookie)
    expect(added.at(-1)).to.deep.include({ issuer: 'https://moodle.example', ...urls })
  })

  it('tells each fault at its field, in words, and keeps what was typed', async () => {
    refuse = new InvalidInputError('x', [
      faultOf('issuer', 'not-https'),
      faultOf('jwksUrl', 'other-host'),
      faultOf('deployments.0', 'too-long'),
    ])
    const { cookie } = await enter()
    const typed = { lms: 'other', name: 'Школа «Б»', issuer: 'http://lms.example', clientId: 'c1' }
    const answer = await site.post('/admin/platforms', typed, cookie)
    const html = await plain(answer)
    expect(answer.status).to.equal(422)
    expect(html).to.include('<title>Ошибка: ')
    for (const field of ['issuer', 'jwksUrl', 'deployment']) {
      expect(html).to.include(`href="#${field}"`).and.include(`id="${field}-error"`)
    }
    expect(html).to.include('Адрес должен начинаться с https://')
    expect(html).to.include('value="http://lms.example"').and.include('value="Школа «Б»"')
    const invitation = await site.post('/admin/invitations', { lms: 'moodle', name: '' }, cookie)
    expect(invitation.status).to.equal(422)
  })

  it('has words for every fault', async () => {
    const { cookie } = await enter()
    const codes = [
      'empty',
      'too-long',
      'not-address',
      'credentials',
      'fragment',
      'not-https',
      'other-host',
      'foreign-issuer',
      'not-cloud',
      'taken',
    ] as const
    for (const code of codes) {
      const fault = faultOf('issuer', code)
      refuse = new InvalidInputError('x', [fault])
      const html = await plain(await site.post('/admin/platforms', { lms: 'other' }, cookie))
      expect(html, code).to.match(/id="issuer-error">[А-Я]/)
    }
  })
})
