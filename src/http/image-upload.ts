/** Images of templates in forms and calls: one limit, one way to read them. */
import type { Response } from 'express'
import { ImageRefusedError, MOST_IMAGE_BYTES } from '#documents/images/image'
import { InvalidInputError } from '#domain/errors'
import { acceptUpload, type UploadedFile, uploadOf } from './middleware/upload.ts'

/** The file stands last in the form, under `image`. */
export const acceptImage = acceptUpload({ field: 'image', maxBytes: MOST_IMAGE_BYTES })

/** @throws {ImageRefusedError} for one that is too large @throws {InvalidInputError} if none came */
export function imageOf(res: Response): Pick<UploadedFile, 'name' | 'bytes'> {
  const { file, fault } = uploadOf(res)
  if (file) return file
  if (fault) throw new ImageRefusedError('too-large')
  throw new InvalidInputError('no image came', [{ path: 'image', message: 'a file is required' }])
}
