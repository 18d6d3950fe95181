/**
 * Documents are drawn in a thread of their own, so that a batch does not hold up pages. The thread starts with the first
 * document and does not keep the process alive; one that died is replaced with the next document.
 */
import { Worker } from 'node:worker_threads'
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import type { PrintedForm } from '#domain/certificates/printed-form'
import { AppError } from '#domain/errors'
import type { RenderAnswer, RenderImages, RenderOrder } from './render-thread.ts'

/** A document's garbage is collected soon: the thread needs little, and the process must not grow for it. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 }

/** The document could not be drawn, or its thread ended; the message names the kind of fault, never its data. */
export class RenderFailedError extends AppError {
  readonly code = 'render_failed'
  readonly status = 503
  override readonly retryable = true
}

export interface Renderer {
  /** @throws {RenderFailedError} */
  certificate(snapshot: CertificateSnapshot, images?: RenderImages): Promise<Uint8Array>
  /** A template that is not saved yet, on a sample. @throws {RenderFailedError} `facts.fault`: `TemplateOverflowError`, or any other */
  tryOut(snapshot: CertificateSnapshot, images: RenderImages): Promise<Uint8Array>
  /** @throws {RenderFailedError} */
  form(form: PrintedForm): Promise<Uint8Array>
  close(): Promise<void>
}

interface Waiting {
  resolve(pdf: Uint8Array): void
  reject(error: Error): void
}

export function createRenderer(): Renderer {
  let worker: Worker | null = null
  let serial = 0
  const waiting = new Map<number, Waiting>()

  /** The thread keeps the process alive while something waits for it, and not longer. */
  const settle = (id: number): Waiting | undefined => {
    const each = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
    return each
  }

  function start(): Worker {
    const started = new Worker(new URL('./render-worker.mjs', import.meta.url), { resourceLimits: LIMITS })
    started.on('message', (answer: RenderAnswer) => {
      const each = settle(answer.id)
      if ('pdf' in answer) each?.resolve(answer.pdf)
      else {
        const { fault } = answer
        each?.reject(new RenderFailedError(`the document could not be drawn: ${fault}`, { fault }))
      }
    })
    const ended = (cause?: Error) => {
      if (worker !== started) return
      worker = null
      for (const each of waiting.values())
        each.reject(new RenderFailedError('the thread that draws documents ended', {}, { cause }))
      waiting.clear()
    }
    started.on('error', ended)
    started.on('exit', () => ended())
    return started
  }

  function render(order: RenderOrder): Promise<Uint8Array> {
    worker ??= start()
    worker.ref()
    const id = ++serial
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker?.postMessage({ id, order })
    })
  }

  return {
    certificate: (snapshot, images = {}) => render({ certificate: snapshot, images }),
    tryOut: (snapshot, images) => render({ tried: snapshot, images }),
    form: form => render({ form }),
    async close() {
      await worker?.terminate()
    },
  }
}
