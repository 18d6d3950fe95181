import type { Request, Response } from 'express'
import { z } from 'zod'
import type { SeenConnection, SetupView } from '#administration/connection-setup'
import { InvalidInputError } from '#domain/errors'
import { parseInput } from '../../input.ts'
import { settingLabel } from '../../ui/sources/setting-words.ts'
import type { View } from '../../view.ts'
import { actorOf, type RouteContext } from '../context.ts'

export const idOf = (req: Request): string => String(req.params.id)
export const pathTo = (id: string, rest: string): string =>
  `/admin/connections/${encodeURIComponent(id)}${rest}`
export const read = (context: RouteContext, req: Request, res: Response): Promise<SetupView> =>
  context.setup.read(actorOf(res), idOf(req))

/** A connection as the form was made of it. */
export const seenSchema = z.object({ version: z.coerce.number().int().min(1) })

export const seenIn = (req: Request): SeenConnection => ({
  id: idOf(req),
  ...parseInput(seenSchema, req.body),
})

export const text = z.string().trim().max(2000).catch('')

export const statusOf = (errors: object): number => (Object.keys(errors).length > 0 ? 422 : 200)

/** Faults of the use case by the fields of the form; the words are ours, since the input may be a secret. */
export function fieldFaults(view: View, error: unknown): Record<string, string> {
  if (!(error instanceof InvalidInputError)) throw error
  const { urlWrong, secretElsewhere, coursesWrong, mappingWrong, wrong } = view.t.sources
  const words: Record<string, string> = {
    url: urlWrong,
    token: secretElsewhere,
    courses: coursesWrong,
    mapping: mappingWrong,
    ...view.t.schedule.wrong,
  }
  return Object.fromEntries(
    error.issues.map(({ path }) => {
      const field = path.split('.')[1] ?? path
      return [field, words[field] ?? wrong(settingLabel(view, field) ?? field)]
    }),
  )
}
