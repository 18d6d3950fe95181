/** Minutes that a person has from login to launch (a login page of the LMS may stand in between). */
export const ATTEMPT_MINUTES = 10

/**
 * One cookie per login, named after the hash of its state, so that launches side by side do not overwrite each
 * other. `Partitioned` (CHIPS) is what makes it survive in a frame when third-party cookies are blocked. Browsers
 * take `Secure` from `http://localhost` too; the `__Host-` prefix they take over https only.
 */
export const cookieName = (stateHash: string, publicUrl: string): string =>
  `${publicUrl.startsWith('https:') ? '__Host-' : ''}lti_${stateHash.slice(0, 16)}`

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=None; Partitioned'

export const setBrowserCookie = (name: string, secret: string): string =>
  `${name}=${secret}; ${ATTRIBUTES}; Max-Age=${ATTEMPT_MINUTES * 60}`

export const clearBrowserCookie = (name: string): string => `${name}=; ${ATTRIBUTES}; Max-Age=0`

/** The value of one cookie in a `Cookie` header; the first wins, as browsers send the most specific first. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.split('=')
    if (key?.trim() === name) return value.join('=').trim()
  }
  return undefined
}
