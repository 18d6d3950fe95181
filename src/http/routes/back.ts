import type { Request } from 'express'
import { safePath } from './context.ts'

/** Where a list stood, filter, page and row: named by the address of a page, or by its form. */
export const backOf = ({ query, body }: Request, otherwise = '/queue'): string =>
  safePath(body?.return ?? query.return, otherwise)
