import { expect } from 'chai'
import { operator } from '#domain/access/actor'
import { buildInvitation, registrationUrl } from '#lti/registration/invitation'
import { createBrowser } from '#tests/lms/browser'
import { type Served, serve } from '#tests/unit/lti/support/serve'
import { type LtiSite, openLtiSite } from './support/site.ts'

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration'

describe('registration by invitation', () => {
  let site: LtiSite

  before(async () => {
    site = await openLtiSite()
  })
  after(() => site.close())

  const invite = async (issuer?: string) =>
    (await site.application.platforms.invite(operator, { name: 'СДО вуза', ...(issuer ? { issuer } : {}) }))
      .url
  const register = (address: string) => createBrowser().launch(site.lms.registrationUrl(address))
  const platforms = async () => (await site.application.stores.platforms.all()).length

  it('registers, makes keys, and launches; the page names what Moodle leaves to do', async () => {
    const address = await invite()
    const page = await register(address)
    expect(page.status).to.equal(200)
    expect(page.text).to.include('СДО вуза').and.to.include('Активировать')
    expect(page.text).to.include('Показать в выборе элемента').and.to.include('Принимать оценки')
    expect(page.text).to.include('org.imsglobal.lti.close')
    const [pending] = site.lms.tools().filter(tool => !tool.active)
    const tool = site.lms.activateTool(String(pending?.clientId))
    const registered = (await site.application.stores.platforms.all()).find(
      one => one.clientId === tool.clientId,
    )
    expect(registered).to.deep.include({ issuer: site.lms.issuer, active: true, jwksUrl: tool.jwksUrl })
    expect(registered?.deployments.map(one => [one.id, one.approved])).to.deep.equal([
      [tool.deploymentId, true],
    ])
    const launched = await createBrowser().launch(
      site.lms.launchUrl({ role: 'learner', clientId: tool.clientId }),
    )
    expect(launched.status).to.equal(200)
    const findings = await site.application.platforms.test(operator, String(registered?.id), 'ru')
    expect(findings.filter(one => one.level === 'error')).to.deep.equal([])
    expect(findings.map(one => one.message).join(' ')).to.match(/Открытые ключи читаются/)
  })

  it('is good for one platform: of two at once one registers', async () => {
    const [address, before] = [await invite(), await platforms()]
    const pages = await Promise.all([register(address), register(address)])
    expect(pages.map(page => page.status).sort()).to.deep.equal([200, 403])
    expect((await register(address)).text).to.include('lti_invitation_used')
    expect(await platforms()).to.equal(before + 1)
  })

  it('is refused without an invitation, with an unknown and with an expired one', async () => {
    const before = await platforms()
    expect((await register(`${site.url}/lti/register`)).text).to.include('lti_invitation_unknown')
    const unknown = registrationUrl(site.url, 'x'.repeat(43))
    expect((await register(unknown)).text).to.include('lti_invitation_unknown')
    const long = new Date(Date.now() - 8 * 86_400_000)
    const { invitation, code } = buildInvitation({ name: 'x' }, long, size => Buffer.alloc(size, 7))
    await site.application.stores.invitations.create(invitation)
    expect((await register(registrationUrl(site.url, code))).text).to.include('lti_invitation_expired')
    expect(await platforms()).to.equal(before)
  })

  it('stores the hash of an invitation, never its code', async () => {
    const code = String(new URL(await invite()).searchParams.get('invitation'))
    const db = site.application.database.connection.db
    const stored = JSON.stringify(await db?.collection('lti_invitations').find().toArray())
    expect(stored).not.to.include(code)
  })

  it('is invited once by a form that comes twice, also at once', async () => {
    const { platforms, stores } = site.application
    const [before, sent] = [
      await stores.invitations.open(new Date()),
      { name: 'X', key: '2026-11-22T09:00Z' },
    ]
    const urls = await Promise.all([1, 2].map(async () => (await platforms.invite(operator, sent)).url))
    expect([new Set(urls).size, (await platforms.invite(operator, { ...sent, name: 'Y' })).url]).to.satisfy(
      ([size, other]: [number, string]) => size === 1 && other !== urls[0],
    )
    expect(await stores.invitations.open(new Date())).to.have.length(before.length + 2)
  })

  it('costs no invitation when the platform fails', async () => {
    const address = await invite()
    site.lms.faults.on('lti:configuration', { kind: 'status', status: 503 })
    const failed = await register(address)
    expect(failed.status).to.equal(502)
    expect(failed.text).to.include('lti_registration_unreachable')
    expect((await register(address)).status).to.equal(200)
  })

  describe('a platform that is not what it says', () => {
    let other: Served
    let configuration: Record<string, unknown>
    const posted: string[] = []

    before(async () => {
      other = await serve((req, res) => {
        if (req.method === 'POST') posted.push(String(req.headers.authorization))
        res.setHeader('content-type', 'application/json')
        res.end(JSON.stringify(req.method === 'POST' ? { client_id: 'c9', [TOOL]: {} } : configuration))
      })
    })
    beforeEach(() => {
      posted.length = 0
      configuration = {
        issuer: other.url,
        authorization_endpoint: `${other.url}/auth`,
        token_endpoint: `${other.url}/token`,
        jwks_uri: `${other.url}/jwks`,
        registration_endpoint: `${other.url}/register`,
      }
    })
    after(() => other.close())

    const go = async (address: string) => {
      const query = new URLSearchParams({
        openid_configuration: `${other.url}/conf`,
        registration_token: 't',
      })
      const answer = await fetch(`${address}&${query}`, { headers: { accept: 'application/json' } })
      const text = await answer.text()
      return answer.ok ? 'registered' : (JSON.parse(text) as { error: { code: string } }).error.code
    }

    const refused: [fact: string, change: () => Record<string, unknown>, code: string][] = [
      [
        'another issuer than its host',
        () => ({ issuer: 'https://moodle.example' }),
        'lti_registration_issuer',
      ],
      ['no issuer', () => ({ issuer: undefined }), 'lti_registration_invalid'],
      ['an address that is none', () => ({ jwks_uri: 'javascript:1' }), 'lti_registration_invalid'],
      ['no token address', () => ({ token_endpoint: 7 }), 'lti_registration_invalid'],
      [
        'an endpoint on another host, where our token would go',
        () => ({ registration_endpoint: 'https://thief.example/' }),
        'lti_registration_invalid',
      ],
    ]
    for (const [fact, change, code] of refused) {
      it(`is refused: ${fact}`, async () => {
        Object.assign(configuration, change())
        const before = await platforms()
        expect(await go(await invite())).to.equal(code)
        expect([posted, await platforms()]).to.deep.equal([[], before])
      })
    }

    it('is refused when the invitation expects another issuer, accepted when it expects this one', async () => {
      expect(await go(await invite('https://canvas.instructure.com'))).to.equal('lti_registration_issuer')
      Object.assign(configuration, { issuer: 'https://canvas.instructure.com' })
      expect(await go(await invite('https://canvas.instructure.com'))).to.equal('registered')
      expect(posted).to.deep.equal(['Bearer t'])
    })

    describe('invited by the administrator of another LMS', () => {
      const home = 'https://school.example|c|1'
      const administrator = { ...operator, roles: ['administrator' as const], scope: [home] }
      const inviteFrom = async (issuer?: string) => {
        const { platforms: use } = site.application
        return (await use.invite(administrator, { name: 'Лицей', ...(issuer && { issuer }) })).url
      }
      /** Behind the cache of registrations, which any change through it empties. */
      async function forget(): Promise<void> {
        const { database, stores } = site.application
        await database.connection.db?.collection('platforms').deleteMany({ issuer: other.url })
        await stores.platforms.setActive('none', true)
      }
      beforeEach(forget)
      afterEach(forget)

      it('is managed from there', async () => {
        expect(await go(await inviteFrom())).to.equal('registered')
        const seen = await site.application.platforms.list(administrator)
        expect(seen.map(one => [one.clientId, one.canManage])).to.deep.equal([['c9', true]])
      })

      it('is refused with keys of another host, and with a cloud that it is not', async () => {
        const before = await platforms()
        Object.assign(configuration, { jwks_uri: 'https://thief.example/jwks' })
        expect(await go(await inviteFrom())).to.equal('lti_registration_issuer')
        Object.assign(configuration, { issuer: 'https://canvas.instructure.com' })
        expect(await go(await inviteFrom('https://canvas.instructure.com'))).to.equal(
          'lti_registration_issuer',
        )
        expect([posted, await platforms()]).to.deep.equal([[], before])
      })

      it('is refused for an issuer that others have registered', async () => {
        await site.application.stores.platforms.create({
          id: 'theirs',
          name: 'Чужая',
          issuer: other.url,
          clientId: 'c8',
          authUrl: `${other.url}/auth`,
          tokenUrl: `${other.url}/token`,
          jwksUrl: `${other.url}/jwks`,
          active: true,
          deployments: [],
          managers: ['https://theirs.example|c|1'],
          createdAt: '2026-11-22T00:00:00.000Z',
        })
        expect(await go(await inviteFrom())).to.equal('lti_registration_foreign')
        expect(posted).to.deep.equal([])
      })
    })

    it('is refused when it is registered already', async () => {
      expect(await go(await invite())).to.equal('registered')
      expect(await go(await invite())).to.equal('lti_registration_exists')
    })
  })
})
