/** What drivers ask before anything else, and what people ask a server about itself. */
import { hostname } from 'node:os'
import type { Doc } from '../bson/codec.ts'
import { badValue } from '../errors.ts'
import {
  maxBsonObjectSize,
  maxMessageSizeBytes,
  maxWireVersion,
  maxWriteBatchSize,
  serverVersion,
} from '../limits.ts'
import { words } from '../words.ts'
import type { Command, Context } from './command.ts'

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

const helloFields = words(`
  helloOk client compression loadBalanced hostInfo internalClient speculativeAuthenticate
  saslSupportedMechs topologyVersion maxAwaitTimeMS forShell backpressure
`)

const hello: Command = {
  name: 'hello',
  mode: 'read',
  fields: helloFields,
  run: (_, context) => helloReply(context, 'isWritablePrimary'),
}

const isMaster: Command = {
  name: 'isMaster',
  aliases: ['ismaster'],
  mode: 'read',
  fields: helloFields,
  run: (_, context) => helloReply(context, 'ismaster'),
}

const ping: Command = { name: 'ping', mode: 'read', fields: [], run: () => ({ ok: 1 }) }

const buildInfo: Command = {
  name: 'buildInfo',
  aliases: ['buildinfo'],
  mode: 'read',
  fields: [],
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
  name: 'serverStatus',
  mode: 'read',
  fields: [],
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

const hostInfo: Command = {
  name: 'hostInfo',
  mode: 'read',
  fields: [],
  run: (_, { now }) => ({
    system: { currentTime: now, hostname: hostname(), cpuAddrSize: 64 },
    os: { type: process.platform },
    ok: 1,
  }),
}

const parameters: Doc = { featureCompatibilityVersion: { version: '7.0' }, ttlMonitorEnabled: true }

const getParameter: Command = {
  name: 'getParameter',
  mode: 'read',
  fields: [...Object.keys(parameters), 'allParameters'],
  run: body => {
    const all = body.getParameter === '*'
    const found = Object.entries(parameters).filter(([name]) => all || body[name] !== undefined)
    if (found.length === 0) throw badValue('no option found to get')
    return { ...Object.fromEntries(found), ok: 1 }
  },
}

const connectionStatus: Command = {
  name: 'connectionStatus',
  mode: 'read',
  fields: ['showPrivileges'],
  run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
}

/** Sessions are accepted and hold nothing. */
const endSessions: Command = {
  name: 'endSessions',
  aliases: ['killSessions', 'refreshSessions'],
  mode: 'read',
  fields: [],
  run: () => ({ ok: 1 }),
}

export const handshakeCommands = [
  hello,
  isMaster,
  ping,
  buildInfo,
  serverStatus,
  hostInfo,
  getParameter,
  connectionStatus,
  endSessions,
]
