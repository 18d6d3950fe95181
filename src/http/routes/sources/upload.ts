import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { InvalidInputError } from '#domain/errors'
import { parseInput } from '../../input.ts'
import { acceptUpload, uploadOf } from '../../middleware/upload.ts'
import { UploadPage } from '../../pages/sources/upload.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'
import { pathTo, read, seenSchema } from './shared.ts'

const UPLOAD_BYTES = 50 * 1024 * 1024
const upload = acceptUpload({ field: 'file', maxBytes: UPLOAD_BYTES })

/** A portal's export as a file: kept, shown, and imported afterwards. */
export function uploadRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/connections/:id/upload', showUpload(context))
  router.post('/admin/connections/:id/upload', upload, takeUpload(context))
  return router
}

function showUpload(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    page(res, h(UploadPage, { view: viewOf(context, req, res), connection, problem: null }))
  }
}

function takeUpload(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { file, fault, fields } = uploadOf(res)
    const connection = { ...(await read(context, req, res)), ...parseInput(seenSchema, fields) }
    const view = viewOf(context, req, res)
    const refuse = (problem: string) => page(res, h(UploadPage, { view, connection, problem }), 422)
    if (fault) return refuse(view.t.sources.uploadTooLarge(fault.facts.megabytes))
    if (!file) return refuse(view.t.sources.uploadMissing)
    if (file.bytes.length === 0) return refuse(view.t.sources.uploadEmpty(file.name))
    try {
      const { sha256, name, bytes } = file
      await context.setup.upload(actorOf(res), connection, { sha256, name, bytes })
      redirectTo(res, pathTo(connection.id, '/setup/preview'))
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      refuse(view.t.sources.uploadBroken)
    }
  }
}
