import type { Request, RequestHandler, Response } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { QueueQuery, QueueRow, QueueView } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import { readCursor, writeCursor } from '../../cursor.ts'
import { parseInput } from '../../input.ts'
import type { Notice } from '../../notice.ts'
import { type QueueFilter, type QueueProps, queuePath } from '../../pages/queue/props.ts'
import { QueuePage } from '../../pages/queue/queue.page.tsx'
import { currentOf } from '../../session/require-session.ts'
import type { View } from '../../view.ts'
import { actorOf, noticeOf, page, type RouteContext, safePath, viewOf } from '../context.ts'

const PAGE_ROWS = 50

/** What the address of the queue narrows it by. */
export const filterSchema = z.object({
  programme: z.string().max(200).catch(''),
  source: z.string().max(200).catch(''),
  module: z.string().max(200).catch(''),
  remarks: z.enum(['', 'with', 'without']).catch(''),
  text: z.string().trim().max(100).catch(''),
  reminded: z.enum(['', 'yes']).catch(''),
  late: z.enum(['', 'yes']).catch(''),
  after: z.string().max(1500).optional().catch(undefined),
})

export function toQuery({
  programme,
  source,
  module,
  text,
  reminded,
  late,
  after,
}: z.infer<typeof filterSchema>): QueueQuery {
  const cursor = readCursor(after)
  return {
    limit: PAGE_ROWS,
    ...(programme && { programmeId: programme }),
    ...(source && { connectionId: source }),
    ...(module && { moduleId: module }),
    ...(text && { text }),
    ...(reminded && { reminded: true as const }),
    ...(late && { late: true as const }),
    ...(cursor && { after: cursor }),
  }
}

/** Remarks are worked out, not stored: they narrow the page that was read. */
function withRemarks(queue: QueueView, remarks: QueueFilter['remarks']): QueueView {
  if (!remarks) return queue
  const keep = (row: QueueRow) => row.remarks.length > 0 === (remarks === 'with')
  const groups = queue.groups.map(group => ({ ...group, rows: group.rows.filter(keep) }))
  return { ...queue, groups: groups.filter(group => group.rows.length > 0) }
}

export function showQueue(context: RouteContext): RequestHandler {
  return (req, res) => renderQueue(context, req, res)
}

export async function renderQueue(
  context: RouteContext,
  req: Request,
  res: Response,
  problem?: string,
): Promise<void> {
  const view = viewFrom(viewOf(context, req, res), req)
  const input = parseInput(filterSchema, queryOf(view.here))
  const queue = withRemarks(await context.credits.listQueue(actorOf(res), toQuery(input)), input.remarks)
  const { after, ...filter } = input
  const notice = noticeOf(context, req, res)
  const props = {
    view,
    queue,
    filter,
    nextHref: queue.next && queuePath({ ...filter, after: writeCursor(queue.next) }),
    isFirstPage: after === undefined,
    ...choicesOf(res),
    notice,
    ...(await toldOf(context, res, notice)),
    ...(problem && { problem }),
  }
  page(res, h(QueuePage, props), problem ? 422 : 200)
}

/** What the curator chose, and their session keeps. */
function choicesOf(res: Response): Pick<QueueProps, 'leftOut' | 'keysOff'> {
  const { leftOut = [], keysOff = false } = currentOf(res).session
  return { leftOut, keysOff }
}

/** A form that was sent from the queue says where it stood: shown again, it still stands there. */
function viewFrom(view: View, { method, body }: Request): View {
  return method === 'GET' ? view : { ...view, here: safePath(body?.return, '/queue') }
}

const queryOf = (path: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''))

/** Names do not travel in the notice: they are read again. */
async function toldOf(
  { credits }: RouteContext,
  res: Response,
  notice: Notice | null,
): Promise<Pick<QueueProps, 'left' | 'learner'>> {
  const { left: refused = [], one } = notice ?? {}
  const leftIds = refused.map(([id]) => id)
  if (leftIds.length === 0 && one === undefined) return { left: [] }
  const entryIds = one === undefined ? leftIds : [...leftIds, one]
  const rows = await credits.readEntries(actorOf(res), { entryIds })
  const decided = rows.find(({ entry }) => entry.id === one)
  const left = rows.filter(row => row !== decided)
  return { left, ...(decided && { learner: fullName(decided.learner) }) }
}
