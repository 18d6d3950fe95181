/**
 * MongoDB's wire protocol: OP_MSG both ways, OP_QUERY only for the first handshake of older drivers.
 *
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
import { type Doc, decode, decodeCommand } from '../bson/codec.ts'
import { crc32c } from './crc32c.ts'

const opReply = 1
const opQuery = 2004
const opMsg = 2013

const checksumPresent = 1
const moreToCome = 2
const knownRequiredBits = checksumPresent | moreToCome

export interface Request {
  readonly requestId: number
  readonly kind: 'msg' | 'query'
  readonly command: Doc
  /** The client waits for no reply. */
  readonly silent: boolean
}

/** The bytes are no message of this protocol: the connection is closed. */
export class ProtocolError extends Error {
  readonly code = 'protocol_error'
}

/** Reads one whole message, header included. @throws {ProtocolError} */
export function parseMessage(bytes: Buffer): Request {
  const requestId = bytes.readInt32LE(4)
  const opcode = bytes.readInt32LE(12)
  if (opcode === opMsg) return parseMsg(bytes, requestId)
  if (opcode === opQuery) return parseQuery(bytes, requestId)
  throw new ProtocolError(`opcode ${opcode} is not supported`)
}

function parseQuery(bytes: Buffer, requestId: number): Request {
  const end = bytes.indexOf(0, 20)
  const name = bytes.toString('utf8', 20, end)
  if (!name.endsWith('.$cmd')) throw new ProtocolError('OP_QUERY is only supported for the handshake')
  const command = { ...decode(sized(bytes, end + 9)), $db: name.slice(0, -5) }
  return { requestId, kind: 'query', command, silent: false }
}

function parseMsg(bytes: Buffer, requestId: number): Request {
  const flags = bytes.readUInt32LE(16)
  if ((flags & 0xffff & ~knownRequiredBits) !== 0) throw new ProtocolError(`unknown OP_MSG flags ${flags}`)
  const end = flags & checksumPresent ? verified(bytes) : bytes.length
  const sections: Doc = {}
  let command: Doc | undefined
  for (let at = 20; at < end; ) {
    const kind = bytes[at]
    const section = sized(bytes, at + 1)
    if (kind === 0) command = decodeCommand(section)
    else if (kind === 1) readSequence(section, sections)
    else throw new ProtocolError(`unknown OP_MSG section ${kind}`)
    at += 1 + section.length
  }
  if (!command) throw new ProtocolError('an OP_MSG without a body')
  const raw = command.insert !== undefined
  for (const [name, documents] of Object.entries(sections))
    command[name] = raw ? documents : documents.map(decode)
  return { requestId, kind: 'msg', command, silent: (flags & moreToCome) !== 0 }
}

function verified(bytes: Buffer): number {
  const end = bytes.length - 4
  if (crc32c(bytes.subarray(0, end)) !== bytes.readUInt32LE(end))
    throw new ProtocolError('OP_MSG checksum does not match')
  return end
}

function readSequence(section: Buffer, sections: Doc): void {
  const nameEnd = section.indexOf(0, 4)
  const documents: Buffer[] = []
  for (let at = nameEnd + 1; at < section.length; ) {
    const document = sized(section, at)
    documents.push(document)
    at += document.length
  }
  sections[section.toString('utf8', 4, nameEnd)] = documents
}

/** Bytes that begin with their own length. */
function sized(bytes: Buffer, at: number): Buffer {
  if (at + 4 > bytes.length) throw new ProtocolError('a section is cut short')
  const length = bytes.readInt32LE(at)
  if (length < 5 || at + length > bytes.length)
    throw new ProtocolError('a section is longer than its message')
  return bytes.subarray(at, at + length)
}

let lastId = 0

/** Builds the reply to a request from an encoded document. */
export function buildReply(request: Request, body: Buffer): Buffer {
  lastId = (lastId + 1) & 0x7fffffff
  const prefix = request.kind === 'msg' ? Buffer.alloc(21) : Buffer.alloc(36)
  prefix.writeInt32LE(prefix.length + body.length, 0)
  prefix.writeInt32LE(lastId, 4)
  prefix.writeInt32LE(request.requestId, 8)
  prefix.writeInt32LE(request.kind === 'msg' ? opMsg : opReply, 12)
  if (request.kind === 'query') {
    prefix.writeInt32LE(8, 16)
    prefix.writeInt32LE(1, 32)
  }
  return Buffer.concat([prefix, body])
}
