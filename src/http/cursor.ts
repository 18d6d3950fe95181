import { z } from 'zod'
import type { QueueCursor } from '#store/ports/entries'

const cursorSchema = z.object({
  programmeId: z.string().max(200),
  moduleId: z.string().max(200),
  date: z.iso.date(),
  id: z.string().max(200),
})

/** A place in the queue as one opaque word of an address. */
export const writeCursor = (cursor: QueueCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** `null` for anything that `writeCursor` did not make: the list starts anew. */
export function readCursor(text: string | undefined): QueueCursor | null {
  if (!text || text.length > 1500) return null
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    return null
  }
}
