/** Filters of the queue as conditions on its indexes, and its order. */
import type { Entry } from '#domain/entries/entry'
import type { QueueCursor, QueueFilter } from '../ports/entries.ts'
import { above, among, below } from '../query.ts'
import { compareText } from './entry-document.ts'

export type Condition = Record<string, unknown>
export const ORDER = { programmeId: 1, moduleId: 1, date: 1, _id: 1 } as const

export function waiting({ connectionId, moduleId, reminded, createdBefore }: QueueFilter): Condition {
  return {
    status: 'imported',
    ...(connectionId !== undefined && { 'origin.connectionId': connectionId }),
    ...(moduleId !== undefined && { moduleId }),
    ...(reminded && { remindedAt: above('') }),
    ...(createdBefore !== undefined && { createdAt: below(createdBefore) }),
  }
}

export function programmesOf({ programmeIds }: QueueFilter): Condition {
  return { programmeId: programmeIds.length === 1 ? programmeIds[0] : among(programmeIds) }
}

/** Reminded ones are few: read by their own index, never looked for among all that wait. */
export const indexFor = (condition: Condition): { hint?: string } =>
  'remindedAt' in condition ? { hint: 'reminded' } : {}

/** Modules of a programme that the filter is narrowed to; `undefined`: all of them. */
export type ModulesOf = (programmeId: string) => readonly string[] | undefined

export function modulesOf({ moduleId, meant }: QueueFilter): ModulesOf {
  if (!meant) return () => (moduleId === undefined ? undefined : [moduleId])
  return programmeId =>
    meant.modules
      .filter(each => each.programmeId === programmeId && (moduleId ?? each.moduleId) === each.moduleId)
      .map(each => each.moduleId)
}

export function moduleCondition(moduleIds: readonly string[] | undefined): Condition {
  return moduleIds === undefined ? {} : { moduleId: moduleIds.length === 1 ? moduleIds[0] : among(moduleIds) }
}

/** A programme as ranges of the index, in their order; of several modules one each, so that nothing is sorted. */
export function rangesIn(programmeId: string, moduleIds: readonly string[] | undefined): Condition[] {
  if (moduleIds === undefined) return [{ programmeId }]
  return [...new Set(moduleIds)].sort(compareText).map(moduleId => ({ programmeId, moduleId }))
}

/** What comes after a place in its programme. */
export function rangesAfter(at: QueueCursor, moduleIds: readonly string[] | undefined): Condition[] {
  const { programmeId, moduleId, date } = at
  const inModule = [
    { programmeId, moduleId, date, _id: above(at.id) },
    { programmeId, moduleId, date: above(date) },
  ]
  if (moduleIds === undefined) return [...inModule, { programmeId, moduleId: above(moduleId) }]
  const later = moduleIds.filter(id => id > moduleId)
  return [...(moduleIds.includes(moduleId) ? inModule : []), ...rangesIn(programmeId, later)]
}

/** Whether an entry that waits is of the source and the module that the filter names, and its text can mean it. */
export const isAsked = (filter: QueueFilter, entry: Entry): boolean =>
  (filter.connectionId === undefined ||
    (entry.origin.type === 'completion' && entry.origin.connectionId === filter.connectionId)) &&
  (filter.moduleId === undefined || entry.moduleId === filter.moduleId) &&
  isMeant(filter, entry)

/** Whether the text of the filter can mean this entry. */
export function isMeant({ meant }: QueueFilter, { learnerId, programmeId, moduleId }: Entry): boolean {
  if (!meant) return true
  const isModule = (each: { programmeId: string; moduleId: string }) =>
    each.programmeId === programmeId && each.moduleId === moduleId
  return meant.learnerIds.includes(learnerId) || meant.modules.some(isModule)
}

/** Whose books are read: those of all whom the filter names. */
export const learnersOf = ({ learnerIds, meant }: QueueFilter): readonly string[] =>
  learnerIds ?? meant?.learnerIds ?? []

/** The place of an entry, as a page's cursor. */
export function placeOf({ programmeId, moduleId, date, id }: Entry): QueueCursor {
  return { programmeId, moduleId, date, id }
}

export function compareInQueue(a: QueueCursor, b: QueueCursor): number {
  return (
    compareText(a.programmeId, b.programmeId) ||
    compareText(a.moduleId, b.moduleId) ||
    compareText(a.date, b.date) ||
    compareText(a.id, b.id)
  )
}
