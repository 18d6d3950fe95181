/** What every part of the application stands on. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Config } from '#config/config'
import type { GrowingCatalogue } from '#credits/regulations/contract'
import type { MakingDeps } from '#domain/changes/sent-twice'
import { watchStores } from '#events/watch-stores'
import { cachePlatforms } from '#lti/registration/cached-platforms'
import type { StoreConnection } from '#store/connect'
import type { Stores } from '#store/ports/index'
import { createStores } from '#store/stores'
import { bytesFrom } from '../adapters/bytes-from.ts'
import type { Log } from '../log.ts'

export interface Site {
  config: Config
  publicUrl: string
  database: StoreConnection
  regulations: GrowingCatalogue
  /** Connection string of the store, embedded or not. */
  storeUri: string
  log: Log
  now(): Date
}

export interface Ground extends Site, MakingDeps {
  stores: Stores
  timeZone: string
  randomBytes(size: number): Buffer
}

export function layGround(site: Site): Ground {
  const { database, config, now } = site
  const stores = watchStores(createStores(database.connection), now)
  stores.platforms = cachePlatforms(stores.platforms, now)
  const { secretKey, timeZone } = config
  return { ...site, stores, timeZone, newId: randomUUID, randomBytes, bytesFor: bytesFrom(secretKey) }
}
