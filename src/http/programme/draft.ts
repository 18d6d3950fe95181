/** The form of a programme as it was typed or filled in: anything that fields can hold. */
import { z } from 'zod'
import { formatHours, type Hours } from '#domain/hours'
import { MODULE_KINDS, MODULE_PARTS } from '#domain/kinds'
import type { StoredModule, StoredProgramme } from '#store/ports/people'
import { idsSchema } from '../input.ts'

/** A module as it was typed; `key`: the id of the one that it changes, empty: a new one. */
export interface ModuleDraft {
  key: string
  id: string
  title: string
  kind: string
  part: string
  hours: string
  form: string
  /** `yes`, `no`, or empty: as the regulation says. */
  repeatable: string
  study: string
  provider: string
  listYear: string
  /** Course of the source, empty for a module that lives in none. */
  source: string
}

export interface ProgrammeDraft {
  id: string
  title: string
  regulation: string
  provider: string
  issuer: string
  city: string
  signatory: string
  secretary: string
  contexts: string
  deployments: string[]
  modules: ModuleDraft[]
  /** Most hours by kind, as typed. */
  caps: Record<string, string>
  totalHours: string
  earlyBy: string
  earlyReason: string
  approvedSites: string
  /** Whole days, as typed. */
  answerDays: string
  issueDays: string
  /** Keys of modules that leave their course, or the programme. */
  unlink: string[]
  drop: string[]
  /** Version that the form was filled from; 0: a new programme. */
  basedOn: number
}

export const blankModule: ModuleDraft = {
  ...{ key: '', id: '', title: '', kind: MODULE_KINDS[0], part: MODULE_PARTS[1], hours: '' },
  ...{ form: '', repeatable: '', study: '', provider: '', listYear: '', source: '' },
}

export const blankProgramme = (regulation: string, deployments: string[]): ProgrammeDraft => ({
  ...{ id: '', title: '', regulation, provider: '', issuer: '', city: '', signatory: '', secretary: '' },
  ...{ contexts: '', deployments, modules: [blankModule], caps: {}, totalHours: '', earlyBy: '' },
  ...{ earlyReason: '', approvedSites: '', unlink: [], drop: [], basedOn: 0 },
  ...{ answerDays: '', issueDays: '' },
})

const typedHours = (hours: Hours): string => formatHours(hours).replace(/\.?0+$/, '')
const typedFlag = (flag: boolean | undefined): string => (flag === undefined ? '' : flag ? 'yes' : 'no')

export function draftOfProgramme(programme: StoredProgramme): ProgrammeDraft {
  const { id, title, regulation, provider, issuer, contexts = [], deployments, decisions = {} } = programme
  const { kindCaps = {}, totalHours, allowEarlyIssue, approvedSites = [], answerDays, issueDays } = decisions
  return {
    ...{ id, title, regulation, provider, deployments, unlink: [], drop: [] },
    ...{ issuer: issuer.name, city: issuer.city, signatory: issuer.signatory, secretary: issuer.secretary },
    contexts: contexts.join(', '),
    modules: [...programme.modules.map(moduleDraft), blankModule],
    caps: Object.fromEntries(Object.entries(kindCaps).map(([kind, hours]) => [kind, typedHours(hours)])),
    totalHours: totalHours === undefined ? '' : typedHours(totalHours),
    earlyBy: allowEarlyIssue?.by ?? '',
    earlyReason: allowEarlyIssue?.reason ?? '',
    approvedSites: approvedSites.join('\n'),
    answerDays: String(answerDays ?? ''),
    issueDays: String(issueDays ?? ''),
    basedOn: programme.version ?? 1,
  }
}

const moduleDraft = (module: StoredModule): ModuleDraft => ({
  ...{ key: module.id, id: module.id, title: module.title, kind: module.kind, part: module.part },
  ...{ hours: typedHours(module.hours), form: module.form ?? '', provider: module.provider ?? '' },
  ...{ repeatable: typedFlag(module.repeatable), study: typedFlag(module.study) },
  listYear: module.listYear?.toString() ?? '',
  source: module.source?.courseId ?? '',
})

const text = (longest: number) => z.string().trim().max(longest).catch('')
/** A form sends one value or several under one name. */
const texts = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(1000)])
  .optional()
  .transform(value => (value === undefined ? [] : [value].flat().map(each => each.trim())))

export const programmeForm = z.object({
  ...{ id: text(60), title: text(300), regulation: text(60), provider: text(300), issuer: text(500) },
  ...{ city: text(200), signatory: text(300), secretary: text(300), contexts: text(2000) },
  ...{ totalHours: text(20), earlyBy: text(300), earlyReason: text(500), approvedSites: text(5000) },
  ...{ answerDays: text(20), issueDays: text(20) },
  ...{ module: texts, moduleId: texts, moduleTitle: texts, hours: texts, kind: texts, part: texts },
  ...{ form: texts, repeatable: texts, study: texts, moduleProvider: texts, listYear: texts },
  ...{ capKind: texts, capHours: texts, deployment: idsSchema, unlink: idsSchema, drop: idsSchema },
  basedOn: z.coerce.number().int().min(0).catch(0),
  do: z.enum(['save', 'add']).catch('save'),
  /** Digest of what was previewed last. */
  previewed: text(64),
})
type Sent = z.infer<typeof programmeForm>

export function draftOfForm(sent: Sent, there: StoredProgramme | null): ProgrammeDraft {
  const known = new Map(there?.modules.map(module => [module.id, module]))
  const { id, title, provider, issuer, city, signatory, secretary, contexts } = sent
  const { totalHours, earlyBy, earlyReason, approvedSites, answerDays, issueDays } = sent
  const { unlink, drop, basedOn } = sent
  return {
    ...{ id, title, provider, issuer, city, signatory, secretary, contexts, unlink, drop, basedOn },
    ...{ totalHours, earlyBy, earlyReason, approvedSites, answerDays, issueDays },
    deployments: sent.deployment,
    regulation: there?.regulation ?? sent.regulation,
    modules: sent.module.map((key, i) => sentModule(sent, i, known.get(key))),
    caps: Object.fromEntries(sent.capKind.map((kind, i) => [kind, sent.capHours[i] ?? ''])),
  }
}

function sentModule(sent: Sent, i: number, there: StoredModule | undefined): ModuleDraft {
  const at = (list: string[], otherwise = ''): string => list[i] ?? otherwise
  return {
    key: there?.id ?? '',
    id: there?.id ?? at(sent.moduleId),
    title: at(sent.moduleTitle),
    kind: at(sent.kind, blankModule.kind),
    part: at(sent.part, blankModule.part),
    hours: at(sent.hours),
    form: at(sent.form),
    repeatable: at(sent.repeatable),
    study: at(sent.study),
    provider: at(sent.moduleProvider),
    listYear: at(sent.listYear),
    source: there?.source?.courseId ?? '',
  }
}
