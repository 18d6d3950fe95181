/** What a connector need not ask for again: records that are stored, and those that wait for somebody to decide. */
import type { SourceRecord } from '#connectors/record'
import type { Quarantined } from '#store/ports/quarantine'
import type { HeldRecords } from './held.ts'
import type { KnownCompletions } from './known.ts'
import { parseRecord } from './steps/parse-record.ts'
import { isRefusal } from './steps/refusal.ts'

/** What is wrong with these is the mark or its time: the source is asked anew. */
const ASKED_ANEW = new Set([
  'malformed',
  'not-completed',
  'unknown-state',
  'no-completion-time',
  'future-date',
  'bad-date',
])

/** A completion that waits for its learner or its module is not new on the next pass: nobody asks for its time again. */
export const knownOrWaiting =
  (known: Pick<KnownCompletions, 'records'>, held: Pick<HeldRecords, 'open'>) =>
  async (keys: string[]): Promise<Map<string, SourceRecord>> => {
    const stored = await known.records(keys)
    const others = keys.filter(key => !stored.has(key))
    const waiting = others.length > 0 ? await held.open(others) : new Map<string, Quarantined>()
    if (waiting.size === 0) return stored
    return new Map([...stored, ...[...waiting.values()].flatMap(recordOf)])
  }

function recordOf({ key, reason, record }: Quarantined): [string, SourceRecord][] {
  const read = ASKED_ANEW.has(reason) ? null : parseRecord(record)
  return read === null || isRefusal(read) ? [] : [[key, read]]
}
