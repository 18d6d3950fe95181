/** «Обычно N дней»: the one place that knows how long an answer and a document usually take in a programme. */
import type { EntryChange } from '#domain/entry'
import { localDate } from '#domain/local-date'
import { LEAST_MEASURED, MEASURED_OF, type Span, usualDays } from '#domain/usual-days'
import type { StoredProgramme } from '#store/ports/people'
import type { CreditsDeps } from '../deps.ts'

type Deps = Pick<CreditsDeps, 'stores' | 'timeZone'>
type Asked = Pick<StoredProgramme, 'id' | 'decisions'>

/** Where nothing was measured yet and the programme says nothing. */
export const ANSWER_DAYS = 5

/** From the entry's coming to the decision on it: of the last ones decided, else as the programme says. */
export async function answerDays({ stores, timeZone }: Deps, { id, decisions }: Asked): Promise<number> {
  const decided = (await stores.entries.lastDecided(id, MEASURED_OF)).flatMap(({ createdAt, history }) => {
    const step = history.findLast(isDecision)
    return step ? [{ from: createdAt, to: step.at }] : []
  })
  return usualDays(lastOf(decided, timeZone)) ?? decisions?.answerDays ?? ANSWER_DAYS
}

const isDecision = ({ action }: EntryChange): boolean => action === 'confirm' || action === 'reject'

/** From «every requirement is met» to the document: of the last ones issued, else as the programme says; `undefined`: unknown. */
export async function issueDays(
  { stores, timeZone }: Deps,
  { id, decisions }: Asked,
): Promise<number | undefined> {
  const q = { programmeIds: [id], kind: 'original' as const, limit: MEASURED_OF }
  const { lines } = await stores.certificates.register(q)
  const issued = lines.filter(({ kind, issuedAt }) => kind !== 'statement' && issuedAt !== undefined)
  if (issued.length < LEAST_MEASURED) return decisions?.issueDays
  const streams = await stores.outbox.ofStreams([...new Set(issued.map(({ learnerId }) => learnerId))])
  const measured = issued.flatMap(({ learnerId, enrolmentId, issuedAt: to = '' }) => {
    const from = streams
      .get(learnerId)
      ?.findLast(
        ({ type, at, data }) => type === 'programme.eligible' && data.enrolmentId === enrolmentId && at <= to,
      )?.at
    return from === undefined ? [] : [{ from, to }]
  })
  return usualDays(lastOf(measured, timeZone)) ?? decisions?.issueDays
}

/** Instants as days, the last cases first. */
function lastOf(cases: readonly Span[], timeZone: string): Span[] {
  const dayOf = (instant: string) => localDate(new Date(instant), timeZone)
  return cases
    .toSorted((a, b) => (a.to < b.to ? 1 : -1))
    .slice(0, MEASURED_OF)
    .map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) }))
}
