import type { SourceRecord } from '#connectors/record'
import { systemActor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { importedChange } from '#domain/entries/entry-machine'
import type { Hours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import { idFrom } from '../../hash.ts'
import type { Target } from './match-module.ts'

/** What the steps found out. */
export interface EntryFacts {
  connection: { id: string; title: string }
  record: SourceRecord
  revision: number
  learnerId: string
  hours: Hours
  date: CalendarDate
  /** ISO instant of the import. */
  at: string
}

/** The same completion in the same programme is the same entry, however often and by whomever it is imported. */
export function entryId(connectionId: string, key: string, revision: number, programmeId: string): string {
  return idFrom('entry', connectionId, key, revision, programmeId)
}

/** Supporting document (подтверждающий документ): the mark in the source, by which a curator finds it again. */
export function documentText(connection: { title: string }, record: SourceRecord): string {
  return `отметка «${connection.title}», курс ${record.item.shortName || record.item.title}`.slice(0, 300)
}

/** A line of the book, waiting for a curator: kind, form, title and provider are the module's, hours are the source's. */
export function buildEntry(facts: EntryFacts, { programme, module }: Target): Entry {
  const { connection, record, revision } = facts
  return {
    id: entryId(connection.id, record.key, revision, programme.id),
    learnerId: facts.learnerId,
    programmeId: programme.id,
    moduleId: module.id,
    kind: module.kind,
    form: module.form ?? 'distance',
    title: module.title,
    hours: facts.hours,
    date: facts.date,
    provider: module.provider ?? programme.provider,
    document: documentText(connection, record),
    selfEducation: module.kind === 'self-education',
    status: 'imported',
    origin: { type: 'completion', connectionId: connection.id, completionKey: record.key, revision },
    history: [importedChange({ actor: systemActor, at: facts.at })],
    createdAt: facts.at,
  }
}
