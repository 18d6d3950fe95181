/** What the functions of the web service work on. */
import type { Population } from '../population.ts'
import type { Params } from './params.ts'
import type { Value } from './shape.ts'

export interface Site {
  readonly url: string
  readonly title: string
  readonly population: Population
  /** Names of the functions that the token's service holds. */
  readonly functions: readonly string[]
  /** Rights that were taken from the service account, e.g. `moodle/course:view`. */
  readonly lacks: Set<string>
  /** Fields of people that the site shows to whoever has `moodle/site:viewuseridentity` (Moodle's `showuseridentity`). */
  identityFields: readonly string[]
  /** Profile fields that not everybody sees: only `moodle/user:viewalldetails` shows them. */
  privateFields?: readonly string[]
  /** `false`: completion is switched off in the whole site. */
  tracksCompletion?: boolean
  /** Headers of the report if somebody renamed them. */
  reportHeaders?: readonly string[]
}

/** What the recorded site shows. */
export const IDENTITY_FIELDS: readonly string[] = ['email', 'idnumber', 'institution']

/** Moodle's `course_can_view_participants`: either right will do. */
export const seesParticipants = ({ lacks }: Site): boolean =>
  !lacks.has('moodle/course:viewparticipants') || !lacks.has('moodle/course:enrolreview')

/** Moodle's `completion_can_view_data` of somebody else's completion. */
export const seesCompletion = ({ lacks, tracksCompletion = true }: Site): boolean =>
  tracksCompletion && !lacks.has('report/completion:view')

export type WsFunction = (site: Site, params: Params) => Value

/** Course ids start at 2; the site itself is course 1. */
export const SITE_COURSE_ID = 1

const pictures = (site: Site, size: string): string =>
  `${site.url}/theme/image.php/boost/core/1735700000/u/${size}`
export const largePicture = (site: Site): string => pictures(site, 'f1')
export const smallPicture = (site: Site): string => pictures(site, 'f2')
export const VERSION = '2024100706'
export const RELEASE = '4.5.6 (Build: 20250811)'
