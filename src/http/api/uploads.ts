/** Files that operations take: `multipart/form-data` with one file under the name of what it is, and no other body. */
import type { RequestHandler } from 'express'
import { acceptImage } from '../image-upload.ts'
import { acceptScan } from '../scan-upload.ts'

const UPLOADS = { scan: acceptScan, image: acceptImage } satisfies Record<string, RequestHandler>

export type UploadKind = keyof typeof UPLOADS

export const readerOf = (kind: UploadKind | undefined): RequestHandler[] => (kind ? [UPLOADS[kind]] : [])

/** For OpenAPI. */
export const uploadBody = (kind: UploadKind) => ({
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: [kind],
        properties: { [kind]: { type: 'string', format: 'binary' } },
      },
    },
  },
})
