import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Person } from '../ports/people.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

/** `familyKey`: the family name as it is searched by, small letters and е for ё. */
export type PersonDoc = Stored<Person> & { familyKey: string }

const identity = new Schema({ key: text, since: text }, embedded)

export const personSchema = new Schema(
  {
    _id: ownId,
    familyName: String,
    givenName: String,
    patronymic: String,
    email: String,
    organisation: String,
    snils: String,
    personalNumber: String,
    identities: list(identity),
    language: String,
    keysOff: Boolean,
    mergedInto: String,
    openedProgramme: String,
    createdAt: text,
    familyKey: String,
  },
  strict,
)
  .index({ 'identities.key': 1 }, { name: 'identity', unique: true })
  .index({ familyKey: 1, _id: 1 }, { name: 'family' })
  .index({ email: 1 }, { name: 'email', sparse: true })
  .index({ snils: 1 }, { name: 'snils', sparse: true })
  .index({ mergedInto: 1 }, { name: 'merged', sparse: true })
  .index({ personalNumber: 1 }, { name: 'personal-number', sparse: true })
