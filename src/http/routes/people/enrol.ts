import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { AccountsOf, EnrolList } from '#credits/programmes/enrol-list'
import { type LearnerList, type ListFault, readLearnerList } from '#credits/programmes/learner-list'
import { listText } from '#credits/programmes/list-text'
import { NotFoundError } from '#domain/errors'
import { SyncRunningError } from '#sync/errors'
import { parseInput } from '../../input.ts'
import { acceptUpload, uploadOf } from '../../middleware/upload.ts'
import {
  EnrolCheckPage,
  type EnrolDraft,
  EnrolPage,
  type EnrolProps,
} from '../../pages/people/enrol.page.tsx'
import type { View } from '../../view.ts'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

/** One list, while the administrator waits. */
const MOST_ROWS = 500
const SHOWN_FAULTS = 10
const MOST_BYTES = 1024 * 1024
/** What a file held comes back as the text of the list. */
const upload = acceptUpload({ field: 'file', maxBytes: MOST_BYTES, fieldBytes: 2 * MOST_BYTES })

/** «Зачислить слушателей»: whoever administers the programme; the use case checks the right for each. */
export function enrolRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/programmes/:id/learners', show(context))
  router.post('/admin/programmes/:id/learners', upload, take(context))
  return router
}

interface Accounts {
  value: string
  title: string
  of: AccountsOf
  /** Sources whose completions wait for these people. */
  connectionIds: string[]
}

/** LMSs that people launch from, and sources with account ids of their own. */
async function accountsOf({ lms, admin }: RouteContext, res: Response): Promise<Accounts[]> {
  const actor = actorOf(res)
  const [platforms, connections] = await Promise.all([
    lms.platforms.list(actor),
    admin.listConnections(actor),
  ])
  const issuers = new Map(platforms.map(({ issuer, name }) => [issuer, name]))
  return [
    ...[...issuers].map(([issuer, title]) => ({
      ...{ value: `lti ${issuer}`, title, of: { issuer } },
      connectionIds: connections.filter(each => each.platformIssuer === issuer).map(({ id }) => id),
    })),
    ...connections
      .filter(({ platformIssuer }) => !platformIssuer)
      .map(({ id, title }) => ({
        ...{ value: `source ${id}`, title, of: { connectionId: id }, connectionIds: [id] },
      })),
  ]
}

async function programmeOf({ credits }: RouteContext, req: Request, res: Response) {
  const found = (await credits.listProgrammes(actorOf(res))).find(({ id }) => id === req.params.id)
  if (!found) throw new NotFoundError('no such programme')
  return { id: found.id, title: found.title }
}

const count = z.coerce.number().int().min(0)
const none = count.default(0)
const doneQuery = z.object({ enrolled: count, already: count, refused: none, entries: count, busy: none })

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const view = viewOf(context, req, res)
    const draft = { of: '', date: view.today, list: `${view.t.enrol.heads}\n` }
    await render(context, req, res, { draft, done: doneQuery.safeParse(req.query).data ?? null })
  }
}

type Shown = Pick<EnrolProps, 'draft'> & Partial<Pick<EnrolProps, 'errors' | 'done'>>

async function render(context: RouteContext, req: Request, res: Response, shown: Shown): Promise<void> {
  const { draft, errors = {}, done = null } = shown
  const [programme, accounts] = await Promise.all([programmeOf(context, req, res), accountsOf(context, res)])
  const props = { programme, accounts, draft, errors, done, mostRows: MOST_ROWS }
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(EnrolPage, { view: viewOf(context, req, res), ...props }), status)
}

const line = z.string().trim().max(2100).catch('')
const form = z.object({ of: line, date: line, list: z.string().max(1_100_000).catch('') })
const pressed = z.object({ sure: z.string().optional(), back: z.string().optional() })

/** Checked first; enrolled once the same list comes back from the page that showed it. */
function take(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const view = viewOf(context, req, res)
    const { fields, file, fault } = uploadOf(res)
    const typed: EnrolDraft = parseInput(form, fields)
    const { sure, back } = parseInput(pressed, fields)
    const list = file ? await listText(file.bytes, context.workbookText) : typed.list
    if (list === null)
      return render(context, req, res, { draft: typed, errors: { file: view.t.enrol.notText } })
    const draft = { ...typed, list }
    if (back) return render(context, req, res, { draft })
    const read = readLearnerList(draft.list, draft.date)
    const accounts = (await accountsOf(context, res)).find(({ value }) => value === draft.of)
    const errors = fault ? { file: view.t.enrol.tooLarge } : errorsOf(view, read, accounts)
    if (Object.keys(errors).length > 0 || !accounts) return render(context, req, res, { draft, errors })
    const programme = await programmeOf(context, req, res)
    const wanted: EnrolList = { programmeId: programme.id, of: accounts.of, rows: read.rows }
    if (sure) return enrolAll(context, res, { list: wanted, connectionIds: accounts.connectionIds })
    const lines = await context.credits.judgeListed(actorOf(res), wanted)
    page(res, h(EnrolCheckPage, { view, programme, draft, lines, unread: read.unread }))
  }
}

function errorsOf(
  { t, say }: View,
  { rows, faults }: LearnerList,
  accounts: Accounts | undefined,
): Record<string, string> {
  const said = ({ line, fault }: ListFault) => t.enrol.at(say.count(line), t.enrol.faults[fault])
  const wrong = faults.slice(0, SHOWN_FAULTS).map(said)
  const more = faults.length > SHOWN_FAULTS ? [t.enrol.more(say.count(faults.length - SHOWN_FAULTS))] : []
  const list =
    [...wrong, ...more].join('. ') ||
    (rows.length === 0 && t.enrol.nothing) ||
    (rows.length > MOST_ROWS && t.enrol.tooMany(say.count(MOST_ROWS)))
  return { ...(!accounts && { of: t.enrol.noOf }), ...(list && { list }) }
}

async function enrolAll(
  { credits, admin }: RouteContext,
  res: Response,
  { list, connectionIds }: { list: EnrolList; connectionIds: readonly string[] },
): Promise<void> {
  const actor = actorOf(res)
  const done = await credits.enrolListed(actor, list)
  const taken = { entries: 0, busy: 0 }
  for (const id of connectionIds) {
    try {
      taken.entries += await admin.replay(actor, id)
    } catch (error) {
      if (!(error instanceof SyncRunningError)) throw error
      taken.busy += 1
    }
  }
  const told = Object.entries({ ...done, ...taken }).map(([name, n]) => [name, String(n)])
  const query = new URLSearchParams(told)
  redirectTo(res, `/admin/programmes/${encodeURIComponent(list.programmeId)}/learners?${query}`)
}
