import { optional, type Params, required } from '../params/read-params.ts'

/** A third-party initiated login, typed. */
export interface LoginRequest {
  issuer: string
  clientId?: string
  loginHint: string
  messageHint?: string
  targetLinkUri: string
  /** Frame of the platform that keeps data for us; `?`: to be asked. */
  storageTarget?: string
  /** Begun again in a tab of its own. */
  restarted?: boolean
}

/** Ours, in the link of the page that offers a new tab. */
export const RESTARTED = 'zachetka_tab'
/** Ours, in the login address of a platform that has storage and does not name its frame: `/lti/login?storage=ask`. */
const ASK_STORAGE = '?'

/** Characters at most; hints of Canvas are JWTs, so they may be long. */
const LIMITS = { id: 255, url: 2048, hint: 8192 }

/**
 * @throws {RequestInvalidError} naming the first parameter that does not hold
 * @see Security Framework 1.0 §5.1.1.1; LTI 1.3 §4.1
 */
export function parseLogin(params: Params): LoginRequest {
  const clientId = optional(params, 'client_id', LIMITS.id)
  const messageHint = optional(params, 'lti_message_hint', LIMITS.hint)
  return {
    issuer: required(params, 'iss', LIMITS.id),
    loginHint: required(params, 'login_hint', LIMITS.hint),
    targetLinkUri: required(params, 'target_link_uri', LIMITS.url),
    ...(clientId === undefined ? {} : { clientId }),
    ...(messageHint === undefined ? {} : { messageHint }),
    ...parseBinding(params),
  }
}

/** How this browser can be bound to the login beside a cookie. A tab of its own needs nothing beside it. */
function parseBinding(params: Params): Pick<LoginRequest, 'storageTarget' | 'restarted'> {
  if (params.get(RESTARTED) === '1') return { restarted: true }
  const storageTarget =
    optional(params, 'lti_storage_target', LIMITS.id) ??
    (params.get('storage') === 'ask' ? ASK_STORAGE : undefined)
  return storageTarget === undefined ? {} : { storageTarget }
}
