/** Organisations (школа, муниципалитет) as reports group by them, and what was recorded of each. */
import type { Versioned } from '../changes/changes.ts'
import type { CalendarDate } from '../kinds.ts'
import { searchKey } from '../names/search-key.ts'

export const ORGANISATION_LEVELS = ['school', 'municipality'] as const
export type OrganisationLevel = (typeof ORGANISATION_LEVELS)[number]

/**
 * What an organisation has done, each with its day (Омск, п. 2): the regulation of professional development adopted, the
 * programmes in the system of quality assessment (ВСОКО, МСОКО), job descriptions changed.
 */
export const ORGANISATION_MARKS = ['regulation', 'quality-system', 'job-descriptions'] as const
export type OrganisationMark = (typeof ORGANISATION_MARKS)[number]

/** A monitoring visit (мониторинговый визит) and how many recommendations came of it. */
export interface MonitoringVisit {
  on: CalendarDate
  recommendations: number
}

export interface Organisation extends Versioned {
  /** `organisationKey` of its title: two spellings of one name are one. */
  id: string
  level: OrganisationLevel
  title: string
  /** Title of the municipality that a school belongs to. */
  municipality?: string
  marks: Partial<Record<OrganisationMark, CalendarDate>>
  visits: MonitoringVisit[]
}

/** The same for «МАОУ СОШ № 4», « маоу  СОШ №4 » and «МАОУ "СОШ № 4"». */
export function organisationKey(title: string): string {
  return searchKey(title)
    .replaceAll(/["«»“”„']/g, '')
    .replaceAll(/№\s*/g, '№')
    .replaceAll(/[\s ]+/g, ' ')
    .trim()
}
