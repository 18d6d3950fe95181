/**
 * Issuers that many institutions share: the issuer's own host is not where its keys are. Hosts of the same vendor speak for it.
 *
 * @see Canvas, «Configuring LTI 1.3»; Blackboard, «Register an LTI 1.3 tool»
 */
const CLOUDS: Readonly<Record<string, RegExp>> = {
  'https://canvas.instructure.com': /(^|\.)(instructure|canvaslms)\.com$/,
  'https://canvas.beta.instructure.com': /(^|\.)(instructure|canvaslms)\.com$/,
  'https://canvas.test.instructure.com': /(^|\.)(instructure|canvaslms)\.com$/,
  'https://blackboard.com': /(^|\.)blackboard\.com$/,
}

/** Whether an address is of the issuer itself: its own host, or its vendor's for a cloud. */
export function speaksFor(issuer: string, address: string): boolean {
  const { host, hostname } = new URL(address)
  return host === new URL(issuer).host || CLOUDS[issuer]?.test(hostname) === true
}

/** Whether an issuer is a cloud that calls itself the same wherever it is used. */
export const isCloud = (issuer: string): boolean => Object.hasOwn(CLOUDS, issuer)
