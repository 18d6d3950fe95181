/** A page's records and faults as one list of things to be stored, each with its key and hash. */
import type { Page } from '#connectors/contract'
import type { SourceFault, SourceRecord } from '#connectors/record'
import { canonicalJson, contentHash, textHash } from '../hash.ts'
import { parseRecord } from './steps/parse-record.ts'
import { fact, isRefusal, type Refusal, refuse } from './steps/refusal.ts'

type ReadFrom = () => string | undefined

interface Came {
  key: string
  /** As it came. */
  raw: unknown
  source: ReadFrom
  /** What its hash is of; default: what came. */
  content?: unknown
  /** If it is known already. */
  hash?: string
}

/** Text, hash and check cost more than all the rest of a record, so they wait until they are asked for. */
export class Incoming {
  readonly key: string
  /** As it came. */
  readonly raw: unknown
  private readonly came: Came
  private readonly read: () => SourceRecord | Refusal
  private knownText: string | undefined
  private knownHash: string | undefined
  private knownRecord: SourceRecord | Refusal | undefined

  constructor(came: Came, read: () => SourceRecord | Refusal) {
    this.key = came.key
    this.raw = came.raw
    this.came = came
    this.read = read
    this.knownHash = came.hash
  }

  /** SHA-256 of the file or the answers that it was read from. */
  get readFrom(): string | undefined {
    return this.came.source()
  }

  /** Canonical JSON of its content: what the hash is of and, of a record, what is stored. */
  get text(): string {
    this.knownText ??= canonicalJson(this.came.content ?? this.raw)
    return this.knownText
  }

  get hash(): string {
    this.knownHash ??= textHash(this.text)
    return this.knownHash
  }

  /** The record if it is one, else why not. */
  get record(): SourceRecord | Refusal {
    this.knownRecord ??= this.read()
    return this.knownRecord
  }

  /** The same mark, read as this record. */
  as(record: SourceRecord): Incoming {
    return record === this.raw ? this : incomingRecord(record, this.came.source)
  }

  /** Whether this revision says the same; then nobody asks for the text again. */
  isSameAs(stored: { hash: string }): boolean {
    const isSame = stored.hash === this.hash
    if (isSame) this.knownText = undefined
    return isSame
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
  return new Incoming({ key: keyOf(raw), raw, source }, () => parseRecord(raw))
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
  const came = { key: key || keyOfContent(content), raw: raw ?? null, source, content }
  return new Incoming(came, () => refusal)
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
  const came = { key: stored.key, raw: stored.record, source, hash: stored.hash }
  return new Incoming(came, () => refuse('malformed', facts))
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
