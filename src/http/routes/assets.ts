import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type RequestHandler, Router } from 'express'

const here = path.dirname(fileURLToPath(import.meta.url))
const own = path.join(here, '..', 'assets')
const htmx = path.join(path.dirname(createRequire(import.meta.url).resolve('htmx.org/package.json')), 'dist')

const FILES: Record<string, { file: string; type: string }> = {
  'app.css': { file: path.join(own, 'app.css'), type: 'text/css; charset=utf-8' },
  'app.js': { file: path.join(own, 'app.js'), type: 'text/javascript; charset=utf-8' },
  'queue.js': { file: path.join(own, 'queue.js'), type: 'text/javascript; charset=utf-8' },
  'route.js': { file: path.join(own, 'route.js'), type: 'text/javascript; charset=utf-8' },
  'upload.js': { file: path.join(own, 'upload.js'), type: 'text/javascript; charset=utf-8' },
  'diagnosis.js': { file: path.join(own, 'diagnosis.js'), type: 'text/javascript; charset=utf-8' },
  'frame.js': { file: path.join(own, 'frame.js'), type: 'text/javascript; charset=utf-8' },
  'icon.svg': { file: path.join(own, 'icon.svg'), type: 'image/svg+xml' },
  'htmx.min.js': { file: path.join(htmx, 'htmx.min.js'), type: 'text/javascript; charset=utf-8' },
}

/** Our own files only: read once, named one by one, no directory is served. */
export function assetRoutes(): Router {
  const router = Router()
  for (const [name, { file, type }] of Object.entries(FILES))
    router.get(`/${name}`, serve(readFileSync(file), type))
  return router
}

function serve(body: Buffer, type: string): RequestHandler {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const packed = gzipSync(body)
  return (req, res) => {
    res.set({ ETag: etag, 'Cache-Control': 'public, max-age=300', 'Content-Type': type })
    res.vary('Accept-Encoding')
    if (req.get('if-none-match') === etag) return void res.status(304).end()
    if (req.acceptsEncodings('gzip') !== 'gzip') return void res.send(body)
    res.setHeader('Content-Encoding', 'gzip')
    res.send(packed)
  }
}
