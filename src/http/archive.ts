/** Many PDFs as one zip, read and sent one after another: memory holds one document at a time. */
import type { Response } from 'express'
import { Zip, ZipPassThrough } from 'fflate'
import { actorOf, type RouteContext } from './routes/context.ts'

export interface ArchivedFile {
  certificateId: string
  registrationNumber: string
}

/** Each is read with the actor's own right; PDFs are packed already, so they are only put together. */
export async function sendArchive(
  context: Pick<RouteContext, 'credits'>,
  res: Response,
  name: string,
  files: readonly ArchivedFile[],
): Promise<void> {
  res.setHeader('Content-Disposition', `attachment; filename="${name}.zip"`)
  res.type('application/zip')
  const zip = new Zip((error, chunk) => {
    if (error) res.destroy(error)
    else res.write(chunk)
  })
  for (const { certificateId, registrationNumber } of files) {
    if (res.destroyed) return
    const { pdf } = await context.credits.readCertificate(actorOf(res), certificateId)
    const file = new ZipPassThrough(`${registrationNumber.replace(/[^\p{L}\d-]+/gu, '-')}.pdf`)
    zip.add(file)
    file.push(pdf, true)
    if (res.writableNeedDrain) await new Promise(resolve => res.once('drain', resolve).once('close', resolve))
  }
  zip.end()
  res.end()
}
