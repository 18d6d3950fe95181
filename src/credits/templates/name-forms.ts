/** A name in the cases that forms ask for (склонение ФИО): worked out, or as somebody corrected it. */
import { getMiddlenameGender, incline } from 'lvovich'
import type { NameForms } from '#domain/certificates/certificate'
import { transliterate } from '#domain/names/transliterate'
import type { StoredNameForms } from '#store/ports/templates'

export interface FullName {
  familyName: string
  givenName: string
  patronymic?: string
}

type Case = 'genitive' | 'dative'

/** The patronymic tells the gender best: «Любовь» alone would not («Ильич» → male, «Ильинична» → female). */
function inCase({ familyName, givenName, patronymic }: FullName, wanted: Case): string {
  const gender = patronymic ? getMiddlenameGender(patronymic) : null
  const person = {
    last: familyName,
    first: givenName,
    ...(patronymic && { middle: patronymic }),
    ...(gender && { gender }),
  }
  const { last, first, middle } = incline(person, wanted)
  return [last, thirdDeclension(givenName, gender) ?? first, middle].filter(Boolean).join(' ')
}

/** Women's names in a soft sign («Любовь», «Нинель», «Эсфирь»), which the rules take for men's or leave alone. */
function thirdDeclension(givenName: string, gender: string | null): string | undefined {
  const isWomans = gender === 'female' || (gender === null && givenName === 'Любовь')
  return isWomans && givenName.endsWith('ь') ? `${givenName.slice(0, -1)}и` : undefined
}

/** @param corrected takes precedence, form by form */
export function nameFormsOf(name: FullName, corrected?: Partial<StoredNameForms>): NameForms {
  return {
    genitive: corrected?.genitive ?? inCase(name, 'genitive'),
    dative: corrected?.dative ?? inCase(name, 'dative'),
    latin: corrected?.latin ?? transliterate([name.givenName, name.familyName].join(' ')),
  }
}
