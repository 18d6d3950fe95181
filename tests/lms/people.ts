/** Accounts of the small LMS: a few of the staff, and learners worked out from their number. */
import { buildName, ODD_SLOTS } from './names.ts'
import { hash } from './random.ts'

export type Role = 'learner' | 'teacher' | 'administrator' | 'service'

/** One account with the fields that Moodle keeps. */
export interface Person {
  id: number
  role: Role
  username: string
  /** Given name; for most learners the patronymic stands here too, as people type it. */
  firstname: string
  lastname: string
  /** Patronymic, where it was typed into its own field; Moodle's answers leave it out. */
  middlename: string
  email: string
  /** Personal number (табельный номер); empty for some. */
  idnumber: string
  institution: string
  position: string
  city: string
  /** The account is suspended; enrolments stay. */
  suspended: boolean
  /** The account was deleted: its enrolments are gone and its fields are mangled. */
  deleted: boolean
  /** The service account may not see this person: pages are shorter by such people. */
  invisible: boolean
  /** The family name of before, if it was changed. */
  formerLastname: string | null
}

export const FIRST_LEARNER_ID = 101
export const ADMINISTRATOR_ID = 2
export const SERVICE_ID = 9

const NOBODY = {
  middlename: '',
  position: '',
  city: 'Томск',
  suspended: false,
  deleted: false,
  invisible: false,
  formerLastname: null,
  institution: 'Педагогический университет',
}

/** Teachers (one of them may not edit), the administrator and the web-service account. */
export function buildStaff(): Person[] {
  const staff = (id: number, role: Role, username: string, firstname: string, lastname: string): Person => ({
    ...NOBODY,
    id,
    role,
    username,
    firstname,
    lastname,
    email: `${username}@tspu.example.org`,
    idnumber: role === 'teacher' ? `KUR-${id}` : '',
  })
  return [
    staff(ADMINISTRATOR_ID, 'administrator', 'admin', 'Борис Олегович', 'Админов'),
    staff(SERVICE_ID, 'service', 'ws_connector', 'Интеграция', 'Коннектор'),
    staff(11, 'teacher', 'curator1', 'Марина Леонидовна', 'Кураторова'),
    staff(12, 'teacher', 'curator2', 'Олег Борисович', 'Наставников'),
  ]
}

/** The account of learner `index` (from 1). */
export function buildLearner(seed: number, index: number, odd: boolean): Person {
  const name = buildName(seed, index, odd)
  const slot = odd ? index % 40 : 0
  const inMiddle = slot === ODD_SLOTS.middleName
  const mail = `${name.mailName}.${index}@school${(hash(seed, index, 8) % 9) + 1}.example.org`
  const person: Person = {
    id: FIRST_LEARNER_ID + index - 1,
    role: 'learner',
    username: `sl${String(index).padStart(3, '0')}`,
    firstname: inMiddle || !name.patronymic ? name.given : `${name.given} ${name.patronymic}`,
    lastname: name.family,
    middlename: inMiddle ? (name.patronymic ?? '') : '',
    email: slot === ODD_SLOTS.capitalEmail ? mail[0]?.toUpperCase() + mail.slice(1) : mail,
    idnumber: slot === ODD_SLOTS.noIdNumber ? '' : `TAB-${String(index).padStart(5, '0')}`,
    institution: name.organisation,
    position: name.position,
    city: name.city,
    suspended: slot === ODD_SLOTS.suspendedAccount,
    deleted: false,
    invisible: slot === ODD_SLOTS.invisible,
    formerLastname: name.formerFamily,
  }
  return slot === ODD_SLOTS.deleted ? deletedAccount(person) : person
}

/** What Moodle leaves of a deleted account: name stays, username and address are replaced, the number is wiped. */
export function deletedAccount(person: Person): Person {
  const digest = hash(person.id, 31).toString(16).padStart(8, '0')
  return {
    ...person,
    deleted: true,
    username: `${person.email.toLowerCase()}.${1_760_000_000 + person.id}`,
    email: digest.repeat(4),
    idnumber: '',
  }
}

/** «Имя Фамилия», as Moodle shows it by default: without the patronymic field. */
export const fullName = (person: Person): string => `${person.firstname} ${person.lastname}`
