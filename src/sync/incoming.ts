/** A page's records and faults as one list of things to be stored, each with its key and hash. */
import type { Page, SourceFault, SourceRecord } from '#connectors/contract'
import { contentHash } from './hash.ts'
import { parseRecord } from './steps/parse-record.ts'
import { fact, isRefusal, type Refusal, refuse } from './steps/refusal.ts'

export interface Incoming {
  key: string
  hash: string
  /** As it came. */
  raw: unknown
  /** The record if it is one, else why not. */
  record: SourceRecord | Refusal
}

export function incomingOf(page: Pick<Page<unknown>, 'records' | 'faults'>): Incoming[] {
  return [...page.records.map(incomingRecord), ...page.faults.map(incomingFault)]
}

export function incomingRecord(raw: unknown): Incoming {
  const hash = contentHash(raw)
  const record = parseRecord(raw)
  return { key: isRefusal(record) ? keyOf(raw, hash) : record.key, hash, raw, record }
}

/** What cannot be read may lack a key as well; it is stored all the same, under its content. */
function keyOf(raw: unknown, hash: string): string {
  const key = raw !== null && typeof raw === 'object' && 'key' in raw ? raw.key : undefined
  return typeof key === 'string' && key !== '' && key.length <= 500 ? key : `unreadable:${hash.slice(0, 32)}`
}

function incomingFault({ key, code, message, raw }: SourceFault): Incoming {
  const hash = contentHash({ code, message, raw })
  const refusal = refuse('malformed', { code, message: message.slice(0, 500) })
  return { key: key || `unreadable:${hash.slice(0, 32)}`, hash, raw: raw ?? null, record: refusal }
}

/** For a replay: what was stored, with the reason that the connector gave if it could not read it. */
export function incomingQuarantined(stored: {
  key: string
  hash: string
  reason: string
  facts: Record<string, string>
  record: unknown
}): Incoming {
  const again = incomingRecord(stored.record)
  if (!isRefusal(again.record)) return again
  const facts = stored.reason === 'malformed' ? stored.facts : { message: fact('unreadable') }
  return { ...again, key: stored.key, hash: stored.hash, record: refuse('malformed', facts) }
}

/** Parts in which no key occurs twice, in their order: a repeated record meets what its first copy left. */
export function withoutRepeats(items: readonly Incoming[]): Incoming[][] {
  const parts: Incoming[][] = []
  const places = new Map<string, number>()
  for (const item of items) {
    const place = (places.get(item.key) ?? -1) + 1
    places.set(item.key, place)
    const part = parts[place]
    if (part) part.push(item)
    else parts[place] = [item]
  }
  return parts
}
