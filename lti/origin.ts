/** Origin of an http(s) address, `undefined` for anything else. */
export function httpOrigin(address: unknown): string | undefined {
  if (typeof address !== 'string' || address.length > 2048) return undefined
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : undefined
  } catch {
    return undefined
  }
}

/** Origins that may show us in a frame: each http(s) one of the addresses, once. */
export const originsOf = (...addresses: unknown[]): string[] => [
  ...new Set(addresses.map(httpOrigin).filter(origin => origin !== undefined)),
]
