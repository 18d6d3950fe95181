/** What pages and the API see of people and books. */

import type { CountedEntry } from '#domain/books/progress'
import type { Entry } from '#domain/entries/entry'
import { signatureOf } from '#domain/entries/signature'
import type { Person } from '#store/ports/people'
import type { BookLine, BookView, PersonView } from '../contract.ts'
import { sha256 } from '../sha256.ts'
import type { LoadedBook } from './load-books.ts'

/** No e-mail, no СНИЛС, no identities. */
export function personView({ id, familyName, givenName, patronymic, organisation }: Person): PersonView {
  return {
    id,
    familyName,
    givenName,
    ...(patronymic !== undefined && { patronymic }),
    ...(organisation !== undefined && { organisation }),
  }
}

/** Somebody whose record is gone: the id alone. */
export function personOrId(people: Map<string, Person>, id: string): PersonView {
  const person = people.get(id)
  return person ? personView(person) : { id, familyName: id, givenName: '' }
}

/** @param seen the day, and what the route still has to come where that is shown */
export function bookView(
  book: LoadedBook,
  person: PersonView,
  { today, planned = [] }: { today: string; planned?: BookView['planned'] },
): BookView {
  const { regulation, programme, enrolment, progress, certificate } = book
  const duplicate = enrolment.duplicates?.at(-1)
  return {
    person,
    programme,
    regulation: {
      id: regulation.id,
      version: regulation.version,
      titleRu: regulation.title.ru,
      titleEn: regulation.title.en,
      shortRu: (regulation.shortTitle ?? regulation.title).ru,
      shortEn: (regulation.shortTitle ?? regulation.title).en,
      rules: {
        ...(regulation.term && { term: regulation.term }),
        surplus: regulation.surplus,
        issuingBody: regulation.issuingBody,
      },
    },
    enrolment,
    progress,
    lines: linesOf(book),
    certificate,
    ...(duplicate && { duplicateOf: duplicate }),
    planned,
    today,
  }
}

function linesOf({ entries, numbers, progress }: LoadedBook): BookLine[] {
  const counted = new Map(progress.entries.map(each => [each.id, each]))
  return entries
    .map(entry => lineOf(entry, counted.get(entry.id), numbers))
    .filter(line => line !== undefined)
    .reverse()
}

function lineOf(
  entry: Entry,
  counted: CountedEntry | undefined,
  numbers: Map<string, number>,
): BookLine | undefined {
  const number = numbers.get(entry.id)
  if (!counted || number === undefined) return undefined
  const signature = entry.status === 'confirmed' ? signatureOf(entry, sha256) : undefined
  return { number, entry, counted, ...(signature && { signature }), numberOf: numbersNamed(counted, numbers) }
}

/** Numbers of the entries that the facts name by id. */
function numbersNamed({ facts = {} }: CountedEntry, numbers: Map<string, number>): Record<string, number> {
  const named = Object.values(facts).flatMap(fact => {
    const number = numbers.get(fact)
    return number === undefined ? [] : [[fact, number] as const]
  })
  return Object.fromEntries(named)
}
