import { fullName, type Person, SERVICE_ID } from '../people.ts'
import { checkNames, strings, text } from './params.ts'
import type { Value } from './shape.ts'
import { largePicture, type Site, smallPicture, type WsFunction } from './site.ts'
import { badField, invalidParameter } from './ws-error.ts'

/**
 * The fields that every answer about a person shares, by the rights of Moodle's `user_get_user_details`. An empty personal
 * number is left out, as Moodle does; everybody hides their e-mail from whoever has no right to it.
 *
 * @param asked from within a course, or of the site as a whole
 */
export function personFields(site: Site, person: Person, asked: 'course' | 'site'): { [key: string]: Value } {
  const isSelf = person.id === SERVICE_ID
  const may = (right: string): boolean => isSelf || !site.lacks.has(right)
  const isShown = (field: string): boolean =>
    site.identityFields.includes(field) && may('moodle/site:viewuseridentity')
  const seesAll = may('moodle/user:viewalldetails')
  const seesEmail = isShown('email') || isSelf || (asked === 'course' && may('moodle/course:useremail'))
  return {
    id: person.id,
    ...(seesAll && { username: person.username }),
    ...(may('moodle/site:viewfullnames') && { firstname: person.firstname, lastname: person.lastname }),
    fullname: fullName(person),
    ...(seesEmail && { email: person.email }),
    ...((seesAll || isShown('department')) && { department: '' }),
    ...((seesAll || isShown('institution')) && { institution: person.institution }),
    ...(person.idnumber !== '' && (seesAll || isShown('idnumber')) && { idnumber: person.idnumber }),
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
  site: Site,
  person: Person,
): { type: string; value: string; name: string; shortname: string }[] {
  if (!person.position || person.deleted) return []
  const number = String(person.id).padStart(9, '0')
  const snils = `${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)} 00`
  const hidden = site.lacks.has('moodle/user:viewalldetails') ? (site.privateFields ?? []) : []
  return [
    { type: 'text', value: person.position, name: 'Должность', shortname: 'position' },
    { type: 'text', value: snils, name: 'СНИЛС', shortname: 'snils' },
  ].filter(({ shortname }) => !hidden.includes(shortname))
}

const SETTINGS = { auth: 'manual', confirmed: true, lang: 'en', theme: '', mailformat: 1, trackforums: 0 }

function account(site: Site, person: Person): { [key: string]: Value } {
  const fields = profileFields(site, person).map(field => ({ ...field, displayvalue: field.value }))
  return {
    ...personFields(site, person, 'site'),
    ...((person.id === SERVICE_ID || !site.lacks.has('moodle/user:viewalldetails')) && SETTINGS),
    suspended: person.suspended,
    timezone: '99',
    ...(fields.length > 0 ? { customfields: fields } : {}),
  }
}

const FIELDS = ['id', 'idnumber', 'username', 'email'] as const
type Field = (typeof FIELDS)[number]

function lookUp(site: Site, field: Field, value: string): Person | undefined {
  const person =
    field === 'id' ? site.population.person(Number(value)) : site.population.personBy(field, value)
  return person && isSeen(site, person) ? person : undefined
}

/** Without the right only staff and oneself are seen, and nothing is said of it. */
export const isSeen = (site: Site, person: Person): boolean =>
  !person.invisible &&
  (person.role === 'teacher' || person.id === SERVICE_ID || !site.lacks.has('moodle/user:viewdetails'))

export const getUsersByField: WsFunction = (site, params) => {
  checkNames(params, ['field', 'values'])
  const field = FIELDS.find(one => one === text(params.field))
  if (!field) throw badField()
  const values = strings(params.values)
  if (field === 'id' && values.some(value => !/^\d+$/.test(value))) throw invalidParameter()
  const people = [...new Set(values)].map(value => lookUp(site, field, value))
  // who is found by what may not be seen of them is not told
  return people
    .flatMap(person => (person ? [account(site, person)] : []))
    .filter(row => row[field] !== undefined)
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
