/** The claim of a certificate: what it will say for ever, fixed before its number is taken. */
import type { Actor } from '#domain/access/actor'
import { verificationCode } from '#domain/certificates/certificate-number'
import { sharedSourceOf } from '#domain/entries/shared-source'
import { formatHours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import type { TemplateKind } from '#domain/templates/template'
import { catalogues } from '#domain/texts/texts'
import { yearOf } from '#domain/time/calendar'
import type { Certificate } from '#store/ports/certificates'
import type { Person } from '#store/ports/people'
import { type LoadedBook, todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import type { Dress } from '../templates/dress.ts'

export const CODE_BYTES = 12

const STATEMENT_TITLE = 'Справка об обучении'

/**
 * @param book an eligible one: the entries that counted are claimed
 * @param options `kind: 'statement'`: for who left; it names the hours, but does not use them up
 */
export function buildClaim(
  deps: CreditsDeps,
  actor: Actor,
  book: LoadedBook,
  learner: Person,
  options: { dress?: Dress; kind?: TemplateKind } = {},
): Certificate {
  const isStatement = options.kind === 'statement'
  const { enrolment } = book
  const code = verificationCode(deps.randomBytes(CODE_BYTES))
  const issuedOn = todayOf(deps)
  return {
    id: deps.newId(),
    enrolmentId: enrolment.id,
    learnerId: enrolment.learnerId,
    programmeId: enrolment.programmeId,
    state: 'claimed',
    status: 'valid',
    ...(isStatement && { kind: 'statement' as const }),
    entryIds: isStatement ? [] : countedIn(book).map(entry => entry.id),
    ...(!isStatement && exclusiveOf(book)),
    claimedAt: deps.now().toISOString(),
    claimedBy: { personId: actor.personId, name: actor.name },
    year: yearOf(issuedOn),
    verificationCode: code,
    draft: {
      ...buildDraft(deps, book, learner, { code, issuedOn }),
      ...(isStatement && { kind: 'statement' as const, documentTitle: STATEMENT_TITLE }),
      ...options.dress,
    },
  }
}

type Draft = NonNullable<Certificate['draft']>

function buildDraft(
  deps: CreditsDeps,
  book: LoadedBook,
  learner: Person,
  { code, issuedOn }: { code: string; issuedOn: CalendarDate },
): Draft {
  const { programme, regulation, progress } = book
  return {
    learner: nameOf(learner),
    programme: {
      title: programme.title,
      regulation: regulation.title.ru,
      regulationVersion: regulation.version,
    },
    issuer: programme.issuer,
    documentTitle: regulation.document.title.ru,
    hours: formatHours(progress.hours.counted),
    period: periodOf(book),
    modules: modulesOf(book),
    issuedOn,
    verificationCode: code,
    verificationUrl: `${deps.publicUrl}/verify/${code}`,
  }
}

/** The name as it is now, for a document of today. */
export function nameOf({ familyName, givenName, patronymic }: Person): Draft['learner'] {
  return { familyName, givenName, ...(patronymic !== undefined && { patronymic }) }
}

/** The entries that counted, by date, then in book order. */
function countedIn({ entries, progress }: LoadedBook) {
  const hours = new Map(progress.entries.map(each => [each.id, each.counted]))
  return entries
    .flatMap(entry => {
      const counted = hours.get(entry.id)
      return counted ? [{ ...entry, counted }] : []
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** Work that counts in one programme only is held under a unique index: two claims at once cannot both use it. */
function exclusiveOf(book: LoadedBook): Pick<Certificate, 'exclusiveSources'> {
  if (book.regulation.sharedModules.policy !== 'exclusive') return {}
  const byId = new Map(book.entries.map(entry => [entry.id, entry]))
  const sources = countedIn(book).flatMap(entry => sharedSourceOf(entry, byId) ?? [])
  const held = sources.map(source => `${book.enrolment.learnerId}|${source}`)
  return held.length > 0 ? { exclusiveSources: [...new Set(held)] } : {}
}

/** Each counted entry with the hours that counted, which a cap may have made fewer. */
function modulesOf(book: LoadedBook): Draft['modules'] {
  return countedIn(book).map(({ title, kind, counted, date }) => ({
    title,
    kind: catalogues.ru.kinds[kind],
    hours: formatHours(counted),
    date,
  }))
}

/**
 * The period of study (период обучения): from the enrolment to the last module that counted. A regulation without a term
 * may count what was done before the enrolment: then from the first of these.
 */
function periodOf(book: LoadedBook): Draft['period'] {
  const { enrolledOn } = book.enrolment
  const dates = countedIn(book).map(entry => entry.date)
  return { from: [enrolledOn, ...dates].sort()[0] ?? enrolledOn, to: dates.at(-1) ?? enrolledOn }
}
