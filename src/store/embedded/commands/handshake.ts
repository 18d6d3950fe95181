/** What drivers ask before anything else, and what people ask a server about itself. */
import { hostname } from 'node:os'
import type { Doc } from '../bson/codec.ts'
import {
  maxBsonObjectSize,
  maxMessageSizeBytes,
  maxWireVersion,
  maxWriteBatchSize,
  serverVersion,
} from '../limits.ts'
import type { Command, Commands, Context } from './command.ts'

function helloReply({ connectionId, now }: Context, primary: string): Doc {
  return {
    helloOk: true,
    [primary]: true,
    maxBsonObjectSize,
    maxMessageSizeBytes,
    maxWriteBatchSize,
    localTime: now,
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
    ok: 1,
  }
}

const options = `helloOk client compression loadBalanced hostInfo internalClient speculativeAuthenticate
  saslSupportedMechs topologyVersion maxAwaitTimeMS forShell backpressure`

const hello: Command = { options, run: (_, context) => helloReply(context, 'isWritablePrimary') }

const isMaster: Command = { options, run: (_, context) => helloReply(context, 'ismaster') }

const ping: Command = { run: () => ({ ok: 1 }) }

const buildInfo: Command = {
  run: () => ({
    version: serverVersion,
    versionArray: [...serverVersion.split('.').map(Number), 0],
    gitVersion: 'zachetka-embedded',
    modules: ['zachetka-embedded'],
    bits: 64,
    maxBsonObjectSize,
    storageEngines: ['lmdb'],
    ok: 1,
  }),
}

const serverStatus: Command = {
  run: (_, { now, startedAt, cursors }) => ({
    host: hostname(),
    version: serverVersion,
    process: 'zachetka-embedded',
    pid: process.pid,
    uptime: (now.getTime() - startedAt.getTime()) / 1000,
    localTime: now,
    storageEngine: { name: 'lmdb', persistent: true },
    metrics: { cursor: { open: { total: cursors.count } } },
    ok: 1,
  }),
}

/** Sessions are accepted and hold nothing. */
const endSessions: Command = { run: () => ({ ok: 1 }) }

export const handshakeCommands: Commands = { hello, isMaster, ping, buildInfo, serverStatus, endSessions }
