import type { Span } from '../time/calendar.ts'
import { inBrackets } from './clause.ts'
import { formatDateLong } from './dates.ts'
import { decimalOf, formatHoursEn } from './numbers.ts'
import type { SentenceFacts, Sentences } from './sentences.ts'

const number = (hours: SentenceFacts['counted']) => decimalOf(hours, 'en')
const plural = (count: number, word: string) => `${count} ${count === 1 ? word : `${word}s`}`

function spanText({ years, months }: Span): string {
  return [years > 0 && plural(years, 'year'), months > 0 && plural(months, 'month')].filter(Boolean).join(' ')
}

function inTerm({ options }: SentenceFacts): string {
  const { min, max } = options.regulation?.term ?? {}
  if (!max) return ''
  if (min && min.months === 0 && max.months === 0) return ` in ${min.years}–${plural(max.years, 'year')}`
  return ` within ${spanText(max)}`
}

function left({ hoursLeft, modulesLeft }: SentenceFacts): string {
  const modules = modulesLeft === 1 ? 'one mandatory module' : `${modulesLeft} mandatory modules`
  return [hoursLeft > 0 && formatHoursEn(hoursLeft), modulesLeft > 0 && modules].filter(Boolean).join(' and ')
}

function pendingAndLeft(facts: SentenceFacts): string {
  const rest = left(facts)
  if (facts.pending === 0) return rest && ` You need ${rest} more.`
  const waiting = ` ${number(facts.pending)} more ${facts.pending === 100 ? 'awaits' : 'await'} the curator.`
  return (
    waiting +
    (rest ? ` You will then need ${rest}.` : facts.required > 0 ? ' With them the hours suffice.' : '')
  )
}

function underWay(facts: SentenceFacts): string {
  const counted =
    facts.required > 0
      ? `${number(facts.counted)} of ${formatHoursEn(facts.required)} counted.`
      : `${formatHoursEn(facts.counted)} counted.`
  return counted + pendingAndLeft(facts)
}

function empty(facts: SentenceFacts): string {
  const need = facts.required > 0 ? ` You need ${formatHoursEn(facts.required)}${inTerm(facts)}.` : ''
  const where = facts.options.source ? ` in ${facts.options.source}` : ''
  return `Nothing counted yet.${need} Modules completed${where} appear here by themselves.`
}

function ready({ options }: SentenceFacts): string {
  const issuer = options.issuer ?? options.regulation?.issuingBody.en ?? 'the organisation'
  const days = options.issueDays === undefined ? '' : `, usually in ${plural(options.issueDays, 'day')}`
  return `Everything is done. The document is being prepared by ${issuer}${days}.`
}

export const sentencesEn: Sentences = {
  empty,
  underWay,
  hoursReached: facts => {
    const hours = facts.required > 0 ? `${formatHoursEn(facts.required)} reached.` : underWay(facts)
    return `${hours} Missing: ${facts.missing.join('; ')}.`
  },
  ready,
  issued: ({ options: { certificate } }) =>
    `Certificate No. ${certificate?.number} issued on ${formatDateLong(certificate?.on ?? '', 'en')}.`,
  surplus: ({ required, surplus, options }) =>
    `Beyond ${number(required)}: ${formatHoursEn(surplus)}.` +
    (options.regulation?.surplus.policy === 'burn'
      ? ` They do not pass to the next programme${inBrackets(options.regulation.surplus.clause, 'en')}.`
      : ''),
}
