import { expect } from 'chai'
import type { CommandStartedEvent } from 'mongodb'
import { createBrowser, type Page } from '#tests/lms/browser'
import { type LtiSite, openLtiSite } from './support/site.ts'

describe('round trips of a launch', () => {
  let site: LtiSite
  const commands: string[] = []

  before(async () => {
    site = await openLtiSite({ uriOptions: '?monitorCommands=true' })
    const client = site.application.database.connection.getClient()
    client.on('commandStarted', (event: CommandStartedEvent) => {
      const target: unknown = event.command[event.commandName]
      commands.push(`${event.commandName} ${String(target)}`)
    })
  })
  after(() => site.close())

  /** What the store was asked while `work` ran. */
  async function during(work: () => Promise<unknown>): Promise<string[]> {
    commands.length = 0
    await work()
    return [...commands]
  }

  async function launchStepwise(userId: number): Promise<{ login: string[]; launch: string[]; page: Page }> {
    const browser = createBrowser()
    const lmsPage = await browser.get(site.lms.launchUrl({ userId }))
    let answer: Page | undefined
    const login = await during(async () => {
      // Ends at the form of the platform that carries the id_token.
      answer = await browser.submitForm(lmsPage)
    })
    let page: Page | undefined
    const launch = await during(async () => {
      page = await browser.post(`${site.url}/lti/launch`, fieldsOf(String(answer?.text)))
    })
    return { login, launch, page: page as Page }
  }

  it('are three with warm keys, the person and the session among them; one at the login; no call outside', async () => {
    await createBrowser().launch(site.lms.launchUrl({ userId: 101 }))
    // What a person's first launch in a course writes down beside is written once.
    await createBrowser().launch(site.lms.launchUrl({ userId: 102 }))
    const keysRead = site.lms.requests.count('lti:certs')
    const { login, launch, page } = await launchStepwise(102)
    expect(page.status).to.equal(200)
    expect(login).to.deep.equal(['insert launch_attempts'])
    const [consume, person, session, ...afterwards] = launch
    expect([consume, person, session]).to.deep.equal([
      'findAndModify launch_attempts',
      // This process knows them: somebody new is an upsert, one round trip too.
      'find people',
      'insert sessions',
    ])
    expect(afterwards[0]).to.equal('find sessions')
    expect(site.lms.requests.count('lti:certs')).to.equal(keysRead)
  })

  it('of the page after it is one for its session', async () => {
    const browser = createBrowser()
    const page = await browser.launch(site.lms.launchUrl({ userId: 103 }))
    const asked = await during(() => browser.get(page.url))
    expect(asked.filter(command => command.endsWith(' sessions'))).to.deep.equal(['find sessions'])
  })

  it('of a person who was never here are as many', async () => {
    const { launch } = await launchStepwise(104)
    const own = launch.slice(0, launch.indexOf('find sessions'))
    const named = own.filter(command => / (launch_attempts|people|sessions|platforms)$/.test(command))
    expect(named).to.have.length(3)
  })

  it('do not include reading the registration, which is believed for half a minute and forgotten on a change', async () => {
    const { platforms } = site.application
    const { operator } = await import('#domain/access/actor')
    await platforms.setActive(operator, site.platformId, false)
    const refused = await createBrowser().launch(site.lms.launchUrl({ userId: 101 }))
    expect(refused.text).to.include('lti_platform_inactive')
    await platforms.setActive(operator, site.platformId, true)
    expect((await createBrowser().launch(site.lms.launchUrl({ userId: 101 }))).status).to.equal(200)
  })
})

/** Hidden fields of the form by which the platform answers. */
function fieldsOf(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)]
  return Object.fromEntries(
    inputs.map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ]),
  )
}
