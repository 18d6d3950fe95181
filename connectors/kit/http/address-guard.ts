/**
 * Keeps a connection from being pointed at our own network (server-side request forgery). An address typed as a number
 * is judged before the request; a name is judged by the very lookup that the socket uses, so that a name which answers
 * differently the second time (DNS rebinding) gains nothing. Requests follow no redirects and use no proxy.
 */
import type { LookupAddress } from 'node:dns'
import ipaddr from 'ipaddr.js'
import { ConnectorError } from '../../errors.ts'

/** Whether an IP address is on the public internet: not private, loopback, link-local, multicast, reserved … */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return false
  return ipaddr.process(bare).range() === 'unicast'
}

/** @throws {ConnectorError} `address_refused` if the URL names a host that is not public by itself */
export function refusePrivateUrl(url: string): void {
  const host = new URL(url).hostname
  const bare = host.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(bare) && !isPublicAddress(bare)) throw addressRefused(host)
  if (/(^|\.)localhost\.?$/i.test(host)) throw addressRefused(host)
}

type LookupDone = (error: Error | null, addresses?: LookupAddress[]) => void

/**
 * A lookup for the socket that hands over addresses only if every one of them is public.
 *
 * @param resolve every address of a name
 */
export function createGuardedLookup(resolve: (host: string) => Promise<LookupAddress[]>) {
  return (host: string, _options: object, done: LookupDone): void => {
    resolve(host).then(
      addresses => {
        if (addresses.every(({ address }) => isPublicAddress(address))) done(null, addresses)
        else done(addressRefused(host))
      },
      (error: Error) => done(error),
    )
  }
}

function addressRefused(host: string): ConnectorError {
  return new ConnectorError({
    code: 'address_refused',
    kind: 'config',
    message: `the address ${host} belongs to a private network`,
    remedy: 'use the public address of the site, or let the operator allow private addresses',
  })
}
