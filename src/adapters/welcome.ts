/** After a verified launch: the person is found or made, a session begins, and the way goes to what was launched. */

import type { Role } from '#domain/access/actor'
import { fullName } from '#domain/names/full-name'
import { homeOf, type IssuedSession, type SessionSeed } from '#http/session/issue-session'
import { LearnerUnknownError } from '#lti/launch/errors'
import type { VerifiedLaunch } from '#lti/launch/verified-launch'
import { deploymentKey, ltiKey, type NewPerson, type PeopleStore, type Person } from '#store/ports/people'

export interface WelcomeDeps {
  people: Pick<PeopleStore, 'ensure' | 'byIdentities'>
  openSession(seed: SessionSeed, path?: string): Promise<IssuedSession>
  /** Notes what the launch allows background work to do; nobody waits for it. */
  rememberGrant?(launch: VerifiedLaunch): void
  now(): Date
}

/**
 * @returns what the LTI router does next: set the session's cookie and go to the person's first page
 * @throws {LearnerUnknownError} for a review of the work of somebody who is not here
 */
export function createWelcome(deps: WelcomeDeps): (launch: VerifiedLaunch) => Promise<IssuedSession> {
  return async launch => {
    const path = await pathOf(launch, deps)
    const key = ltiKey(launch.issuer, launch.sub)
    const person = await deps.people.ensure(key, personOf(launch), deps.now().toISOString())
    const session = await deps.openSession(seedOf(launch, person), path)
    deps.rememberGrant?.(launch)
    return session
  }
}

function seedOf(launch: VerifiedLaunch, person: Person): SessionSeed {
  return {
    personId: person.id,
    name: fullName(person),
    roles: launch.roles as Role[],
    deployment: deploymentKey(launch.issuer, launch.clientId, launch.deploymentId),
    language: person.language ?? (launch.locale?.toLowerCase().startsWith('en') ? 'en' : 'ru'),
    platformOrigin: launch.platformOrigin,
    ...(person.keysOff && { keysOff: true }),
    ...(launch.context ? { context: contextOf(launch.context) } : {}),
    ...(launch.returnUrl ? { returnUrl: launch.returnUrl } : {}),
  }
}

/**
 * Where the launch goes: a review to that learner's book (whether this person may see it is checked there), a privacy
 * launch to one's own documents and data, a placed link to its programme on the person's own first page.
 */
async function pathOf(launch: VerifiedLaunch, { people }: WelcomeDeps): Promise<string> {
  if (launch.messageType === 'LtiSubmissionReviewRequest') return reviewPath(launch, people)
  const home =
    launch.messageType === 'LtiDataPrivacyLaunchRequest' ? '/documents' : homeOf(launch.roles as Role[])
  const { programmeId, moduleId } = launch.opens
  if (programmeId === undefined || !['/book', '/queue'].includes(home)) return home
  const query = new URLSearchParams({ programme: programmeId })
  if (moduleId !== undefined && home === '/book') query.set('module', moduleId)
  return `${home}?${query}`
}

async function reviewPath(
  { issuer, sub, forUser, opens }: VerifiedLaunch,
  people: WelcomeDeps['people'],
): Promise<string> {
  const programme =
    opens.programmeId === undefined ? '' : `?${new URLSearchParams({ programme: opens.programmeId })}`
  if (forUser === undefined || forUser.id === sub) return `/book${programme}`
  const key = ltiKey(issuer, forUser.id)
  const learner = (await people.byIdentities([key])).get(key)
  if (learner === undefined) throw new LearnerUnknownError()
  return `/learners/${encodeURIComponent(learner.id)}${programme}`
}

function contextOf(context: NonNullable<VerifiedLaunch['context']>): NonNullable<SessionSeed['context']> {
  return { id: context.id, ...(context.title ? { title: context.title } : {}) }
}

/** A platform may send no names at all (its privacy settings): then only the account's id is known. */
function personOf({ name, sub, email }: VerifiedLaunch): NewPerson {
  return {
    familyName: name.family ?? name.full ?? `Слушатель ${sub}`,
    givenName: name.given ?? '',
    ...(name.patronymic ? { patronymic: name.patronymic } : {}),
    ...(email ? { email } : {}),
  }
}
