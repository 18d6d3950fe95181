import type { Request } from 'express'
import { safePath } from '../context.ts'

/** Where the queue stood, filter, page and row: named by the address of a page, or by its form. */
export const backOf = ({ query, body }: Request): string => safePath(body?.return ?? query.return, '/queue')
