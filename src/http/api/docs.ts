import { Router } from 'express'
import { h } from 'preact'
import { ApiDocsPage } from '../pages/api/api-docs.page.tsx'
import { page, type RouteContext, viewOf } from '../routes/context.ts'
import { buildOpenApi } from './openapi.ts'

/** Public: the description for programs, and the same as a page. */
export function apiDocsRoutes(context: RouteContext): Router {
  const { version, publicUrl } = context.config
  const router = Router()
  router.get('/api/openapi.json', (req, res) => {
    res.json(buildOpenApi(viewOf(context, req, res).lang, version, publicUrl))
  })
  router.get('/api/docs', (req, res) => {
    page(res, h(ApiDocsPage, { view: viewOf(context, req, res), publicUrl }))
  })
  return router
}
