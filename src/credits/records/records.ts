import type { Actor } from '#domain/access/actor'
import { differencesOf, lastStep, type Meanwhile } from '#domain/changes/meanwhile'
import { ConflictError, NotFoundError } from '#domain/errors'
import { alsoNeeded, askedKinds, choicesOf, papersOf } from '#domain/records/facts'
import {
  faultsOfRecord,
  isWithdrawn,
  type RecordAction,
  type RecordChange,
  type RecordContent,
  tidyRecord,
} from '#domain/records/record'
import type { BookRecord } from '#store/ports/records'
import { personOrId } from '../books/views.ts'
import type { CreditsDeps } from '../deps.ts'
import { entryScan, scanContent, usableScan } from '../proofs/scans.ts'
import { sha256 } from '../sha256.ts'
import { type Acting, type SeenBook, seeBook } from '../writing/seen-book.ts'
import type { Records } from './contract.ts'
import { deriveFacts } from './derive-facts.ts'
import { earlierDiagnosis } from './earlier-diagnosis.ts'
import { RecordRefusedError } from './errors.ts'
import { notePack, packOf } from './pack.ts'
import { writable, writersOf } from './writable.ts'

export function createRecords(deps: CreditsDeps): Records {
  return {
    list: list(deps),
    record: record(deps),
    correct: correct(deps),
    withdraw: withdraw(deps),
    readScan: readScan(deps),
    notePack: notePack(deps),
  }
}

function list(deps: CreditsDeps): Records['list'] {
  const { stores } = deps
  return async (actor, ref) => {
    const book = await seeBook(deps, actor, ref)
    const { enrolment, programme, regulation, today, own } = book
    const [records, people] = await Promise.all([
      stores.records.ofEnrolment(enrolment.id),
      stores.people.byIds([enrolment.learnerId]),
    ])
    return {
      learner: personOrId(people, enrolment.learnerId),
      programme: { id: programme.id, title: programme.title },
      regulation,
      today,
      own,
      canWrite: !own && writersOf(book).length > 0,
      asked: askedKinds(regulation),
      records,
      pack: packOf(enrolment, regulation),
      papers: papersOf(regulation, records, enrolment.facts),
      earlierDiagnosis: await earlierDiagnosis(deps, book, records),
    }
  }
}

function requireContent({ today, enrolment, regulation }: SeenBook, content: RecordContent): void {
  const faults = faultsOfRecord(content, {
    today,
    enrolledOn: enrolment.enrolledOn,
    choices: choicesOf(regulation, content.kind),
    alsoNeeds: alsoNeeded(regulation, content.kind),
  })
  if (faults.length > 0) throw new RecordRefusedError(faults)
}

function changeOf(
  action: RecordAction,
  { actor, role }: Acting,
  more: Pick<RecordChange, 'at' | 'content'> & { reason?: string },
): RecordChange {
  const byRole = role ?? actor.roles[0] ?? 'system'
  return { action, by: actor.personId, byName: actor.name, byRole, ...more }
}

function record(deps: CreditsDeps): Records['record'] {
  const { records } = deps.stores
  return async (actor, { key, content: typed, scanId, ...ref }) => {
    const { book, acting } = await writable(deps, actor, ref)
    const content = tidyRecord(typed)
    requireContent(book, content)
    const { id: enrolmentId, learnerId, programmeId } = book.enrolment
    const id = sha256(JSON.stringify([actor.personId, enrolmentId, key])).slice(0, 32)
    const scan = scanId === undefined ? undefined : await scanFor(deps, acting.actor, { id, scanId, book })
    const at = deps.now().toISOString()
    const made = await records.create({
      id,
      enrolmentId,
      learnerId,
      programmeId,
      content,
      ...(scan && { scan }),
      history: [changeOf('recorded', acting, { at, content })],
      createdAt: at,
    })
    await deriveFacts(deps, book.enrolment)
    return made
  }
}

/** @throws {RecordRefusedError} if it is not the actor's own, or something else shows it */
async function scanFor(
  deps: CreditsDeps,
  actor: Actor,
  { id, scanId, book }: { id: string; scanId: string; book: SeenBook },
) {
  const { learnerId, programmeId } = book.enrolment
  const usedBy = `record|${id}`
  const scan = await usableScan(deps, actor, { id: scanId, learnerId, programmeId, usedBy })
  if (!scan || !(await deps.stores.scans.use(scan.id, usedBy))) {
    throw new RecordRefusedError([{ field: 'scan', code: 'missing' }])
  }
  return entryScan(scan)
}

function correct(deps: CreditsDeps): Records['correct'] {
  return async (actor, { id, steps, content: typed, reason, scanId }) => {
    const { there, book, acting } = await find(deps, actor, id)
    const content = tidyRecord({ ...typed, kind: there.content.kind })
    requireContent(book, content)
    const scan = scanId === undefined ? undefined : await scanFor(deps, acting.actor, { id, scanId, book })
    const next = scan ? { ...there, scan } : there
    return step(deps, { there: next, book, acting }, { action: 'corrected', steps, content, reason })
  }
}

function withdraw(deps: CreditsDeps): Records['withdraw'] {
  return async (actor, { id, steps, reason }) => {
    const found = await find(deps, actor, id)
    return step(deps, found, { action: 'withdrawn', steps, content: found.there.content, reason })
  }
}

interface Found {
  there: BookRecord
  book: SeenBook
  acting: Acting
}

async function find(deps: CreditsDeps, actor: Actor, id: string): Promise<Found> {
  const there = await deps.stores.records.byId(id)
  if (!there) throw new NotFoundError('no such record')
  return { there, ...(await writable(deps, actor, there)) }
}

/** @throws {ConflictError} if somebody was faster, or it is withdrawn */
async function step(
  deps: CreditsDeps,
  { there, book, acting }: Found,
  {
    action,
    steps,
    content,
    reason,
  }: { action: RecordAction; steps: number; content: RecordContent; reason: string },
): Promise<BookRecord> {
  if (!reason.trim()) throw new RecordRefusedError([{ field: 'reason', code: 'missing' }])
  const change = changeOf(action, acting, { at: deps.now().toISOString(), content, reason: reason.trim() })
  const next = { ...there, content, history: [...there.history, change] }
  const isNews = there.history.length === steps && !isWithdrawn(there)
  if (!isNews || !(await deps.stores.records.change(next))) {
    const now = (await deps.stores.records.byId(there.id)) ?? there
    throw new ConflictError(
      'the record was changed meanwhile',
      { record: there.id },
      { meanwhile: metAs(now, steps) },
    )
  }
  await deriveFacts(deps, book.enrolment)
  return next
}

/** @param steps of the history that the actor saw; of a record that is withdrawn nothing more can be written */
function metAs({ history }: BookRecord, steps: number): Meanwhile | undefined {
  const { kind: _, ...was } = history[steps - 1]?.content ?? { kind: undefined }
  const { kind: __, ...now } = history.at(-1)?.content ?? { kind: undefined }
  const met = lastStep(history)
  const version = met?.action === 'withdrawn' ? {} : { version: history.length }
  return met && { ...met, differences: differencesOf(was, now), ...version }
}

function readScan(deps: CreditsDeps): Records['readScan'] {
  return async (actor, { id }) => {
    const there = await deps.stores.records.byId(id)
    if (!there?.scan) throw new NotFoundError('no such scan')
    await seeBook(deps, actor, there)
    return scanContent(deps, there.scan)
  }
}
