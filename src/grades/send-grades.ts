/** A learner's progress to the gradebooks of their courses: what each should show is compared with what it was sent. */
import { NotFoundError } from '#domain/errors'
import { ServiceAnswerError } from '#lti/services/errors'
import { SCOPE } from '#lti/services/scopes'
import { type GradeRecord, gradeId, type ScoreValue } from '#store/ports/grades'
import type { ServiceGrant } from '#store/ports/grants'
import type { Person, StoredProgramme } from '#store/ports/people'
import type { Place } from '#store/ports/roster'
import { type Target, targetsOf } from './columns.ts'
import type { GradesDeps } from './deps.ts'
import { ColumnGoneError, PlatformOffError, ScoreStaleError } from './errors.ts'
import { forgetColumn, type OwnColumns } from './own-column.ts'
import { isSameScore, laterThan, scoreValueOf } from './score-value.ts'
import { shownOf } from './shown.ts'

interface Wanted {
  person: Person
  place: Place
  grant: ServiceGrant
  target: Target
  programme: StoredProgramme
}

/**
 * Sends what differs. Asked again, it goes on where it stopped; two at once for one learner are the outbox's to prevent.
 *
 * @throws the first failure, after all columns were tried
 */
export async function sendGrades(deps: GradesDeps, ownColumns: OwnColumns, learnerId: string): Promise<void> {
  const wanted = await wantedOf(deps, learnerId)
  const records = await deps.stores.grades.byIds(wanted.map(recordId))
  const failures: unknown[] = []
  for (const one of wanted) {
    try {
      await sendOne(deps, ownColumns, one, records.get(recordId(one)) ?? null)
    } catch (error) {
      failures.push(error)
    }
  }
  // one that passes decides: the others are tried with it
  const passing = failures.find(error => (error as { retryable?: boolean }).retryable !== false)
  if (failures.length > 0) throw passing ?? failures[0]
}

const recordId = ({ grant, target, place }: Wanted): string => gradeId(grant.id, target.column, place.sub)

async function wantedOf({ stores }: GradesDeps, learnerId: string): Promise<Wanted[]> {
  const person = await stores.people.byId(learnerId)
  const places = person ? await stores.places.ofAccounts(accountsOf(person)) : []
  if (!person || places.length === 0) return []
  const [grants, enrolments] = await Promise.all([
    stores.grants.byIds([...new Set(places.map(place => place.grantId))]),
    stores.enrolments.byLearner(learnerId),
  ])
  const programmes = await stores.programmes.byIds(enrolments.map(each => each.programmeId))
  return places.flatMap(place => {
    const grant = grants.get(place.grantId)
    const targets = grant ? targetsOf(grant, enrolments, programmes) : []
    return targets.flatMap(target => {
      const programme = programmes.get(target.enrolment.programmeId)
      return grant && programme ? [{ person, place, grant, target, programme }] : []
    })
  })
}

/** Accounts at platforms; an issuer is an address and has no bar in it. @see ltiKey */
function accountsOf({ identities }: Person): { issuer: string; sub: string }[] {
  return identities.flatMap(({ key }) => {
    const [, issuer, sub] = /^lti\|([^|]+)\|(.+)$/s.exec(key) ?? []
    return issuer !== undefined && sub !== undefined ? [{ issuer, sub }] : []
  })
}

async function sendOne(
  deps: GradesDeps,
  ownColumns: OwnColumns,
  wanted: Wanted,
  known: GradeRecord | null,
): Promise<void> {
  const shown = await shownOf(deps, wanted.target, wanted.programme)
  if (!shown) return
  const value = scoreValueOf(shown, wanted.person.language ?? 'ru')
  if (isSettled(known, value, wanted.place)) return
  const record = await begin(deps, wanted, known, value)
  try {
    await post(deps, ownColumns, wanted, record)
  } catch (error) {
    return settleFailure(deps, record, error)
  }
  const { reason: _, ...sent } = record
  const at = deps.now().toISOString()
  await deps.stores.grades.save({ ...sent, state: 'sent', sent: { value, at }, updatedAt: at })
}

/** Nothing to send: it is there, there never was anything, or the platform does not take this person. */
function isSettled(known: GradeRecord | null, value: ScoreValue, place: Place): boolean {
  if (!known) return value.scoreGiven === 0 && value.activityProgress !== 'Completed'
  if (known.state === 'sent') return known.sent !== undefined && isSameScore(known.sent.value, value)
  // whoever came anew, or in another role, is asked about once more
  return known.state === 'refused' && place.seenAt <= known.updatedAt
}

/** Written before the score is sent: after a crash the next one is later still, and the page shows it as waiting. */
async function begin(
  { stores, now }: GradesDeps,
  wanted: Wanted,
  known: GradeRecord | null,
  value: ScoreValue,
): Promise<GradeRecord> {
  const { grant, target, place, person } = wanted
  const record: GradeRecord = {
    id: recordId(wanted),
    grantId: grant.id,
    column: target.column,
    sub: place.sub,
    personId: person.id,
    programmeId: target.enrolment.programmeId,
    state: 'waiting',
    value,
    timestamp: laterThan(known?.timestamp, now()),
    ...(known?.sent && { sent: known.sent }),
    updatedAt: now().toISOString(),
  }
  await stores.grades.save(record)
  return record
}

async function post(
  deps: GradesDeps,
  ownColumns: OwnColumns,
  { grant, target, programme, place }: Wanted,
  { value, timestamp }: GradeRecord,
): Promise<void> {
  const platform = await deps.stores.platforms.byId(grant.registrationId)
  if (!platform) throw new NotFoundError('the platform is gone')
  if (!platform.active) throw new PlatformOffError('the registration is off')
  const { title: label, id: programmeId } = programme
  const lineItem =
    target.launched?.lineItem ??
    (await ownColumns(platform, grant, { programmeId, label, scoreMaximum: value.scoreMaximum }))
  try {
    await deps.services.postScore(platform, lineItem, { userId: place.sub, timestamp, ...value })
  } catch (error) {
    if (!(error instanceof ServiceAnswerError) || ![404, 410].includes(error.httpStatus)) throw error
    const canLook = grant.scopes.includes(SCOPE.lineItem)
    if (!canLook || (await deps.services.hasLineItem(platform, lineItem))) throw error
    await forgetColumn(deps, grant.id, lineItem)
    throw new ColumnGoneError('the column is gone')
  }
}

/** Statuses by which a platform says that it takes no score of this person. 401 is about us, not about them. */
const REFUSALS = new Set([400, 403, 404, 405, 410, 422])

/** A refusal is an answer: it is remembered and nothing is thrown. */
async function settleFailure(
  { stores, now }: GradesDeps,
  record: GradeRecord,
  error: unknown,
): Promise<void> {
  const status =
    error instanceof ServiceAnswerError && error.facts.service === 'scores' ? error.httpStatus : undefined
  const updatedAt = now().toISOString()
  if (status !== undefined && REFUSALS.has(status)) {
    await stores.grades.save({ ...record, state: 'refused', reason: `http-${status}`, updatedAt })
    return
  }
  await stores.grades.save({ ...record, reason: reasonOf(error), updatedAt })
  throw status === 409 ? new ScoreStaleError('a later score is there', {}, { cause: error }) : error
}

function reasonOf(error: unknown): string {
  if (error instanceof ServiceAnswerError) return `http-${error.httpStatus}`
  const { code, facts } = (error ?? {}) as { code?: string; facts?: { reason?: string } }
  return facts?.reason ?? code ?? 'unexpected'
}
