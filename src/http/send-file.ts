/** Files that we made: their type, their name, and whether the browser shows or keeps them. */
import type { Response } from 'express'

export const FILE_TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type FileType = keyof typeof FILE_TYPES

/** @param name without its ending, in ASCII: letters, digits, hyphens */
export function sendFile(res: Response, name: string, type: FileType, bytes: Uint8Array): void {
  const isShown = type === 'pdf'
  res.setHeader('Content-Disposition', `${isShown ? 'inline' : 'attachment'}; filename="${name}.${type}"`)
  // it holds personal data, and the next print may say something else
  res.setHeader('Cache-Control', 'no-store')
  res.type(FILE_TYPES[type]).send(Buffer.from(bytes))
}
