/** All texts of the domain in English. */
import type { Catalogue } from './catalogue.ts'
import { formatDateLong } from './dates.ts'
import { reasonsEn } from './en-reasons.ts'
import { requirementsEn } from './en-requirements.ts'
import { wordsEn } from './en-words.ts'
import { factHours } from './numbers.ts'

const hours = (fact: string | number | undefined) => `${factHours(fact, 'en')} h`

const FIELDS: Readonly<Record<string, string>> = { hours: 'hours', date: 'date', state: 'completion' }

const remarks: Catalogue['remarks'] = {
  'looks-like-duplicate': facts => `Looks like entry No. ${facts.n}`,
  'hours-differ-from-tariff': facts =>
    `Hours differ from the tariff: ${hours(facts.hours)}, tariff ${hours(facts.expected)}`,
  'changed-at-source': facts =>
    `Changed at the source: ${FIELDS[String(facts.field)] ?? facts.field}, was ${facts.was}, now ${facts.now}`,
  'outside-term': facts => `Outside the term: ${formatDateLong(String(facts.date), 'en')}`,
  'module-size': facts =>
    `${hours(facts.hours)} is outside the range ${factHours(facts.min, 'en')} to ${hours(facts.max)}`,
  'not-in-list': facts => `Not on the ${facts.year} list`,
  'no-document': () => 'No document',
  'hours-set-by-curator': facts =>
    `The curator sets the hours of self-education; claimed: ${hours(facts.hours)}`,
}

export const en: Catalogue = { ...wordsEn, reasons: reasonsEn, requirements: requirementsEn, remarks }
