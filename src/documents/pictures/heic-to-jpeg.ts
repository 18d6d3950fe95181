/**
 * A photo as iPhones keep it (HEIC, ISO/IEC 23008-12) as a JPEG that every browser shows. Decoded by libheif (WebAssembly) in a
 * thread of its own, one photo after the other: the process answers meanwhile, and its memory does not grow with the queue.
 */
import { Worker } from 'node:worker_threads'

export interface HeicLimits {
  /** Of the photo as it came; iPhones take up to 48 million. */
  mostPixels: number
  leastSide: number
  /** Of the JPEG, in pixels: a page of A4 with 250 points to the inch. */
  longestSide: number
  /** Of the JPEG, 1–100: the first that fits into `mostBytes`. */
  qualities: readonly number[]
  mostBytes: number
  milliseconds: number
  /** Photos that wait for their turn; more are refused. */
  waiting: number
}

export const HEIC_LIMITS: HeicLimits = {
  mostPixels: 50_000_000,
  leastSide: 200,
  longestSide: 3_000,
  qualities: [82, 60, 30],
  mostBytes: 4 * 1024 * 1024,
  milliseconds: 30_000,
  waiting: 5,
}

/** `broken`: not to be decoded; `busy`: too many wait; `too-slow`: not within its time. */
export type HeicFault = 'broken' | 'too-large' | 'too-small' | 'too-slow' | 'busy'
export type HeicAnswer = { jpeg: Uint8Array } | { fault: HeicFault }

const THREAD_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 128 }

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Never throws for what stands in the file. */
export async function heicToJpeg(bytes: Uint8Array, limits: HeicLimits = HEIC_LIMITS): Promise<HeicAnswer> {
  if (waiting >= limits.waiting) return { fault: 'busy' }
  waiting++
  const turn = last.then(() => convert(bytes, limits))
  last = turn
  return turn.finally(() => waiting--)
}

function convert(bytes: Uint8Array, limits: HeicLimits): Promise<HeicAnswer> {
  const worker = new Worker(new URL('./heic-worker.mjs', import.meta.url), {
    workerData: { bytes, limits },
    resourceLimits: THREAD_LIMITS,
    stdout: true,
    stderr: true,
  })
  return new Promise<HeicAnswer>(resolve => {
    const timer = setTimeout(() => resolve({ fault: 'too-slow' }), limits.milliseconds)
    worker.once('message', resolve)
    worker.once('error', () => resolve({ fault: 'broken' }))
    worker.once('exit', () => resolve({ fault: 'broken' }))
    worker.once('exit', () => clearTimeout(timer))
  }).finally(() => worker.terminate())
}
