/**
 * Whether a host is a name or an address. URLs allow more: `https://*` and `https://x;sandbox` would be a wildcard and a
 * directive of their own in a policy (Content-Security-Policy) that names them.
 */
export const isPlainHost = (hostname: string): boolean => /^([\w.-]+|\[[\da-f:.]+\])$/i.test(hostname)

/** Whether a host is this machine, as browsers judge it too. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(hostname)

/** Whether browsers keep our cookies inside the frame of an LMS: over https, and on this machine. */
export function keepsCookies(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'https:' || isLoopback(hostname)
}

/** Origin of an http(s) address of a plain host, `undefined` for anything else. */
export function httpOrigin(address: unknown): string | undefined {
  if (typeof address !== 'string' || address.length > 2048 || !URL.canParse(address)) return undefined
  const { protocol, hostname, origin } = new URL(address)
  return /^https?:$/.test(protocol) && isPlainHost(hostname) ? origin : undefined
}

/** Origins that may show us in a frame: each http(s) one of the addresses, once. */
export const originsOf = (...addresses: unknown[]): string[] => [
  ...new Set(addresses.map(httpOrigin).filter(origin => origin !== undefined)),
]
