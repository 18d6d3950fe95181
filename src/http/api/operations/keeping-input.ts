/** What operations on books, papers and records share: which book, which paper, how a claim and a scan come in. */
import type { Response } from 'express'
import { z } from 'zod'
import type { Actor } from '#domain/access/actor'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { parseHours } from '#domain/hours'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import { ScanRefusedError } from '../../errors.ts'
import { dateSchema, hoursText, idSchema } from '../../input.ts'
import { type UploadedFile, uploadOf } from '../../middleware/upload.ts'
import type { RouteContext } from '../../routes/context.ts'
import { SCAN_MEGABYTES } from '../../scan-upload.ts'

export const text = (most: number) => z.string().trim().max(most)
export const key = z
  .string()
  .min(8)
  .max(100)
  .meta({ description: 'of your own; the same one sent again makes nothing twice' })

export const claim = z.strictObject({
  moduleId: idSchema.optional(),
  title: text(500).optional(),
  kind: z.enum(MODULE_KINDS).optional(),
  form: z.enum(MODULE_FORMS).optional(),
  hours: hoursText.optional(),
  date: dateSchema,
  provider: text(300).optional(),
  documentKind: text(100).optional(),
  documentNumber: text(100).optional(),
  papers: z.array(text(100)).max(20).optional(),
})
export const claimOf = ({ hours, ...rest }: z.infer<typeof claim>) =>
  definedOnly({ ...rest, hours: hours === undefined ? undefined : parseHours(hours) })

/** Of a step of a history. */
export const step = { byName: z.string(), byRole: z.string(), at: z.string(), reason: z.string().optional() }

/** Of what a use case answers, only what the shape names. */
export const pick = <T extends z.ZodObject>(of: T, value: unknown) => of.parse(value)

export const ofBook = (params: Record<string, string>, programmeId: string) => ({
  learnerId: String(params.learnerId),
  programmeId,
})

/** Without a programme, the book that opens first. */
export async function refOf(
  context: RouteContext,
  actor: Actor,
  params: Record<string, string>,
  programmeId: string | undefined,
) {
  if (programmeId !== undefined) return ofBook(params, programmeId)
  const { book: first } = await context.credits.readBooks(actor, { learnerId: String(params.learnerId) })
  if (!first) throw new NotFoundError('no enrolment')
  return ofBook(params, first.programme.id)
}

export const programme = z.strictObject({ programme: idSchema.optional() })
export const book = '/books/:learnerId'

export const scanId = idSchema
  .optional()
  .meta({ description: 'of a scan that was sent before, `POST …/scans`' })

/** @throws {ScanRefusedError} naming what is wrong with the file */
export function scanOf(res: Response): UploadedFile {
  const { file, fault } = uploadOf(res)
  if (file) return file
  const facts = { fault: fault?.code ?? 'missing', megabytes: String(SCAN_MEGABYTES) }
  throw new ScanRefusedError('no scan was taken', facts)
}
