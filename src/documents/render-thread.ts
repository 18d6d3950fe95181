/** What runs in the renderer's thread: one document after the other, in the order in which they were asked for. */
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import type { PrintedForm } from '#domain/certificates/printed-form'
import { renderCertificate, tryCertificate } from './certificate-pdf.ts'
import { renderForm } from './forms/form-pdf.ts'
import type { TemplateImage } from './images/image.ts'

/** Images by their ids. */
export type RenderImages = Record<string, TemplateImage>

export type RenderOrder =
  | { certificate: CertificateSnapshot; images: RenderImages }
  /** A template that is not saved yet: too much text is a fault. */
  | { tried: CertificateSnapshot; images: RenderImages }
  | { form: PrintedForm }
export type RenderAnswer = { id: number; pdf: Uint8Array } | { id: number; fault: string }

/**
 * On a busy machine requests go first. Linux takes 0 for this thread; elsewhere it would be the whole process, which is left
 * as it is.
 */
const BEHIND_REQUESTS = 10
if (process.platform === 'linux') setPriority(0, BEHIND_REQUESTS)

let last: Promise<void> = Promise.resolve()

parentPort?.on('message', ({ id, order }: { id: number; order: RenderOrder }) => {
  last = last.then(() => answer(id, order))
})

function draw(order: RenderOrder): Promise<Uint8Array> {
  if ('form' in order) return renderForm(order.form)
  const images = new Map(Object.entries(order.images))
  return 'tried' in order ? tryCertificate(order.tried, images) : renderCertificate(order.certificate, images)
}

async function answer(id: number, order: RenderOrder): Promise<void> {
  try {
    const pdf = await draw(order)
    parentPort?.postMessage({ id, pdf } satisfies RenderAnswer)
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown'
    parentPort?.postMessage({ id, fault } satisfies RenderAnswer)
  }
}
