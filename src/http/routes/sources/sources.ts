import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { SetupView } from '#administration/connection-setup'
import type { CheckFinding, CheckReport } from '#connectors/contract'
import type { PreviewReport } from '#sync/contract'
import { parseInput } from '../../input.ts'
import { sendLive } from '../../live-page.tsx'
import type { Notice } from '../../notice.ts'
import { CheckPage, FindingLine } from '../../pages/sources/check.page.tsx'
import { PreviewPage, SeenLine } from '../../pages/sources/preview.page.tsx'
import { RemovePage } from '../../pages/sources/remove.page.tsx'
import { SetupPage } from '../../pages/sources/setup.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, redirectWith, viewOf } from '../context.ts'
import { addressRoutes } from './address.ts'
import { columnRoutes } from './columns.ts'
import { scheduleRoutes } from './schedule.ts'
import { scopeRoutes } from './scope.ts'
import { idOf, pathTo, read, seenIn } from './shared.ts'
import { uploadRoutes } from './upload.ts'

/** P10: the wizard of connections; the rights are checked by the use cases, and no secret is ever shown. */
export function sourceRoutes(context: RouteContext): Router {
  const router = Router()
  const at = '/admin/connections/:id'
  router.use(addressRoutes(context))
  router.get(`${at}/setup`, showSetup(context))
  router.get(`${at}/setup/check`, check(context))
  router.use(scopeRoutes(context))
  router.use(scheduleRoutes(context))
  router.use(columnRoutes(context))
  router.get(`${at}/setup/preview`, preview(context))
  router.use(uploadRoutes(context))
  router.post(`${at}/import`, importUpload(context))
  router.post(`${at}/on`, switchOn(context))
  router.post(`${at}/off`, switchOff(context))
  router.get(`${at}/remove`, showRemove(context))
  router.post(`${at}/remove`, remove(context))
  return router
}

function showSetup(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    page(res, h(SetupPage, { view: viewOf(context, req, res), connection }))
  }
}

/** Asks the site each time it is opened, and shows each answer as it comes; it changes nothing but what is known of the draft. */
function check(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    const view = viewOf(context, req, res)
    await sendLive(res, {
      view,
      page: (report: CheckReport | null) => h(CheckPage, { view, connection, report }),
      work(show, signal) {
        let n = 0
        const onFinding = (finding: CheckFinding) => show(h(FindingLine, { view, finding, n: ++n }))
        return context.setup.check(actorOf(res), connection.id, { signal, onFinding })
      },
    })
  }
}

interface Tried {
  report: PreviewReport
  connection: SetupView
}

/** The same for the first records: how many were read is shown while the source answers. */
function preview(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const before = await read(context, req, res)
    const view = viewOf(context, req, res)
    await sendLive(res, {
      view,
      page: (tried: Tried | null) =>
        h(PreviewPage, { view, connection: tried?.connection ?? before, report: tried?.report ?? null }),
      async work(show, signal) {
        const onSeen = (seen: number) => show(h(SeenLine, { view, seen }))
        const report = await context.setup.preview(actorOf(res), before.id, { signal, onSeen })
        return { report, connection: await read(context, req, res) }
      },
    })
  }
}

const runPath = (runId: string): string => `/admin/runs/${encodeURIComponent(runId)}`

function importUpload(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { runId } = await context.setup.importUpload(actorOf(res), seenIn(req))
    redirectTo(res, runPath(runId))
  }
}

function switchOn(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { runId } = await context.setup.switchOn(actorOf(res), seenIn(req))
    redirectWith(context, res, runPath(runId), told('source-on'))
  }
}

const told = (kind: Notice['kind']): Notice => ({ kind, count: 0, hours: 0, refused: {} })

function switchOff(context: RouteContext): RequestHandler {
  return async (req, res) => {
    await context.setup.switchOff(actorOf(res), seenIn(req))
    redirectWith(context, res, pathTo(idOf(req), ''), told('source-off'))
  }
}

function showRemove(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    page(res, h(RemovePage, { view: viewOf(context, req, res), connection, problem: null }))
  }
}

function remove(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = { ...(await read(context, req, res)), ...seenIn(req) }
    const view = viewOf(context, req, res)
    const { sure } = parseInput(z.object({ sure: z.string().max(10).optional() }), req.body)
    if (sure !== 'yes') {
      const problem = view.t.sources.removeMissing
      return page(res, h(RemovePage, { view, connection, problem }), 422)
    }
    await context.setup.remove(actorOf(res), connection)
    redirectWith(context, res, '/admin', told('source-removed'))
  }
}
