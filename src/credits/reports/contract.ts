/** Reports up the chain (отчёты): who is on schedule, by school and municipality, and the regulation's indicators. */
import type { Actor } from '#domain/access/actor'
import type { Hours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import type { Bilingual } from '#domain/regulations/data'
import type { Indicator } from '#domain/reports/indicators'
import type { ListDay } from '#domain/reports/list-days'
import type { MonitoringVisit, Organisation, OrganisationMark } from '#domain/reports/organisation'
import type { Standing } from '#domain/reports/standing'
import type { Tally } from '#domain/reports/tally'
import type { PersonView } from '../contract.ts'

export interface SchoolRow {
  /** `organisationKey` of the title; empty: learners whose organisation nobody named. */
  id: string
  title: string
  tally: Tally
}

export interface MunicipalityRow {
  /** Empty: schools of which no municipality is known. */
  title: string
  tally: Tally
  schools: SchoolRow[]
}

export interface IndicatorRow extends Indicator {
  title: Bilingual
  clause: string
  /** Per cent that the text asks. */
  target?: number
}

export interface ReportView {
  programmes: { id: string; title: string }[]
  programmeId: string | null
  on: CalendarDate
  today: CalendarDate
  total: Tally
  municipalities: MunicipalityRow[]
  /** Of the regulations of these programmes that name any. */
  indicators: IndicatorRow[]
  /** Days of the list of the year that come soon, of the regulations of these programmes. */
  listDays: ListDay[]
  /** The first enrolment, where nobody was enrolled by the day asked for. */
  firstOn: CalendarDate | null
}

export interface ReportQuery {
  programmeId?: string
  /** Default: today. */
  on?: CalendarDate
}

export interface StandingRow {
  learner: PersonView
  programme: { id: string; title: string }
  standing: Standing
  counted: Hours
  /** What should have counted by the day. */
  due: Hours
  required: Hours
}

export interface StandingList {
  /** One page, by name. */
  rows: StandingRow[]
  /** As the report says: `hidden` and those of all pages. */
  count: number
  /** How many stay without names, in groups too small for them; no page has them. */
  hidden: number
  /** How many stand on the pages before this one. */
  before: number
  hasNext: boolean
}

export interface StandingQuery extends ReportQuery {
  standing?: Standing
  /** `organisationKey`; empty: of those who named none. */
  organisation?: string
  /** Its title; empty: of schools under none. */
  municipality?: string
  /** From 1. */
  page?: number
}

export interface Reports {
  /**
   * Curator, issuer, administrator: their programmes; whoever was appointed: the learners whom the appointment covers.
   *
   * @throws {NotFoundError} @throws {ForbiddenError}
   */
  readReport(actor: Actor, q: ReportQuery): Promise<ReportView>
  /** The learners behind a number, a hundred on a page. */
  listStanding(actor: Actor, q: StandingQuery): Promise<StandingList>
  /** Administrator: all organisations. */
  listOrganisations(actor: Actor): Promise<Organisation[]>
  /**
   * Adds or changes one; learners belong to it by the name of their organisation.
   *
   * @param input.seen the one that is changed, as it was seen
   * @throws {InvalidInputError} also for the name of another one @throws {ConflictError} if somebody changed it since
   */
  saveOrganisation(
    actor: Actor,
    input: {
      title: string
      level: Organisation['level']
      municipality?: string
      marks: Partial<Record<OrganisationMark, CalendarDate>>
      seen?: { id: string; version: number }
    },
  ): Promise<Organisation>
  /** A monitoring visit and its recommendations. @throws {NotFoundError} @throws {InvalidInputError} @throws {ConflictError} */
  addVisit(
    actor: Actor,
    input: { organisationId: string; version: number; visit: MonitoringVisit },
  ): Promise<Organisation>
  /** @throws {NotFoundError} @throws {ConflictError} if somebody changed it since it was seen */
  removeOrganisation(actor: Actor, input: { organisationId: string; version: number }): Promise<void>
}
