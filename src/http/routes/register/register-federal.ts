import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { versionOf } from '#domain/changes/changes'
import { definedOnly } from '#domain/defined'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import type { Education, FederalProgramme } from '#domain/federal/fields'
import { fullName } from '#domain/names/full-name'
import { isSnils } from '#domain/snils'
import { dateSchema, idSchema, madeAt, parseInput } from '../../input.ts'
import {
  EDUCATION_FIELDS,
  EducationPage,
  FederalProgrammePage,
  PROGRAMME_FIELDS,
} from '../../pages/register/register-data.page.tsx'
import { FederalPage } from '../../pages/register/register-federal.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const RUNS = 30

/** The federal register (ФИС ФРДО): linter, file, and the data that it asks for. */
export function federalRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/register/federal', showFederal(context))
  router.post('/register/federal/export', exportFile(context))
  router.get('/register/federal/people/:id', showEducation(context))
  router.post('/register/federal/people/:id', saveEducation(context))
  router.get('/register/federal/programmes/:id', showProgramme(context))
  router.post('/register/federal/programmes/:id', saveProgramme(context))
  return router
}

const periodSchema = z.object({ from: dateSchema, to: dateSchema }).refine(({ from, to }) => from <= to)
const isWriter = (res: Response): boolean =>
  actorOf(res).roles.some(role => role === 'issuer' || role === 'administrator')

function showFederal(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const asked = req.query.from !== undefined
    const parsed = periodSchema.safeParse(req.query)
    const period = parsed.data
    const [check, runs, programmes] = await Promise.all([
      context.federal.check(actor, period ?? {}),
      isWriter(res) ? context.federal.runs(actor, RUNS) : [],
      context.credits.listProgrammes(actor),
    ])
    const { documents } = check
    const view = viewOf(context, req, res)
    const props = {
      ...{ view, check, runs, programmes },
      period: period ?? { from: `${view.today.slice(0, 4)}-01-01`, to: view.today },
      count: period
        ? { ready: documents.checked - documents.lacking.length, left: documents.lacking.length }
        : null,
      isWrong: asked && !period,
      isWriter: isWriter(res),
    }
    page(res, h(FederalPage, props), props.isWrong ? 422 : 200)
  }
}

function exportFile(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { from, to } = parseInput(periodSchema, req.body)
    const { seenAt } = parseInput(z.object({ seenAt: madeAt }), req.body)
    const again = req.body?.again === 'yes'
    const { file } = await context.federal.exportFile(
      actorOf(res),
      definedOnly({ from, to, again, key: seenAt }),
    )
    res.setHeader('Content-Disposition', `attachment; filename="frdo-${from}-${to}.xlsx"`)
    res.type(XLSX).send(Buffer.from(file))
  }
}

async function nameOf(context: RouteContext, res: Response, personId: string): Promise<string> {
  const { person } = await context.credits.readBooks(actorOf(res), { learnerId: personId })
  return fullName(person)
}

interface EducationState {
  version: number
  draft: Record<string, string>
  errors?: Record<string, string>
  isSaved?: boolean
}

async function renderEducation(
  context: RouteContext,
  req: Request,
  res: Response,
  { version, draft, errors = {}, isSaved = false }: EducationState,
): Promise<void> {
  const personId = parseInput(idSchema, req.params.id)
  const view = viewOf(context, req, res)
  const name = await nameOf(context, res, personId)
  const choices = context.federal.choices()
  const isRefused = Object.keys(errors).length > 0 && !isSaved
  page(
    res,
    h(EducationPage, { view, personId, name, version, draft, choices, errors, isSaved }),
    isRefused ? 422 : 200,
  )
}

function showEducation(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const record = await context.federal.readEducation(actorOf(res), parseInput(idSchema, req.params.id))
    const diploma = record?.diploma
    const draft = definedOnly({
      ...{ snils: record?.snils, sex: record?.sex, birthDate: record?.birthDate },
      ...{ citizenship: record?.citizenship, level: record?.level, diplomaName: diploma?.familyName },
      ...{ diplomaSeries: diploma?.series, diplomaNumber: diploma?.number },
    }) as Record<string, string>
    const isSaved = req.query.saved === 'yes'
    const wrong = viewOf(context, req, res).t.register.educationWrong
    const errors = draft.snils && !isSnils(draft.snils) ? { snils: wrong.snils ?? '' } : {}
    await renderEducation(context, req, res, {
      ...{ version: record ? versionOf(record) : 0, draft },
      ...{ errors: isSaved ? errors : {}, isSaved },
    })
  }
}

const text = z.string().trim().max(200).catch('')
const seenSchema = z.object({ version: z.coerce.number().int().min(0) })
const educationSchema = z.object(Object.fromEntries(EDUCATION_FIELDS.map(field => [field, text])))

function saveEducation(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = parseInput(educationSchema, req.body) as Record<string, string>
    const { version: seen } = parseInput(seenSchema, req.body)
    const personId = parseInput(idSchema, req.params.id)
    try {
      await context.federal.saveEducation(actorOf(res), { personId, education: educationOf(draft), seen })
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const wrong = viewOf(context, req, res).t.register.educationWrong
      const errors = Object.fromEntries(
        error.issues.map(({ path }) => [path === 'diploma' ? 'diplomaName' : path, wrong[path] ?? '']),
      )
      return renderEducation(context, req, res, { version: seen, draft, errors })
    }
    redirectTo(res, `/register/federal/people/${encodeURIComponent(personId)}?saved=yes`)
  }
}

function educationOf(draft: Record<string, string>): Education {
  const {
    sex,
    birthDate,
    citizenship,
    snils,
    level,
    diplomaName = '',
    diplomaSeries,
    diplomaNumber = '',
  } = draft
  const hasDiploma = Boolean(diplomaName || diplomaSeries || diplomaNumber)
  return {
    ...(sex && { sex: sex as 'male' }),
    ...(birthDate && { birthDate }),
    ...(citizenship && { citizenship }),
    ...(snils && { snils }),
    ...(level && { level }),
    ...(hasDiploma && {
      diploma: {
        familyName: diplomaName,
        number: diplomaNumber,
        ...(diplomaSeries && { series: diplomaSeries }),
      },
    }),
  }
}

function showProgramme(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const id = parseInput(idSchema, req.params.id)
    const record = await context.federal.readProgrammeData(actorOf(res), id)
    const programme = (await context.credits.listProgrammes(actorOf(res))).find(each => each.id === id)
    if (!programme) throw new NotFoundError('no such programme')
    const draft = Object.fromEntries(
      PROGRAMME_FIELDS.flatMap(field => (record?.[field] ? [[field, record[field]]] : [])),
    )
    const choices = context.federal.choices()
    const version = record ? versionOf(record) : 0
    const isSaved = req.query.saved === 'yes'
    page(
      res,
      h(FederalProgrammePage, {
        view: viewOf(context, req, res),
        programme,
        version,
        draft,
        choices,
        isSaved,
      }),
    )
  }
}

const programmeSchema = z.object(
  Object.fromEntries(PROGRAMME_FIELDS.map(field => [field, z.string().trim().max(300).catch('')])),
)

function saveProgramme(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const programmeId = parseInput(idSchema, req.params.id)
    const data = parseInput(programmeSchema, req.body) as FederalProgramme
    const { version: seen } = parseInput(seenSchema, req.body)
    await context.federal.saveProgrammeData(actorOf(res), { programmeId, data, seen })
    redirectTo(res, `/register/federal/programmes/${encodeURIComponent(programmeId)}?saved=yes`)
  }
}
