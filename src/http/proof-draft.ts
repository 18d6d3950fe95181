/** The form of a paper proof: what was typed, and the claim that it makes. */
import { z } from 'zod'
import type { ProofFault, ProofForm } from '#credits/proofs/contract'
import type { Entry } from '#domain/entries/entry'
import type { PaperClaim } from '#domain/entries/paper-claim'
import { parseHours } from '#domain/hours'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import { decimalOf } from '#domain/texts/numbers'
import { hoursText, isoOf } from './input.ts'
import { OTHER_EVENT, type ProofDraft } from './pages/papers/proof.page.tsx'

/** Faults that only a form can have, and those of the claim. */
export type DraftFaults = readonly (ProofFault | 'module-missing' | 'hours-wrong')[]

const text = (length: number) => z.string().trim().max(length).catch('')

const schema = z.object({
  key: z.string().min(8).max(100).catch(''),
  kept: text(100),
  module: text(200),
  title: text(500),
  kind: text(60),
  form: text(60),
  hours: text(40),
  date: text(40).transform(isoOf),
  provider: text(300),
  documentKind: text(100),
  documentNumber: text(100),
  papers: z
    .union([z.string(), z.array(z.string())])
    .transform(value => [value].flat().slice(0, 20))
    .catch([]),
})

export type TypedDraft = z.infer<typeof schema>

export const readDraft = (fields: object): TypedDraft => schema.parse(fields)

export const emptyDraft = (key: string): ProofDraft => ({ ...schema.parse({}), key, scan: null })

/** What an entry says, typed already: it is mended and sent again, or to another book. */
export function draftOfEntry(entry: Entry, { programme, documentKinds }: ProofForm): Partial<ProofDraft> {
  const isListed = programme.modules.some(({ id }) => id === entry.moduleId)
  const [, documentKind = '', documentNumber = ''] = /^(.+?) № (.+)$/.exec(entry.document ?? '') ?? []
  return {
    module: isListed ? entry.moduleId : OTHER_EVENT,
    ...(!isListed && { title: entry.title, kind: entry.kind, hours: decimalOf(entry.hours, 'ru') }),
    form: entry.form,
    date: entry.date,
    provider: entry.provider,
    documentKind: documentKinds.some(({ ru }) => ru === documentKind) ? documentKind : '',
    documentNumber,
    papers: entry.papers ?? [],
  }
}

/** `module-missing`: nothing chosen at all. */
export function draftOfForm(draft: TypedDraft): { claim: PaperClaim; faults: DraftFaults } {
  const { module, title, hours, provider, documentKind, documentNumber, date, papers } = draft
  const kind = MODULE_KINDS.find(each => each === draft.kind)
  const form = MODULE_FORMS.find(each => each === draft.form)
  const isNumber = hoursText.safeParse(hours).success
  return {
    claim: {
      ...(module !== '' && module !== OTHER_EVENT && { moduleId: module }),
      ...(title && { title }),
      ...(kind && { kind }),
      ...(form && { form }),
      ...(isNumber && { hours: parseHours(hours) }),
      ...(date && { date }),
      ...(provider && { provider }),
      documentKind,
      documentNumber,
      papers,
    },
    faults: [
      ...(module === '' && title === '' ? (['module-missing'] as const) : []),
      ...(hours !== '' && !isNumber ? (['hours-wrong'] as const) : []),
    ],
  }
}
