import { Schema } from 'mongoose'
import type { Appointment } from '#domain/access/appointment'
import type { Stored } from '../documents.ts'
import type { HandOver } from '../ports/appointments.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

/** `reach`: the programmes, or `*` for all, where an index finds them. */
export type AppointmentDoc = Stored<Appointment> & { reach: string[] }

const change = new Schema(
  { action: text, by: text, byName: text, at: text, reason: String, handOverId: String },
  embedded,
)

export const appointmentSchema = new Schema(
  {
    _id: ownId,
    personId: text,
    role: text,
    programmeIds: list(String),
    organisations: list(String),
    learnerIds: list(String),
    from: text,
    until: String,
    basis: String,
    deputy: Boolean,
    history: [change],
    createdAt: text,
    reach: list(String),
  },
  strict,
)
  .index({ personId: 1, createdAt: 1 }, { name: 'person' })
  .index({ reach: 1, _id: 1 }, { name: 'reach' })

export type HandOverDoc = Stored<HandOver>

const moved = new Schema({ ended: text, begun: text }, embedded)

export const handOverSchema = new Schema(
  {
    _id: ownId,
    fromPersonId: text,
    toPersonId: text,
    on: text,
    by: text,
    byName: text,
    at: text,
    comment: String,
    appointments: [moved],
  },
  strict,
).index({ at: -1 }, { name: 'time' })
