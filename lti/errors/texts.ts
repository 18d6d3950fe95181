import type { LtiCode } from './codes.ts'
import type { ErrorText, Language, Remedy, Texts } from './text-types.ts'
import { textsEn } from './texts.en.ts'
import { textsRu } from './texts.ru.ts'

const REMEDY: Partial<Record<LtiCode, Remedy>> = {
  lti_state_missing: 'again',
  lti_state_unknown: 'again',
  lti_state_expired: 'again',
  lti_state_used: 'again',
  lti_nonce_mismatch: 'again',
  lti_token_expired: 'again',
  lti_platform_refused: 'again',
  lti_browser_mismatch: 'again',
  lti_request_foreign: 'again',
  lti_selection_over: 'again',
  lti_selection_empty: 'again',
  lti_learner_unknown: 'enrol',
  lti_deep_linking_forbidden: 'administrator',
  lti_invitation_unknown: 'invite',
  lti_invitation_used: 'invite',
  lti_invitation_expired: 'invite',
  lti_registration_issuer: 'invite',
  lti_registration_unreachable: 'later',
  lti_registration_invalid: 'byHand',
  lti_registration_refused: 'byHand',
  lti_registration_exists: 'register',
  lti_registration_foreign: 'register',
  lti_cookie_missing: 'browser',
  lti_keys_unreachable: 'later',
  lti_service_failed: 'later',
  lti_deployment_unknown: 'approve',
  lti_platform_unknown: 'register',
  lti_platform_ambiguous: 'register',
  lti_platform_inactive: 'register',
  lti_not_registered: 'register',
}

const LANGUAGES: Record<Language, Texts> = { ru: textsRu, en: textsEn }

/**
 * Title, cause and remedy of a failure.
 *
 * @param facts fill `{name}` in the texts; a place without a fact shows a dash
 */
export function textFor(
  code: LtiCode,
  language: Language,
  facts: Readonly<Record<string, string | number>>,
): ErrorText {
  const texts = LANGUAGES[language]
  const remedy = REMEDY[code] ?? 'administrator'
  const word = (fact: string): string =>
    (Object.hasOwn(texts.words, fact) ? texts.words[fact] : undefined) ?? fact
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => word(String(facts[name] ?? '—')))
  return {
    title: fill(texts.titles[remedy]),
    cause: fill(texts.causes[code]),
    remedy: fill(texts.remedies[remedy]),
  }
}
