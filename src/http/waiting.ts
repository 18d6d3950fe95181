/** Who is not ready for a certificate yet, by what is missing. */
import type { Credits, ReadyRow } from '#credits/contract'
import type { Actor } from '#domain/access/actor'
import type { Requirement } from '#domain/books/progress'

const PAGE = 200
const MOST = 1000

export interface MissingGroup {
  requirement: Requirement['id']
  rows: ReadyRow[]
}

export interface Waiting {
  count: number
  /** There are more than were read: `count` is the least that it can be. */
  more: boolean
  /** The requirement that most people lack comes first; who lacks three stands in three groups. */
  groups: MissingGroup[]
}

/** Reads at most 1,000 learners, each with the total computed now. */
export async function readWaiting(credits: Pick<Credits, 'listLearners'>, actor: Actor): Promise<Waiting> {
  const rows: ReadyRow[] = []
  let after: string | null = null
  do {
    const found: { rows: ReadyRow[]; next: string | null } = await credits.listLearners(actor, {
      limit: PAGE,
      ...(after !== null && { after }),
    })
    rows.push(...found.rows.filter(row => !row.progress.eligible && row.certificate?.state !== 'issued'))
    after = found.next
  } while (after !== null && rows.length < MOST)
  return { count: rows.length, more: after !== null, groups: groupByMissing(rows) }
}

function groupByMissing(rows: readonly ReadyRow[]): MissingGroup[] {
  const groups = new Map<Requirement['id'], ReadyRow[]>()
  for (const row of rows)
    for (const { id, met } of row.progress.requirements)
      if (!met) groups.set(id, [...(groups.get(id) ?? []), row])
  return [...groups]
    .map(([requirement, lacking]) => ({ requirement, rows: lacking }))
    .sort((a, b) => b.rows.length - a.rows.length)
}
