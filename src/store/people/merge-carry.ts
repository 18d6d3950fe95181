/** What stands under a person, and the writes that put it under another. Each is guarded by whose it is now: done again, it does the rest. */
import type { Connection } from 'mongoose'
import { type ModelName, modelOf } from '../models.ts'
import type { MergeStore, MovedThings, PersonMerge } from '../ports/merges.ts'
import { among } from '../query.ts'
import { carryEntries, type Way } from './merge-entries.ts'

/** Everything that names the person as whose it is; what names them as who did it stays. */
export function holdingsIn(connection: Connection): MergeStore['holdings'] {
  const idsOf = async (model: ModelName, filter: Record<string, unknown>): Promise<string[]> => {
    const found = modelOf(connection, model).find(filter as never, { _id: 1 })
    return (await found.sort({ _id: 1 }).lean()).map(({ _id }) => String(_id))
  }
  return async (personId, setAside) => {
    const own = { learnerId: personId }
    const [enrolments, records, routes] = await Promise.all([
      idsOf('Enrolment', own),
      modelOf(connection, 'BookRecord').find(own, { enrolmentId: 1 }).sort({ _id: 1 }).lean(),
      routesOf(connection, personId),
    ])
    return {
      enrolments: enrolments.filter(id => !setAside.includes(id)),
      records: records.map(({ _id, enrolmentId }) => ({ id: _id, enrolmentId })),
      routes: routes.flatMap(({ id, enrolmentId }) => (setAside.includes(enrolmentId) ? [] : [id])),
      entries: await idsOf('Entry', own),
      certificates: await idsOf('Certificate', own),
      scans: await idsOf('Scan', own),
      shares: await idsOf('Share', own),
      appointments: await idsOf('Appointment', { personId }),
      mentored: await idsOf('Appointment', { learnerIds: personId }),
    }
  }
}

async function routesOf(connection: Connection, personId: string) {
  const found = modelOf(connection, 'Route').find({ 'subject.learnerId': personId }, { subject: 1 })
  return (await found.sort({ _id: 1 }).lean()).map(({ _id, subject }) => ({
    id: _id,
    enrolmentId: subject.type === 'learner' ? subject.enrolmentId : '',
  }))
}

/** The merge itself keeps these enrolments. */
export async function putAside(connection: Connection, ids: string[]): Promise<void> {
  await modelOf(connection, 'Enrolment').deleteMany({ _id: among(ids) })
}

export async function putBack(
  connection: Connection,
  { id, ...rest }: PersonMerge['setAside'][number]['enrolment'],
): Promise<void> {
  const eligible = rest.summary?.eligible ?? false
  await modelOf(connection, 'Enrolment').replaceOne({ _id: id }, { ...rest, eligible }, { upsert: true })
}

/** @param way `enrolmentOf`: the enrolment under which a record stands afterwards */
export async function carryThings(
  connection: Connection,
  moved: MovedThings,
  { from, to, enrolmentOf }: Way & { enrolmentOf(id: string): string },
): Promise<void> {
  const put = async (model: ModelName, ids: string[], field: string): Promise<void> => {
    const filter = { _id: among(ids), [field]: from }
    await modelOf(connection, model).updateMany(filter as never, { $set: { [field]: to } } as never)
  }
  await put('Enrolment', moved.enrolments, 'learnerId')
  await carryEntries(connection, moved.entries, { from, to })
  await put('Certificate', moved.certificates, 'learnerId')
  await put('Route', moved.routes, 'subject.learnerId')
  await put('Scan', moved.scans, 'learnerId')
  await put('Share', moved.shares, 'learnerId')
  await put('Appointment', moved.appointments, 'personId')
  await modelOf(connection, 'Appointment').updateMany(
    { _id: among(moved.mentored), learnerIds: from },
    { $set: { 'learnerIds.$': to } },
  )
  for (const { id, enrolmentId } of moved.records) {
    const place = { learnerId: to, enrolmentId: enrolmentOf(enrolmentId) }
    await modelOf(connection, 'BookRecord').updateOne({ _id: id, learnerId: from }, { $set: place })
  }
}

/** Whatever stands under these enrolments, also what came after they went over. */
export async function carryWhole(
  connection: Connection,
  enrolmentIds: string[],
  { from, to }: Way,
): Promise<void> {
  const enrolments = await modelOf(connection, 'Enrolment')
    .find({ _id: among(enrolmentIds) })
    .lean()
  const programmeIds = enrolments.map(({ programmeId }) => programmeId)
  const ofEnrolment = { learnerId: from, enrolmentId: among(enrolmentIds) }
  const ofProgramme = { learnerId: from, programmeId: among(programmeIds) }
  const put = { $set: { learnerId: to } }
  await modelOf(connection, 'Certificate').updateMany(ofEnrolment, put)
  await modelOf(connection, 'BookRecord').updateMany(ofEnrolment, put)
  await modelOf(connection, 'Scan').updateMany(ofProgramme, put)
  await modelOf(connection, 'Share').updateMany(ofProgramme, put)
  await modelOf(connection, 'Route').updateMany(
    { 'subject.learnerId': from, 'subject.enrolmentId': among(enrolmentIds) },
    { $set: { 'subject.learnerId': to } },
  )
}
