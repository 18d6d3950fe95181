/** What speaks against a merge, and where the two records say different things. */
import type { Entry } from '#domain/entries/entry'
import { signingStep } from '#domain/entries/signature'
import type { Stores } from '#store/ports/index'
import type { Person } from '#store/ports/people'
import { personView } from '../books/views.ts'
import type { MergeConflict, MergePreview, MergeRefusal } from './contract.ts'
import type { MergeDeps, Pair, Side } from './load.ts'

const MOST_TOKENS = 200

export async function weigh({ stores, now }: MergeDeps, pair: Pair): Promise<MergePreview> {
  const { kept, absorbed, shared, programmes } = pair
  const [ofKept, ofAbsorbed, certified, tokens, routed] = await Promise.all([
    entriesOf(stores, kept),
    entriesOf(stores, absorbed),
    certifiedAmong(stores, pair),
    stores.tokens.list({ personIds: [absorbed.person.id], limit: MOST_TOKENS }),
    routedAmong(stores, pair),
  ])
  const isLive = tokens.some(token => !token.revokedAt && token.expiresAt > now().toISOString())
  const refusals: (MergeRefusal | false)[] = [
    kept.person.id === absorbed.person.id && 'same-record',
    Boolean(kept.person.mergedInto ?? absorbed.person.mergedInto) && 'absorbed-already',
    differ(kept.person.snils, absorbed.person.snils) && 'snils-differ',
    ...certified,
    (isSignedBy(ofAbsorbed, kept) || isSignedBy(ofKept, absorbed)) && 'signed-for-each-other',
    isLive && 'live-tokens',
  ]
  const { accounts, ...moves } = countsOf(pair)
  return {
    kept: personView(kept.person),
    absorbed: personView(absorbed.person),
    refusals: refusals.filter(refusal => refusal !== false),
    conflicts: [
      ...personConflicts(kept.person, absorbed.person),
      ...bookConflicts(pair, routed),
      ...moduleConflicts(pair, ofKept, ofAbsorbed),
    ],
    moves: { accounts, ...moves },
    joined: shared.map(
      ({ enrolment }) => programmes.get(enrolment.programmeId)?.title ?? enrolment.programmeId,
    ),
  }
}

function countsOf({ absorbed, holdings }: Pair): MergePreview['moves'] {
  const counts = Object.entries(holdings).map(([name, list]) => [name, list.length])
  return { accounts: absorbed.person.identities.length, ...Object.fromEntries(counts) }
}

const entriesOf = ({ entries }: Stores, { enrolments }: Side): Promise<Entry[]> =>
  enrolments.length === 0 ? Promise.resolve([]) : entries.ofBooks(enrolments)

/** One programme, one document: the book that has one is the one that stays. */
async function certifiedAmong({ certificates }: Stores, { shared }: Pair): Promise<MergeRefusal[]> {
  const ids = shared.flatMap(({ enrolment, into }) => [enrolment.id, into.id])
  if (ids.length === 0) return []
  const held = await certificates.byEnrolments(ids)
  const with_ = shared.filter(({ enrolment }) => held.has(enrolment.id))
  if (with_.length === 0) return []
  return [with_.some(({ into }) => held.has(into.id)) ? 'both-certified' : 'certificate-of-absorbed']
}

/** Enrolments that are set aside and have a route: it waits with them. */
async function routedAmong({ routes }: Stores, { shared }: Pair): Promise<Set<string>> {
  const found = await routes.byEnrolments(shared.map(({ enrolment }) => enrolment.id))
  return new Set(found.flatMap(({ subject }) => (subject.type === 'learner' ? [subject.enrolmentId] : [])))
}

/** Nobody signs in their own book, and one merge does not make it so. */
const isSignedBy = (entries: readonly Entry[], { person }: Side): boolean =>
  entries.some(entry => entry.status === 'confirmed' && signingStep(entry)?.by === person.id)

const differ = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b

const FIELDS = [
  'familyName',
  'givenName',
  'patronymic',
  'email',
  'organisation',
  'snils',
  'personalNumber',
] as const

function personConflicts(kept: Person, absorbed: Person): MergeConflict[] {
  return FIELDS.flatMap(field => {
    const [ours, theirs] = [kept[field] ?? '', absorbed[field] ?? '']
    return theirs === '' || ours === theirs ? [] : [{ field, kept: ours, absorbed: theirs }]
  })
}

function bookConflicts({ shared, programmes }: Pair, routed: ReadonlySet<string>): MergeConflict[] {
  return shared.flatMap(({ enrolment, into }) => {
    const about = programmes.get(enrolment.programmeId)?.title ?? enrolment.programmeId
    const days = { about, kept: into.enrolledOn, absorbed: enrolment.enrolledOn }
    const facts = Object.keys(enrolment.facts).filter(name => !(name in into.facts))
    return [
      ...(into.enrolledOn === enrolment.enrolledOn ? [] : [{ field: 'enrolledOn' as const, ...days }]),
      ...(facts.length > 0 ? [{ field: 'facts' as const, about, kept: '', absorbed: facts.join(', ') }] : []),
      ...(routed.has(enrolment.id) ? [{ field: 'route' as const, about, kept: '', absorbed: '' }] : []),
    ]
  })
}

/** A module confirmed in both books counts once from then on. */
function moduleConflicts(
  { programmes }: Pair,
  ours: readonly Entry[],
  theirs: readonly Entry[],
): MergeConflict[] {
  const confirmed = ours.filter(({ status }) => status === 'confirmed')
  return theirs.flatMap(entry => {
    const other = confirmed.find(
      each => each.programmeId === entry.programmeId && each.moduleId === entry.moduleId,
    )
    if (entry.status !== 'confirmed' || !other) return []
    const module = programmes.get(entry.programmeId)?.modules.find(({ id }) => id === entry.moduleId)
    return [{ field: 'module', about: module?.title ?? entry.title, kept: other.date, absorbed: entry.date }]
  })
}
