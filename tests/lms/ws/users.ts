import { fullName, type Person } from '../people.ts'
import { checkNames, strings, text } from './params.ts'
import type { Value } from './shape.ts'
import { largePicture, type Site, smallPicture, type WsFunction } from './site.ts'
import { badField, invalidParameter } from './ws-error.ts'

/** The fields that every answer about a person shares. An empty personal number is left out, as Moodle does. */
export function personFields(site: Site, person: Person): { [key: string]: Value } {
  const lacks = (right: string): boolean => site.lacks.has(right)
  return {
    id: person.id,
    username: person.username,
    firstname: person.firstname,
    lastname: person.lastname,
    fullname: fullName(person),
    ...(lacks('moodle/site:viewuseridentity') ? {} : { email: person.email }),
    ...(lacks('moodle/user:viewalldetails') ? {} : { department: '', institution: person.institution }),
    ...(person.idnumber && !lacks('moodle/user:viewalldetails') ? { idnumber: person.idnumber } : {}),
    firstaccess: 0,
    lastaccess: lastAccess(site, person),
    ...(person.city ? { city: person.city } : {}),
    country: 'RU',
    profileimageurlsmall: smallPicture(site),
    profileimageurl: largePicture(site),
  }
}

const lastAccess = (site: Site, person: Person): number =>
  site.population.nowSeconds - (site.population.number(person.id, 41) % 2_000_000)

/** Position and СНИЛС (synthetic), the profile fields of a learner. */
export function profileFields(
  person: Person,
): { type: string; value: string; name: string; shortname: string }[] {
  if (!person.position || person.deleted) return []
  const number = String(person.id).padStart(9, '0')
  const snils = `${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)} 00`
  return [
    { type: 'text', value: person.position, name: 'Должность', shortname: 'position' },
    { type: 'text', value: snils, name: 'СНИЛС', shortname: 'snils' },
  ]
}

function account(site: Site, person: Person): Value {
  const fields = profileFields(person).map(field => ({ ...field, displayvalue: field.value }))
  return {
    ...personFields(site, person),
    auth: 'manual',
    suspended: person.suspended,
    confirmed: true,
    lang: 'en',
    theme: '',
    timezone: '99',
    mailformat: 1,
    trackforums: 0,
    ...(fields.length > 0 ? { customfields: fields } : {}),
  }
}

const FIELDS = ['id', 'idnumber', 'username', 'email'] as const
type Field = (typeof FIELDS)[number]

function lookUp(site: Site, field: Field, value: string): Person | undefined {
  const person =
    field === 'id' ? site.population.person(Number(value)) : site.population.personBy(field, value)
  return person?.invisible ? undefined : person
}

export const getUsersByField: WsFunction = (site, params) => {
  checkNames(params, ['field', 'values'])
  const field = FIELDS.find(one => one === text(params.field))
  if (!field) throw badField()
  const values = strings(params.values)
  if (field === 'id' && values.some(value => !/^\d+$/.test(value))) throw invalidParameter()
  const people = [...new Set(values)].map(value => lookUp(site, field, value))
  return people.flatMap(person => (person ? [account(site, person)] : []))
}

/** Search by criteria; all of them must hold. */
export const getUsers: WsFunction = (site, params) => {
  checkNames(params, ['criteria'])
  const criteria = params.criteria
  if (criteria === undefined || typeof criteria === 'string') throw invalidParameter()
  const found = Object.values(criteria).map(one => {
    if (typeof one === 'string') throw invalidParameter()
    const field = FIELDS.find(name => name === text(one.key))
    if (!field) throw invalidParameter()
    return lookUp(site, field, text(one.value))
  })
  const first = found[0]
  const all = first !== undefined && !first.deleted && found.every(person => person?.id === first.id)
  return { users: all ? [account(site, first)] : [], warnings: [] }
}
