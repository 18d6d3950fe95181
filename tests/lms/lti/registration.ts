/** Discovery and dynamic registration (LTI Dynamic Registration 1.0): the tool stays pending until it is activated. */

import jwt from 'jsonwebtoken'
import { json, type Reply, redirect } from '../reply.ts'
import { RELEASE } from '../ws/site.ts'
import type { Call, Platform } from './platform.ts'
import { ALL_SCOPES } from './scopes.ts'

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const CLAIMS = ['sub', 'iss', 'name', 'given_name', 'family_name', 'email']

/** `/mod/lti/openid-configuration.php`. */
export function openidConfiguration(platform: Platform): Reply {
  const lti = `${platform.url}/mod/lti`
  return json({
    issuer: platform.url,
    token_endpoint: `${lti}/token.php`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: `${lti}/certs.php`,
    authorization_endpoint: `${lti}/auth.php`,
    registration_endpoint: `${lti}/openid-registration.php`,
    scopes_supported: [...ALL_SCOPES, 'openid'],
    response_types_supported: ['id_token'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: CLAIMS,
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      product_family_code: 'moodle',
      version: RELEASE,
      messages_supported: [
        { type: 'LtiResourceLinkRequest' },
        { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] },
      ],
      variables: [
        'Context.id',
        'CourseSection.title',
        'User.id',
        'User.username',
        'Person.name.full',
        'Person.sourcedId',
        'Person.name.middle',
      ],
    },
  })
}

/** `/mod/lti/startltiadvregistration.php?url=…`: sends the administrator to the tool with a one-hour token. */
export function startRegistration(platform: Platform, call: Call): Reply {
  const target = new URL(call.query.get('url') ?? '', platform.url)
  const clientId = platform.tools.nextClientId(Date.now())
  const { kid, privateKey } = platform.keys.current
  const token = jwt.sign({ sub: clientId, scope: 'reg' }, privateKey, {
    algorithm: 'RS256',
    keyid: kid,
    expiresIn: 3600,
  })
  target.searchParams.set('openid_configuration', `${platform.url}/mod/lti/openid-configuration.php`)
  target.searchParams.set('registration_token', token)
  return redirect(target.href)
}

interface Asked {
  client_name: string
  initiate_login_uri: string
  jwks_uri: string
  redirect_uris: string[]
  logo_uri?: string
  scope?: string
  [TOOL_CONFIGURATION]: {
    target_link_uri: string
    domain: string
    description?: string
    messages?: { type: string; target_link_uri?: string }[]
    claims?: string[]
    custom_parameters?: Record<string, string>
  }
}

/** `/mod/lti/openid-registration.php`: adds the tool, pending, with grades delegated. */
export function registrationPage(platform: Platform, call: Call): Reply {
  const clientId = readToken(platform, call)
  if (!clientId || platform.tools.byClientId(clientId))
    return json({ error: 'invalid_token' }, undefined, 401)
  const asked = readRequest(call.body)
  if (!asked) return json({ error: 'invalid_client_metadata' }, undefined, 400)
  const settings = asked[TOOL_CONFIGURATION]
  const deepLink = settings.messages?.find(
    message => message.type === 'LtiDeepLinkingRequest',
  )?.target_link_uri
  const tool = platform.tools.add(
    {
      name: asked.client_name,
      loginUrl: asked.initiate_login_uri,
      launchUrl: settings.target_link_uri,
      redirectUris: asked.redirect_uris,
      jwksUrl: asked.jwks_uri,
      origin: new URL(settings.target_link_uri).origin,
      custom: settings.custom_parameters ?? {},
      grades: 'delegated',
      ...(deepLink ? { deepLinkUrl: deepLink } : {}),
    },
    { active: false, clientId },
  )
  const given = { ...settings, version: '1.3.0', deployment_id: tool.deploymentId }
  return json({
    client_id: clientId,
    response_types: ['id_token'],
    jwks_uri: asked.jwks_uri,
    initiate_login_uri: asked.initiate_login_uri,
    grant_types: ['client_credentials', 'implicit'],
    redirect_uris: asked.redirect_uris,
    application_type: 'web',
    token_endpoint_auth_method: 'private_key_jwt',
    client_name: asked.client_name,
    logo_uri: asked.logo_uri ?? '',
    scope: (asked.scope ?? '')
      .split(' ')
      .filter(scope => ALL_SCOPES.includes(scope))
      .join(' '),
    [TOOL_CONFIGURATION]: given,
  })
}

function readToken(platform: Platform, call: Call): string | null {
  try {
    const token = /^Bearer (\S+)$/i.exec(call.header('authorization') ?? '')?.[1] ?? ''
    const checked = jwt.verify(token, platform.keys.current.publicKey, { algorithms: ['RS256'] })
    return typeof checked === 'string' || checked.scope !== 'reg' ? null : (checked.sub ?? null)
  } catch {
    return null
  }
}

function readRequest(body: string): Asked | null {
  try {
    const asked = JSON.parse(body) as Partial<Asked>
    const strings = [
      asked.client_name,
      asked.initiate_login_uri,
      asked.jwks_uri,
      asked[TOOL_CONFIGURATION]?.target_link_uri,
    ]
    const whole = strings.every(one => typeof one === 'string') && Array.isArray(asked.redirect_uris)
    return whole ? (asked as Asked) : null
  } catch {
    return null
  }
}
