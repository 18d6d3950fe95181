/** What becomes of each record of a page: unchanged, imported or quarantined. Reads only. */
import { isDeepStrictEqual } from 'node:util'
import type { SourceRecord } from '#connectors/record'
import type { Completion, CompletionHead } from '#store/ports/completions'
import type { Quarantined } from '#store/ports/quarantine'
import { classify, type Importable } from './classify.ts'
import type { Incoming } from './incoming.ts'
import type { PageContext } from './page-context.ts'
import { isRefusal, type Refusal } from './steps/refusal.ts'
import { loadWorld, type World } from './world.ts'

type Heads = ReadonlyMap<string, CompletionHead>
type Latest = ReadonlyMap<string, Completion<SourceRecord>>
type Held = ReadonlyMap<string, Quarantined>

export interface Import extends Importable {
  item: Incoming
  record: SourceRecord
  revision: number
  /** This revision is stored already: only what should follow from it may be missing. */
  isStored: boolean
  /** It was stored by this very run, on a page that is repeated after an interruption and was not counted. */
  isUncounted: boolean
}

export interface Refused {
  item: Incoming
  refusal: Refusal
  firstSeenAt: string | null
  /** It waits there with these very words: counted, not written. */
  isHeld: boolean
}

export interface Judged {
  imports: Import[]
  /** What cannot become an entry: each waits in quarantine after this page. */
  refused: Refused[]
  unchanged: number
  /** Keys that wait in quarantine and need not any longer. */
  resolved: string[]
  /** Of a person that the page is about. */
  enrolments: World['enrolments']
}

export async function judge(context: PageContext, items: readonly Incoming[]): Promise<Judged> {
  const keys = items.map(item => item.key)
  const [heads, held] = await Promise.all([context.known.heads(keys), context.held.open(keys)])
  const isDone = await doneBy(context, heads, held)
  const different = items.filter(told => !isDone(told))
  const known = different.flatMap(({ key }) => (heads.has(key) ? key : []))
  const latest: Latest = known.length > 0 ? await context.known.latest(known) : new Map()
  const news = different
    .map(told => besideStored(context, told, latest.get(told.key)))
    .filter(item => !isDone(item))
  const records = news.flatMap(({ record }) => (isRefusal(record) ? [] : [record]))
  const world = await loadWorld(context.stores, sourceOf(context), records, context.courses)
  const { enrolments } = world
  const unchanged = items.length - news.length
  const judged: Judged = { imports: [], refused: [], unchanged, resolved: [], enrolments }
  for (const item of news) judgeOne(context, judged, item, latest.get(item.key), held.get(item.key), world)
  return judged
}

const sourceOf = ({ connection: { id, platformIssuer } }: PageContext) => ({
  id,
  ...(platformIssuer && { platformIssuer }),
})

/** Tells what is stored, whole, and not in quarantine: the bulk of a second pull. */
async function doneBy(
  { endedWell }: PageContext,
  heads: Heads,
  held: Held,
): Promise<(item: Incoming) => boolean> {
  const runs = [...new Set([...heads.values()].map(({ firstRunId }) => firstRunId))]
  const didWell = await Promise.all(runs.map(endedWell))
  const isWell = new Set(runs.filter((_, i) => didWell[i]))
  return item => {
    const stored = heads.get(item.key)
    return (
      stored !== undefined && isWell.has(stored.firstRunId) && !held.has(item.key) && item.isSameAs(stored)
    )
  }
}

/** What it says beside the stored one: a record that differs may only say less, its connector knows. */
function besideStored(
  { beside }: PageContext,
  told: Incoming,
  stored: Completion<SourceRecord> | undefined,
): Incoming {
  if (!beside || !stored || isRefusal(told.record) || told.isSameAs(stored)) return told
  return told.as(beside(told.record, stored.record))
}

function judgeOne(
  context: PageContext,
  judged: Judged,
  item: Incoming,
  latest: Completion<SourceRecord> | undefined,
  held: Quarantined | undefined,
  world: World,
): void {
  const isStored = latest?.hash === item.hash
  const revision = (latest?.revision ?? 0) + (isStored ? 0 : 1)
  const { record } = item
  const outcome = isRefusal(record) ? record : classify(context, record, { latest, revision }, world)
  if (isRefusal(outcome) || isRefusal(record)) {
    if (isStored) judged.unchanged += 1
    else judgeRefused(judged, item, outcome as Refusal, held)
    if (isStored && held) judged.resolved.push(item.key)
    return
  }
  if (held) judged.resolved.push(item.key)
  const isUncounted = isStored && context.isReplayed && latest?.firstRunId === context.runId
  judged.imports.push({ ...outcome, item, record, revision, isStored, isUncounted })
}

function judgeRefused(judged: Judged, item: Incoming, refusal: Refusal, held: Quarantined | undefined): void {
  const isHeld =
    held?.hash === item.hash &&
    held.reason === refusal.refused &&
    isDeepStrictEqual(held.facts, refusal.facts)
  judged.refused.push({ item, refusal, firstSeenAt: held?.firstSeenAt ?? null, isHeld })
}
