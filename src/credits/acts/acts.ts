import type { Actor } from '#domain/access/actor'
import { differencesOf } from '#domain/changes/meanwhile'
import { NotFoundError } from '#domain/errors'
import { formatHours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import type { GroupAct } from '#store/ports/acts'
import { todayOf } from '../books/load-books.ts'
import { recompute } from '../books/recompute.ts'
import { personOrId } from '../books/views.ts'
import type { CreditsDeps } from '../deps.ts'
import { sha256 } from '../sha256.ts'
import { loadRoles } from '../writing/roles.ts'
import { actAsWriter } from '../writing/seen-book.ts'
import type { Acts } from './contract.ts'
import { ActDiffersError, ActRefusedError } from './errors.ts'
import { attachScan, readActScan } from './scan.ts'
import { type Weighed, type WeighedRow, weigh } from './weigh.ts'
import { writable, writableOne } from './writable.ts'

const LISTED = 100
/** Learners offered to be ticked; beyond, a list is pasted. */
const OFFERED = 500

export function createActs(deps: CreditsDeps): Acts {
  return {
    programmes: async actor => (await writable(deps, actor)).map(({ id, title }) => ({ id, title })),
    list: list(deps),
    form: form(deps),
    preview: async (actor, input) => {
      const { rows, entries, hours, faults, line } = await weigh(
        deps,
        actor,
        await writableOne(deps, actor, input),
        input,
      )
      return { rows, entries, hours, faults, ...(line && { line }) }
    },
    post: post(deps),
    read: read(deps),
    attachScan: attachScan(deps, read(deps)),
    readScan: readActScan(deps),
  }
}

function list(deps: CreditsDeps): Acts['list'] {
  return async actor => {
    const ids = (await writable(deps, actor)).map(({ id }) => id)
    const acts = await deps.stores.acts.ofProgrammes(ids, LISTED)
    const seen = await Promise.all(acts.map(act => seenRows(deps, actor, act)))
    return acts.filter((_, i) => (seen[i]?.length ?? 0) > 0)
  }
}

/** Participants whose book the actor sees. */
async function seenRows(deps: CreditsDeps, actor: Actor, { participants, programmeId }: GroupAct) {
  const books = participants.map(({ learnerId }) => ({ learnerId, programmeId }))
  const roles = await loadRoles(deps, actor, books)
  return participants.filter(({ learnerId }) => roles.sees({ learnerId, programmeId }))
}

const collator = new Intl.Collator('ru')

function form(deps: CreditsDeps): Acts['form'] {
  const { enrolments, people } = deps.stores
  return async (actor, programmeId) => {
    const programme = await writableOne(deps, actor, { programmeId })
    const found = await enrolments.listByProgramme({ programmeIds: [programmeId], limit: OFFERED })
    const active = found.filter(
      ({ status, learnerId }) => status === 'active' && learnerId !== actor.personId,
    )
    const [roles, named] = await Promise.all([
      loadRoles(deps, actor, active),
      people.byIds(active.map(({ learnerId }) => learnerId)),
    ])
    const today = todayOf(deps)
    return {
      programme,
      regulation: deps.regulations.inForce(programme.regulation, today),
      today,
      learners: active
        .filter(enrolment => actAsWriter(actor, roles, enrolment, today) !== undefined)
        .map(({ learnerId }) => personOrId(named, learnerId))
        .sort((a, b) => collator.compare(`${a.familyName} ${a.givenName}`, `${b.familyName} ${b.givenName}`)),
    }
  }
}

/**
 * The act first, then its lines: after a crash between them the same act sent again writes what is missing, since the ids of
 * the lines are made of the act's.
 */
function post(deps: CreditsDeps): Acts['post'] {
  const { acts, entries } = deps.stores
  return async (actor, input) => {
    const weighed = await weigh(deps, actor, await writableOne(deps, actor, input), input)
    if (weighed.faults.length > 0 || !weighed.line) throw new ActRefusedError(weighed.faults)
    const act = actOf(input, weighed, deps.now().toISOString())
    if (!act.participants.some(({ absent }) => !absent)) throw new ActRefusedError(['nobody'])
    const there = await acts.create(act)
    if (there.digest !== act.digest) throw differs(there, act)
    const lines = weighed.rows.flatMap(({ entry, outcome }) => (entry && outcome !== 'posted' ? [entry] : []))
    await entries.insertNew(lines)
    await recompute(deps)(lines)
    return there
  }
}

function differs(there: GroupAct, act: GroupAct): ActDiffersError {
  const { number, id, by, byName, at } = there
  const meanwhile = { by, byName, at, differences: differencesOf(said(act), said(there)) }
  return new ActDiffersError('another act has this number', { number, id }, { meanwhile })
}

const said = ({ title, date, hours, provider, document }: GroupAct) => ({
  ...{ title, date, provider, document },
  hours: formatHours(hours),
})

const KEPT: readonly WeighedRow['outcome'][] = ['new', 'twin', 'outside-term', 'posted', 'absent']

function actOf(
  { programmeId, number }: { programmeId: string; number: string },
  { id, line, rows, acting }: Weighed,
  at: string,
): GroupAct {
  if (!line) throw new ActRefusedError([])
  const { module, title, kind, form, hours, date, provider, document } = line
  const said = { title, kind, form, hours, date, provider, document }
  const participants = participantsOf(rows)
  return {
    id,
    programmeId,
    number: number.trim(),
    ...said,
    ...(module && { moduleId: module.id }),
    participants,
    digest: digestOf({ ...said, moduleId: module?.id ?? null }, participants),
    by: acting.actor.personId,
    byName: acting.actor.name,
    byRole: acting.role ?? acting.actor.roles[0] ?? 'system',
    at,
  }
}

/** In one order, however they were typed. */
function participantsOf(rows: readonly WeighedRow[]): GroupAct['participants'] {
  return rows
    .filter(({ outcome }) => KEPT.includes(outcome))
    .map(({ learner, learnerId, outcome, hours, entry }) => ({
      learnerId,
      name: fullName(learner),
      absent: outcome === 'absent',
      hours,
      ...(entry && { entryId: entry.id }),
    }))
    .sort((a, b) => (a.learnerId < b.learnerId ? -1 : 1))
}

/** Of what the act says and of whom: two acts with one number are the same if this is. */
function digestOf(
  {
    title,
    moduleId,
    kind,
    form,
    hours,
    date,
    provider,
    document,
  }: Pick<GroupAct, 'title' | 'kind' | 'form' | 'hours' | 'date' | 'provider' | 'document'> & {
    moduleId: string | null
  },
  participants: GroupAct['participants'],
): string {
  // the order of the keys is part of the digest of acts that are kept
  const said = { title, moduleId, kind, form, hours, date, provider, document }
  const who = participants.map(({ learnerId, absent, hours: own }) => [learnerId, absent, own])
  return sha256(JSON.stringify([said, who]))
}

function read(deps: CreditsDeps): Acts['read'] {
  const { acts, entries, programmes } = deps.stores
  return async (actor, id) => {
    const act = await acts.byId(id)
    const seen = act ? await seenRows(deps, actor, act) : []
    if (!act || seen.length === 0) throw new NotFoundError('no such act')
    const [lines, programme] = await Promise.all([
      entries.byIds(seen.flatMap(({ entryId }) => entryId ?? [])),
      programmes.byId(act.programmeId),
    ])
    const statusOf = new Map(lines.map(entry => [entry.id, entry.status]))
    return {
      act,
      programme: { id: act.programmeId, title: programme?.title ?? act.programmeId },
      rows: seen
        .map(row => ({ ...row, status: (row.entryId && statusOf.get(row.entryId)) ?? null }))
        .sort((a, b) => collator.compare(a.name, b.name)),
    }
  }
}
