/** Items of a draft: built from what was typed, checked, moved, removed, put back. Pure; each returns a new list. */
import type { ProgrammeModule } from '../books/book.ts'
import { definedOnly } from '../defined.ts'
import { type Hours, sumHours } from '../hours.ts'
import type { CalendarDate, ModuleForm, ModuleKind } from '../kinds.ts'
import type { HourKind } from '../regulations/data.ts'
import { isRepeatable, type Regulation } from '../regulations/regulation.ts'
import { isCalendarDate } from '../time/calendar.ts'
import { RouteItemError, type RouteItemIssue } from './errors.ts'
import type { RouteItem } from './route.ts'

/** What was typed; a module gives title, kind, form, part, hours and provider. */
export interface ItemInput {
  moduleId?: string | undefined
  title?: string | undefined
  kind?: ModuleKind | undefined
  form?: ModuleForm | undefined
  hours?: Hours | undefined
  hoursBy?: Partial<Record<HourKind, Hours>> | undefined
  plannedOn?: CalendarDate | undefined
  plannedUntil?: CalendarDate | undefined
  provider?: string | undefined
  /** A subgroup of the school's staff: its name and who belongs to it. */
  forWhom?: RouteItem['forWhom'] | undefined
  details?: Readonly<Record<string, string>> | undefined
}

/** What an item is held against. */
export interface ItemRules {
  regulation: Regulation
  modules: readonly ProgrammeModule[]
  /** For modules that name no provider. */
  provider: string
  term: { from: CalendarDate; until: CalendarDate | null }
}

export const MOST_ITEMS = 200
const LONGEST_TITLE = 300
const LONGEST_DETAIL = 2000
const MOST_HOURS = 1_000_000 as Hours

/** Whether hours are counted at all: by a threshold, by the whole programme, or by a column of a form. */
export function countsHours(regulation: Regulation): boolean {
  return (
    regulation.totalHours !== undefined ||
    regulation.programmeHours !== undefined ||
    regulation.forms.some(form => form.columns.some(column => column.id === 'hours'))
  )
}

/**
 * The item as it will stand in the plan.
 *
 * @param others the other items of the revision: a module is planned once unless it may repeat
 * @throws {RouteItemError} naming every field that does not hold
 */
export function buildItem(
  id: string,
  input: ItemInput,
  rules: ItemRules,
  others: readonly RouteItem[],
): RouteItem {
  const module = rules.modules.find(each => each.id === input.moduleId)
  const item = definedOnly({
    id,
    moduleId: input.moduleId,
    ...(module ? fromModule(module, input, rules) : fromTyping(input)),
    plannedOn: input.plannedOn ?? '',
    plannedUntil: input.plannedUntil || undefined,
    forWhom: tidyGroup(input.forWhom),
    details: tidyDetails(input.details, rules.regulation),
  }) as RouteItem
  const issues = [...moduleIssues(item, module, rules, others), ...itemIssues(item, rules)]
  if (issues.length > 0) throw new RouteItemError(issues)
  return item
}

function fromModule(module: ProgrammeModule, input: ItemInput, rules: ItemRules) {
  return {
    title: module.title,
    kind: module.kind,
    form: module.form ?? input.form,
    part: module.part,
    hours: module.hours,
    hoursBy: input.hoursBy,
    provider: input.provider?.trim() || module.provider || rules.provider,
  }
}

function fromTyping({ title, kind, form, hours, hoursBy, provider }: ItemInput) {
  const split = Object.values(hoursBy ?? {})
  return {
    title: title?.trim() ?? '',
    kind: kind ?? 'other',
    form,
    hours: split.length > 0 ? sumHours(split) : hours,
    hoursBy: split.length > 0 ? hoursBy : undefined,
    provider: provider?.trim() || undefined,
  }
}

/** Nobody and no name: the whole staff. */
function tidyGroup(forWhom: ItemInput['forWhom']): RouteItem['forWhom'] | undefined {
  const group = forWhom?.group.trim() ?? ''
  const learnerIds = [...new Set(forWhom?.learnerIds ?? [])]
  return group || learnerIds.length > 0 ? { group, learnerIds } : undefined
}

/** What a plan holds for one teacher: what is for all, and what is for their subgroups (п. 7.6). */
export const itemsFor = <T extends Pick<RouteItem, 'forWhom'>>(items: readonly T[], learnerId: string): T[] =>
  items.filter(({ forWhom }) => !forWhom || forWhom.learnerIds.includes(learnerId))

/** Only columns of the regulation's own forms: what comes from outside names no other field. */
function tidyDetails(
  details: ItemInput['details'],
  { forms }: Pick<Regulation, 'forms'>,
): RouteItem['details'] | undefined {
  const known = new Set(forms.flatMap(form => form.columns.map(column => column.id)))
  const filled = Object.entries(details ?? {}).filter(([id, text]) => known.has(id) && text.trim())
  return filled.length > 0 ? Object.fromEntries(filled.map(([id, text]) => [id, text.trim()])) : undefined
}

function moduleIssues(
  item: RouteItem,
  module: ProgrammeModule | undefined,
  { regulation }: ItemRules,
  others: readonly RouteItem[],
): RouteItemIssue[] {
  if (item.moduleId === undefined) return []
  if (!module) return [issue('moduleId', 'module-unknown', 'no module of the programme')]
  const isThere = others.some(other => other.id !== item.id && other.moduleId === item.moduleId)
  return isThere && !isRepeatable(regulation, module)
    ? [issue('moduleId', 'module-planned', 'the module is in the plan already')]
    : []
}

const issue = (
  path: string,
  code: RouteItemIssue['code'],
  message: string,
  facts?: RouteItemIssue['facts'],
): RouteItemIssue => ({ path, code, message, ...(facts && { facts }) })

function titleIssues({ title }: RouteItem): RouteItemIssue[] {
  return title ? [] : [issue('title', 'title-missing', 'must not be empty')]
}

function itemIssues(item: RouteItem, rules: ItemRules): RouteItemIssue[] {
  return [
    ...titleIssues(item),
    ...tooLong(item),
    ...groupIssues(item),
    ...hoursIssues(item, rules.regulation),
    ...dateIssues('plannedOn', item.plannedOn, rules.term),
    ...(item.plannedUntil === undefined ? [] : lastDayIssues(item, rules)),
  ]
}

/** A subgroup has a name and somebody in it. */
function groupIssues({ forWhom }: RouteItem): RouteItemIssue[] {
  const isWhole = !forWhom || (forWhom.group !== '' && forWhom.learnerIds.length > 0)
  return isWhole ? [] : [issue('group', 'group-incomplete', 'a subgroup has a name and somebody in it')]
}

function tooLong({ title, provider, details, forWhom }: RouteItem): RouteItemIssue[] {
  const long = [
    ...(title.length > LONGEST_TITLE ? ['title'] : []),
    ...((provider?.length ?? 0) > LONGEST_TITLE ? ['provider'] : []),
    ...((forWhom?.group.length ?? 0) > LONGEST_TITLE ? ['group'] : []),
    ...Object.entries(details ?? {})
      .filter(([, text]) => text.length > LONGEST_DETAIL)
      .map(([id]) => `details.${id}`),
  ]
  return long.map(path => issue(path, 'too-long', 'too long'))
}

function hoursIssues({ hours, hoursBy }: RouteItem, regulation: Regulation): RouteItemIssue[] {
  if (hours === undefined)
    return countsHours(regulation) ? [issue('hours', 'hours-missing', 'hours are missing')] : []
  const kinds = regulation.hourBudget?.kinds
  const foreign = Object.keys(hoursBy ?? {}).filter(kind => kinds && !kinds.some(each => each === kind))
  if (foreign.length > 0) return [issue('hours', 'hours-kind', `no such hours here: ${foreign.join(', ')}`)]
  const split = Object.values(hoursBy ?? {})
  const isSum = split.length === 0 || sumHours(split) === hours
  return isSum && hours > 0 && hours <= MOST_HOURS
    ? []
    : [issue('hours', 'hours-wrong', 'more than 0 hours, the sum of its kinds')]
}

function dateIssues(path: string, date: CalendarDate, { from, until }: ItemRules['term']): RouteItemIssue[] {
  if (!date) return [issue(path, 'date-missing', 'a day is missing')]
  if (!isCalendarDate(date)) return [issue(path, 'date-wrong', 'a calendar date YYYY-MM-DD')]
  if (date >= from && (until === null || date <= until)) return []
  const message = until === null ? `not before ${from}` : `between ${from} and ${until}`
  return [issue(path, 'date-outside-term', message, { date, from, until: until ?? '' })]
}

function lastDayIssues(
  { plannedOn, plannedUntil = '' }: RouteItem,
  { term, regulation }: ItemRules,
): RouteItemIssue[] {
  if (regulation.plan?.severalDays === false)
    return [issue('plannedUntil', 'one-day-only', 'an event of this plan lasts one day')]
  const issues = dateIssues('plannedUntil', plannedUntil, term)
  return issues.length === 0 && plannedUntil < plannedOn
    ? [issue('plannedUntil', 'last-day-before-first', 'not before the first day')]
    : issues
}

/** Another day for an event that holds already (перенос мероприятия, п. 7.4): where it stood stays to be seen. */
export function moveDate(item: RouteItem, to: CalendarDate, term: ItemRules['term']): RouteItem {
  const issues = dateIssues('plannedOn', to, term)
  if (issues.length > 0) throw new RouteItemError(issues)
  const { plannedUntil: _days, ...rest } = item
  return { ...rest, plannedOn: to, movedFrom: [...(item.movedFrom ?? []), item.plannedOn] }
}

/** Another theme for an event that holds already (изменение темы, п. 7.4). */
export function changeTheme(item: RouteItem, title: string): RouteItem {
  const next = { ...item, title: title.trim() }
  const issues = [...titleIssues(next), ...tooLong(next)]
  if (issues.length > 0) throw new RouteItemError(issues)
  return next
}
