/** Appointments and hand-overs. */
import type { Connection } from 'mongoose'
import { type Appointment, isInForce } from '#domain/access/appointment'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { AppointmentStore, HandOver } from '../ports/appointments.ts'
import { above, absent, among } from '../query.ts'

const HIDDEN = ['reach']
const ALL = '*'
const read = (docs: object[]) => docs.map(doc => fromStored<Appointment>(doc, HIDDEN))

export function createAppointmentsStore(connection: Connection): AppointmentStore {
  const appointments = modelOf(connection, 'Appointment')
  const handOvers = modelOf(connection, 'HandOver')
  return {
    async create(appointment) {
      await isWritten(() =>
        appointments.create({ ...toStored(appointment), reach: [...(appointment.programmeIds ?? [ALL])] }),
      )
    },
    byId: async id => maybeStored<Appointment>(await appointments.findById(id).lean(), HIDDEN),
    byPerson: async personId => read(await appointments.find({ personId }).sort({ createdAt: 1 }).lean()),
    async ofProgramme(programmeId, on) {
      const docs = await appointments.find({ reach: among([programmeId, ALL]) }).lean()
      return read(docs).filter(appointment => isInForce(appointment, on))
    },
    async list({ programmeIds, after, limit }) {
      const filter = {
        ...(programmeIds && { reach: among(programmeIds) }),
        ...(after !== undefined && { _id: above(after) }),
      }
      return read(await appointments.find(filter).sort({ _id: 1 }).limit(limit).lean())
    },
    async end(id, until, change) {
      const there = await appointments.findById(id).lean()
      if (!there || (there.until !== undefined && there.until <= until)) return null
      const doc = await appointments
        .findOneAndUpdate(
          { _id: id, until: there.until ?? absent() },
          { $set: { until }, $push: { history: change } },
          { returnDocument: 'after' },
        )
        .lean()
      return maybeStored<Appointment>(doc, HIDDEN)
    },
    async addHandOver(handOver) {
      await isWritten(() => handOvers.create(toStored(handOver)))
    },
    handOvers: async limit =>
      (await handOvers.find({}).sort({ at: -1 }).limit(limit).lean()).map(doc => fromStored<HandOver>(doc)),
  }
}
