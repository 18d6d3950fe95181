import { CLAIM } from '#lti/launch/claims'
import type { LaunchOptions } from '../support/bench.ts'
import { createKey, ISSUER, NOW, otherKey, PUBLIC_URL, seconds, sign } from '../support/platform.ts'

export const at = seconds(NOW)
export const stranger = createKey('stranger')
const without = (...claims: string[]): LaunchOptions => ({
  change: Object.fromEntries(claims.map(claim => [claim, undefined])),
})
export const having = (claim: string, value: unknown): LaunchOptions => ({ change: { [claim]: value } })
const settings = { accept_types: ['ltiResourceLink'], accept_presentation_document_targets: ['iframe'] }

/** Conformance guide 6.1.1 (B rows) and our hardening rows (H): what is sent, and the code that refuses it. */
export const REFUSED: [row: string, fact: string, options: LaunchOptions, code: string][] = [
  ['B1', 'no key id in the header', { header: { kid: undefined } }, 'lti_kid_missing'],
  ['B2', 'a key id that the platform does not publish', { key: stranger }, 'lti_key_unknown'],
  ['B3', 'a wrong LTI version', having(CLAIM.version, '1.2.0'), 'lti_version_wrong'],
  ['B4', 'no LTI version', without(CLAIM.version), 'lti_version_missing'],
  ['B5', 'JSON that is no launch', { token: sign({ name: 'badltilaunch' }) }, 'lti_issuer_mismatch'],
  [
    'B6',
    'several claims missing',
    without(CLAIM.messageType, CLAIM.version, CLAIM.roles),
    'lti_version_missing',
  ],
  ['B7', 'wrong timestamps', { change: { iat: 11111, exp: 22222 } }, 'lti_token_expired'],
  ['B8', 'no message type', without(CLAIM.messageType), 'lti_message_type_missing'],
  ['B9', 'no roles claim', without(CLAIM.roles), 'lti_roles_missing'],
  ['B10', 'no deployment id', without(CLAIM.deploymentId), 'lti_deployment_missing'],
  ['B11', 'no resource link id', having(CLAIM.resourceLink, { title: 'x' }), 'lti_resource_link_missing'],
  ['B11', 'no resource link', without(CLAIM.resourceLink), 'lti_resource_link_missing'],
  ['B12', 'no person', without('sub'), 'lti_sub_missing'],
  ['H1', 'no exp', without('exp'), 'lti_exp_missing'],
  ['H1', 'an exp in words', having('exp', 'tomorrow'), 'lti_exp_missing'],
  ['H2', 'no iat', without('iat'), 'lti_iat_missing'],
  ['H3', 'an iat 61 s ahead', { change: { iat: at + 61, exp: at + 90 } }, 'lti_token_from_future'],
  ['H3', 'a nbf an hour ahead', having('nbf', at + 3600), 'lti_token_from_future'],
  ['H4', 'a life of ten years', having('exp', at + 10 * 365 * 86_400), 'lti_token_lifetime'],
  ['H5', 'no nonce', without('nonce'), 'lti_nonce_missing'],
  ['H6', 'a nonce of its own', having('nonce', 'abc'), 'lti_nonce_mismatch'],
  ['H9', 'a browser without our cookie', { cookies: 'other=1' }, 'lti_cookie_missing'],
  ['H10', 'a state with a semicolon', { state: 'a;b' }, 'lti_state_unknown'],
  ['H10', 'a state that we never issued', { state: 'a'.repeat(43) }, 'lti_state_unknown'],
  ['H11', 'an unknown deployment', having(CLAIM.deploymentId, '99'), 'lti_deployment_unknown'],
  ['H12', 'a list of audiences without azp', having('aud', ['client-1', 'other']), 'lti_azp_invalid'],
  [
    'H12',
    'an audience beside us',
    { change: { aud: ['client-1', 'x'], azp: 'client-1' } },
    'lti_audience_mismatch',
  ],
  ['H12', 'audiences without us', having('aud', ['other']), 'lti_audience_mismatch'],
  ['H12', 'an audience that is no text', having('aud', 7), 'lti_audience_mismatch'],
  ['H13', 'another authorized party', having('azp', 'other'), 'lti_azp_invalid'],
  ['H14', 'no signature', { algorithm: 'none' }, 'lti_alg_refused'],
  ['H14', 'a shared secret', { algorithm: 'HS256' }, 'lti_alg_refused'],
  ['H14', 'RS384', { algorithm: 'RS384' }, 'lti_alg_refused'],
  [
    'H14',
    'RS256 in the header, signed by another key',
    { key: otherKey, header: { kid: 'key-1' } },
    'lti_signature_invalid',
  ],
  [
    'H15',
    'a target on another host',
    having(CLAIM.targetLinkUri, 'https://evil.example/book'),
    'lti_target_foreign',
  ],
  [
    'H15',
    'a target like our host',
    having(CLAIM.targetLinkUri, `${PUBLIC_URL}.evil.example/`),
    'lti_target_foreign',
  ],
  [
    'H15',
    'another target than the login',
    having(CLAIM.targetLinkUri, `${PUBLIC_URL}/queue`),
    'lti_target_mismatch',
  ],
  ['H15', 'no target', without(CLAIM.targetLinkUri), 'lti_target_missing'],
  ['H16', 'roles as one text', having(CLAIM.roles, 'Instructor'), 'lti_roles_invalid'],
  ['H16', 'roles with a number', having(CLAIM.roles, [1]), 'lti_roles_invalid'],
  ['H17', 'a person id of 256 characters', having('sub', 'x'.repeat(256)), 'lti_sub_invalid'],
  [
    'H17',
    'a deployment id of 256 characters',
    having(CLAIM.deploymentId, 'x'.repeat(256)),
    'lti_deployment_invalid',
  ],
  ['H17', 'a deployment id as a number', having(CLAIM.deploymentId, 1), 'lti_deployment_invalid'],
  [
    'H18',
    'deep linking without settings',
    having(CLAIM.messageType, 'LtiDeepLinkingRequest'),
    'lti_deep_linking_invalid',
  ],
  [
    'H18',
    'deep linking without accepted types',
    {
      change: {
        [CLAIM.messageType]: 'LtiDeepLinkingRequest',
        [CLAIM.deepLinking]: {
          ...settings,
          accept_types: undefined,
          deep_link_return_url: 'https://lms.example/dl',
        },
      },
    },
    'lti_deep_linking_invalid',
  ],
  ['H23', 'another issuer than the login', having('iss', 'https://other.example'), 'lti_issuer_mismatch'],
  ['H25', 'a token over 64 KB', having('x', 'x'.repeat(70_000)), 'lti_token_too_large'],
  ['–', 'no token', { token: undefined }, 'lti_token_missing'],
  ['–', 'a token that is no JWT', { token: 'abc' }, 'lti_token_malformed'],
  [
    '–',
    'a token whose payload is a list',
    { token: `${btoa('{}')}.${btoa('[]')}.x`.replaceAll('=', '') },
    'lti_token_malformed',
  ],
  [
    '–',
    'a sound deep linking request while nothing of ours answers one',
    {
      change: {
        [CLAIM.messageType]: 'LtiDeepLinkingRequest',
        [CLAIM.deepLinking]: { ...settings, deep_link_return_url: 'https://lms.example/dl' },
      },
    },
    'lti_message_unsupported',
  ],
  ['–', 'a message type nobody knows', having(CLAIM.messageType, 'LtiSomething'), 'lti_message_unsupported'],
  [
    '–',
    'a key that the token brings along',
    {
      key: stranger,
      header: {
        kid: 'key-1',
        jwk: stranger.jwk,
        jku: 'https://evil.example/jwks',
        x5u: 'https://evil.example',
      },
    },
    'lti_signature_invalid',
  ],
  ['–', 'a key id that leads elsewhere', { header: { kid: '../../../dev/null' } }, 'lti_key_unknown'],
  ['–', 'a key id that every object has', { header: { kid: '__proto__' } }, 'lti_key_unknown'],
  ['–', 'a key id that is an object', { header: { kid: { $ne: '' } } }, 'lti_kid_missing'],
  ['–', 'an algorithm in small letters', { header: { alg: 'rs256' } }, 'lti_alg_refused'],
  ['–', 'a list of algorithms', { header: { alg: ['RS256', 'none'] } }, 'lti_alg_refused'],
  ['–', 'a header that must be understood', { header: { crit: ['b64'], b64: false } }, 'lti_token_malformed'],
  ['–', 'an issuer with a slash more', having('iss', `${ISSUER}/`), 'lti_issuer_mismatch'],
  [
    '–',
    'a target whose user name is our host',
    having(CLAIM.targetLinkUri, `${PUBLIC_URL}@evil.example/book`),
    'lti_target_foreign',
  ],
  [
    '–',
    'a target that is a script',
    having(CLAIM.targetLinkUri, 'javascript:alert(1)'),
    'lti_target_foreign',
  ],
  ['–', 'a hundred and one roles', having(CLAIM.roles, Array(101).fill('x')), 'lti_roles_invalid'],
  ['–', 'a person id that is an object', having('sub', { $ne: '' }), 'lti_sub_invalid'],
]
