/** A column of our own for a programme, made once however many need it. */
import type { PlatformRegistration } from '#store/ports/access'
import type { OwnColumn, ServiceGrant } from '#store/ports/grants'
import { changeGrant } from './change-grant.ts'
import type { GradesDeps } from './deps.ts'
import { ColumnBusyError } from './errors.ts'

/** Tells our columns from others', together with the programme's id as `resourceId`. */
const COLUMN_TAG = 'zachetka-hours'

/** Longer than looking for a line item and making it may take. */
const MAKING_MS = 2 * 60_000

export interface ColumnWanted {
  programmeId: string
  label: string
  /** Academic hours. */
  scoreMaximum: number
}

export type OwnColumns = (
  platform: PlatformRegistration,
  grant: ServiceGrant,
  wanted: ColumnWanted,
) => Promise<string>

/**
 * @returns a function that answers the line item's address: the stored one, one that a crash left unwritten, or a new one
 * @throws {ColumnBusyError} while another process makes it
 */
export function createOwnColumns(deps: GradesDeps): OwnColumns {
  const flights = new Map<string, Promise<string>>()
  return (platform, grant, wanted) => {
    const key = `${grant.id}|${wanted.programmeId}`
    const flight =
      flights.get(key) ?? makeOnce(deps, platform, grant, wanted).finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }
}

async function makeOnce(
  deps: GradesDeps,
  platform: PlatformRegistration,
  { id, lineItems = '' }: ServiceGrant,
  { programmeId, label, scoreMaximum }: ColumnWanted,
): Promise<string> {
  const known = await reserve(deps, id, programmeId)
  if (known !== null) return known
  const name = { resourceId: programmeId, tag: COLUMN_TAG }
  try {
    const lineItem =
      (await deps.services.findLineItem(platform, lineItems, name)) ??
      (await deps.services.createLineItem(platform, lineItems, { ...name, label, scoreMaximum }))
    await setColumn(deps, id, { programmeId, lineItem })
    return lineItem
  } catch (error) {
    await freeColumn(deps, id, programmeId)
    throw error
  }
}

/** @returns the column's address if there is one; `null`: ours to make */
async function reserve(deps: GradesDeps, id: string, programmeId: string): Promise<string | null> {
  const maker = deps.newId()
  const now = deps.now()
  const until = new Date(now.getTime() + MAKING_MS).toISOString()
  const reserved = await changeGrant(deps.stores.grants, id, grant => {
    const own = grant?.ownColumns.find(column => column.programmeId === programmeId)
    if (!grant || own?.lineItem !== undefined || isBusy(own, now)) return null
    return withColumn(grant, { programmeId, madeBy: maker, madeUntil: until })
  })
  const own = reserved?.ownColumns.find(column => column.programmeId === programmeId)
  if (own?.lineItem !== undefined) return own.lineItem
  if (own?.madeBy !== maker) throw new ColumnBusyError('another process makes the column')
  return null
}

/** What could not be made is free for the next try at once. */
async function freeColumn(deps: Pick<GradesDeps, 'stores'>, id: string, programmeId: string): Promise<void> {
  await changeGrant(deps.stores.grants, id, grant => {
    const own = grant?.ownColumns.find(column => column.programmeId === programmeId)
    if (!grant || !own || own.lineItem !== undefined) return null
    return { ...grant, ownColumns: grant.ownColumns.filter(column => column !== own) }
  })
}

const isBusy = (own: OwnColumn | undefined, now: Date): boolean =>
  own?.madeUntil !== undefined && own.madeUntil > now.toISOString()

async function setColumn(deps: GradesDeps, id: string, column: OwnColumn): Promise<void> {
  await changeGrant(deps.stores.grants, id, grant => (grant ? withColumn(grant, column) : null))
}

/** The platform said that this column is gone. */
export async function forgetColumn(
  deps: Pick<GradesDeps, 'stores'>,
  id: string,
  lineItem: string,
): Promise<void> {
  await changeGrant(deps.stores.grants, id, grant => {
    if (!grant) return null
    const columns = grant.columns.map(column =>
      column.lineItem === lineItem ? { ...column, gone: true } : column,
    )
    return { ...grant, columns, ownColumns: grant.ownColumns.filter(own => own.lineItem !== lineItem) }
  })
}

function withColumn(grant: ServiceGrant, column: OwnColumn): ServiceGrant {
  const others = grant.ownColumns.filter(own => own.programmeId !== column.programmeId)
  return { ...grant, ownColumns: [...others, column] }
}
