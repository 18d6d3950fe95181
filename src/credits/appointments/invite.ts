/** Somebody who has not come yet: named by their account in an LMS, so that the first launch finds them with their role. */
import type { Actor } from '#domain/access/actor'
import { InvalidInputError } from '#domain/errors'
import type { Stores } from '#store/ports/index'
import { ltiKey } from '#store/ports/people'
import { actAs } from '../access.ts'
import type { Appointments } from './contract.ts'
import type { AppointmentsDeps } from './deps.ts'
import { foundOf } from './views.ts'

export function invite({ stores, now }: AppointmentsDeps): Appointments['invite'] {
  return async (actor, { platformId, account, ...person }) => {
    const issuer = await issuerWithin(stores, actAs(actor, 'administrator'), platformId)
    const required = { account, familyName: person.familyName, givenName: person.givenName }
    const blank = Object.entries(required).flatMap(([path, value]) => (value.trim() ? [] : [path]))
    const missing = [...(issuer === undefined ? ['platformId'] : []), ...blank]
    if (issuer === undefined || missing.length > 0)
      throw new InvalidInputError(
        'the invitation does not hold',
        missing.map(path => ({ path, message: 'must not be empty' })),
      )
    const found = await stores.people.ensure(ltiKey(issuer, account.trim()), person, now().toISOString())
    return foundOf(new Map([[found.id, found]]), found.id)
  }
}

/** The issuer of an LMS that launches within the actor's scope. */
async function issuerWithin(
  stores: Stores,
  { scope }: Actor,
  platformId: string,
): Promise<string | undefined> {
  const platform = await stores.platforms.byId(platformId)
  if (!platform) return undefined
  const reached = scope === 'all' || scope.some(key => key.split('|')[0] === platform.issuer)
  return reached ? platform.issuer : undefined
}
