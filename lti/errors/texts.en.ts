import type { Texts } from './text-types.ts'

export const textsEn: Texts = {
  titles: {
    again: 'Open it from the course again',
    administrator: 'You could not be signed in',
    later: 'The platform does not answer now',
    browser: 'The browser did not keep the sign-in',
    approve: 'The deployment is not approved yet',
    register: 'The platform is not connected',
    enrol: 'There is no book yet',
    invite: 'This invitation cannot be used',
    byHand: 'The platform could not be registered',
  },
  remedies: {
    again:
      'Go back to the course and open Zachetka again. If that does not help, give the administrator the error id.',
    administrator:
      'Give the error id to the administrator of the platform: it shows which setting to correct.',
    later:
      'Wait a minute and open Zachetka from the course again. If that does not help, give the administrator the error id.',
    browser:
      'Press the button: the sign-in starts again in a new tab. If that does not help, ask the teacher to set the activity to open in a new window.',
    approve:
      'For the administrator of Zachetka: make sure that the deployment is yours and switch it on on the page “LMS”, or by “zachetka platform approve {registration} {deployment}”. Then open the activity from the course again.',
    register:
      'For the administrator of Zachetka: look at the page “LMS” (“zachetka platform list”); switch the platform on there, or add it on “Add to your LMS” (“zachetka platform activate”, “zachetka platform add”).',
    enrol:
      'Enrol the person in a programme in Zachetka or let them open it from the course once. Then open the review again.',
    invite:
      'For the administrator of Zachetka: make a new invitation on “Add to your LMS”, or by “zachetka platform invite”, and give its address to the LMS.',
    byHand:
      'For the administrator of Zachetka: the invitation can be used again. If it fails again, enter the platform by hand on “Add to your LMS”, or by “zachetka platform add”.',
  },
  causes: {
    lti_request_invalid: 'The platform sent a wrong request: parameter “{parameter}”, {problem}.',
    lti_request_too_large: 'The platform sent too large a request.',
    lti_platform_refused: 'The platform refused the sign-in: {error}. Usually your session there has ended.',
    lti_platform_unknown: 'Zachetka does not know this platform: {issuer}, client {clientId}.',
    lti_platform_ambiguous:
      'The platform {issuer} has several registrations and the request has no client_id.',
    lti_platform_inactive: 'The registration of this platform is switched off.',
    lti_target_foreign:
      'The address of the activity does not lead to Zachetka. It must begin with {expected}.',
    lti_state_missing: 'The answer of the platform has no state.',
    lti_state_unknown: 'This sign-in did not begin here, or too long ago.',
    lti_state_expired: 'The sign-in took more than ten minutes.',
    lti_state_used: 'This sign-in was used already. That happens after the back button or a reload.',
    lti_token_missing: 'The answer of the platform has no id_token.',
    lti_token_too_large: 'The token is larger than {maxBytes} bytes.',
    lti_token_malformed: 'The token is broken: it is not a JWT.',
    lti_issuer_mismatch: 'The token was issued by another platform, {expected} was expected.',
    lti_alg_refused: 'The token is not signed with RS256.',
    lti_kid_missing: 'The token does not name its key (kid).',
    lti_key_unknown: 'The key of this token is not among the public keys of the platform ({host}).',
    lti_key_unusable: 'The public key of the platform cannot be used: it must be RSA for RS256.',
    lti_keys_unreachable: 'The public keys of the platform ({host}) cannot be read: {reason}.',
    lti_signature_invalid: 'The signature is wrong.',
    lti_audience_mismatch: 'The token is not for Zachetka: aud must be {expected} and nobody else.',
    lti_azp_invalid: 'The token was issued to another client: azp must be {expected}.',
    lti_exp_missing: 'The token does not say when it expires (exp).',
    lti_iat_missing: 'The token does not say when it was issued (iat).',
    lti_token_expired: 'The token expired {seconds} s ago. If this happens again, a server’s clock is wrong.',
    lti_token_from_future: 'The token was issued {seconds} s in the future: the two clocks differ.',
    lti_token_lifetime: 'The token lives too long: {seconds} s.',
    lti_nonce_missing: 'The token has no nonce.',
    lti_nonce_mismatch: 'The token belongs to another sign-in (nonce).',
    lti_version_missing: 'This is not an LTI 1.3 launch: the token has no version.',
    lti_version_wrong: 'Wrong LTI version: it must be {expected}.',
    lti_message_type_missing: 'The launch does not name its message type.',
    lti_message_unsupported: 'Zachetka does not answer messages of the type “{messageType}”.',
    lti_deployment_missing: 'The launch does not name its deployment (deployment_id).',
    lti_deployment_invalid: 'The deployment id is wrong.',
    lti_deployment_unknown:
      'The platform “{platform}” is connected, but nobody has approved the deployment “{deployment}” yet. It was noted.',
    lti_target_missing: 'The launch has no target_link_uri.',
    lti_target_mismatch: 'The target of the launch is not the one at which the sign-in began.',
    lti_resource_link_missing: 'The launch does not name its link (resource_link).',
    lti_deep_linking_invalid: 'The deep linking request lacks its settings.',
    lti_for_user_missing: 'The review does not say whose work it is about (for_user).',
    lti_sub_missing:
      'The platform did not say who you are (sub). A credit book cannot be opened anonymously.',
    lti_sub_invalid: 'The user id (sub) is wrong.',
    lti_roles_missing: 'The launch has no list of roles.',
    lti_roles_invalid: 'The list of roles is wrong.',
    lti_cookie_missing:
      'The browser did not return the cookie that ties the sign-in to you: inside the page of the platform cookies are blocked.',
    lti_browser_mismatch: 'The sign-in began in another browser.',
    lti_request_foreign: 'The request did not come from a page of Zachetka.',
    lti_learner_unknown: 'Zachetka does not know the person whose work this is.',
    lti_deep_linking_forbidden:
      'Only those who teach or administer may place Zachetka in a course; the platform did not name such a role.',
    lti_deep_linking_types:
      'The platform takes nothing that Zachetka can place: it accepts only {types}, and Zachetka gives ltiResourceLink.',
    lti_selection_over: 'The selection was left open for too long, or it is not ours.',
    lti_selection_empty: 'Nothing that can be placed was chosen.',
    lti_invitation_unknown: 'The invitation to register is unknown.',
    lti_invitation_used: 'The invitation to register was used already.',
    lti_invitation_expired: 'The invitation to register has expired.',
    lti_registration_issuer: 'The platform says that it is {issuer}, but {expected} was expected.',
    lti_registration_unreachable: 'The platform ({host}) cannot be read for the registration: {reason}.',
    lti_registration_invalid: 'The configuration of the platform does not hold: {field}, {problem}.',
    lti_registration_refused: 'The platform refused the registration: {reason}.',
    lti_registration_exists: 'This platform is registered already: {issuer}, client {clientId}.',
    lti_registration_foreign:
      'Others here have registered {issuer}: a second registration is for the operator of Zachetka to add.',
    lti_not_registered:
      'Zachetka has no keys for the platform {issuer}: “zachetka platform test” makes them.',
    lti_service_failed: 'A service of the platform did not answer as it should: {service}, {reason}.',
  },
  words: {
    'too-large': 'the answer is too large',
    timeout: 'no answer within 5 seconds',
    redirect: 'a redirect to another host',
    'private-address': 'an address inside a private network is not allowed by the configuration',
    protocol: 'neither http nor https',
    network: 'no connection',
    status: 'an error answer',
    'not-json': 'the answer is no JSON object',
    'not-a-key-set': 'the answer is no key set',
    other: 'no reason given',
  },
}
