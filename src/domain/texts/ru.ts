/** All texts of the domain in Russian. */
import type { Catalogue } from './catalogue.ts'
import { formatDateLong } from './dates.ts'
import type { Facts } from './lang.ts'
import { factHours } from './numbers.ts'
import { reasonsRu } from './ru-reasons.ts'
import { requirementsRu } from './ru-requirements.ts'
import { wordsRu } from './ru-words.ts'

const hours = (fact: string | number | undefined) => `${factHours(fact, 'ru')} ч`

const FIELDS: Readonly<Record<string, string>> = { hours: 'часы', date: 'дата', state: 'отметка' }

function changed(facts: Facts): string {
  const field = FIELDS[String(facts.field)] ?? facts.field
  return `Изменилось в источнике: ${field}, было ${facts.was}, стало ${facts.now}`
}

const remarks: Catalogue['remarks'] = {
  'looks-like-duplicate': facts => `Похоже на запись № ${facts.n}`,
  'hours-differ-from-tariff': facts =>
    `Часы не по тарифу: ${hours(facts.hours)}, по тарифу ${hours(facts.expected)}`,
  'changed-at-source': changed,
  'outside-term': facts => `Вне срока: ${formatDateLong(String(facts.date), 'ru')}`,
  'module-size': facts =>
    `${hours(facts.hours)} вне допустимого: от ${factHours(facts.min, 'ru')} до ${hours(facts.max)}`,
  'not-in-list': facts => `Нет в перечне ${facts.year} года`,
  'no-document': () => 'Нет документа',
  'hours-set-by-curator': facts => `Часы самообразования определяет куратор; заявлено ${hours(facts.hours)}`,
}

export const ru: Catalogue = { ...wordsRu, reasons: reasonsRu, requirements: requirementsRu, remarks }
