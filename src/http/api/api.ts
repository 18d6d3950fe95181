import express, { Router } from 'express'
import { PageNotFoundError } from '../errors.ts'
import type { RouteContext } from '../routes/context.ts'
import { handle } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { readerOf } from './uploads.ts'

/** `/api/v1`: every operation of `OPERATIONS`, JSON in and out. */
export function apiRoutes(context: RouteContext): Router {
  const router = Router()
  router.use(express.json({ limit: '512kb' }))
  for (const op of OPERATIONS) router[op.method](op.path, ...readerOf(op.takes), handle(op, context))
  router.use(() => {
    throw new PageNotFoundError('no such operation')
  })
  return router
}
