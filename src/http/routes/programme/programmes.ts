import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import type { NewProgramme } from '#credits/contract'
import type { Meanwhile } from '#domain/changes/meanwhile'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { transliterate } from '#domain/names/transliterate'
import { deploymentKey, type StoredProgramme } from '#store/ports/people'
import { describeFailure } from '../../failure.ts'
import { parseInput } from '../../input.ts'
import {
  NewProgrammePage,
  ProgrammePage,
  type ProgrammeProps,
} from '../../pages/programme/programme.page.tsx'
import { ProgrammesPage } from '../../pages/programme/programmes.page.tsx'
import {
  blankModule,
  blankProgramme,
  draftOfForm,
  draftOfProgramme,
  type ProgrammeDraft,
  programmeForm,
} from '../../programme/draft.ts'
import { digestOf, faultsOfDraft, inputOfDraft } from '../../programme/input.ts'
import { refusedFields } from '../../programme/refused.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

/** «Положения и программы»; who may see and save is the use cases' to say. */
export function programmeRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/programmes', list(context))
  router.get('/admin/programmes/new', showNew(context))
  router.post('/admin/programmes/new', save(context, true))
  router.get('/admin/programmes/:id', show(context))
  router.post('/admin/programmes/:id', save(context, false))
  return router
}

function list(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const programmes = await context.credits.listProgrammes(actorOf(res))
    const regulations = context.regulations.all()
    page(res, h(ProgrammesPage, { view: viewOf(context, req, res), regulations, programmes }))
  }
}

/** @throws {NotFoundError} for one out of the actor's scope */
async function find(context: RouteContext, req: Request, res: Response): Promise<StoredProgramme> {
  const programmes = await context.credits.listProgrammes(actorOf(res))
  const found = programmes.find(({ id }) => id === req.params.id)
  if (!found) throw new NotFoundError('no such programme')
  return found
}

function showNew(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const deployments = await deploymentsOf(context, res)
    const regulations = context.regulations.all()
    const asked = regulations.find(({ id }) => id === req.query.regulation)
    if (!asked) return page(res, h(NewProgrammePage, { view: viewOf(context, req, res), regulations }))
    const draft = blankProgramme(
      asked.id,
      deployments.map(({ key }) => key),
    )
    await render(context, req, res, { programme: null, draft })
  }
}

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const programme = await find(context, req, res)
    const former = await context.credits.programmeVersions(actorOf(res), { programmeId: programme.id })
    const asked = former.find(({ version = 1 }) => String(version) === req.query.version)
    const basedOn = programme.version ?? 1
    const draft = { ...draftOfProgramme(asked ?? programme), basedOn }
    await render(context, req, res, { programme, draft })
  }
}

type Shown = Pick<ProgrammeProps, 'programme' | 'draft'> &
  Partial<Pick<ProgrammeProps, 'errors' | 'previewed' | 'meanwhile'>> & { status?: number }

async function render(context: RouteContext, req: Request, res: Response, shown: Shown): Promise<void> {
  const { programme, draft, errors = {}, previewed = null, meanwhile, status } = shown
  const view = viewOf(context, req, res)
  const regulation = context.regulations.all().findLast(({ id }) => id === draft.regulation)
  if (!regulation) throw new NotFoundError('no such regulation')
  const [deployments, former] = await Promise.all([
    deploymentsOf(context, res, programme?.deployments),
    programme ? context.credits.programmeVersions(actorOf(res), { programmeId: programme.id }) : [],
  ])
  const isWrong = Object.keys(errors).length > 0
  const notice = isWrong || previewed || meanwhile ? null : noticeOf(context, req, res)
  const props = { view, programme, former, regulation, draft, errors, deployments, previewed, notice }
  const met = meanwhile ? { meanwhile } : {}
  page(res, h(ProgrammePage, { ...props, ...met }), status ?? (isWrong ? 422 : 200))
}

/** Those of LMSs in the actor's sight, and those that the programme has. */
async function deploymentsOf(context: RouteContext, res: Response, chosen: readonly string[] = []) {
  const platforms = await context.lms.platforms.list(actorOf(res))
  const seen = platforms.flatMap(({ name, issuer, clientId, deployments }) =>
    deployments
      .filter(({ approved }) => approved)
      .map(({ id }) => ({ key: deploymentKey(issuer, clientId, id), label: `${name} (${id})` })),
  )
  const others = chosen.filter(key => !seen.some(each => each.key === key))
  return [...seen, ...others.map(key => ({ key, label: key }))]
}

function save(context: RouteContext, isNew: boolean): RequestHandler {
  return async (req, res) => {
    const programme = isNew ? null : await find(context, req, res)
    const sent = parseInput(programmeForm, req.body)
    const draft = draftOfForm(sent, programme)
    if (sent.do === 'add') {
      const modules = [...draft.modules, blankModule]
      return render(context, req, res, { programme, draft: { ...draft, modules } })
    }
    const view = viewOf(context, req, res)
    const errors = faultsOfDraft(view.t, draft)
    if (Object.keys(errors).length > 0) return render(context, req, res, { programme, draft, errors })
    await keep(context, req, res, { programme, draft, previewed: sent.previewed })
  }
}

interface Keeping {
  programme: StoredProgramme | null
  draft: ProgrammeDraft
  /** Digest of what was shown last. */
  previewed: string
}

/** Shows what it changes in books that there are; saves what was shown, or changes none. */
async function keep(context: RouteContext, req: Request, res: Response, keeping: Keeping): Promise<void> {
  const { programme, draft } = keeping
  const input = withId(inputOfDraft(draft, programme))
  const digest = digestOf(input)
  try {
    const preview = await context.credits.previewProgramme(actorOf(res), input)
    if (preview.books > 0 && keeping.previewed !== digest)
      return await render(context, req, res, { programme, draft, previewed: { preview, digest } })
    await context.credits.saveProgramme(actorOf(res), input)
  } catch (error) {
    const { meanwhile } = describeFailure(error)
    if (meanwhile) return meet(context, req, res, { draft, meanwhile })
    if (!(error instanceof InvalidInputError)) throw error
    const regulation = context.regulations.all().findLast(({ id }) => id === draft.regulation)
    const errors = refusedFields(viewOf(context, req, res), error, draft, regulation)
    return render(context, req, res, { programme, draft, errors })
  }
  const notice = { kind: 'programme-saved' as const, count: programme ? 1 : 0, hours: 0, refused: {} }
  redirectWith(context, res, `/admin/programmes/${encodeURIComponent(input.id)}`, notice)
}

/** Somebody was faster: who and when, with all that was typed; saved again, it makes the version after theirs. */
async function meet(
  context: RouteContext,
  req: Request,
  res: Response,
  { draft, meanwhile }: { draft: ProgrammeDraft; meanwhile: Meanwhile },
): Promise<void> {
  const programme = await find(context, req, res)
  const basedOn = programme.version ?? 1
  await render(context, req, res, { programme, draft: { ...draft, basedOn }, meanwhile, status: 409 })
}

/** A new programme may be named by its title: «Цифровая дидактика» → `tsifrovaia-didaktika`. */
function withId(input: NewProgramme): NewProgramme {
  const slug = transliterate(input.title)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return { ...input, id: input.id || slug.slice(0, 60) || 'programme' }
}
