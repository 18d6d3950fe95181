/** From a command's document to its reply: which command, which transaction, which error. */
import { BSONError } from 'bson'
import { asNumber, type Doc, encode } from '../bson/codec.ts'
import { CommandError } from '../errors.ts'
import type { Meter } from '../query/scan.ts'
import { StorageBrokenError } from '../storage/commits.ts'
import type { Storage } from '../storage/documents.ts'
import { aggregate } from './aggregate.ts'
import { collectionCommands } from './collections.ts'
import { type Command, type Context, checkFields, type Reply } from './command.ts'
import type { Cursors } from './cursors.ts'
import { explain } from './explain.ts'
import { findCommands } from './find.ts'
import { findAndModify } from './find-and-modify.ts'
import { handshakeCommands } from './handshake.ts'
import { indexCommands } from './indexes.ts'
import { writeCommands } from './write.ts'

/** Every command there is. */
export const commands: readonly Command[] = [
  ...handshakeCommands,
  ...findCommands,
  ...writeCommands,
  findAndModify,
  aggregate,
  explain,
  ...collectionCommands,
  ...indexCommands,
]

const byName = new Map(
  commands.flatMap(command =>
    [command.name, ...(command.aliases ?? [])].map(name => [name, command] as const),
  ),
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
    const name = Object.keys(body)[0] ?? ''
    const command = byName.get(name)
    if (!command) throw new CommandError(59, `no such command: '${name}'; if MongoDB has it, set MONGODB_URI`)
    checkFields(command, body, name)
    const reply = await execute(on, command, body, connectionId)
    return Buffer.isBuffer(reply) ? reply : encode(reply)
  } catch (error) {
    return encode(failure(error, on))
  }
}

async function execute(on: Dispatcher, command: Command, body: Doc, connectionId: number): Promise<Reply> {
  const { storage, cursors, startedAt } = on
  const hooks: (() => void)[] = []
  const now = on.clock()
  const context: Context = {
    storage,
    cursors,
    db: String(body.$db ?? 'test'),
    connectionId,
    meter: meterFor(asNumber(body.maxTimeMS) ?? 0),
    now,
    startedAt,
    afterCommit: hook => void hooks.push(hook),
  }
  const mode = typeof command.mode === 'function' ? command.mode(body) : command.mode
  if (mode === 'read') {
    storage.env.refresh()
    return command.run(body, context)
  }
  const reply = await storage.catalog.write(() => command.run(body, context))
  for (const hook of hooks) hook()
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
