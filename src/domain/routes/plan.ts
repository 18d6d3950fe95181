/** A plan held against its regulation: will it be enough, which mandatory modules lack, what came of it. Pure. */
import type { Programme } from '../books/book.ts'
import { type Hours, subtractHours, sumHours, zeroHours } from '../hours.ts'
import type { CalendarDate, ModuleKind } from '../kinds.ts'
import { searchKey } from '../names/search-key.ts'
import { HOUR_KINDS, type HourKind } from '../regulations/data.ts'
import { type Regulation, requiredHours } from '../regulations/regulation.ts'
import type { RouteItem } from './route.ts'

/** A confirmed entry, as far as a plan needs it. */
export interface HeldEvent {
  id: string
  moduleId: string
  title: string
  date: CalendarDate
  kind?: ModuleKind
  provider?: string
}

export interface Fact {
  actualOn: CalendarDate
  entryId: string
}

const titleKey = (title: string): string => searchKey(title).replace(/\s+/g, ' ')

/**
 * Factual dates (дата проведения, факт): each confirmed entry is the fact of one item, the earliest first; an event of one's own
 * is known by its title.
 */
export function factsOf(
  items: readonly RouteItem[],
  confirmed: readonly HeldEvent[],
): ReadonlyMap<string, Fact> {
  const left = [...confirmed].sort((a, b) => (a.date < b.date || (a.date === b.date && a.id < b.id) ? -1 : 1))
  const facts = new Map<string, Fact>()
  for (const item of items) {
    const at = left.findIndex(entry =>
      item.moduleId === undefined
        ? titleKey(entry.title) === titleKey(item.title)
        : entry.moduleId === item.moduleId,
    )
    const [entry] = at < 0 ? [] : left.splice(at, 1)
    if (entry) facts.set(item.id, { actualOn: entry.date, entryId: entry.id })
  }
  return facts
}

const hoursOf = (items: readonly RouteItem[]): Hours => sumHours(items.map(item => item.hours ?? zeroHours))

export interface PlanSums {
  planned: Hours
  counting: Hours
  /** `null`: the regulation sets no threshold. */
  required: Hours | null
  mandatory: { total: number; planned: number; missing: readonly { id: string; title: string }[] }
  lastPlannedOn: CalendarDate | null
}

/**
 * What the plan will come to. Where only modules of the programme count (перечень модулей направления), hours of one's own
 * events are in `planned`, not in `counting`.
 */
export function planSums(
  items: readonly RouteItem[],
  programme: Programme,
  regulation: Regulation,
): PlanSums {
  const planned = hoursOf(items)
  const own = regulation.moduleList.directionOnly ? items.filter(item => item.moduleId === undefined) : []
  const required = requiredHours(regulation, programme)
  const days = items.map(item => item.plannedUntil ?? item.plannedOn).toSorted()
  return {
    planned,
    counting: subtractHours(planned, hoursOf(own)),
    required: required > 0 ? required : null,
    mandatory: mandatoryOf(items, programme, regulation),
    lastPlannedOn: days.at(-1) ?? null,
  }
}

function mandatoryOf(items: readonly RouteItem[], programme: Programme, { invariantModules }: Regulation) {
  const asked = invariantModules
    ? programme.modules.filter(({ part }) => invariantModules.of === 'all' || part === 'invariant')
    : []
  const there = new Set(items.map(item => item.moduleId))
  const missing = asked.filter(({ id }) => !there.has(id)).map(({ id, title }) => ({ id, title }))
  return { total: asked.length, planned: asked.length - missing.length, missing }
}

/**
 * Hours that a school ordered, and how the plan spreads them (п. 7.2, 7.3).
 *
 * @param kinds of hours that the regulation names
 */
export function planBudget(
  items: readonly RouteItem[],
  ordered: Hours,
  kinds: readonly HourKind[] = HOUR_KINDS,
) {
  const planned = hoursOf(items)
  const byKind = kinds.map(kind => ({
    kind,
    hours: sumHours(items.map(item => item.hoursBy?.[kind] ?? zeroHours)),
  }))
  return { ordered, left: subtractHours(ordered, planned), over: subtractHours(planned, ordered), byKind }
}
