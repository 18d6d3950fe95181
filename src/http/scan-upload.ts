/** Scans in forms and answers: one limit, one set of types, one way to send a stranger's file. */
import type { Request, Response } from 'express'
import type { ScanContent } from '#credits/proofs/contract'
import { heicToJpeg } from '#documents/pictures/heic-to-jpeg'
import { recogniseScan } from '#domain/scans/scan-file'
import { acceptUpload, type UploadFault } from './middleware/upload.ts'
import type { View } from './view.ts'

/** One document of MongoDB holds it (16 MB). */
export const SCAN_MEGABYTES = 10

/** The file stands last in the form, under `scan`. */
export const acceptScan = acceptUpload({
  field: 'scan',
  maxBytes: SCAN_MEGABYTES * 1024 * 1024,
  recognise,
})

/** A photo of an iPhone gets a JPEG beside it: most browsers show no HEIC. */
async function recognise(bytes: Uint8Array) {
  const known = recogniseScan(bytes)
  if ('fault' in known || known.type !== 'image/heic') return known
  const made = await heicToJpeg(bytes)
  return 'fault' in made ? made : { type: known.type, picture: made.jpeg }
}

export function scanFaultWords({ t }: View, { code, facts }: UploadFault): string {
  return t.proof.fileFaults[code] ?? t.proof.fileTooLarge(facts.megabytes, facts.sent ?? 0)
}

const EXTENSION: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
}

/** `?as=picture`: what every browser shows of the scan; else the file as it came, which is the evidence. */
export const wantsPicture = (req: Request): boolean => req.query.as === 'picture'

/** A stranger's file: downloaded, never shown as a page of ours; under a name of ours, of the type that its bytes are. */
export function sendScanFile(res: Response, { scan, ...found }: ScanContent, asPicture = false): void {
  const { type, bytes } =
    asPicture && found.picture
      ? { type: 'image/jpeg', bytes: found.picture }
      : { ...scan, bytes: found.bytes }
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.attachment(`scan-${scan.sha256.slice(0, 12)}.${EXTENSION[type] ?? 'bin'}`)
  res.type(type).send(Buffer.from(bytes))
}
