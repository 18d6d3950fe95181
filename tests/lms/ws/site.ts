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
  /** Headers of the report if somebody renamed them. */
  reportHeaders?: readonly string[]
}

export type WsFunction = (site: Site, params: Params) => Value

/** Course ids start at 2; the site itself is course 1. */
export const SITE_COURSE_ID = 1

const pictures = (site: Site, size: string): string =>
  `${site.url}/theme/image.php/boost/core/1735700000/u/${size}`
export const largePicture = (site: Site): string => pictures(site, 'f1')
export const smallPicture = (site: Site): string => pictures(site, 'f2')
export const VERSION = '2024100706'
export const RELEASE = '4.5.6 (Build: 20250811)'
