/** The form of a group act: what was typed and ticked, and the act that it makes. */
import { z } from 'zod'
import type { ActFault, ActForm, ActInput } from '#credits/acts/contract'
import { matchRoster, parseRoster, type RosterMatch } from '#domain/acts/roster'
import { parseHours } from '#domain/hours'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import { hoursText, idsSchema } from './input.ts'
import { OTHER_EVENT } from './pages/papers/proof.page.tsx'

const text = (length: number) => z.string().trim().max(length).catch('')

const schema = z.object({
  programme: text(200),
  number: text(100),
  module: text(200),
  title: text(500),
  kind: text(60),
  form: text(60),
  hours: text(40),
  date: text(40),
  provider: text(300),
  document: text(300),
  there: idsSchema.catch([]),
  absent: idsSchema.catch([]),
  roster: text(100_000),
})
export type ActDraft = z.infer<typeof schema>

export type ActDraftFault = ActFault | 'module-missing' | 'hours-wrong'

export const readActDraft = (fields: unknown): ActDraft => schema.parse(fields ?? {})

export const emptyActDraft = (programme: string): ActDraft => ({ ...readActDraft({}), programme })

export interface ReadAct {
  input: ActInput
  faults: ActDraftFault[]
  /** Lines of the pasted list that mean nobody, or more than one. */
  strangers: (RosterMatch & { unknown: 'none' | 'several' })[]
}

/** A line of the pasted list speaks louder than a tick. */
export function actOfDraft(draft: ActDraft, form: ActForm): ReadAct {
  const matches = matchRoster(parseRoster(draft.roster), form.learners)
  const isNumber = hoursText.safeParse(draft.hours).success
  const faults: ActDraftFault[] = [
    ...(draft.module === '' && draft.title === '' ? (['module-missing'] as const) : []),
    ...(draft.hours !== '' && !isNumber ? (['hours-wrong'] as const) : []),
  ]
  return {
    input: {
      programmeId: draft.programme,
      number: draft.number,
      claim: claimOf(draft, isNumber),
      participants: participantsOf(draft, matches),
    },
    faults,
    strangers: matches.flatMap(match => ('unknown' in match ? [match] : [])),
  }
}

function claimOf(draft: ActDraft, isNumber: boolean): ActInput['claim'] {
  const { module, title, hours, date, provider, document } = draft
  const kind = MODULE_KINDS.find(each => each === draft.kind)
  const form = MODULE_FORMS.find(each => each === draft.form)
  const [, documentKind, documentNumber] = /^(.*?)\s*№\s*(.+)$/.exec(document) ?? []
  return {
    ...(module !== '' && module !== OTHER_EVENT && { moduleId: module }),
    ...(title && { title }),
    ...(kind && { kind }),
    ...(form && { form }),
    ...(isNumber && { hours: parseHours(hours) }),
    ...(date && { date }),
    ...(provider && { provider }),
    ...(document && { documentKind: documentKind || document, documentNumber: documentNumber ?? 'б/н' }),
  }
}

function participantsOf(draft: ActDraft, matches: readonly RosterMatch[]): ActInput['participants'] {
  const found = new Map<string, ActInput['participants'][number]>()
  for (const learnerId of draft.there) found.set(learnerId, { learnerId, absent: false })
  for (const learnerId of draft.absent) found.set(learnerId, { learnerId, absent: true })
  for (const match of matches) {
    if ('unknown' in match) continue
    const { id, absent, hours } = match
    found.set(id, { learnerId: id, absent, ...(hours !== undefined && { hours }) })
  }
  return [...found.values()]
}
