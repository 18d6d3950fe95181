/** Login initiation, the authentication endpoint, and the frame around them (LTI 1.3 §5.1.1, OIDC third-party login). */
import { autoSubmit, coursePage, indexPage, notFound, toolPage } from '../pages.ts'
import type { Person } from '../people.ts'
import type { Reply } from '../reply.ts'
import { buildClaims } from './claims.ts'
import { signIdToken } from './jws.ts'
import type { Launch } from './launch-desk.ts'
import type { Call, Platform } from './platform.ts'
import { linkId, parseLinkId, type Tool } from './tools.ts'

type Who = { person: Person; tool: Tool; courseId: number }

/** `/mod/lti/launch.php?id=…&as=…`: a page that sends the login initiation to the tool. */
export function launchPage(platform: Platform, call: Call): Reply {
  const who = readLink(platform, call)
  if ('status' in who) return who
  return initiate(platform, platform.desk.begin({ ...who, message: 'LtiResourceLinkRequest' }))
}

/** `/mod/lti/contentitem.php?id=TYPE&course=…&as=…`: a teacher chooses what to place in the course. */
export function contentItemPage(platform: Platform, call: Call): Reply {
  const tool = platform.tools.byTypeId(Number(call.query.get('id')))
  const person = platform.population.person(Number(call.query.get('as')))
  const courseId = Number(call.query.get('course'))
  if (!tool?.active || !person || !platform.population.course(courseId))
    return notFound(platform, 'Неверный запрос')
  return initiate(platform, platform.desk.begin({ tool, person, courseId, message: 'LtiDeepLinkingRequest' }))
}

/** `/mod/lti/view.php?id=…&as=…`: the course's page with the tool in a frame. */
export function viewPage(platform: Platform, call: Call): Reply {
  const who = readLink(platform, call)
  return 'status' in who ? who : toolPage(platform, who.tool, who.courseId, who.person)
}

/** `/course/view.php?id=…&as=…`. */
export function courseViewPage(platform: Platform, call: Call): Reply {
  const person = platform.population.person(Number(call.query.get('as')))
  if (!person) return indexPage(platform)
  return coursePage(platform, Number(call.query.get('id')), person) ?? notFound(platform, 'Нет такого курса')
}

function readLink(platform: Platform, call: Call): Who | Reply {
  const { typeId, courseId } = parseLinkId(Number(call.query.get('id')))
  const tool = platform.tools.byTypeId(typeId)
  const person = platform.population.person(Number(call.query.get('as')))
  const known = tool?.active && person && !person.deleted && platform.population.course(courseId)
  return known ? { tool, person, courseId } : notFound(platform, 'Неверный запрос')
}

function initiate(platform: Platform, launch: Launch): Reply {
  const { tool, person, courseId } = launch
  const deepLink = launch.message === 'LtiDeepLinkingRequest'
  const hint = deepLink ? { launchid: launch.id } : { cmid: linkId(tool, courseId), launchid: launch.id }
  return autoSubmit('ltiInitiateLoginForm', tool.loginUrl, {
    iss: platform.url,
    target_link_uri: deepLink ? (tool.deepLinkUrl ?? tool.launchUrl) : tool.launchUrl,
    login_hint: String(person.id),
    lti_message_hint: JSON.stringify(hint),
    client_id: tool.clientId,
    lti_deployment_id: tool.deploymentId,
  })
}

/** `/mod/lti/auth.php`: checks the tool's request as Moodle does and posts the id_token, or an error, to the tool. */
export function authPage(platform: Platform, call: Call, now: number): Reply {
  const asked = (name: string): string | null => call.form.get(name) ?? call.query.get(name)
  const launch = readLaunch(platform, asked('lti_message_hint'))
  const redirectUri = asked('redirect_uri')
  if (!launch || !redirectUri || !launch.tool.redirectUris.includes(redirectUri)) {
    return notFound(platform, 'Invalid request')
  }
  const state = asked('state')
  const fault = authFault(launch, asked)
  const answer: Record<string, string> = fault ?? {
    id_token: idToken(platform, launch, asked('nonce') ?? '', now),
  }
  const fields = { ...answer, ...(state === null ? {} : { state }) }
  return autoSubmit('ltiAuthForm', redirectUri, platform.desk.changedForm(fields, launch))
}

function readLaunch(platform: Platform, hint: string | null): Launch | undefined {
  const id = /"launchid"\s*:\s*"([^"]+)"/.exec(hint ?? '')?.[1]
  return id ? platform.desk.find(id) : undefined
}

type Asked = (name: string) => string | null

/** The checks of Moodle's auth.php, in its order; the first that fails names the error. */
function authFault(launch: Launch, asked: Asked): Record<string, string> | null {
  const refuse = (error: string, description?: string) => ({
    error,
    ...(description ? { error_description: description } : {}),
  })
  const required = ['scope', 'response_type', 'client_id', 'redirect_uri', 'login_hint', 'nonce']
  if (required.some(name => !asked(name))) return refuse('invalid_request')
  if (asked('scope') !== 'openid') return refuse('invalid_scope')
  if (asked('response_type') !== 'id_token') return refuse('unsupported_response_type')
  if (asked('client_id') !== launch.tool.clientId) return refuse('unauthorized_client')
  if (asked('login_hint') !== String(launch.person.id)) return refuse('access_denied')
  if (asked('response_mode') === null) return refuse('invalid_request', 'Missing response_mode')
  if (asked('response_mode') !== 'form_post') return refuse('invalid_request', 'Invalid response_mode')
  if (![null, '', 'none'].includes(asked('prompt'))) return refuse('invalid_request', 'Invalid prompt')
  return null
}

/** The signed id_token of a launch, with whatever a test asked to change. */
export function idToken(platform: Platform, launch: Launch, nonce: string, now: number): string {
  const { kid, privateKey } = platform.keys.current
  const payload = buildClaims(platform, launch, nonce, now)
  const draft = { header: { typ: 'JWT', alg: 'RS256', kid }, payload, key: privateKey }
  const changed = platform.desk.changed(draft, launch)
  return signIdToken(changed.payload, changed.header, changed.key)
}
