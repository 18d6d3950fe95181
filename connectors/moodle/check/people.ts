/** What a few rows of a roster tell of the rights of the service account. */
import type { CheckFinding } from '../../contract.ts'
import { finding } from '../../kit/finding.ts'
import { buildPerson } from '../read/normalise.ts'
import type { RosterRow } from '../rest/schemas.ts'
import { doubtfulRight, missingRight } from './findings.ts'

/** Asked of a roster by the check alone: Moodle tells it of others to whoever has `moodle/user:viewalldetails`. */
export const markField = 'username'

const inWords = {
  department: 'a department',
  idnumber: 'a personal number',
  institution: 'a place of work',
} as const

type Field = keyof RosterRow

const nobodyHas =
  (people: readonly RosterRow[]) =>
  (field: Field): boolean =>
    people.every(person => person[field] === undefined)

/** @param learners of a roster that was asked for `markField` too; not the service account, which sees all of itself */
export function identityFindings(learners: readonly RosterRow[]): CheckFinding[] {
  if (learners.length === 0) return []
  const isUnseen = nobodyHas(learners)
  const of = `of ${learners.length} learners`
  const hidden = learners.filter(({ email }) => email === undefined).length
  const unseen = (['department', 'idnumber', 'institution'] as const)
    .filter(isUnseen)
    .map(field => inWords[field])
  const findings: CheckFinding[] = []
  if (isUnseen(markField))
    findings.push(
      missingRight(
        'moodle/user:viewalldetails',
        'warning',
        `${of} nobody shows ${['a user name', ...unseen].join(', ')}`,
      ),
    )
  if (isUnseen('firstname') && isUnseen('lastname'))
    findings.push(missingRight('moodle/site:viewfullnames', 'warning', `${of} nobody shows them apart`))
  if (hidden === learners.length)
    findings.push(missingRight('moodle/course:useremail', 'warning', `${of} nobody shows an e-mail`))
  else if (hidden > 0)
    findings.push(doubtfulRight('moodle/course:useremail', 'warning', `${of} ${hidden} show no e-mail`))
  return findings
}

/** A field that is hidden, misspelt or empty looks the same. */
export function snilsFindings(learners: readonly RosterRow[], field: string | undefined): CheckFinding[] {
  if (field === undefined || learners.some(row => buildPerson(row, field).snils !== undefined)) return []
  const message = `of ${learners.length} learners nobody has the profile field ${field}`
  const remedy = `see whether ${field} is its short name and whether it is filled in; one that not everybody sees needs moodle/user:viewalldetails`
  return [finding('warning', 'moodle_snils_unseen', message, remedy)]
}
