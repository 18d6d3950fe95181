/** After a verified launch: the person is found or made, and a session begins. */

import type { Role } from '#domain/actor'
import type { IssuedSession, SessionSeed } from '#http/session/issue-session'
import type { VerifiedLaunch } from '#lti/launch/verified-launch'
import { deploymentKey, ltiKey, type NewPerson, type PeopleStore, type Person } from '#store/ports/people'

export interface WelcomeDeps {
  people: Pick<PeopleStore, 'ensure'>
  openSession(seed: SessionSeed): Promise<IssuedSession>
  now(): Date
}

/** @returns what the LTI router does next: set the session's cookie and go to the person's first page */
export function createWelcome(deps: WelcomeDeps): (launch: VerifiedLaunch) => Promise<IssuedSession> {
  return async launch => {
    const key = ltiKey(launch.issuer, launch.sub)
    const person = await deps.people.ensure(key, personOf(launch), deps.now().toISOString())
    return deps.openSession({
      personId: person.id,
      name: nameOf(person),
      roles: launch.roles as Role[],
      deployment: deploymentKey(launch.issuer, launch.clientId, launch.deploymentId),
      language: person.language ?? (launch.locale?.toLowerCase().startsWith('en') ? 'en' : 'ru'),
      platformOrigin: launch.platformOrigin,
      ...(launch.context ? { context: contextOf(launch.context) } : {}),
      ...(launch.returnUrl ? { returnUrl: launch.returnUrl } : {}),
    })
  }
}

function contextOf(context: NonNullable<VerifiedLaunch['context']>): NonNullable<SessionSeed['context']> {
  return { id: context.id, ...(context.title ? { title: context.title } : {}) }
}

const nameOf = (person: Person): string =>
  [person.familyName, person.givenName, person.patronymic].filter(Boolean).join(' ')

/** A platform may send no names at all (its privacy settings): then only the account's id is known. */
function personOf({ name, sub, email }: VerifiedLaunch): NewPerson {
  return {
    familyName: name.family ?? name.full ?? `Слушатель ${sub}`,
    givenName: name.given ?? '',
    ...(name.patronymic ? { patronymic: name.patronymic } : {}),
    ...(email ? { email } : {}),
  }
}
