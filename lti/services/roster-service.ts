/** Names and roles (список курса). @see NRPS 2.0 */
import { isObject } from '../launch/claims.ts'
import { ServiceFailedError } from '../library.ts'
import type { PlatformRegistration } from '../ports.ts'
import { type Member, parseMembers } from './members.ts'
import { readPages } from './read-pages.ts'
import { SCOPE } from './scopes.ts'
import type { ServiceClient } from './service-client.ts'

const CONTAINER = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json'

/**
 * Everybody in a context, all pages; somebody who is on two pages is there once, as on the later one.
 *
 * @throws {ServiceFailedError} if any page fails: half a roster is none
 */
export async function readRoster(
  client: ServiceClient,
  platform: PlatformRegistration,
  membershipsUrl: string,
): Promise<Member[]> {
  const service = 'names-and-roles'
  const pages = await readPages(client, platform, {
    service,
    url: membershipsUrl,
    scopes: [SCOPE.roster],
    headers: { accept: CONTAINER },
  })
  const members = new Map<string, Member>()
  for (const page of pages) {
    if (!isObject(page) || !Array.isArray(page.members)) {
      throw new ServiceFailedError(service, 'not-a-roster', { retryable: false })
    }
    for (const member of parseMembers(page)) members.set(member.userId, member)
  }
  return [...members.values()]
}
