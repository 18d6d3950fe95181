import { SCOPE } from '../services/scopes.ts'
import type { PlatformConfiguration } from './platform-configuration.ts'

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration'

/** Scopes that we use; asked for if the platform has them. */
const SCOPES: readonly string[] = Object.values(SCOPE)

/** Platforms that have storage and do not name its frame in the login. */
const ASKED_FOR_STORAGE = /^blackboard/

/**
 * How we describe ourselves to a platform that registers us.
 *
 * @see LTI Dynamic Registration 1.0 §3.5
 */
export function buildToolConfiguration(
  publicUrl: string,
  { family, scopes }: PlatformConfiguration,
): Record<string, unknown> {
  const target = `${publicUrl}/book`
  const ask = ASKED_FOR_STORAGE.test(family) ? '?storage=ask' : ''
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: `${publicUrl}/lti/login${ask}`,
    redirect_uris: [`${publicUrl}/lti/launch`],
    client_name: 'Zachetka',
    'client_name#ru': 'Зачётка',
    jwks_uri: `${publicUrl}/lti/jwks`,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: SCOPES.filter(scope => scopes.includes(scope)).join(' '),
    [TOOL]: {
      domain: new URL(publicUrl).host,
      target_link_uri: target,
      description:
        'Credit book for professional development: hours from any course, confirmed and explained.',
      'description#ru':
        'Зачётная книжка повышения квалификации: часы из любых курсов, подтверждённые и объяснённые.',
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'middle_name', 'email'],
      custom_parameters: { middle_name: '$Person.name.middle' },
      messages: [
        { type: 'LtiResourceLinkRequest', target_link_uri: target },
        { type: 'LtiDeepLinkingRequest', target_link_uri: target, label: 'Zachetka', 'label#ru': 'Зачётка' },
        { type: 'LtiSubmissionReviewRequest', target_link_uri: target },
        { type: 'LtiDataPrivacyLaunchRequest', target_link_uri: target },
      ],
    },
  }
}

/** The deployment that the platform made, if it says so. */
export const TOOL_CLAIM = TOOL
