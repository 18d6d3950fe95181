import type { Span } from '../time/calendar.ts'
import { inBrackets } from './clause.ts'
import { formatDateLong } from './dates.ts'
import { decimalOf, formatHoursRu } from './numbers.ts'
import { dayForms, mandatoryModuleForms, monthForms, pluralRu, yearForms } from './plural-ru.ts'
import type { SentenceFacts, Sentences } from './sentences.ts'

const waits = { one: 'ждёт', few: 'ждут', many: 'ждут', other: 'ждут' }
const number = (hours: SentenceFacts['counted']) => decimalOf(hours, 'ru')

function spanText({ years, months }: Span): string {
  const parts = [
    years > 0 && `${years} ${pluralRu(years, yearForms)}`,
    months > 0 && `${months} ${pluralRu(months, monthForms)}`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** « за 1–3 года», « за срок до 3 месяцев» as far as the regulation has a term. */
function inTerm({ options }: SentenceFacts): string {
  const { min, max } = options.regulation?.term ?? {}
  if (!max) return ''
  if (min && min.months === 0 && max.months === 0) {
    return ` за ${min.years}–${max.years} ${pluralRu(max.years, yearForms)}`
  }
  return ` (срок: не дольше ${spanText(max)})`
}

function left({ hoursLeft, modulesLeft }: SentenceFacts): string {
  const count = modulesLeft === 1 ? 'один' : String(modulesLeft)
  const modules = `${count} ${pluralRu(modulesLeft, mandatoryModuleForms)}`
  return [hoursLeft > 0 && formatHoursRu(hoursLeft), modulesLeft > 0 && modules].filter(Boolean).join(' и ')
}

function pendingAndLeft(facts: SentenceFacts): string {
  const rest = left(facts)
  if (facts.pending === 0) return rest && ` Осталось набрать ${rest}.`
  const verb = pluralRu(facts.pending / 100, waits)
  const waiting = ` Ещё ${number(facts.pending)} ${verb} куратора.`
  return (
    waiting +
    (rest ? ` Останется набрать ${rest}.` : facts.required > 0 ? ' Вместе с ними часов хватит.' : '')
  )
}

function underWay(facts: SentenceFacts): string {
  const verb = pluralRu(facts.counted / 100, {
    one: 'Засчитан',
    few: 'Засчитано',
    many: 'Засчитано',
    other: 'Засчитано',
  })
  const of = facts.required > 0 ? ` из ${number(facts.required)}` : ''
  return `${verb} ${formatHoursRu(facts.counted)}${of}.${pendingAndLeft(facts)}`
}

function empty(facts: SentenceFacts): string {
  const need = facts.required > 0 ? ` Нужно ${formatHoursRu(facts.required)}${inTerm(facts)}.` : ''
  const from = facts.options.source ? ` из ${facts.options.source}` : ''
  return `Пока ничего не засчитано.${need} Пройденные модули${from} появятся здесь сами.`
}

function ready({ options }: SentenceFacts): string {
  const issuer = options.issuer ?? options.regulation?.issuingBody.ru ?? 'организация'
  const days =
    options.issueDays === undefined
      ? ''
      : `: обычно ${options.issueDays} ${pluralRu(options.issueDays, dayForms)}`
  return `Всё выполнено. Документ оформляет ${issuer}${days}.`
}

export const sentencesRu: Sentences = {
  empty,
  underWay,
  hoursReached: facts =>
    facts.required > 0
      ? `${formatHoursRu(facts.required)} набрано. Не хватает: ${facts.missing.join('; ')}.`
      : `${underWay(facts)} Не хватает: ${facts.missing.join('; ')}.`,
  ready,
  issued: ({ options: { certificate } }) =>
    `Удостоверение № ${certificate?.number} выдано ${formatDateLong(certificate?.on ?? '', 'ru')}.`,
  surplus: ({ required, surplus, options }) =>
    `Сверх ${number(required)}: ${formatHoursRu(surplus)}.` +
    (options.regulation?.surplus.policy === 'burn'
      ? ` В следующую программу они не переходят${inBrackets(options.regulation.surplus.clause, 'ru')}.`
      : ''),
}
