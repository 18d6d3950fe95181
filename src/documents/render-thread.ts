/** What runs in the renderer's thread: one document after the other, in the order in which they were asked for. */
import { parentPort } from 'node:worker_threads'
import type { CertificateSnapshot } from '#domain/certificate'
import type { PrintedForm } from '#domain/printed-form'
import { renderCertificate } from './certificate-pdf.ts'
import { renderForm } from './forms/form-pdf.ts'

export type RenderOrder = { certificate: CertificateSnapshot } | { form: PrintedForm }
export type RenderAnswer = { id: number; pdf: Uint8Array } | { id: number; fault: string }

let last: Promise<void> = Promise.resolve()

parentPort?.on('message', ({ id, order }: { id: number; order: RenderOrder }) => {
  last = last.then(() => answer(id, order))
})

async function answer(id: number, order: RenderOrder): Promise<void> {
  try {
    const pdf = await ('form' in order ? renderForm(order.form) : renderCertificate(order.certificate))
    parentPort?.postMessage({ id, pdf } satisfies RenderAnswer)
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown'
    parentPort?.postMessage({ id, fault } satisfies RenderAnswer)
  }
}
