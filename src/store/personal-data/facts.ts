/** What is known of a person before the collections are gone through: by these facts each finds its documents. */
import type { Connection } from 'mongoose'
import { modelOf } from '../models.ts'
import type { DataSubject } from '../ports/personal-data.ts'
import { type LtiAccount, launchAccountOf, type SourceAccount, sourceAccountsOf } from './accounts.ts'

export interface SubjectFacts {
  personId: string
  accounts: LtiAccount[]
  users: SourceAccount[]
  enrolmentIds: string[]
  /** Of documents that were numbered or issued: the register keeps them. */
  documentIds: string[]
  /** Enrolments and entries that those documents rest on. */
  certifiedEnrolments: string[]
  certifiedEntries: string[]
  /** Completions by connection. */
  completions: { connectionId: string; key: string }[]
  scanIds: string[]
  /** Of these, the ones that show certified entries and the records of their programmes. */
  certifiedScans: string[]
}

export async function factsOf(connection: Connection, subject: DataSubject): Promise<SubjectFacts> {
  const { personId, identities } = subject
  const [enrolments, certificates, entries, scans, records] = await Promise.all([
    modelOf(connection, 'Enrolment').find({ learnerId: personId }).lean(),
    modelOf(connection, 'Certificate').find({ learnerId: personId }).lean(),
    modelOf(connection, 'Entry').find({ learnerId: personId }).lean(),
    modelOf(connection, 'Scan').find({ learnerId: personId }).lean(),
    modelOf(connection, 'BookRecord').find({ learnerId: personId }).lean(),
  ])
  const documents = certificates.filter(each => each.state !== 'abandoned')
  const certifiedEntries = documents.flatMap(each => each.entryIds ?? [])
  const certifiedEnrolments = documents.map(each => each.enrolmentId)
  const certifiedRecords = records.filter(each => certifiedEnrolments.includes(each.enrolmentId))
  const shows = new Set([
    ...certifiedEntries.map(id => `entry|${id}`),
    ...certifiedRecords.map(each => `record|${each._id}`),
  ])
  const completions = entries.flatMap(({ origin }) =>
    origin.type === 'completion' ? [{ connectionId: origin.connectionId, key: origin.completionKey }] : [],
  )
  return {
    personId,
    accounts: identities.flatMap(launchAccountOf),
    users: await sourceAccountsOf(connection, subject, completions),
    enrolmentIds: enrolments.map(each => each._id),
    documentIds: documents.map(each => each._id),
    certifiedEnrolments,
    certifiedEntries,
    completions,
    scanIds: scans.map(each => each._id),
    certifiedScans: scans.filter(each => shows.has(each.usedBy ?? '')).map(each => each._id),
  }
}
