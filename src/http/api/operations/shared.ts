/** What several operations ask for. */
import { z } from 'zod'
import { idSchema } from '../../input.ts'

export const ids = z.array(idSchema).min(1).max(2000)
export const reason = z.string().trim().min(1).max(1000)
export const limit = z.coerce.number().int().min(1).max(200).default(50)
/** `after`: a place that the list itself gave; from any other it would begin anew, and whoever reads on would never end. */
export const nextOf = (longest: number, isPlace: (text: string) => boolean) =>
  z.string().max(longest).refine(isPlace, 'must be a next that this list answered').optional()
export const list = <T extends z.ZodType>(of: T) =>
  z.object({ items: z.array(of), next: z.string().nullable() })
