/** What runs in the renderer's thread: one document after the other, in the order in which they were asked for. */
import { parentPort } from 'node:worker_threads'
import type { CertificateSnapshot } from '#domain/certificate'
import { type BookSheet, renderBook } from './book-pdf.ts'
import { renderCertificate } from './certificate-pdf.ts'

export type RenderOrder = { certificate: CertificateSnapshot } | { book: BookSheet }
export type RenderAnswer = { id: number; pdf: Uint8Array } | { id: number; fault: string }

let last: Promise<void> = Promise.resolve()

parentPort?.on('message', ({ id, order }: { id: number; order: RenderOrder }) => {
  last = last.then(() => answer(id, order))
})

async function answer(id: number, order: RenderOrder): Promise<void> {
  try {
    const pdf = await ('book' in order ? renderBook(order.book) : renderCertificate(order.certificate))
    parentPort?.postMessage({ id, pdf } satisfies RenderAnswer)
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown'
    parentPort?.postMessage({ id, fault } satisfies RenderAnswer)
  }
}
