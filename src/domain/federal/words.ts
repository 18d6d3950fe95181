/** Findings of the federal register's linter in words, with what to do. */

import type { Lang } from '../texts/lang.ts'
import type { FederalFinding } from './lint.ts'

type Words = Record<FederalFinding['fault'], (f: FederalFinding['facts']) => string>

const ru: Words = {
  missing: () => 'не заполнено',
  'not-in-list': ({ list }) => `значения нет в списке формы (${list}): выберите из списка`,
  'not-in-known-part': ({ list, known, expected }) =>
    `значения нет среди известных (${list}: ${known} из ${expected}): внесите его в файл формы из листа проверок`,
  'snils-digits': () => 'в СНИЛС должно быть 11 цифр',
  'snils-sum': () => 'контрольное число СНИЛС не сходится: проверьте цифры',
  sign: ({ signs }) => `знаки не допускаются: ${signs}`,
  date: () => 'такой даты нет',
  year: () => 'год от 1900 до 2100',
  hours: () => 'целое число часов больше нуля',
}

const en: Words = {
  missing: () => 'not filled in',
  'not-in-list': ({ list }) => `not in the form's list (${list}): choose from the list`,
  'not-in-known-part': ({ list, known, expected }) =>
    `not among the known values (${list}: ${known} of ${expected}): add it to the form's file from the list sheet`,
  'snils-digits': () => 'СНИЛС takes 11 digits',
  'snils-sum': () => 'the check sum of the СНИЛС does not hold: look at the digits',
  sign: ({ signs }) => `signs that are not allowed: ${signs}`,
  date: () => 'no such date',
  year: () => 'a year from 1900 to 2100',
  hours: () => 'a whole number of hours above zero',
}

/** «AA СНИЛС: контрольное число СНИЛС не сходится: проверьте цифры». */
export function findingText({ column, header, fault, facts }: FederalFinding, lang: Lang): string {
  return `${column} ${header}: ${(lang === 'ru' ? ru : en)[fault](facts)}`
}
