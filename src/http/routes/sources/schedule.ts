import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { settingText } from '#administration/connection-changes'
import type { SetupView } from '#administration/connection-setup'
import { readOneSetting, type SettingName } from '#sync/settings'
import { parseInput } from '../../input.ts'
import { SchedulePage } from '../../pages/sources/schedule.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'
import { fieldFaults, pathTo, read, seenIn, statusOf, text } from './shared.ts'

/** What matters to a kind of source: a file tells by absence, a site of new marks only. */
const FIELDS: Readonly<Record<string, readonly SettingName[]>> = {
  moodle: ['pullEveryMinutes', 'fullEveryDays', 'overlapDays', 'timeZone'],
  portal: [
    'pullEveryMinutes',
    'removalCeilingPercent',
    'timeZone',
    'acceptMeasuredHours',
    'acceptEstimatedHours',
  ],
}

type Draft = Partial<Record<SettingName, string>>

/** P10, when and by which rules it is read. */
export function scheduleRoutes(context: RouteContext): Router {
  const router = Router()
  const at = '/admin/connections/:id/setup/schedule'
  router.get(at, show(context))
  router.post(at, save(context))
  return router
}

/** As the form shows them, with the defaults. */
const draftOf = ({ type, settings }: SetupView): Draft =>
  Object.fromEntries(
    (FIELDS[type] ?? []).map(name => [name, settingText(readOneSetting(settings, name) ?? '')]),
  )

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    await render(context, req, res, { connection, draft: draftOf(connection), errors: {} })
  }
}

interface Shown {
  connection: SetupView
  draft: Draft
  errors: Record<string, string>
}

async function render(context: RouteContext, req: Request, res: Response, shown: Shown): Promise<void> {
  const schedule = await context.admin.readSchedule(actorOf(res), shown.connection.id)
  const view = viewOf(context, req, res)
  page(res, h(SchedulePage, { view, schedule, ...shown }), statusOf(shown.errors))
}

function save(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    const before = draftOf(connection)
    const names = Object.keys(before) as SettingName[]
    const draft: Draft = Object.fromEntries(
      names.map(name => [name, parseInput(text, (req.body as Record<string, unknown>)[name])]),
    )
    const changed = names.filter(name => draft[name] !== before[name])
    const settings = Object.fromEntries(changed.map(name => [name, typedValue(name, draft[name])]))
    try {
      await context.setup.change(actorOf(res), { ...connection, ...seenIn(req) }, { settings })
      redirectTo(res, pathTo(connection.id, '/setup'))
    } catch (error) {
      const errors = fieldFaults(viewOf(context, req, res), error)
      await render(context, req, res, { connection: { ...connection, ...seenIn(req) }, draft, errors })
    }
  }
}

/** What is empty stands as nobody set it. */
const typedValue = (name: SettingName, typed = ''): unknown =>
  name.startsWith('accept') ? typed === 'yes' : typed || undefined
