/** The template editor. What is written is kept as a draft with every press, so that no refusal, upload or lost session loses it. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { ImageRefusedError } from '#documents/images/image'
import { TemplateFaultyError } from '#domain/templates/check'
import { acceptImage } from '../../image-upload.ts'
import { parseInput } from '../../input.ts'
import { type Upload, uploadOf } from '../../middleware/upload.ts'
import { TemplatePage } from '../../pages/issue/template.page.tsx'
import { TemplateListPage } from '../../pages/issue/template-list.page.tsx'
import { sendFile } from '../../send-file.ts'
import { contentOfForm, fieldId, withImage } from '../../template-form.ts'
import type { View } from '../../view.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

const query = z.object({ version: z.coerce.number().int().min(0).optional() })
const TYPES = { png: 'image/png', jpeg: 'image/jpeg', svg: 'image/svg+xml' } as const

export function templateRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/issue/templates', showList(context))
  router.get('/issue/templates/:id', showEditor(context))
  router.post('/issue/templates/:id', acceptImage, write(context))
  router.post('/issue/templates/:id/discard', discard(context))
  router.get('/issue/templates/:id/preview.pdf', preview(context))
  router.get('/issue/templates/:id/images/:image', showImage(context))
  return router
}

const idOf = (req: Request): string => String(req.params.id)
const pathOf = (req: Request): string => `/issue/templates/${encodeURIComponent(idOf(req))}`

function showList(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const rows = await context.templates.list(actorOf(res))
    page(res, h(TemplateListPage, { view: viewOf(context, req, res), rows }))
  }
}

function showEditor(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { version } = parseInput(query, req.query)
    await render(context, req, res, {}, version)
  }
}

async function render(
  context: RouteContext,
  req: Request,
  res: Response,
  errors: Record<string, string>,
  version?: number,
): Promise<void> {
  const template = await context.templates.read(actorOf(res), idOf(req), version)
  const notice = noticeOf(context, req, res)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(TemplatePage, { view: viewOf(context, req, res), template, errors, notice }), status)
}

function write(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const sent = uploadOf(res)
    const basedOn = parseInput(z.object({ basedOn: z.coerce.number().int().min(0) }), sent.fields).basedOn
    const templateId = idOf(req)
    const written = contentOfForm(sent.fields)
    await context.templates.saveDraft(actorOf(res), { templateId, content: written, basedOn })
    const view = viewOf(context, req, res)
    if (sent.fields.do === 'upload') return addImage(context, req, res, { view, sent, basedOn })
    if (sent.fields.do !== 'save') return redirectWith(context, res, pathOf(req))
    const errors = await save(context, res, { templateId, content: written, basedOn, view })
    if (typeof errors === 'object') return render(context, req, res, errors)
    redirectWith(context, res, pathOf(req), { kind: 'template', count: errors, hours: 0, refused: {} })
  }
}

/** @returns the new version's number, or what is wrong by field */
async function save(
  context: RouteContext,
  res: Response,
  { view, ...input }: Parameters<RouteContext['templates']['save']>[1] & { view: View },
): Promise<number | Record<string, string>> {
  try {
    return (await context.templates.save(actorOf(res), input)).version
  } catch (error) {
    if (error instanceof TemplateFaultyError) return errorsOf(view, error)
    throw error
  }
}

function errorsOf({ t }: View, { faults }: TemplateFaultyError): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, code, fact = '' } of faults) errors[fieldId(path)] ??= t.templates.fault[code](fact)
  return errors
}

async function addImage(
  context: RouteContext,
  req: Request,
  res: Response,
  { view, sent, basedOn }: { view: View; sent: Upload; basedOn: number },
): Promise<void> {
  const templateId = idOf(req)
  const { imageFault } = view.t.templates
  if (!sent.file) {
    const image = sent.fault ? imageFault['too-large']?.('') : imageFault.none?.('')
    return render(context, req, res, { image: image ?? '' })
  }
  try {
    const { name, bytes } = sent.file
    const added = await context.templates.addImage(actorOf(res), { templateId, name, bytes })
    const content = withImage(contentOfForm(sent.fields), String(sent.fields.imageFor), added.id)
    await context.templates.saveDraft(actorOf(res), { templateId, content, basedOn })
  } catch (error) {
    if (!(error instanceof ImageRefusedError)) throw error
    const text = imageFault[String(error.facts.fault)]?.(String(error.facts.what ?? ''))
    return render(context, req, res, { image: text ?? imageFault.kind?.('') ?? '' })
  }
  redirectWith(context, res, pathOf(req))
}

function discard(context: RouteContext): RequestHandler {
  return async (req, res) => {
    await context.templates.dropDraft(actorOf(res), idOf(req))
    redirectWith(context, res, pathOf(req))
  }
}

/** A template that does not compile shows the editor with its faults. */
function preview(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { version } = parseInput(query, req.query)
    try {
      sendFile(res, 'template', 'pdf', await context.templates.preview(actorOf(res), idOf(req), version))
    } catch (error) {
      if (!(error instanceof TemplateFaultyError)) throw error
      await render(context, req, res, errorsOf(viewOf(context, req, res), error), version)
    }
  }
}

function showImage(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const image = await context.templates.readImage(actorOf(res), idOf(req), String(req.params.image))
    // an SVG of plain shapes, and nothing it could ask for if it were opened by itself
    res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    res.setHeader('Cache-Control', 'private, max-age=86400')
    res.type(TYPES[image.type]).send(Buffer.from(image.bytes))
  }
}
