import type { Request, Response } from 'express'
import type { LtiError } from '../errors/lti-error.ts'
import { textFor } from '../errors/texts.ts'
import { CookieMissingError } from '../launch/checks/browser.ts'
import type { LaunchEvents, LtiLog, RandomBytes } from '../ports.ts'
import { renderErrorPage } from './error-page.ts'
import { setPagePolicy } from './frame-policy.ts'
import { pickLanguage } from './language.ts'

export interface AnswerDeps {
  log: LtiLog
  randomBytes: RandomBytes
  events?: Pick<LaunchEvents, 'refused'>
  frameOrigins?: readonly string[]
}

/**
 * Answers a failure: a page for people, JSON for programs, both with code, error id, cause and remedy. The log
 * gets the same id and what only the log may see; the diagnosis page finds the failure by it.
 */
export function answerError(error: LtiError, req: Request, res: Response, deps: AnswerDeps): void {
  const errorId = deps.randomBytes(5).toString('hex')
  const language = pickLanguage(error.locale, req.get('accept-language'))
  const text = textFor(error.code, language, error.facts)
  deps.log.warn({ errorId, code: error.code, path: req.baseUrl + req.path, ...error.log }, error.message)
  const { code, facts, registrationId } = error
  deps.events?.refused({ errorId, code, facts, ...(registrationId === undefined ? {} : { registrationId }) })
  res.status(error.status).set('Cache-Control', 'no-store')
  if (error.retryable) res.set('Retry-After', '60')
  if (req.accepts(['html', 'json']) === 'json') {
    res.json({ error: { code, id: errorId, ...text, facts, retryable: error.retryable } })
    return
  }
  const nonce = deps.randomBytes(16).toString('base64')
  const restart = restartOf(error)
  setPagePolicy(res, {
    nonce,
    ancestors: ancestorsOf(error, deps.frameOrigins),
    ...(restart.restart?.staysInFrame ? { hasScript: true } : {}),
  })
  res.type('html').send(renderErrorPage({ language, text, code: error.code, errorId, nonce, ...restart }))
}

const restartOf = (error: LtiError): { restart?: { url: string; staysInFrame: boolean } } =>
  error instanceof CookieMissingError
    ? { restart: { url: error.restartUrl, staysInFrame: error.staysInFrame } }
    : {}

/**
 * A page with a button stands only in frames of its platform. A page of words alone may stand in any: it knows no
 * person and can do nothing, and where the platform is unknown, its administrator must be able to read why.
 */
const ancestorsOf = (error: LtiError, also: readonly string[] = []): readonly string[] | '*' =>
  error instanceof CookieMissingError ? [...error.frameOrigins, ...also] : '*'
