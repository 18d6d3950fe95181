/** Scans in forms and answers: one limit, one set of types, one way to send a stranger's file. */
import type { Response } from 'express'
import { recogniseScan } from '#domain/scans/scan-file'
import { acceptUpload, type UploadFault } from './middleware/upload.ts'
import type { View } from './view.ts'

/** One document of MongoDB holds it (16 MB). */
export const SCAN_MEGABYTES = 10

/** The file stands last in the form, under `scan`. */
export const acceptScan = acceptUpload({
  field: 'scan',
  maxBytes: SCAN_MEGABYTES * 1024 * 1024,
  recognise: recogniseScan,
})

export function scanFaultWords({ t }: View, { code, facts }: UploadFault): string {
  return t.proof.fileFaults[code] ?? t.proof.fileTooLarge(facts.megabytes)
}

const EXTENSION: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
}

/** A stranger's file: downloaded, never shown as a page of ours; under a name of ours, of the type that its bytes are. */
export function sendScanFile(
  res: Response,
  { scan, bytes }: { scan: { sha256: string; type: string }; bytes: Uint8Array },
): void {
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.attachment(`scan-${scan.sha256.slice(0, 12)}.${EXTENSION[scan.type] ?? 'bin'}`)
  res.type(scan.type).send(Buffer.from(bytes))
}
