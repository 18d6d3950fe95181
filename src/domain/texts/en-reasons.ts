import { parseHours } from '../hours.ts'
import type { ModuleKind } from '../kinds.ts'
import type { Catalogue } from './catalogue.ts'
import { inBrackets } from './clause.ts'
import { formatDateLong } from './dates.ts'
import { kindsEn } from './en-words.ts'
import type { Facts } from './lang.ts'
import { factHours, formatHoursEn } from './numbers.ts'
import { remedyOfWaitEn, usuallyEn } from './waiting-en.ts'

const hours = (fact: string | number | undefined) => formatHoursEn(parseHours(String(fact ?? '0')), 'short')
const bare = (fact: string | number | undefined) => factHours(fact, 'en')
const date = (fact: string | number | undefined) => formatDateLong(String(fact ?? ''), 'en')
const kind = (fact: string | number | undefined) => kindsEn[fact as ModuleKind] ?? String(fact)

/** ` 5 May 2026, I. Ivanov: “reason”`, as much of it as is known. */
function decision(facts: Facts): string {
  const who = [facts.date && date(facts.date), facts.name].filter(Boolean).join(', ')
  return (who && ` ${who}`) + (facts.why ? `: “${facts.why}”` : '')
}

function kindCap(facts: Facts, clause?: string): string {
  const decided = facts.decidedBy === 'programme' ? ' (the programme’s decision)' : inBrackets(clause, 'en')
  const used = facts.countedIn ? `; counted in No. ${facts.countedIn}` : ''
  return `The limit for “${kind(facts.kind)}” is used up: ${hours(facts.cap)}${decided}${used}.`
}

function otherKinds(facts: Facts): string {
  const kinds = String(facts.otherKinds ?? '')
    .split(',')
    .filter(Boolean)
  return kinds.length > 0 ? `, for instance ${kinds.map(one => `“${kind(one)}”`).join(', ')}` : ''
}

function outsideTerm(facts: Facts, clause?: string): string {
  const term = facts.until ? `${date(facts.from)} – ${date(facts.until)}` : `from ${date(facts.from)}`
  return `${date(facts.date)} is outside the term ${term}${inBrackets(clause, 'en')}.`
}

function noDocument(facts: Facts): string {
  if (facts.papersEn) return `Not attached: ${facts.papersEn}`
  if (facts.kindsEn) return `The document “${facts.document}” is of another kind; accepted: ${facts.kindsEn}`
  return 'No supporting document'
}

export const reasonsEn: Catalogue['reasons'] = {
  duplicate: {
    text: facts => `Repeats entry No. ${facts.n}: a module counts once per programme.`,
    remedy: () => 'If they differ, attach the syllabus and write to your curator.',
  },
  'kind-cap': {
    text: kindCap,
    remedy: facts => `Choose a module of another kind${otherKinds(facts)}.`,
  },
  'module-size': {
    text: (facts, clause) =>
      `The module has ${hours(facts.hours)}; ${bare(facts.min)} to ${hours(facts.max)} are allowed${inBrackets(clause, 'en')}.`,
    remedy: () => 'Ask the provider to correct the hours; the entry will be checked again.',
  },
  'outside-term': {
    text: outsideTerm,
    remedy: () => 'The hours stay in the book; if the date is wrong, attach a document.',
  },
  'not-in-programme': {
    text: (facts, clause) => `Not a module of “${facts.programme}”${inBrackets(clause, 'en')}.`,
    remedy: () => 'Ask your curator to change the route, or count it in another programme.',
  },
  'not-in-list': {
    text: (facts, clause) => `Not on the ${facts.year} list${inBrackets(clause, 'en')}.`,
    remedy: facts => `Awaiting a decision by ${facts.bodyEn}; the answer will appear here.`,
  },
  'not-confirmed': {
    text: ({ date: since, days }) =>
      `Awaiting the curator’s confirmation${since ? ` since ${date(since)}` : ''}.` +
      (days === undefined ? '' : ` ${usuallyEn(Number(days))}`),
    remedy: remedyOfWaitEn,
  },
  rejected: {
    text: facts => `Rejected${decision(facts)}.`,
    remedy: () => 'Correct it and send it again.',
  },
  revoked: {
    text: facts => `The source withdrew the completion${decision(facts)}.`,
    remedy: ({ provider }) =>
      `Contact the provider${provider ? ` (${provider})` : ''}; with a new completion the entry comes back.`,
  },
  superseded: {
    text: facts =>
      facts.n === undefined
        ? 'Replaced by a corrected entry.'
        : `Replaced by entry No. ${facts.n}${facts.date ? ` of ${date(facts.date)}` : ''}.`,
    remedy: facts => (facts.n === undefined ? 'See the corrected entry.' : `See entry No. ${facts.n}.`),
  },
  'share-cap': {
    text: (facts, clause) =>
      `The invariant part is at most ${facts.percent} %: ${bare(facts.counted)} of ${hours(facts.claimed)} count` +
      `${inBrackets(clause, 'en')}.`,
    remedy: facts => `Add elective modules${facts.base === 'counted' ? ': the limit will grow' : ''}.`,
  },
  consumed: {
    text: facts =>
      facts.number === undefined
        ? `Already used for certificate ${facts.certificate}.`
        : `Already used for certificate No. ${facts.number} of ${date(facts.issuedOn)}.`,
    remedy: () => 'Open the certificate: the entry is in its list.',
  },
  'no-document': {
    text: (facts, clause) => `${noDocument(facts)}${inBrackets(clause, 'en')}.`,
    remedy: facts => (facts.papersEn ? 'Attach these documents.' : 'Add a document.'),
  },
}
