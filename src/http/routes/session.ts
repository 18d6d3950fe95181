import { type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import type { Preferences } from '#store/ports/people'
import { SessionOverError } from '../errors.ts'
import { parseInput } from '../input.ts'
import { homeOf, issueSession } from '../session/issue-session.ts'
import { currentOf } from '../session/require-session.ts'
import { openTicket } from '../session/tab-ticket.ts'
import { type RouteContext, redirectTo, safePath } from './context.ts'

const language = z.object({ language: z.enum(['ru', 'en']), path: z.string().optional() })

const keys = z.object({ keys: z.enum(['on', 'off']) })

/** What a person chooses for themselves is remembered on the server; `/` is where their role begins. */
export function sessionRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/', (_req, res) => redirectTo(res, homeOf(currentOf(res).session.roles)))
  router.post('/session/language', chooseLanguage(context))
  router.post('/session/keys', switchKeys(context))
  return router
}

function chooseLanguage(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { language: chosen, path } = parseInput(language, req.body)
    await prefer(context, res, { language: chosen })
    redirectTo(res, safePath(path, '/'))
  }
}

/** Asked by the script whose keys they are: nothing is swapped. */
function switchKeys(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { keys: chosen } = parseInput(keys, req.body)
    await prefer(context, res, { keysOff: chosen === 'off' })
    res.status(204).end()
  }
}

/** For this session, and for all that follow. */
async function prefer({ sessions, people }: RouteContext, res: Response, chosen: Preferences): Promise<void> {
  const { session } = currentOf(res)
  await Promise.all([
    sessions.change(session.tokenHash, chosen),
    people.setPreferences(session.personId, chosen),
  ])
}

const tab = z.object({ ticket: z.string().max(500), path: z.string().optional() })

/**
 * Opens a second session of the same launch in a tab of its own. Needs no cookie: the ticket is the proof. It ends when the
 * first one would: no chain of tabs outlives the launch.
 */
export function openTab(context: RouteContext): RequestHandler {
  const issue = issueSession(context)
  return async (req, res) => {
    const { ticket, path } = parseInput(tab, req.body)
    const tokenHash = openTicket(ticket, context.ticketKey, context.now())
    const session = tokenHash && (await context.sessions.find(tokenHash, context.now()))
    if (!session) throw new SessionOverError('the ticket is over')
    const { tokenHash: _hash, createdAt: _at, expiresAt, ...seed } = session
    const { redirectTo: to, setCookies } = await issue(seed, safePath(path, homeOf(session.roles)), expiresAt)
    for (const cookie of setCookies) res.append('Set-Cookie', cookie)
    res.redirect(303, to)
  }
}
