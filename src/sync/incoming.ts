/** A page's records and faults as one list of things to be stored, each with its key and hash. */
import type { Page } from '#connectors/contract'
import type { SourceFault, SourceRecord } from '#connectors/record'
import { contentHash } from './hash.ts'
import { parseRecord } from './steps/parse-record.ts'
import { fact, isRefusal, type Refusal, refuse } from './steps/refusal.ts'

type ReadFrom = () => string | undefined

/** Hash and check cost more than all the rest of a record that did not change, so they wait until they are asked for. */
export class Incoming {
  readonly key: string
  /** As it came. */
  readonly raw: unknown
  private readonly source: ReadFrom
  private readonly hashOf: () => string
  private readonly read: () => SourceRecord | Refusal
  private knownHash: string | undefined
  private knownRecord: SourceRecord | Refusal | undefined

  constructor(
    { key, raw, source }: { key: string; raw: unknown; source: ReadFrom },
    hashOf: () => string,
    read: () => SourceRecord | Refusal,
  ) {
    this.key = key
    this.raw = raw
    this.source = source
    this.hashOf = hashOf
    this.read = read
  }

  /** SHA-256 of the file or the answers that it was read from. */
  get readFrom(): string | undefined {
    return this.source()
  }

  get hash(): string {
    this.knownHash ??= this.hashOf()
    return this.knownHash
  }

  /** The record if it is one, else why not. */
  get record(): SourceRecord | Refusal {
    this.knownRecord ??= this.read()
    return this.knownRecord
  }

  /** Whether this revision says the same: by its text if the keys stand in the same order, else by its hash. */
  isSameAs(stored: { hash: string; text: string }): boolean {
    return stored.text === JSON.stringify(this.raw) || stored.hash === this.hash
  }
}

export function incomingOf(page: Pick<Page<unknown>, 'records' | 'faults' | 'raw' | 'answers'>): Incoming[] {
  const source = (): string | undefined => page.raw?.sha256 ?? page.answers?.read().sha256
  return [
    ...page.records.map(record => incomingRecord(record, source)),
    ...page.faults.map(fault => incomingFault(fault, source)),
  ]
}

const nothing: ReadFrom = () => undefined

export function incomingRecord(raw: unknown, source: ReadFrom = nothing): Incoming {
  return new Incoming(
    { key: keyOf(raw), raw, source },
    () => contentHash(raw),
    () => parseRecord(raw),
  )
}

/** What cannot be read may lack a key as well; it is stored all the same, under its content. */
function keyOf(raw: unknown): string {
  const key = raw !== null && typeof raw === 'object' && 'key' in raw ? raw.key : undefined
  return typeof key === 'string' && key !== '' && key.length <= 500 ? key : keyOfContent(raw)
}

const keyOfContent = (content: unknown): string => `unreadable:${contentHash(content).slice(0, 32)}`

function incomingFault({ key, code, message, raw }: SourceFault, source: ReadFrom): Incoming {
  const content = { code, message, raw }
  const refusal = refuse('malformed', { code, message: message.slice(0, 500) })
  return new Incoming(
    { key: key || keyOfContent(content), raw: raw ?? null, source },
    () => contentHash(content),
    () => refusal,
  )
}

/** For a replay: what was stored, with the reason that the connector gave if it could not read it. */
export function incomingQuarantined(stored: {
  key: string
  hash: string
  reason: string
  facts: Record<string, string>
  record: unknown
  readFrom?: string
}): Incoming {
  const source = () => stored.readFrom
  const again = incomingRecord(stored.record, source)
  if (!isRefusal(again.record)) return again
  const facts = stored.reason === 'malformed' ? stored.facts : { message: fact('unreadable') }
  return new Incoming(
    { key: stored.key, raw: stored.record, source },
    () => stored.hash,
    () => refuse('malformed', facts),
  )
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
