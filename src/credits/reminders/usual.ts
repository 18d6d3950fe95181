/** «Обычно N дней»: the one place that knows how long an answer and a document usually take in a programme. */
import type { EntryChange } from '#domain/entries/entry'
import type { RouteAction } from '#domain/routes/route'
import { localDate } from '#domain/time/local-date'
import { LEAST_MEASURED, MEASURED_OF, type Span, usualDays } from '#domain/time/usual-days'
import type { OutboxEvent } from '#store/ports/outbox'
import type { StoredProgramme } from '#store/ports/people'
import type { CreditsDeps } from '../deps.ts'
import { remembered } from './remembered.ts'

type Deps = Pick<CreditsDeps, 'stores' | 'timeZone' | 'now'>
type Asked = Pick<StoredProgramme, 'id' | 'decisions'>

/** Routes of a programme that are looked through. */
const MOST_ROUTES = 50
/** Steps after which it is somebody else's turn. */
const TURNS: readonly RouteAction[] = ['send', 'take', 'return']

/** Where nothing was measured yet and the programme says nothing. */
export const ANSWER_DAYS = 5

/** From the entry's coming to the decision on it: of the last ones decided, else as the programme says. */
export async function answerDays(deps: Deps, { id, decisions }: Asked): Promise<number> {
  const measured = await remembered(deps, `answer|${id}`, () => measureAnswers(deps, id))
  return measured ?? decisions?.answerDays ?? ANSWER_DAYS
}

/** From «every requirement is met» to the document: of the last ones issued, else as the programme says; `undefined`: unknown. */
export async function issueDays(deps: Deps, { id, decisions }: Asked): Promise<number | undefined> {
  const measured = await remembered(deps, `issue|${id}`, () => measureIssues(deps, id))
  return measured ?? decisions?.issueDays
}

/** From a plan's coming to somebody's turn to their decision on it: of the programme's routes, else as for entries. */
export async function routeDays(deps: Deps, programme: Asked): Promise<number> {
  const measured = await remembered(deps, `route|${programme.id}`, () => measureRoutes(deps, programme.id))
  return measured ?? programme.decisions?.answerDays ?? ANSWER_DAYS
}

const isDecision = ({ action }: EntryChange): boolean => action === 'confirm' || action === 'reject'

async function measureAnswers({ stores, timeZone }: Deps, programmeId: string): Promise<number | undefined> {
  const decided = (await stores.entries.lastDecided(programmeId, MEASURED_OF)).flatMap(entry => {
    const step = entry.history.findLast(isDecision)
    return step ? [{ from: entry.createdAt, to: step.at }] : []
  })
  return usualDays(lastOf(decided, timeZone))
}

async function measureRoutes({ stores, timeZone }: Deps, programmeId: string): Promise<number | undefined> {
  const routes = await stores.routes.list({ programmeIds: [programmeId], limit: MOST_ROUTES })
  const decided = routes.flatMap(({ history }) => {
    const turns = history.filter(({ action }) => TURNS.includes(action))
    return turns.slice(1).flatMap(({ action, at: to }, i) => {
      const from = turns[i]?.at
      return action === 'send' || from === undefined ? [] : [{ from, to }]
    })
  })
  return usualDays(lastOf(decided, timeZone))
}

async function measureIssues({ stores, timeZone }: Deps, programmeId: string): Promise<number | undefined> {
  const q = { programmeIds: [programmeId], kind: 'original' as const, limit: MEASURED_OF }
  const { lines } = await stores.certificates.register(q)
  const issued = lines.filter(({ kind, issuedAt }) => kind !== 'statement' && issuedAt !== undefined)
  if (issued.length < LEAST_MEASURED) return undefined
  const streams = await stores.outbox.ofStreams([...new Set(issued.map(({ learnerId }) => learnerId))])
  const measured = issued.flatMap(({ learnerId, enrolmentId, issuedAt: to = '' }) => {
    const isReady = ({ type, at, data }: OutboxEvent) =>
      type === 'programme.eligible' && data.enrolmentId === enrolmentId && at <= to
    const from = streams.get(learnerId)?.findLast(isReady)?.at
    return from === undefined ? [] : [{ from, to }]
  })
  return usualDays(lastOf(measured, timeZone))
}

/** Instants as days, the last cases first. */
function lastOf(cases: readonly Span[], timeZone: string): Span[] {
  const dayOf = (instant: string) => localDate(new Date(instant), timeZone)
  return cases
    .toSorted((a, b) => (a.to < b.to ? 1 : -1))
    .slice(0, MEASURED_OF)
    .map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) }))
}
