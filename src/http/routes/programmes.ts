import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { formatHours, parseHours } from '#domain/hours'
import { MODULE_KINDS, MODULE_PARTS, type ModuleKind, type ModulePart } from '#domain/kinds'
import type { StoredModule, StoredProgramme } from '#store/ports/people'
import { hoursText, idsSchema, parseInput } from '../input.ts'
import { type ModuleDraft, type ProgrammeDraft, ProgrammePage } from '../pages/programme.page.tsx'
import { ProgrammesPage } from '../pages/programmes.page.tsx'
import type { View } from '../view.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from './context.ts'

/** «Положения и программы»; who may see and save is the use cases' to say. */
export function programmeRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/programmes', list(context))
  router.get('/admin/programmes/:id', show(context))
  router.post('/admin/programmes/:id', save(context))
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

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const programme = await find(context, req, res)
    render(context, req, res, programme, draftOf(programme), {})
  }
}

const blank: ModuleDraft = {
  id: '',
  title: '',
  kind: MODULE_KINDS[0],
  part: MODULE_PARTS[1],
  hours: '',
  source: '',
}

const draftOf = ({ title, contexts = [], modules }: StoredProgramme): ProgrammeDraft => ({
  title,
  contexts: contexts.join(', '),
  modules: [...modules.map(moduleDraft), blank],
})

const moduleDraft = ({ id, title, kind, part, hours, source }: StoredModule): ModuleDraft => ({
  ...{ id, title, kind, part },
  hours: formatHours(hours).replace(/\.?0+$/, ''),
  source: source ? source.courseId : '',
})

function render(
  context: RouteContext,
  req: Request,
  res: Response,
  programme: StoredProgramme,
  draft: ProgrammeDraft,
  errors: Record<string, string>,
): void {
  const view = viewOf(context, req, res)
  const isWrong = Object.keys(errors).length > 0
  const found = context.regulations.all().find(({ id }) => id === programme.regulation)
  const regulation = found?.title[view.lang] ?? programme.regulation
  const notice = isWrong ? null : noticeOf(context, req, res)
  const props = { view, programme, regulation, draft, errors, notice }
  page(res, h(ProgrammePage, props), isWrong ? 422 : 200)
}

/** A form sends one value or several under one name. */
const texts = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(500)])
  .optional()
  .transform(value => (value === undefined ? [] : [value].flat()))

const form = z.object({
  title: z.string().trim().max(300).catch(''),
  contexts: z.string().max(2000).catch(''),
  ...{ module: texts, moduleTitle: texts, hours: texts, kind: texts, part: texts },
  ...{ unlink: idsSchema, drop: idsSchema },
})

function save(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const programme = await find(context, req, res)
    const sent = parseInput(form, req.body)
    const draft = sentDraft(programme, sent)
    const view = viewOf(context, req, res)
    const errors = faultsOf(view, draft)
    if (Object.keys(errors).length > 0) return render(context, req, res, programme, draft, errors)
    const kept = [...draft.modules.entries()].filter(
      ([, module]) => !sent.drop.includes(module.id || '-') && (module.id || module.title),
    )
    try {
      const { createdAt: _, contexts: __, ...rest } = programme
      const contexts = draft.contexts
        .split(',')
        .map(each => each.trim())
        .filter(Boolean)
      const modules = kept.map(([, module]) => moduleOf(programme, module, sent.unlink.includes(module.id)))
      await context.credits.saveProgramme(actorOf(res), { ...rest, title: draft.title, contexts, modules })
    } catch (error) {
      return render(context, req, res, programme, draft, refusals(view, error, kept))
    }
    const notice = { kind: 'programme-saved' as const, count: 1, hours: 0, refused: {} }
    redirectWith(context, res, `/admin/programmes/${encodeURIComponent(programme.id)}`, notice)
  }
}

function sentDraft({ modules }: StoredProgramme, sent: z.infer<typeof form>): ProgrammeDraft {
  const at = (list: string[], i: number, otherwise: string): string => (list[i] ?? otherwise).trim()
  return {
    title: sent.title,
    contexts: sent.contexts,
    modules: sent.module.map((id, i) => ({
      id: modules.some(module => module.id === id) ? id : '',
      title: at(sent.moduleTitle, i, ''),
      kind: at(sent.kind, i, blank.kind),
      part: at(sent.part, i, blank.part),
      hours: at(sent.hours, i, ''),
      source: modules.find(module => module.id === id)?.source?.courseId ?? '',
    })),
  }
}

function faultsOf({ t }: View, { title, modules }: ProgrammeDraft): Record<string, string> {
  const errors: Record<string, string> = title ? {} : { title: t.programmes.nameMissing }
  for (const [i, module] of modules.entries()) {
    if (!module.id && !module.title) continue
    if (!module.title) errors[`title-${i}`] = t.programmes.titleWrong
    if (!hoursText.safeParse(module.hours).success)
      errors[`hours-${i}`] = t.programmes.hoursWrong(module.title)
  }
  return errors
}

/** What the regulation refuses, at the module that it is about. */
function refusals(
  { t }: View,
  error: unknown,
  kept: readonly [place: number, module: ModuleDraft][],
): Record<string, string> {
  if (!(error instanceof InvalidInputError)) throw error
  return Object.fromEntries(
    error.issues.map(({ path, message }) => {
      const [, index, field] = /^modules\.(\d+)\.(\w+)$/.exec(path) ?? []
      const [place, module] = kept[Number(index)] ?? []
      const at = place === undefined ? path : `${field === 'hours' ? 'hours' : 'title'}-${place}`
      return [at, `${t.programmes.refused}: ${[module?.title, message].filter(Boolean).join(': ')}`]
    }),
  )
}

/** The module with what the form changed; a new one gets an id that is free. */
function moduleOf({ modules }: StoredProgramme, draft: ModuleDraft, unlink: boolean): StoredModule {
  const { source, ...there } = modules.find(module => module.id === draft.id) ?? {
    id: freeId(modules),
    source: undefined,
  }
  return {
    ...there,
    title: draft.title,
    kind: (MODULE_KINDS.find(kind => kind === draft.kind) ?? MODULE_KINDS[0]) as ModuleKind,
    part: (MODULE_PARTS.find(part => part === draft.part) ?? MODULE_PARTS[1]) as ModulePart,
    hours: parseHours(draft.hours.replace(',', '.')),
    ...(source && !unlink && { source }),
  }
}

function freeId(modules: readonly StoredModule[]): string {
  let n = modules.length + 1
  while (modules.some(({ id }) => id === `M${n}`)) n++
  return `M${n}`
}
