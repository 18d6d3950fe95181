import type { Stores } from '#store/ports/index'
import type { Subscriber } from './types.ts'

export interface EventsDeps {
  stores: Pick<
    Stores,
    | 'outbox'
    | 'entries'
    | 'enrolments'
    | 'certificates'
    | 'consents'
    | 'programmes'
    | 'people'
    | 'places'
    | 'routes'
  >
  subscribers: readonly Subscriber[]
  /** Those that come and go while we run, asked for anew each time. */
  joined?(): Promise<readonly Subscriber[]>
  now(): Date
  newId(): string
  /** 0 ≤ x < 1. */
  random(): number
}
