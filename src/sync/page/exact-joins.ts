/**
 * Exact joins (точные соответствия) beside accounts: a СНИЛС whose check sum holds, and a personal number (табельный номер).
 * A name never joins anybody; a number is no join where the family names differ, since another organisation may use the
 * same numbers. Looked up only for people whose account nobody knows.
 */
import type { SourcePerson } from '#connectors/record'
import { isSnils } from '#domain/snils'
import type { PeopleStore, Person } from '#store/ports/people'

/** Some sites keep the СНИЛС as the personal number. @returns 11 digits */
export function snilsOf({ snils, idNumber }: SourcePerson): string | undefined {
  const found = [snils, idNumber].find(text => text !== undefined && isSnils(text))
  return found?.replace(/\D/g, '')
}

export function personalNumberOf({ idNumber }: SourcePerson): string | undefined {
  const number = idNumber?.trim()
  return number && !isSnils(number) ? number : undefined
}

/** Who has a person's exact facts: nobody, somebody, or several, and then a person decides. */
export type ExactJoins = (person: SourcePerson) => readonly Person[]

/** One query for a page, none if nobody on it has such a fact. */
export async function loadExactJoins(
  people: Pick<PeopleStore, 'withNumbers'>,
  strangers: readonly SourcePerson[],
): Promise<ExactJoins> {
  const snils = unique(strangers.map(snilsOf))
  const personalNumbers = unique(strangers.map(personalNumberOf))
  if (snils.length + personalNumbers.length === 0) return () => []
  const found = await people.withNumbers({ snils, personalNumbers })
  return person => found.filter(each => isSame(person, each))
}

function isSame(source: SourcePerson, person: Person): boolean {
  const snils = snilsOf(source)
  if (snils !== undefined && person.snils !== undefined) return snils === person.snils
  const number = personalNumberOf(source)
  return number !== undefined && number === person.personalNumber && !haveOtherNames(source, person)
}

const haveOtherNames = (source: SourcePerson, person: Person): boolean =>
  source.familyName !== undefined && plainText(source.familyName) !== plainText(person.familyName)

/** Small letters, е for ё, single spaces. */
export const plainText = (text = ''): string =>
  text.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ')

const unique = (values: readonly (string | undefined)[]): string[] => [
  ...new Set(values.filter(value => value !== undefined)),
]
