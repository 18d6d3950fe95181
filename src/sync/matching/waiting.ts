import type { SourceRecord } from '#connectors/record'
import type { Quarantined } from '#store/ports/quarantine'
import { parseRecord } from '../page/steps/parse-record.ts'
import { isRefusal } from '../page/steps/refusal.ts'
import type { QuarantineReason } from '../reasons.ts'
import type { MatchingDeps } from './contract.ts'

const PAGE = 500

/** Quarantined records of a connection that wait for one reason, those that can be read. */
export async function* waitingRecords(
  { stores }: MatchingDeps,
  connectionId: string,
  reason: QuarantineReason,
): AsyncGenerator<SourceRecord> {
  let after: string | undefined
  for (;;) {
    const q = { connectionId, reason, limit: PAGE, ...(after !== undefined && { after }) }
    const page: Quarantined[] = await stores.quarantine.list(q)
    for (const { record } of page) {
      const parsed = parseRecord(record)
      if (!isRefusal(parsed)) yield parsed
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = `${last.connectionId}|${last.key}`
  }
}

/** Keys of those that a condition holds for. */
export async function waitingKeys(
  deps: MatchingDeps,
  connectionId: string,
  reason: QuarantineReason,
  isMeant: (record: SourceRecord) => boolean,
): Promise<string[]> {
  const keys: string[] = []
  for await (const record of waitingRecords(deps, connectionId, reason))
    if (isMeant(record)) keys.push(record.key)
  return keys
}
