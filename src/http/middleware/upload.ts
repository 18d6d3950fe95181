/**
 * A form with one file (multipart/form-data, RFC 7578). The file is kept in memory up to its limit; what is larger is
 * refused as soon as that is known, and answered once the rest of the request was thrown away as it came: whoever still
 * sends would take an answer before that for a broken connection. Fields that stand before the file are always read: put the file last in the form, and a refused file loses nothing.
 */
import { createHash } from 'node:crypto'
import { finished } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { Request, RequestHandler, Response } from 'express'
import { AppError } from '#domain/errors'

type Recognised = { type: string; picture?: Uint8Array } | { fault: string }

export interface UploadRules {
  /** Name of the file's field in the form; absent: whichever has one. */
  field?: string
  maxBytes: number
  /** Of a text beside the file; default 64 KB. */
  fieldBytes?: number
  /** What the file is by its bytes, or `{ fault }` with a code; absent: anything. `picture`: what shows it where its own type does not. */
  recognise?(bytes: Uint8Array): Recognised | Promise<Recognised>
}

export interface UploadedFile {
  bytes: Buffer
  field: string
  /** As the browser named it, without a path. */
  name: string
  /** What `recognise` said, else the empty string: the browser's own word is not believed. */
  type: string
  /** Of the bytes, hex. */
  sha256: string
  /** What `recognise` made of it. */
  picture?: Uint8Array
}

/** Why a file was not taken: `file-too-large`, or what `recognise` said. */
export interface UploadFault {
  code: string
  /** `megabytes`: the limit; `sent`: of a file that is too large, rounded up, if it is known; `name`: of the file. */
  facts: { megabytes: number; sent?: number; name: string }
}

export interface Upload {
  /** A field that came several times is a list, as `express.urlencoded` answers. */
  fields: Record<string, string | string[]>
  /** `null`: none was chosen, or it was refused. */
  file: UploadedFile | null
  fault: UploadFault | null
}

/** The form cannot be read, or broke off. */
export class UploadBrokenError extends AppError {
  readonly code = 'upload_broken'
  readonly status = 400
  override readonly retryable = true
}

/** A text of the form is longer than its form takes; half of it would be worse than none. */
export class FieldTooLongError extends AppError {
  readonly code = 'payload_too_large'
  readonly status = 413
}

const FIELD_BYTES = 64 * 1024
const MOST_FIELDS = 2_500
const MEGABYTE = 1024 * 1024
/** Boundaries and fields around the file. */
const SLACK_BYTES = MEGABYTE
/** After a refusal the connection is closed once so much more came. */
const MOST_DISCARDED_BYTES = 512 * MEGABYTE

/** A file that came with this form before its session ended (`src/http/session/drafts.ts`). */
export type KeptFile = Pick<UploadedFile, 'bytes' | 'field' | 'name'>

/**
 * Puts an `Upload` where `uploadOf` finds it; a form without a file (urlencoded) gives its fields, and the file that was
 * kept for it.
 */
export function acceptUpload(rules: UploadRules): RequestHandler {
  return async (req, res, next) => {
    res.locals.upload = req.is('multipart/form-data')
      ? await readUpload(req, rules)
      : { fields: req.body ?? {}, ...(await judgeKept(res.locals.keptFile as KeptFile | undefined, rules)) }
    next()
  }
}

export const uploadOf = (res: Response): Upload => res.locals.upload as Upload

async function judgeKept(kept: KeptFile | undefined, rules: UploadRules): Promise<FileOutcome> {
  if (kept?.field !== rules.field || !kept) return NO_FILE
  if (kept.bytes.length > rules.maxBytes) return tooLargeOutcome(kept.name, rules, kept.bytes.length)
  return judge({ ...kept, sha256: createHash('sha256').update(kept.bytes).digest('hex') }, rules)
}

type FileOutcome = Pick<Upload, 'file' | 'fault'>
const NO_FILE: FileOutcome = { file: null, fault: null }

/** @throws {UploadBrokenError} if the request breaks off, or is no such form @throws {FieldTooLongError} */
export function readUpload(req: Request, rules: UploadRules): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const parser = parserOf(req, rules)
    const fields = new Map<string, string | string[]>()
    const announced = Number(req.headers['content-length'] ?? 0)
    let outcome = Promise.resolve(NO_FILE)
    const answer = (found: FileOutcome) => resolve({ fields: Object.fromEntries(fields), ...found })
    const refuse = (error: AppError) => discard(req, parser, () => reject(error))
    const fail = (cause?: unknown) => refuse(new UploadBrokenError('the form cannot be read', {}, { cause }))
    parser.on('field', (name, value, _isNameCut, isCut) => {
      if (isCut) return refuse(new FieldTooLongError(`the field ${name} is too long`))
      fields.set(name, joined(fields.get(name), value))
    })
    parser.on('file', (field, stream, name) => {
      stream.on('error', fail)
      if (field !== (rules.field ?? field) || !name) return void stream.resume()
      const tooLarge = () => discard(req, parser, () => answer(tooLargeOutcome(name, rules, announced)))
      if (announced > rules.maxBytes + SLACK_BYTES) return tooLarge()
      outcome = keep(stream, { field, name }, { rules, tooLarge })
    })
    parser.on('finish', () => void outcome.then(answer, fail))
    parser.on('error', fail)
    req.once('close', () => req.complete || fail())
    req.pipe(parser)
  })
}

function parserOf({ headers }: Request, { fieldBytes = FIELD_BYTES }: UploadRules): BusboyInstance {
  const limits = { fieldSize: fieldBytes, fields: MOST_FIELDS, files: 1, headerPairs: 50 }
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits })
  } catch (cause) {
    throw new UploadBrokenError('the form cannot be read', {}, { cause })
  }
}

const joined = (before: string | string[] | undefined, value: string): string | string[] =>
  before === undefined ? value : [before, value].flat()

const faultOf = (code: string, name: string, { maxBytes }: UploadRules): UploadFault => ({
  code,
  facts: { megabytes: Math.floor(maxBytes / MEGABYTE), name },
})

function keep(
  stream: BusboyFileStream,
  file: Pick<UploadedFile, 'field' | 'name'>,
  { rules, tooLarge }: { rules: UploadRules; tooLarge: () => void },
): Promise<FileOutcome> {
  const chunks: Buffer[] = []
  const hash = createHash('sha256')
  let size = 0
  return new Promise(resolve => {
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > rules.maxBytes) {
        chunks.length = 0
        stream.removeAllListeners('data').resume()
        return tooLarge()
      }
      hash.update(chunk)
      chunks.push(chunk)
    })
    stream.on('end', () =>
      resolve(judge({ ...file, bytes: Buffer.concat(chunks), sha256: hash.digest('hex') }, rules)),
    )
  })
}

async function judge(file: Omit<UploadedFile, 'type' | 'picture'>, rules: UploadRules): Promise<FileOutcome> {
  const known = (await rules.recognise?.(file.bytes)) ?? { type: '' }
  if ('fault' in known) return { file: null, fault: faultOf(known.fault, file.name, rules) }
  return { file: { ...file, name: file.name.slice(-200), ...known }, fault: null }
}

function tooLargeOutcome(name: string, rules: UploadRules, bytes: number): FileOutcome {
  const { code, facts } = faultOf('file-too-large', name, rules)
  const sent = bytes > rules.maxBytes ? { sent: Math.ceil(bytes / MEGABYTE) } : {}
  return { file: null, fault: { code, facts: { ...facts, ...sent } } }
}

/** The rest is read and thrown away; then, or when the connection broke, comes the answer. */
function discard(req: Request, parser: BusboyInstance, answer: () => void): void {
  let bytes = 0
  req.unpipe(parser)
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MOST_DISCARDED_BYTES) req.destroy()
  })
  req.resume() // unpiping has paused it
  finished(req, { writable: false }, answer)
}
