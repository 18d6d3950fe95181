/**
 * A backup is gzip over lines, UTF-8, to be read with `zcat`:
 *
 * 1. a header, `{"format": "zachetka-backup", "version": 1, "createdAt", "database"}`;
 * 2. for each collection `{"collection", "indexes": [specifications as createIndexes takes them]}`, with `"of": "lti"` if it
 *    is in the database of the LTI library, then its documents, one a line, each as `[document]` in canonical Extended JSON, so that every BSON type comes back as it was;
 * 3. `{"documents", "sha256"}`: how many, and the checksum of every byte before this line.
 *
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { EJSON } from 'bson'
import type { Document } from 'mongodb'
import { BackupDamagedError, BackupExistsError } from './errors.ts'

const format = 'zachetka-backup'
const version = 1
const chunkChars = 64 * 1024

export interface BackupHeader {
  /** ISO 8601. */
  readonly createdAt: string
  /** The name of the database it was taken from. */
  readonly database: string
}

/** What stands between header and end. */
export type BackupLine =
  | { readonly collection: string; readonly of?: 'lti'; readonly indexes: Document[] }
  | { readonly document: Document }

export interface BackupSummary extends BackupHeader {
  readonly documents: number
}

/**
 * Writes a file that was not there, readable by its owner only; on disk when it resolves.
 *
 * @returns the number of documents
 * @throws {BackupExistsError}
 */
export async function writeBackupFile(
  path: string,
  header: BackupHeader,
  lines: AsyncIterable<BackupLine>,
): Promise<number> {
  const file = await open(path, 'wx', 0o600).catch(cause => {
    throw cause.code === 'EEXIST' ? new BackupExistsError(`there is a file ${path} already`, { path }) : cause
  })
  try {
    const counted = { documents: 0 }
    const out = file.createWriteStream({ flush: true })
    await pipeline(Readable.from(textOf(header, lines, counted)), createGzip(), out)
    return counted.documents
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(path, { force: true })
    throw error
  }
}

async function* textOf(
  header: BackupHeader,
  lines: AsyncIterable<BackupLine>,
  counted: { documents: number },
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  let text = `${JSON.stringify({ format, version, ...header })}\n`
  for await (const line of lines) {
    const isDocument = 'document' in line
    if (isDocument) counted.documents++
    text += `${EJSON.stringify(isDocument ? [line.document] : line, { relaxed: false })}\n`
    if (text.length < chunkChars) continue
    hash.update(text)
    yield text
    text = ''
  }
  hash.update(text)
  yield text
  yield `${JSON.stringify({ documents: counted.documents, sha256: hash.digest('hex') })}\n`
}

/** Reads a whole file and believes nothing of it before its checksum. @throws {BackupDamagedError} */
export async function checkBackupFile(path: string): Promise<BackupSummary> {
  const hash = createHash('sha256')
  const header: { read?: BackupHeader } = {}
  let documents = 0
  let end: Record<string, unknown> | undefined
  for await (const line of rawLines(path)) {
    if (end) throw damaged(path, 'goes on after its end')
    if (!header.read) header.read = headerOf(path, line)
    else if (line.startsWith('[')) documents++
    else if (line.startsWith('{"documents":')) {
      end = control(path, line)
      continue
    }
    addLine(hash, line)
  }
  if (!header.read || !end) throw damaged(path, 'is cut short')
  if (end.documents !== documents || end.sha256 !== hash.digest('hex'))
    throw damaged(path, 'does not have the checksum it was written with')
  return { ...header.read, documents }
}

function addLine(hash: Hash, line: string): void {
  hash.update(line)
  hash.update('\n')
}

/** @throws {BackupDamagedError} when a line of ours is no JSON */
function control(path: string, line: string): Record<string, unknown> {
  try {
    return JSON.parse(line)
  } catch {
    throw damaged(path, 'is no backup of this program')
  }
}

function headerOf(path: string, line: string): BackupHeader {
  const header = control(path, line)
  if (header?.format !== format) throw damaged(path, 'is no backup of this program')
  if (header.version !== version)
    throw damaged(path, `has version ${header.version}, this program reads ${version}`)
  return { createdAt: String(header.createdAt), database: String(header.database) }
}

/** The lines of a file that was checked, without header and end. */
export async function* readBackupFile(path: string): AsyncGenerator<BackupLine> {
  let isFirst = true
  for await (const line of rawLines(path)) {
    const parsed =
      isFirst || line.startsWith('{"documents":') ? undefined : EJSON.parse(line, { relaxed: false })
    isFirst = false
    if (parsed !== undefined) yield Array.isArray(parsed) ? { document: parsed[0] } : parsed
  }
}

async function* rawLines(path: string): AsyncGenerator<string> {
  const bytes = createGunzip()
  // `pipe` leaves the faults of what it reads to nobody
  const file = createReadStream(path).once('error', fault => bytes.destroy(fault))
  file.pipe(bytes)
  let rest = ''
  try {
    for await (const chunk of bytes.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_'))) throw cause
    throw damaged(path, 'cannot be unpacked')
  }
}

function damaged(path: string, words: string): BackupDamagedError {
  return new BackupDamagedError(`${path} ${words}; nothing was restored`, { path })
}
