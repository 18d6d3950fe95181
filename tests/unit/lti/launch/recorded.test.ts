import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { verifyLaunch } from '#lti/launch/verify-launch'
import { beginLogin } from '#lti/login/begin-login'
import { createRandom } from '../support/bench.ts'
import { createMemory, fixedKeys } from '../support/memory.ts'
import { platformKey, registration, sign } from '../support/platform.ts'

const CLIENT_ID = 'YezHXHP3GeFy0ov'
const MOODLE = 'http://127.0.0.1:8090'

/** Claims as Moodle 4.5.6 sent them. */
function recorded(name: string): Record<string, unknown> {
  const file = new URL(`../../../lms/fixtures/lti.${name}.3-id_token.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).payload
}

async function launch(name: string, messages = new Set(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'])) {
  const claims = recorded(name)
  const platform = {
    ...registration(),
    issuer: MOODLE,
    clientId: CLIENT_ID,
    authUrl: `${MOODLE}/mod/lti/auth.php`,
  }
  const deps = {
    ...createMemory([platform]),
    keys: fixedKeys(platformKey.jwk),
    publicUrl: 'http://127.0.0.1:3000',
    messages,
    now: () => new Date((Number(claims.iat) + 1) * 1000),
    randomBytes: createRandom(),
  }
  const targetLinkUri = String(claims['https://purl.imsglobal.org/spec/lti/claim/target_link_uri'])
  const messageHint = '{"cmid":95,"launchid":"ltilaunch2_790002991"}'
  const login = {
    issuer: MOODLE,
    clientId: CLIENT_ID,
    loginHint: String(claims.sub),
    messageHint,
    targetLinkUri,
  }
  const started = await beginLogin(login, deps)
  const query = new URL(started.location).searchParams
  expect(query.get('lti_message_hint')).to.equal(messageHint)
  return verifyLaunch(
    {
      state: String(query.get('state')),
      idToken: sign({ ...claims, nonce: query.get('nonce') }),
      cookies: String(started.setCookie.split(';')[0]),
    },
    deps,
  )
}

describe('launches recorded from Moodle', () => {
  it('understands a learner’s', async () => {
    expect(await launch('launch-learner')).to.deep.include({
      sub: '7',
      roles: ['learner'],
      name: { full: 'Пётр Соколов', given: 'Пётр', family: 'Соколов' },
      email: 'sokolov.p5@school5.example',
      resourceLink: { id: '2', title: 'Реестр часов' },
      platformOrigin: MOODLE,
      locale: 'en',
      returnUrl: `${MOODLE}/mod/lti/return.php?course=14&launch_container=4&instanceid=2&sesskey=VVZ9EvNNnB`,
    })
  })

  it('understands an instructor’s, whose patronymic is inside the given name', async () => {
    const { roles, name, endpoints, custom } = await launch('launch-instructor')
    expect(roles).to.deep.equal(['curator'])
    expect(name).to.include({ given: 'Марина', patronymic: 'Леонидовна', family: 'Кураторова' })
    expect(custom.course_idnumber).to.equal('CRS-013')
    const services = `${MOODLE}/mod/lti/services.php`
    expect(endpoints.nrps).to.equal(`${services}/CourseSection/14/bindings/1/memberships`)
    expect(endpoints.ags?.lineItems).to.equal(`${services}/14/lineitems?type_id=1`)
    expect(endpoints.scopes).to.have.length(5)
  })

  it('understands a request for deep linking, which has no resource link', async () => {
    const request = await launch('deeplink-request')
    expect(request).to.include({ messageType: 'LtiDeepLinkingRequest', sub: '63' })
    expect(request).not.to.have.property('resourceLink')
  })
})
