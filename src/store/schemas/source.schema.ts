/** Connections, what was pulled through them, and the records of the pulls. */
import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Completion } from '../ports/completions.ts'
import type { Connection } from '../ports/connections.ts'
import type { Quarantined } from '../ports/quarantine.ts'
import type { Run } from '../ports/runs.ts'
import { embedded, list, ownId, strict, text } from './options.ts'
import { versioned } from './versioned.ts'

/** With the lease: who runs the connection, until when, under which fence. */
export type ConnectionDoc = Stored<Connection> & { fence: number; leaseOwner?: string; leaseUntil?: Date }

export const connectionSchema = new Schema(
  {
    _id: ownId,
    name: text,
    title: text,
    type: { type: String, required: true },
    settings: Schema.Types.Mixed,
    sealedSecrets: text,
    platformIssuer: String,
    deployments: list(String),
    state: String,
    setup: Schema.Types.Mixed,
    ...versioned,
    createdAt: text,
    fence: { type: Number, required: true },
    leaseOwner: String,
    leaseUntil: Date,
  },
  strict,
).index({ name: 1 }, { name: 'name', unique: true })

/** `record` is JSON text: verbatim, whatever keys a source invents (`$…`, dots), and cheap to write. */
export type CompletionDoc = Omit<Completion, 'record'> & { record: string }

export const completionSchema = new Schema(
  {
    connectionId: text,
    key: text,
    revision: { type: Number, required: true },
    hash: text,
    record: text,
    firstRunId: text,
    readFrom: String,
    at: text,
  },
  strict,
).index({ connectionId: 1, key: 1, revision: 1 }, { name: 'revision', unique: true })

/** `_id` is `<connectionId>|<key>`: unique, and the order of the list. */
export type QuarantinedDoc = Omit<Quarantined, 'record'> & { _id: string; record: string }

export const quarantinedSchema = new Schema(
  {
    _id: ownId,
    connectionId: text,
    key: text,
    hash: text,
    reason: text,
    facts: Schema.Types.Mixed,
    record: text,
    readFrom: String,
    firstSeenAt: text,
    lastRunId: text,
    resolvedAt: String,
  },
  strict,
)
  .index({ connectionId: 1, key: 1 }, { name: 'key', unique: true })
  .index({ connectionId: 1, reason: 1, _id: 1 }, { name: 'reason' })

/** `cursor` is JSON text: its shape is the connector's own. */
export type RunDoc = Omit<Stored<Run>, 'cursor'> & { cursor: string }

const counts = new Schema(
  {
    pulled: Number,
    imported: Number,
    unchanged: Number,
    quarantined: Number,
    changed: Number,
    entries: Number,
    calls: Number,
  },
  embedded,
)

const failure = new Schema({ code: String, message: String, remedy: String, retryable: Boolean }, embedded)

export const runSchema = new Schema(
  {
    _id: ownId,
    connectionId: text,
    mode: text,
    status: text,
    fence: { type: Number, required: true },
    startedAt: text,
    finishedAt: String,
    durationMs: Number,
    counts,
    cursor: String,
    progress: Number,
    quarantineReasons: Schema.Types.Mixed,
    warnings: list(new Schema({ code: String, message: String }, embedded)),
    error: failure,
    cancelRequested: Boolean,
    pauseRequested: Boolean,
    pass: String,
    removals: new Schema(
      {
        ...{ gone: Number, of: Number, ceilingPercent: Number, status: String },
        ...{ decidedAt: String, decidedBy: String, decidedByName: String },
      },
      embedded,
    ),
    raw: new Schema({ sha256: String, bytes: Number, format: String, encoding: String }, embedded),
    reconciliation: Schema.Types.Mixed,
  },
  strict,
)
  .index({ connectionId: 1, startedAt: -1, _id: -1 }, { name: 'newest' })
  .index({ connectionId: 1, status: 1, startedAt: -1, _id: -1 }, { name: 'status' })

/** `hashes`: six bytes of the SHA-256 of each key that a page showed, one after the other. */
export interface SightingDoc {
  connectionId: string
  pass: string
  hashes: Buffer
}

export const sightingSchema = new Schema(
  { connectionId: text, pass: text, hashes: { type: Buffer, required: true } },
  strict,
).index({ connectionId: 1, pass: 1 }, { name: 'pass' })

/** `_id` is `<connectionId>|<key>`: a completion that a complete pass did not see, until somebody decides. */
export interface AbsenceDoc {
  _id: string
  connectionId: string
  runId: string
  key: string
}

export const absenceSchema = new Schema(
  { _id: ownId, connectionId: text, runId: text, key: text },
  strict,
).index({ connectionId: 1, runId: 1, key: 1 }, { name: 'run' })
