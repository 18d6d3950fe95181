import type { LtiServices } from '#lti/services/services'
import type { Stores } from '#store/ports/index'
import type { RosterLimits } from './diff-roster.ts'

export interface RosterDeps {
  stores: Pick<
    Stores,
    'grants' | 'places' | 'rosters' | 'identityLinks' | 'people' | 'platforms' | 'connections'
  >
  services: Pick<LtiServices, 'readRoster'>
  now(): Date
  /** Minutes between two readings of a roster. */
  everyMinutes: number
  limits: RosterLimits
}
