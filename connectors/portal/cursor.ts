import { z } from 'zod'

/** Where a pass stands: in this very file, before this row. Another file is read from its beginning. */
export const portalCursor = z.object({
  v: z.literal(1),
  sha256: z.string().regex(/^[\da-f]{64}$/),
  row: z.number().int().min(0),
})

export type PortalCursor = z.infer<typeof portalCursor>
