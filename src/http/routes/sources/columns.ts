import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { type ColumnName, withColumnNames } from '#administration/column-names'
import { InvalidInputError } from '#domain/errors'
import { parseInput } from '../../input.ts'
import { PASSED_OVER } from '../../ui/sources/columns.tsx'
import { actorOf, type RouteContext, redirectTo, viewOf } from '../context.ts'
import { pathTo, read, seenIn } from './shared.ts'

/** P10: what a person says of the columns of an export. */
export function columnRoutes(context: RouteContext): Router {
  const router = Router()
  router.post('/admin/connections/:id/setup/columns', saveColumns(context))
  return router
}

const texts = z.union([z.string(), z.array(z.string()).max(300)]).transform(value => [value].flat())
const columns = z.object({ header: texts, was: texts, field: texts })

function saveColumns(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id, settings } = await read(context, req, res)
    const { fields } = viewOf(context, req, res).t.sources
    const names = changedIn(parseInput(columns, req.body), new Set(Object.keys(fields)))
    const mapping = withColumnNames(settings.mapping, names)
    await context.setup.change(actorOf(res), seenIn(req), { settings: { mapping } })
    redirectTo(res, pathTo(id, '/setup/preview'))
  }
}

/** Only what was chosen anew: the rest follows the description of columns on. */
function changedIn(
  { header, was, field }: z.infer<typeof columns>,
  known: ReadonlySet<string>,
): ColumnName[] {
  if (header.length !== was.length || header.length !== field.length)
    throw new InvalidInputError('the columns do not fit', [{ path: 'field', message: 'one for each header' }])
  return header.flatMap((name, i): ColumnName[] => {
    const chosen = field[i] ?? ''
    if (chosen === was[i] || chosen === '') return []
    if (chosen === PASSED_OVER) return [{ header: name, field: null }]
    if (!known.has(chosen))
      throw new InvalidInputError('no such meaning', [{ path: 'field', message: 'unknown' }])
    return [{ header: name, field: chosen }]
  })
}
