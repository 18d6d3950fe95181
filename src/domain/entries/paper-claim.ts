/** A proof on paper (подтверждение на бумаге) as somebody enters it, and what the line of the book becomes of it. Pure. */
import type { ProgrammeModule } from '../books/book.ts'
import { type Hours, zeroHours } from '../hours.ts'
import type { CalendarDate, ModuleForm, ModuleKind } from '../kinds.ts'
import { searchKey } from '../names/search-key.ts'
import { isSelfEducation, type Regulation, tariffOf, termOf } from '../regulations/regulation.ts'
import { isCalendarDate } from '../time/calendar.ts'

/** What was typed and chosen; what is absent follows from the module, its tariff or the programme. */
export interface PaperClaim {
  /** Of the programme; absent: an event that it does not list. */
  moduleId?: string
  title?: string
  kind?: ModuleKind
  form?: ModuleForm
  hours?: Hours
  date?: CalendarDate
  provider?: string
  /** Type of the document, e.g. «справка». */
  documentKind?: string
  documentNumber?: string
  /** Papers of self-education that come with it, by their ids in the regulation. */
  papers?: readonly string[]
}

export interface ClaimContext {
  modules: readonly ProgrammeModule[]
  /** The programme's own. */
  provider: string
  /** The version in force on the day of the event. */
  regulation: Regulation
  enrolledOn: CalendarDate
  today: CalendarDate
}

/** The line's own fields; `module`: absent for what the programme does not list. */
export interface ClaimedLine {
  module?: ProgrammeModule
  title: string
  kind: ModuleKind
  form: ModuleForm
  hours: Hours
  date: CalendarDate
  provider: string
  document: string
  selfEducation: boolean
  papers?: readonly string[]
}

export const CLAIM_FAULTS = {
  'title-missing': 'title',
  'kind-missing': 'kind',
  'hours-missing': 'hours',
  'hours-too-many': 'hours',
  'date-missing': 'date',
  'date-in-future': 'date',
  'document-kind-missing': 'documentKind',
  'document-number-missing': 'documentNumber',
  'module-unknown': 'module',
} as const
export type ClaimFault = keyof typeof CLAIM_FAULTS

/** More than a year's work: a slip of the finger. */
export const MOST_HOURS = 100_000

const sameTitle = (a: string, b: string) => normal(a) === normal(b)
const normal = (text: string) =>
  searchKey(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The module chosen, or one of the programme that is called so. */
function moduleOf({ moduleId, title }: PaperClaim, { modules }: ClaimContext): ProgrammeModule | undefined {
  if (moduleId !== undefined) return modules.find(({ id }) => id === moduleId)
  return title ? modules.find(module => sameTitle(module.title, title)) : undefined
}

/** The faults of a claim, in the order of its fields, or the line that it makes. */
export function lineOfClaim(
  claim: PaperClaim,
  context: ClaimContext,
): ClaimedLine | { faults: ClaimFault[] } {
  const module = moduleOf(claim, context)
  const kind = claim.kind ?? module?.kind
  const selfEducation = kind !== undefined && isSelfEducation(context.regulation, { kind })
  const hours = claim.hours ?? hoursOf(kind, module, context) ?? (selfEducation ? zeroHours : undefined)
  const faults = faultsOf(claim, { module, kind, hours, selfEducation }, context)
  if (faults.length > 0) return { faults }
  const { date = '', documentKind = '', documentNumber = '' } = claim
  return {
    ...(module && { module }),
    title: claim.title?.trim() || (module?.title ?? ''),
    kind: kind ?? 'other',
    form: claim.form ?? formOf(kind, module, context),
    hours: hours ?? zeroHours,
    date,
    provider: claim.provider?.trim() || (module?.provider ?? context.provider),
    document: documentText(documentKind, documentNumber),
    selfEducation,
    ...(selfEducation && { papers: claim.papers ?? [] }),
  }
}

/** «справка № 17»; a paper without a number is «справка б/н». */
function documentText(kind: string, number: string): string {
  const digits = number.trim().replace(/^№\s*/, '')
  return /^(б\/?н|none$)/i.test(digits) ? `${kind.trim()} б/н` : `${kind.trim()} № ${digits}`
}

/** What an event of a kind is credited by the tariff (ТГПУ, Приложение 1); `undefined`: it has no row for it. */
export const hoursOfKind = (regulation: Regulation, kind: ModuleKind): Hours | undefined =>
  tariffOf(regulation, kind)?.hours

/** The tariff of the kind beats the module's own hours, as everywhere (ТГПУ, Приложение 1). */
function hoursOf(
  kind: ModuleKind | undefined,
  module: ProgrammeModule | undefined,
  { regulation }: ClaimContext,
): Hours | undefined {
  const tariff = kind && hoursOfKind(regulation, kind)
  return tariff ?? (kind === module?.kind ? module?.hours : undefined)
}

function formOf(
  kind: ModuleKind | undefined,
  module: ProgrammeModule | undefined,
  { regulation }: ClaimContext,
): ModuleForm {
  return module?.form ?? (kind && tariffOf(regulation, kind)?.forms[0]) ?? 'in-person'
}

interface Known {
  module: ProgrammeModule | undefined
  kind: ModuleKind | undefined
  hours: Hours | undefined
  selfEducation: boolean
}

function faultsOf(claim: PaperClaim, known: Known, { today }: ClaimContext): ClaimFault[] {
  const { date, documentKind, documentNumber } = claim
  const found: (ClaimFault | false | undefined)[] = [
    claim.moduleId !== undefined && !known.module && 'module-unknown',
    !claim.title?.trim() && !known.module && claim.moduleId === undefined && 'title-missing',
    known.kind === undefined && 'kind-missing',
    faultOfHours(known),
    faultOfDate(date, today),
    !documentKind?.trim() && 'document-kind-missing',
    !documentNumber?.trim() && 'document-number-missing',
  ]
  return found.filter(fault => typeof fault === 'string')
}

function faultOfHours({ hours, selfEducation }: Known): ClaimFault | undefined {
  if (hours !== undefined && hours > MOST_HOURS) return 'hours-too-many'
  if (hours === undefined) return 'hours-missing'
  // Тюмень п. 1.3: the curator sets them
  return hours === 0 && !selfEducation ? 'hours-missing' : undefined
}

function faultOfDate(date: CalendarDate | undefined, today: CalendarDate): ClaimFault | undefined {
  if (date === undefined || !isCalendarDate(date)) return 'date-missing'
  return date > today ? 'date-in-future' : undefined
}

/** The term that a date lies outside of; `null`: within. What lies outside stays in the book and does not count. */
export function termMissed(
  date: CalendarDate,
  { regulation, enrolledOn }: Pick<ClaimContext, 'regulation' | 'enrolledOn'>,
): { from: CalendarDate; until: CalendarDate | null } | null {
  const { from, until } = termOf(regulation, enrolledOn)
  return date < from || (until !== null && date > until) ? { from, until } : null
}
