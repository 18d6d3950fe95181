/** What one revision has and another has not, for whoever approves a change. Pure. */
import { type Move, movesBetween } from './moves.ts'
import type { RouteItem, RouteRevision } from './route.ts'
import type { NamedText } from './texts.ts'

export interface ItemDiff {
  /** `moved`: nothing but its place. */
  change: 'added' | 'removed' | 'changed' | 'moved' | 'same'
  before: RouteItem | null
  after: RouteItem | null
  /** Names of the fields that differ. */
  fields: readonly (keyof RouteItem)[]
  /** It stands elsewhere among the events that both revisions have. */
  moved?: Move
}

/** A text of the form that differs; empty: not written. */
export interface TextDiff extends NamedText {
  before: string
  after: string
}

const FIELDS = [
  'title',
  'kind',
  'form',
  'part',
  'moduleId',
  'hours',
  'hoursBy',
  'plannedOn',
  'plannedUntil',
  'provider',
  'forWhom',
  'details',
] as const satisfies readonly (keyof RouteItem)[]

/** In the order of the later revision; what was removed stands at the end. */
export function diffItems(before: readonly RouteItem[], after: readonly RouteItem[]): ItemDiff[] {
  const old = new Map(before.map(item => [item.id, item]))
  const kept = new Set(after.map(item => item.id))
  const moves = movesBetween([...old.keys()], [...kept])
  return [
    ...after.map(item => diffItem(old.get(item.id) ?? null, item, moves.get(item.id))),
    ...before
      .filter(item => !kept.has(item.id))
      .map(item => ({ change: 'removed' as const, before: item, after: null, fields: [] })),
  ]
}

function diffItem(before: RouteItem | null, after: RouteItem, moved: Move | undefined): ItemDiff {
  if (!before) return { change: 'added', before, after, fields: [] }
  const fields = FIELDS.filter(field => textOf(before[field]) !== textOf(after[field]))
  const change = fields.length > 0 ? 'changed' : moved ? 'moved' : 'same'
  return { change, before, after, fields, ...(moved && { moved }) }
}

/**
 * Texts that differ, in the order of the form.
 *
 * @param asked what the form asks for; a text that it asks for no longer is left out
 */
export function diffTexts(
  asked: readonly NamedText[],
  before: Pick<RouteRevision, 'texts'>,
  after: Pick<RouteRevision, 'texts'>,
): TextDiff[] {
  return asked
    .map(text => ({ ...text, before: before.texts?.[text.id] ?? '', after: after.texts?.[text.id] ?? '' }))
    .filter(text => text.before !== text.after)
}

/** Keys in one order: a stored document may give them in another. */
function textOf(value: RouteItem[keyof RouteItem]): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
