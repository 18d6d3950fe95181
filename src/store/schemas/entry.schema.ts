import { Schema } from 'mongoose'
import type { Entry, EntryChange } from '#domain/entries/entry'
import { embedded, list, ownId, strict, text } from './options.ts'

/** A step of the history; `write` names the call that wrote it, so that a bulk can tell its own steps. */
export type ChangeDoc = EntryChange & { write?: string }

/**
 * `slot`: learner | programme | module, there only while the entry is confirmed and its module is not repeatable: the
 * unique index lets one in (no hour counts twice). `steps`: length of the history; a step is added to what was read.
 */
export type EntryDoc = Omit<Entry, 'id' | 'history'> & {
  _id: string
  history: ChangeDoc[]
  slot?: string
  /** It is confirmed, but the slot is another's since two people became one. */
  slotless?: boolean
  steps: number
  /** Of what a person claimed: by these its title is found while it waits. */
  titleStems?: string[]
}

const change = new Schema(
  {
    action: text,
    from: String,
    to: text,
    by: text,
    byName: String,
    byRole: String,
    at: text,
    reason: String,
    batchId: String,
    hash: String,
    write: String,
  },
  embedded,
)

const origin = new Schema(
  {
    type: { type: String, required: true },
    connectionId: String,
    completionKey: String,
    revision: Number,
    of: String,
    actId: String,
  },
  embedded,
)

const difference = new Schema({ field: text, was: String, now: String, seenAt: String }, embedded)

export const entrySchema = new Schema(
  {
    _id: ownId,
    learnerId: text,
    programmeId: text,
    moduleId: text,
    kind: text,
    form: String,
    title: String,
    hours: { type: Number, required: true },
    date: text,
    provider: String,
    document: String,
    selfEducation: Boolean,
    papers: list(String),
    scan: new Schema({ id: text, name: String, type: text, bytes: Number, sha256: text }, embedded),
    status: text,
    origin,
    history: list(change),
    createdAt: text,
    supersededBy: String,
    remindedAt: String,
    consumedBy: String,
    differs: list(difference),
    slot: String,
    slotless: Boolean,
    signedFor: String,
    steps: Number,
    titleStems: list(String),
  },
  strict,
)
  // a book in its order
  .index({ learnerId: 1, programmeId: 1, createdAt: 1, _id: 1 }, { name: 'book' })
  // a page of the queue: read in this order, never sorted
  .index({ status: 1, programmeId: 1, moduleId: 1, date: 1, _id: 1 }, { name: 'queue' })
  // the same narrowed to one source
  .index(
    { status: 1, 'origin.connectionId': 1, programmeId: 1, moduleId: 1, date: 1, _id: 1 },
    { name: 'queueOfSource' },
  )
  // how many wait for long
  .index({ status: 1, programmeId: 1, createdAt: 1 }, { name: 'waiting' })
  // those that a learner reminded of: few
  .index({ remindedAt: 1 }, { name: 'reminded', sparse: true })
  // what a person claimed, by words of its title, while it waits: few
  .index(
    { programmeId: 1, titleStems: 1 },
    {
      name: 'claimedTitle',
      partialFilterExpression: { status: 'imported', titleStems: { $exists: true } },
    },
  )
  .index({ 'origin.connectionId': 1, 'origin.completionKey': 1 }, { name: 'completion', sparse: true })
  .index({ slot: 1 }, { name: 'slot', unique: true, sparse: true })
  .index({ 'history.batchId': 1 }, { name: 'batch', sparse: true })
  .index({ consumedBy: 1 }, { name: 'consumedBy', sparse: true })
