import { z } from 'zod'
import { idSchema } from '../../input.ts'

/** Which part of a long book an address asks for; what makes no sense asks for nothing. */
export const askedPart = z.object({
  page: z
    .union([z.literal('all'), z.coerce.number().int().min(1).max(10_000)])
    .nullable()
    .catch(null),
  open: idSchema.nullable().catch(null),
})
