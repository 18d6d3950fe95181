import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { readRegulationFiles } from '#config/regulations'
import { ConflictError } from '#domain/errors'
import { InvalidRegulationError } from '#domain/regulations/file'
import { idSchema, parseInput } from '../../input.ts'
import { acceptUpload, type Upload, uploadOf } from '../../middleware/upload.ts'
import { type CheckedText, OwnRegulationPage } from '../../pages/programme/own-regulation.page.tsx'
import { RegulationsPage } from '../../pages/programme/regulations.page.tsx'
import { dayAndTime } from '../../ui/moment.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

/** Ten times the longest that comes along; a form takes less. */
const MOST_BYTES = 200 * 1024

/** «Положения»: versions, and taking up one's own after each of its faults is named. */
export function regulationRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/regulations', list(context))
  router.get('/admin/regulations/new', begin(context))
  router.post('/admin/regulations/new', acceptUpload({ field: 'file', maxBytes: MOST_BYTES }), check(context))
  router.post('/admin/regulations', take(context))
  router.post('/admin/regulations/withdraw', withdraw(context))
  return router
}

function list(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const taken = await context.ownRegulations.taken(actorOf(res))
    const view = viewOf(context, req, res)
    const notice = noticeOf(context, req, res)
    page(res, h(RegulationsPage, { view, regulations: context.regulations.all(), taken, notice }))
  }
}

/** The files that come along, by the id of their regulation. */
const samples = (): Map<string, string> =>
  new Map(readRegulationFiles().map(({ text }) => [/^id: *(\S+)/m.exec(text)?.[1] ?? '', text]))

function begin(context: RouteContext): RequestHandler {
  return (req, res) => {
    const { like } = parseInput(z.object({ like: idSchema.optional() }), req.query)
    return render(context, req, res, like === undefined ? '' : (samples().get(like) ?? ''), null)
  }
}

async function render(
  context: RouteContext,
  req: Request,
  res: Response,
  text: string,
  checked: CheckedText | null,
): Promise<void> {
  const view = viewOf(context, req, res)
  await context.ownRegulations.taken(actorOf(res))
  const isWrong =
    checked !== null && (checked.problem !== undefined || !checked.regulation || checked.refusal)
  const known = text ? new Map() : samples()
  const offered = context.regulations.all().filter(({ id }) => known.has(id))
  page(res, h(OwnRegulationPage, { view, text, checked, samples: offered }), isWrong ? 422 : 200)
}

const NOTHING: CheckedText = { faults: [], regulation: null, refusal: null, programmes: [] }

function check(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { words, text } = textOf(uploadOf(res))
    const { t } = viewOf(context, req, res)
    if (words) return render(context, req, res, text, { ...NOTHING, problem: t.regulations[words] })
    await render(context, req, res, text, await context.ownRegulations.check(actorOf(res), text))
  }
}

/** A chosen file before what stands in the box. */
function textOf({ file, fault, fields }: Upload): {
  text: string
  words?: 'tooLarge' | 'nothing' | 'notText'
} {
  const typed = typeof fields.text === 'string' ? fields.text : ''
  if (fault) return { text: typed, words: 'tooLarge' }
  const text = file ? file.bytes.toString('utf8').replace(/^\uFEFF/, '') : typed
  if (text.includes('\u0000') || text.includes('\uFFFD')) return { text: typed, words: 'notText' }
  return text.trim() ? { text } : { text: typed, words: 'nothing' }
}

const taking = z.object({ text: z.string().max(MOST_BYTES) })

function take(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { text } = parseInput(taking, req.body)
    try {
      const { id, version } = await context.ownRegulations.take(actorOf(res), text)
      const notice = { kind: 'recorded' as const, count: 1, hours: 0, refused: {}, text: `${id} ${version}` }
      redirectWith(context, res, '/admin/regulations', notice)
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof InvalidRegulationError)) throw error
      const checked = await context.ownRegulations.check(actorOf(res), text)
      const view = viewOf(context, req, res)
      const met = error instanceof ConflictError && error.meanwhile
      const who = met ? `${view.t.regulations.takenBy} ${met.byName}, ${dayAndTime(view, met.at)}.` : ''
      await render(context, req, res, text, { ...checked, ...(who && { met: who }) })
    }
  }
}

function withdraw(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const version = parseInput(z.object({ id: idSchema, version: idSchema }), req.body)
    await context.ownRegulations.withdraw(actorOf(res), version)
    const notice = { kind: 'withdrawn' as const, count: 1, hours: 0, refused: {} }
    redirectWith(context, res, '/admin/regulations', notice)
  }
}
