/** One record through the steps, in the order of their texts in `reasons.ts`: pure, the world comes in as an argument. */
import type { SourceRecord } from '#connectors/record'
import type { Entry } from '#domain/entries/entry'
import type { Hours } from '#domain/hours'
import type { Regulation } from '#domain/regulations/regulation'
import type { Completion } from '#store/ports/completions'
import type { Connection } from '#store/ports/connections'
import type { SyncSettings } from '../settings.ts'
import type { Said } from './plan-entries.ts'
import { buildEntry, type EntryFacts } from './steps/build-entry.ts'
import { checkDate } from './steps/check-date.ts'
import { checkEnrolment } from './steps/check-enrolment.ts'
import { checkErased } from './steps/check-erased.ts'
import { checkHours } from './steps/check-hours.ts'
import { checkModuleSize } from './steps/check-module-size.ts'
import { checkState, UNLINKED } from './steps/check-state.ts'
import { matchLearner } from './steps/match-learner.ts'
import { matchModules, type Target } from './steps/match-module.ts'
import { isRefusal, type Refusal } from './steps/refusal.ts'
import type { World } from './world.ts'

/** Finds the version of a regulation that is in force on a date. */
export type RegulationLookup = (id: string, on: string) => Pick<Regulation, 'moduleSize'> | undefined

export interface ClassifyContext {
  connection: Connection
  settings: SyncSettings
  regulation: RegulationLookup
  now: Date
}

/** What the record means for the book: `wanted` are the entries it would make. */
export interface Importable {
  said: Said
  wanted: Entry[]
}

/**
 * What the record itself lacks is told before who it is about: a reason does not change because somebody enrolled or
 * finished. Only the course comes before its hours: of a course that nobody credits, hours are no trouble.
 */
export function classify(
  context: ClassifyContext,
  record: SourceRecord,
  known: { latest: Completion<SourceRecord> | undefined; revision: number },
  world: World,
): Importable | Refusal {
  const erased = checkErased(record, sourceOf(context.connection), world.erased)
  if (erased) return erased
  const state = checkState(record, known.latest !== undefined)
  if (isRefusal(state)) return state
  if (state === 'withdrawn') return withdrawn(record, known.latest)
  const places = matchModules(record, context.connection.id, world.programmes(record.item.courseId))
  // A completion that became an entry before is news even if its course or its learner has left the programme since.
  // One that was unlinked from its learner is as good as new.
  const isNew = known.latest === undefined || known.latest.record.rawState === UNLINKED
  if (isRefusal(places) && isNew) return places
  const hours = hoursOf(record, context.settings, places)
  if (isRefusal(hours)) return hours
  const date = checkDate(record, context.now, context.settings.timeZone)
  if (isRefusal(date)) return date
  const said: Said = { state: 'completed', hours, date }
  const learner = matchLearner(record, sourceOf(context.connection), world)
  if (isRefusal(learner)) return isNew ? learner : { said, wanted: [] }
  const targets = isRefusal(places) ? places : checkEnrolment(places, world.enrolments(learner.id))
  if (isRefusal(targets)) return isNew ? targets : { said, wanted: [] }
  const facts = { learnerId: learner.id, revision: known.revision, record, hours, date }
  return entriesOf(context, facts, targets)
}

/** An activity inside a course has no hours of its own: they are those of the module that it is. */
function hoursOf(record: SourceRecord, settings: SyncSettings, places: Target[] | Refusal): Hours | Refusal {
  const [place] = isRefusal(places) ? [] : places
  const isTariff = record.item.activity !== undefined && record.hours.length === 0 && place !== undefined
  return isTariff ? place.module.hours : checkHours(record, settings)
}

const sourceOf = ({ id, platformIssuer }: Connection) => ({ id, ...(platformIssuer && { platformIssuer }) })

function withdrawn(record: SourceRecord, latest: Completion<SourceRecord> | undefined): Importable {
  const was = latest?.record.rawState ?? ''
  return { said: { state: 'withdrawn', was, now: record.rawState || record.state }, wanted: [] }
}

function entriesOf(
  { connection, regulation, now }: ClassifyContext,
  facts: Omit<EntryFacts, 'connection' | 'at'>,
  targets: readonly Target[],
): Importable | Refusal {
  const { hours, date } = facts
  const sizes = targets.map(({ programme, module }) =>
    checkModuleSize(hours, module, regulation(programme.regulation, date)),
  )
  const fitting = targets.filter((_, i) => sizes[i] === null)
  const misfit = sizes.find(refusal => refusal !== null)
  if (fitting.length === 0 && misfit) return misfit
  const at = now.toISOString()
  const wanted = fitting.map(target => buildEntry({ ...facts, connection, at }, target))
  return { said: { state: 'completed', hours, date }, wanted }
}
