import type { Credits } from '#credits/contract'
import type { Issuing } from '#credits/issue/contract'
import type { Routes } from '#credits/routes/contract'
import type { Events } from '#events/events'
import type { Rosters } from '#roster/rosters'
import type { Stores } from '#store/ports/index'
import type { Sync } from '#sync/contract'

/** As pino writes: facts first. Never secrets, never personal data. */
export interface JobsLog {
  info(facts: object, message?: string): void
  warn(facts: object, message?: string): void
  error(facts: object, message?: string): void
}

/** What the jobs call. */
export interface JobDeps {
  sync: Pick<Sync, 'run'>
  credits: Pick<Credits, 'finishCertificates' | 'recomputeAll'>
  stores: {
    connections: Pick<Stores['connections'], 'all' | 'byId'>
    runs: Pick<Stores['runs'], 'latest' | 'lastPass'>
  }
  /** Batches of certificates. */
  issuing: Pick<Issuing, 'work'>
  /** Approved routes, whose requirements are told again once a day. */
  routes: Pick<Routes, 'tellRequirements'>
  events: Pick<Events, 'derive' | 'dispatch' | 'sweep'>
  rosters: Pick<Rosters, 'readDue'>
  /** Minutes between two pulls of a connection that does not say otherwise. */
  everyMinutes: number
  now(): Date
  log: JobsLog
  /** 0 ≤ x < 1. Default `Math.random`. */
  random?(): number
}
