/**
 * From what the source says now and what the book holds: what has to change. A pure function that answers nothing once
 * its answer was carried out, so a crash between two writes is mended by asking again.
 *
 * - nothing there: the new entry is inserted;
 * - imported or rejected under an older revision: superseded by the new entry (after a rejection a changed record is a
 *   new case);
 * - confirmed, or corrected by a person: left alone, `differs` says what the source says now;
 * - hours, date and document as before (a new surname, say): nothing, the new revision alone is kept;
 * - taken back at the source: imported → revoked by the system; confirmed → `differs`. Nothing is deleted.
 */
import { systemActor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { applyTransition } from '#domain/entries/entry-machine'
import { formatHours, type Hours } from '#domain/hours'
import type { CalendarDate, EntryStatus } from '#domain/kinds'
import { ABSENT, UNLINKED } from './steps/check-state.ts'

type Differs = NonNullable<Entry['differs']>
export type Transition = { next: Entry; from: EntryStatus; repeatable: boolean }

/** What the latest revision of a completion says. */
export type Said =
  | { state: 'completed'; hours: Hours; date: CalendarDate }
  /** `was`, `now`: the source's own words. */
  | { state: 'withdrawn'; was: string; now: string }

export interface EntryPlan {
  transitions: Transition[]
  insert: Entry[]
  differs: { id: string; differs: Differs }[]
  /** Entries of this revision that are there already. */
  present: number
}

const noPlan = (): EntryPlan => ({ transitions: [], insert: [], differs: [], present: 0 })

/**
 * @param wanted   the entries as they would be made now, one per programme; none for a withdrawn completion
 * @param existing all entries of this completion, and the corrections that replaced some of them
 * @param at       ISO instant of the change
 */
export function planEntries(
  said: Said,
  wanted: readonly Entry[],
  existing: readonly Entry[],
  at: string,
): EntryPlan {
  const plan = noPlan()
  for (const entry of wanted) {
    const own = existing.filter(e => e.programmeId === entry.programmeId)
    planWanted(plan, entry, own, at)
  }
  for (const head of existing.filter(isHead)) {
    if (head.status === 'confirmed' || head.origin.type === 'correction')
      flag(plan, head, differences(head, said, at))
    else if (said.state === 'withdrawn' && head.status === 'imported') {
      plan.transitions.push(transition(head, withdraw(head, said, at)))
    }
  }
  return plan
}

const isHead = (entry: Entry): boolean =>
  entry.status === 'imported' || entry.status === 'confirmed' || entry.status === 'rejected'

const transition = (entry: Entry, next: Entry): Transition => ({
  next,
  from: entry.status,
  repeatable: false,
})

function planWanted(plan: EntryPlan, entry: Entry, own: readonly Entry[], at: string): void {
  const isThere = own.some(e => e.id === entry.id)
  if (isThere) plan.present += 1
  else if (!isNews(entry, own) || own.some(isSettled)) return
  else plan.insert.push(entry)
  for (const old of own.filter(e => isOutdated(e, entry))) {
    const details = { actor: systemActor, at, reason: 'Источник изменил сведения', supersededBy: entry.id }
    plan.transitions.push(transition(old, applyTransition(old, 'supersede', details)))
  }
}

/** Whether the source says something that no entry says yet. */
function isNews(entry: Entry, own: readonly Entry[]): boolean {
  const last = own
    .filter(e => e.origin.type === 'completion')
    .sort((a, b) => revisionOf(b) - revisionOf(a))[0]
  return !last || wasWithdrawn(last) || !saysTheSame(last, entry)
}

const revisionOf = (entry: Entry): number => (entry.origin.type === 'completion' ? entry.origin.revision : 0)

const wasWithdrawn = (entry: Entry): boolean =>
  entry.status === 'revoked' && entry.history.at(-1)?.by === systemActor.personId

const saysTheSame = (a: Entry, b: Entry): boolean =>
  a.hours === b.hours && a.date === b.date && a.document === b.document && a.moduleId === b.moduleId

/** A person decided what stands in the book: the source only flags it. */
const isSettled = (entry: Entry): boolean =>
  entry.status === 'confirmed' ||
  (entry.origin.type === 'correction' && (entry.status === 'imported' || entry.status === 'rejected'))

const isOutdated = (old: Entry, entry: Entry): boolean =>
  old.id !== entry.id &&
  old.origin.type === 'completion' &&
  revisionOf(old) < revisionOf(entry) &&
  (old.status === 'imported' || old.status === 'rejected')

function differences(head: Entry, said: Said, seenAt: string): Differs {
  if (said.state === 'withdrawn') return [{ field: 'state', was: said.was, now: said.now, seenAt }]
  const found: Differs = []
  if (head.hours !== said.hours) {
    found.push({ field: 'hours', was: formatHours(head.hours), now: formatHours(said.hours), seenAt })
  }
  if (head.date !== said.date) found.push({ field: 'date', was: head.date, now: said.date, seenAt })
  return found
}

function flag(plan: EntryPlan, head: Entry, differs: Differs): void {
  if (text(differs) !== text(head.differs ?? [])) plan.differs.push({ id: head.id, differs })
}

const text = (differs: Differs): string => differs.map(d => `${d.field} ${d.now}`).join('\n')

/** Withdrawn by us, not by a word of the source. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  [ABSENT]: 'Отметки о завершении больше нет в источнике',
  [UNLINKED]: 'Связь учётной записи со слушателем отменена',
}

/** The source took the mark back before anybody confirmed it. */
function withdraw(entry: Entry, said: { now: string }, at: string): Entry {
  const reason = OWN_WORDS[said.now] ?? `Источник снял отметку о завершении: «${said.now}»`
  return applyTransition(entry, 'revoke', { actor: systemActor, at, reason })
}
