import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whether an address is on the public internet: not loopback, private, link-local, reserved or mapped to one. */
export function isPublicAddress(address: string): boolean {
  try {
    return ipaddr.process(address).range() === 'unicast'
  } catch {
    return false
  }
}

/** A host that may not be asked: its address is private, and the configuration does not allow that. */
export class PrivateAddressError extends Error {
  readonly code = 'EPRIVATE'
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/**
 * DNS look-up for `http.request` that refuses private addresses. The check sits on the address that is really
 * dialled, so that a name which changes its answer between check and use gains nothing.
 */
export function guardedLookup(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    const first = addresses.find(one => isPublicAddress(one.address))
    if (first === undefined || !addresses.every(one => isPublicAddress(one.address))) {
      return callback(new PrivateAddressError('private address'), [])
    }
    if (options.all) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}

/** Literal addresses never reach a look-up, so they are checked here. */
export function refusePrivateLiteral(hostname: string): void {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0 && !isPublicAddress(bare)) throw new PrivateAddressError('private address')
}
