import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { ConflictError, NotFoundError } from '#domain/errors'
import { isHeld, type Run } from '#store/ports/runs'
import { RUNS_THAT_TELL, retriesOf } from '#sync/run/retries'
import { parseInput } from '../../input.ts'
import { RunPage, WithdrawPage } from '../../pages/sources/run.page.tsx'
import { reconciliationRows } from '../../ui/sources/run-parts.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectTo, redirectWith, viewOf } from '../context.ts'

const HELD_SHOWN = 20
const FILES_SHOWN = 50

/** P11: a run, and what a person decides on it; the rights are checked by `Runs`. */
export function runRoutes(context: RouteContext): Router {
  const router = Router()
  const { admin } = context
  const at = '/admin/runs/:id'
  router.get(at, showRun(context))
  router.post(
    `${at}/stop`,
    press((res, id) => admin.cancelRun(actorOf(res), id)),
  )
  router.post(
    `${at}/pause`,
    press((res, id) => admin.pauseRun(actorOf(res), id)),
  )
  router.post(
    `${at}/resume`,
    press(async (res, id) => (await admin.resumeRun(actorOf(res), id)).runId),
  )
  router.get(`${at}/withdraw`, askWithdraw(context))
  router.post(`${at}/withdraw`, withdraw(context))
  router.post(`${at}/keep`, keep(context))
  router.get(`${at}/reconciliation.csv`, reconciliation(context))
  router.get(`${at}/file`, file(context))
  return router
}

/** Does something and shows the run: the same one, or the one that the action names. What the run is beyond is seen there. */
function press(action: (res: Response, id: string) => Promise<unknown>): RequestHandler {
  return async (req, res) => {
    const id = String(req.params.id)
    const shown = await action(res, id).catch(unlessBeyond)
    redirectTo(res, pathOf({ id: typeof shown === 'string' ? shown : id }))
  }
}

/** Two pressed «Остановить», or it ended by itself: the run says how it stands. */
function unlessBeyond(error: unknown): void {
  if (!(error instanceof ConflictError)) throw error
}

async function read(context: RouteContext, req: Request, res: Response) {
  const actor = actorOf(res)
  const run = await context.admin.readRun(actor, String(req.params.id))
  const { connectionId } = run
  const [connections, newest, held, files] = await Promise.all([
    context.admin.listConnections(actor),
    context.admin.listRuns(actor, { connectionId, limit: RUNS_THAT_TELL }),
    context.admin.listHeld(actor, run.id, HELD_SHOWN),
    context.admin.listFiles(actor, run.id, FILES_SHOWN),
  ])
  const connection = connections.find(({ id }) => id === connectionId)
  const isOpen = newest[0]?.id === run.id && connection?.state === undefined
  const retries = isOpen ? retriesOf(newest) : null
  return { run, title: connection?.title ?? connectionId, held, files, isOpen, retries }
}

function showRun(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const shown = await read(context, req, res)
    const notice = noticeOf(context, req, res)
    page(res, h(RunPage, { view: viewOf(context, req, res), ...shown, notice }))
  }
}

function askWithdraw(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const shown = await read(context, req, res)
    if (!isHeld(shown.run)) return redirectTo(res, pathOf(shown.run))
    page(res, h(WithdrawPage, { view: viewOf(context, req, res), ...shown }))
  }
}

const pathOf = ({ id }: Pick<Run, 'id'>): string => `/admin/runs/${encodeURIComponent(id)}`

function withdraw(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const id = String(req.params.id)
    const done = await context.admin.releaseHeld(actorOf(res), id)
    if (done.status !== 'done') return redirectTo(res, pathOf(done))
    const notice = { kind: 'withdrawn' as const, count: done.removals?.gone ?? 0, hours: 0, refused: {} }
    redirectWith(context, res, pathOf({ id }), notice)
  }
}

function keep(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const id = String(req.params.id)
    await context.admin.dismissHeld(actorOf(res), id)
    redirectWith(context, res, pathOf({ id }), { kind: 'kept', count: 0, hours: 0, refused: {} })
  }
}

/** As it was received; never shown as a page of ours, whatever it holds. */
function file(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { sha256 } = parseInput(z.object({ sha256: z.string().max(64).optional() }), req.query)
    const { name, bytes } = await context.admin.readFile(actorOf(res), String(req.params.id), sha256)
    res.attachment(name).type('application/octet-stream').send(Buffer.from(bytes))
  }
}

/** For a spreadsheet: UTF-8 with a mark, `;` between the cells. */
function reconciliation(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const run = await context.admin.readRun(actorOf(res), String(req.params.id))
    if (!run.reconciliation) throw new NotFoundError('the run has no reconciliation')
    const view = viewOf(context, req, res)
    const rows = [[view.t.runs.what, view.t.runs.howMany], ...reconciliationRows(view, run.reconciliation)]
    const lines = rows.map(row => row.map(cell => `"${String(cell).replaceAll('"', '""')}"`).join(';'))
    res.attachment(`reconciliation-${run.startedAt.slice(0, 10)}.csv`)
    res.type('text/csv; charset=utf-8').send(`\ufeff${lines.join('\r\n')}\r\n`)
  }
}
