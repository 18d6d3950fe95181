/** One mapper from anything thrown to an answer: a page for people, JSON for programs; the log gets no personal data. */
import type { ErrorRequestHandler, Request, Response } from 'express'
import { h } from 'preact'
import { remadeOf, sentForm } from '../again.ts'
import { presentMeanwhile } from '../api/presenters.ts'
import type { Log } from '../deps.ts'
import { describeFailure, type Failure, failureWords } from '../failure.ts'
import type { Metrics } from '../metrics.ts'
import { ConflictPage } from '../pages/conflict.page.tsx'
import { ErrorPage } from '../pages/error.page.tsx'
import { RemovedPage } from '../pages/removed.page.tsx'
import { sendPage } from '../render.ts'
import { buildView, type View, type ViewDeps } from '../view.ts'

const wantsJson = (req: Request): boolean =>
  req.path.startsWith('/api/') || req.accepts(['html', 'json']) === 'json'

export function mapErrors(deps: ViewDeps, log: Log, metrics: Metrics): ErrorRequestHandler {
  return (error, req, res, _next) => {
    const failure = describeFailure(error)
    const id = String(res.locals.requestId ?? '')
    metrics.error(failure.code)
    writeLog(log, failure, error, id)
    if (res.headersSent) return breakOff(res)
    res.setHeader('Cache-Control', 'no-store')
    const view = buildView(deps, req, res)
    if (wantsJson(req)) return sendJson(res, failure, view, id)
    sendFailure(req, res, { failure, view, id })
  }
}

/** What is half sent must not look whole; express itself would write the message, which may quote a person. */
function breakOff(res: Response): void {
  if (!res.writableEnded) res.destroy()
}

/** Whatever the failure, a form that was sent comes back with what was typed; but one that a stranger's page sent. */
function sendFailure(req: Request, res: Response, { failure, view, id }: Told): void {
  const words = failureWords(failure, view)
  const { meanwhile, status, code, facts } = failure
  const form = code === 'csrf' ? null : sentForm(view.here, req, res, meanwhile?.version)
  const [title, , remedy] = words
  if (!meanwhile) return void sendPage(res, h(ErrorPage, { view, failure, words, form, id }), status)
  const overtaken = { view, title, remedy, meanwhile, form, id }
  if (code !== 'removed') return void sendPage(res, h(ConflictPage, overtaken), status)
  sendPage(res, h(RemovedPage, { ...overtaken, remade: form && remadeOf(form, facts) }), status)
}

interface Told {
  failure: Failure
  view: View
  id: string
}

function sendJson(res: Response, failure: Failure, view: View, id: string): void {
  const [title, cause, remedy] = failureWords(failure, view)
  res.status(failure.status).json({
    error: {
      code: failure.code,
      message: `${title}. ${cause}`,
      remedy,
      id,
      ...(failure.issues.length > 0 && { issues: failure.issues }),
      ...(failure.meanwhile && { meanwhile: presentMeanwhile(failure.meanwhile) }),
    },
  })
}

/** Names and stack frames only: a message may quote what a person typed. */
function writeLog(log: Log, failure: Failure, error: unknown, id: string): void {
  const facts = { id, code: failure.code, status: failure.status }
  if (failure.status < 500) {
    log.info(facts, 'refused')
    return
  }
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' }
  const frames = (stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 8)
  log.error({ ...facts, errorName: name, frames: frames.map(frame => frame.trim()) }, 'failed')
}
