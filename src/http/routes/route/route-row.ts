/** A row of a draft: its fields are saved as they change, all else of the event stays. */
import type { RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { ItemChange } from '#credits/routes/contract'
import { definedOnly } from '#domain/defined'
import { type Hours, parseHours } from '#domain/hours'
import { MODULE_FORMS } from '#domain/kinds'
import { RouteItemError } from '#domain/routes/errors'
import { hoursText, parseInput } from '../../input.ts'
import { ROW_FIELDS, rowField } from '../../ui/route/row.tsx'
import { routePath } from '../../ui/route/words.ts'
import { actorOf, type RouteContext, redirectWith } from '../context.ts'
import { said, showRefusal } from './route-actions.ts'

export const versionSchema = z.object({ version: z.coerce.number().int().min(1) })

/** A field that the row does not have is not sent. */
const typedText = z.string().max(5000).optional().catch('')
/** A name is one line, however its field shows it. */
const oneLine = typedText.transform(text => text?.replace(/\s+/g, ' '))
const rowSchema = z.object({
  title: oneLine,
  form: typedText,
  hours: typedText,
  plannedOn: typedText,
  provider: oneLine,
})
type TypedRow = z.infer<typeof rowSchema>

export function saveRow(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const itemId = String(req.params.itemId)
    const { version } = parseInput(versionSchema, req.body)
    const typed = parseInput(rowSchema, req.body)
    const at = { routeId: String(req.params.id), version }
    try {
      await context.routes.changeItem(actorOf(res), at, itemId, changeOf(typed))
      redirectToRow(context, res, at.routeId, itemId)
    } catch (error) {
      await showRefusal(context, req, res, error, byField(itemId, typed), fieldsOf(itemId))
    }
  }
}

/** @throws {RouteItemError} for hours that are no number */
function changeOf({ form, hours, ...texts }: TypedRow): ItemChange {
  return definedOnly({
    ...texts,
    form: form === undefined ? undefined : (MODULE_FORMS.find(each => each === form) ?? null),
    hours: hours === undefined ? undefined : hoursOf(hours),
  })
}

function hoursOf(text: string): Hours | null {
  if (!text.trim()) return null
  if (hoursText.safeParse(text).success) return parseHours(text)
  throw new RouteItemError([{ path: 'hours', code: 'hours-wrong', message: 'not a number of hours' }])
}

/** What was typed, by the ids of the row's fields. */
const byField = (itemId: string, typed: TypedRow): Record<string, string | undefined> =>
  Object.fromEntries(ROW_FIELDS.map(name => [rowField(name, itemId), typed[name]]))

/** Where a fault stands: at its field; what the row does not show is told at what it follows from. */
const fieldsOf = (itemId: string): Record<string, string> => ({
  ...Object.fromEntries(ROW_FIELDS.map(name => [name, rowField(name, itemId)])),
  plannedUntil: rowField('plannedOn', itemId),
  moduleId: rowField('provider', itemId),
})

/** To the event that was saved, which says so; a new one has no place yet that is known here. */
export function redirectToRow(
  context: RouteContext,
  res: Response,
  routeId: string,
  itemId: string | null,
): void {
  const row = itemId === null ? '' : `#item-${itemId}`
  redirectWith(context, res, routePath(routeId, row), said('item', itemId ?? undefined))
}
