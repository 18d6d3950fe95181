/** From a command's document to its reply: which command, which transaction, which error. */
import { BSONError } from 'bson'
import { asNumber, type Doc, encode } from '../bson/codec.ts'
import { CommandError, unsupported } from '../errors.ts'
import type { Meter } from '../query/scan.ts'
import type { Storage } from '../storage/catalog.ts'
import { StorageBrokenError } from '../storage/commits.ts'
import { words } from '../words.ts'
import { aggregate } from './aggregate.ts'
import { collectionCommands } from './collections.ts'
import {
  type Command,
  type Commands,
  type Context,
  checkCollation,
  type Reply,
  unknownOption,
} from './command.ts'
import type { Cursors } from './cursors.ts'
import { explain } from './explain.ts'
import { findCommands } from './find.ts'
import { findAndModify } from './find-and-modify.ts'
import { handshakeCommands } from './handshake.ts'
import { indexCommands } from './indexes.ts'
import { writeCommands } from './write.ts'

/** Every command there is. */
export const commands: Commands = {
  ...handshakeCommands,
  ...findCommands,
  ...writeCommands,
  findAndModify,
  aggregate,
  explain,
  ...collectionCommands,
  ...indexCommands,
}

/** Other names that drivers of all ages give them. */
const aliases: Record<string, string> = {
  ismaster: 'isMaster',
  buildinfo: 'buildInfo',
  collstats: 'collStats',
  findandmodify: 'findAndModify',
  deleteIndexes: 'dropIndexes',
  killSessions: 'endSessions',
  refreshSessions: 'endSessions',
}

const general = words(`
  $db $readPreference $clusterTime lsid comment maxTimeMS readConcern writeConcern apiVersion
  apiStrict apiDeprecationErrors
`)

const options = new Map(
  Object.entries(commands).map(([name, command]) => [
    name,
    new Set([...general, ...words(command.options ?? '')]),
  ]),
)

export interface Dispatcher {
  readonly storage: Storage
  readonly cursors: Cursors
  readonly startedAt: Date
  clock(): Date
  log(message: string, error?: unknown): void
  /** The files could not be written: what is in memory may be ahead of them, so the server must end. */
  fatal(error: unknown): void
}

/** Runs a command; every failure is a reply. Resolves after its writes are on disk. */
export async function dispatch(on: Dispatcher, body: Doc, connectionId: number): Promise<Buffer> {
  try {
    const [given = '', ...fields] = Object.keys(body)
    const name = aliases[given] ?? given
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw new CommandError(59, `no such command: '${name}'; if MongoDB has it, set MONGODB_URI`)
    checkFields(name, fields, body)
    const reply = await execute(on, command, body, contextOf(on, body, body[given], connectionId))
    return Buffer.isBuffer(reply) ? reply : encode(reply)
  } catch (error) {
    return encode(failure(error, on))
  }
}

/** Refuses transactions, options that the command does not know, and collations. */
function checkFields(name: string, fields: string[], body: Doc): void {
  if (body.txnNumber !== undefined || body.startTransaction !== undefined || body.autocommit !== undefined)
    throw unsupported('a transaction or a retryable write', 20)
  const other = fields.find(field => !options.get(name)?.has(field))
  if (other !== undefined) throw unknownOption(`${name}.${other}`)
  checkCollation(body.collation)
}

function contextOf(on: Dispatcher, body: Doc, target: unknown, connectionId: number): Context {
  const { storage, cursors, startedAt } = on
  const meter = meterFor(asNumber(body.maxTimeMS) ?? 0)
  const now = on.clock()
  return { storage, cursors, db: String(body.$db ?? 'test'), target, connectionId, meter, now, startedAt }
}

async function execute(
  { storage }: Dispatcher,
  command: Command,
  body: Doc,
  context: Context,
): Promise<Reply> {
  const writes = typeof command.writes === 'function' ? command.writes(body) : command.writes
  if (writes) return storage.catalog.write(() => command.run(body, context))
  storage.env.refresh()
  const reply = command.run(body, context)
  // The time asked for is this command's: a cursor that it leaves behind is read in the time of others.
  context.meter.check = () => undefined
  return reply
}

function meterFor(maxTimeMs: number): Meter {
  const deadline = maxTimeMs > 0 ? performance.now() + maxTimeMs : Number.POSITIVE_INFINITY
  return {
    keys: 0,
    documents: 0,
    check: () => {
      if (performance.now() > deadline) throw new CommandError(50, 'operation exceeded time limit')
    },
  }
}

function failure(error: unknown, on: Dispatcher): Doc {
  if (error instanceof CommandError) return error.toReply()
  if (error instanceof BSONError) return { ok: 0, errmsg: error.message, code: 22, codeName: 'InvalidBSON' }
  if (error instanceof StorageBrokenError) on.fatal(error)
  else on.log('a command failed unexpectedly', error)
  return { ok: 0, errmsg: 'internal error of the embedded store', code: 1, codeName: 'InternalError' }
}
