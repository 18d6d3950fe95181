import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { ActDiffersError, ActRefusedError, fieldOfActFault } from '#credits/acts/errors'
import {
  type ActDraft,
  type ActDraftFault,
  actOfDraft,
  emptyActDraft,
  type ReadAct,
  readActDraft,
} from '../../act-draft.ts'
import { describeFailure, failureWords } from '../../failure.ts'
import { idSchema, parseInput } from '../../input.ts'
import { uploadOf } from '../../middleware/upload.ts'
import { ActFormPage } from '../../pages/papers/act-form.page.tsx'
import { ActPage, ActPreviewPage, ActsPage } from '../../pages/papers/acts.page.tsx'
import { acceptScan, SCAN_MEGABYTES, scanFaultWords, sendScanFile, wantsPicture } from '../../scan-upload.ts'
import type { View } from '../../view.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

/** Group acts: typed, checked, written; each step a page that works without scripts. */
export function actRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/acts', showList(context))
  router.get('/acts/new', showForm(context))
  router.post('/acts/preview', preview(context))
  router.post('/acts/edit', edit(context))
  router.post('/acts', write(context))
  router.get('/acts/:actId', showAct(context))
  router.post('/acts/:actId/scan', acceptScan, attach(context))
  router.get('/acts/:actId/scan', sendScan(context))
  return router
}

function showList(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { acts } = context.keeping
    const actor = actorOf(res)
    const [programmes, list] = await Promise.all([acts.programmes(actor), acts.list(actor)])
    page(res, h(ActsPage, { view: viewOf(context, req, res), acts: list, programmes }))
  }
}

async function renderForm(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: ActDraft,
  errors: Record<string, string> = {},
  status = Object.keys(errors).length > 0 ? 422 : 200,
): Promise<void> {
  const form = await context.keeping.acts.form(actorOf(res), draft.programme)
  page(res, h(ActFormPage, { view: viewOf(context, req, res), form, draft, errors }), status)
}

function showForm(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { programme } = parseInput(z.object({ programme: idSchema }), req.query)
    await renderForm(context, req, res, emptyActDraft(programme))
  }
}

function edit(context: RouteContext): RequestHandler {
  return (req, res) => renderForm(context, req, res, readActDraft(req.body))
}

function preview(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = readActDraft(req.body)
    const { read, found } = await weigh(context, res, draft)
    const view = viewOf(context, req, res)
    const errors = errorWords(view, [...found.faults, ...read.faults], read)
    if (Object.keys(errors).length > 0) return renderForm(context, req, res, draft, errors)
    page(res, h(ActPreviewPage, { view, draft, preview: found, strangers: read.strangers }))
  }
}

async function weigh(context: RouteContext, res: Response, draft: ActDraft) {
  const { acts } = context.keeping
  const read = actOfDraft(draft, await acts.form(actorOf(res), draft.programme))
  return { read, found: await acts.preview(actorOf(res), read.input) }
}

const ORDER = ['number', 'module', 'title', 'kind', 'form', 'hours', 'provider', 'document', 'date', 'roster']
const IMPLIED = ['title-missing', 'kind-missing', 'hours-missing']

/** In the order of the page; who chose no event is told that alone. A list in which nobody was found names its lines. */
function errorWords({ t }: View, faults: readonly ActDraftFault[], read: ReadAct): Record<string, string> {
  const told = faults.includes('module-missing') ? faults.filter(code => !IMPLIED.includes(code)) : faults
  const words = new Map(told.map(code => [fieldOf(code), t.acts.faults[code] ?? code]))
  const [stranger] = read.strangers
  if (words.has('roster') && stranger) {
    const { name, unknown } = stranger
    words.set('roster', unknown === 'none' ? t.acts.unknown(name) : t.acts.several(name))
  }
  return Object.fromEntries(
    ORDER.flatMap(field => (words.has(field) ? [[field, words.get(field) ?? '']] : [])),
  )
}

const fieldOf = (code: ActDraftFault): string =>
  code === 'module-missing' ? 'module' : code === 'hours-wrong' ? 'hours' : fieldOfActFault(code)

function write(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = readActDraft(req.body)
    const { read } = await weigh(context, res, draft)
    try {
      if (read.faults.length > 0) throw new ActRefusedError([])
      const { id } = await context.keeping.acts.post(actorOf(res), read.input)
      const notice = { kind: 'recorded' as const, count: 1, hours: 0, refused: {} }
      redirectWith(context, res, `/acts/${id}`, notice)
    } catch (error) {
      const view = viewOf(context, req, res)
      if (error instanceof ActDiffersError)
        return renderForm(context, req, res, draft, { number: takenWords(view, error) }, error.status)
      if (!(error instanceof ActRefusedError)) throw error
      const errors = errorWords(view, [...error.faults, ...read.faults], read)
      await renderForm(context, req, res, draft, errors)
    }
  }
}

/** Who wrote the act that has this number, and when; what was typed stays in the form. */
function takenWords(view: View, error: ActDiffersError): string {
  const [title, cause, remedy] = failureWords(describeFailure(error), view)
  return `${title}. ${cause} ${remedy}`
}

function showAct(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const isNew = noticeOf(context, req, res)?.kind === 'recorded'
    await renderAct(context, req, res, { isNew, errors: {} })
  }
}

async function renderAct(
  context: RouteContext,
  req: Request,
  res: Response,
  state: { isNew: boolean; errors: Record<string, string> },
): Promise<void> {
  const found = await context.keeping.acts.read(actorOf(res), String(req.params.actId))
  const props = { view: viewOf(context, req, res), found, megabytes: SCAN_MEGABYTES, ...state }
  page(res, h(ActPage, props), Object.keys(state.errors).length > 0 ? 422 : 200)
}

function attach(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { file, fault } = uploadOf(res)
    const view = viewOf(context, req, res)
    const id = String(req.params.actId)
    if (!file) {
      const scan = fault ? scanFaultWords(view, fault) : view.t.acts.scanMissing
      return renderAct(context, req, res, { isNew: false, errors: { scan } })
    }
    await context.keeping.acts.attachScan(actorOf(res), id, file)
    redirectWith(context, res, `/acts/${id}`)
  }
}

function sendScan(context: RouteContext): RequestHandler {
  return async (req, res) =>
    sendScanFile(
      res,
      await context.keeping.acts.readScan(actorOf(res), String(req.params.actId)),
      wantsPicture(req),
    )
}
