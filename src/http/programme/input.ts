/** From the form of a programme to what is saved, or to what does not hold, field by field. Pure. */
import { createHash } from 'node:crypto'
import type { NewProgramme } from '#credits/contract'
import type { ProgrammeDecisions } from '#domain/books/book'
import { definedOnly } from '#domain/defined'
import { type Hours, parseHours } from '#domain/hours'
import { MODULE_FORMS, MODULE_KINDS, MODULE_PARTS, type ModuleKind } from '#domain/kinds'
import type { StoredModule, StoredProgramme } from '#store/ports/people'
import { hoursText } from '../input.ts'
import type { Words } from '../words/ru.ts'
import type { ModuleDraft, ProgrammeDraft } from './draft.ts'

const isBlank = ({ key, id, title, hours }: ModuleDraft): boolean => !key && !id && !title && !hours
const isHours = (typed: string): boolean => hoursText.safeParse(typed).success
const isDays = (typed: string): boolean => /^[1-9]\d{0,2}$/.test(typed)
const isYear = (typed: string): boolean => /^(19|20|21)\d\d$/.test(typed)

/** What was typed and cannot be read, by field. */
export function faultsOfDraft({ programmes }: Words, draft: ProgrammeDraft): Record<string, string> {
  const { title, issuer, city, provider, earlyBy, earlyReason, totalHours } = draft
  const faults: [string, string | false][] = [
    ['title', !title && programmes.nameMissing],
    ['issuer', !issuer && programmes.issuerMissing],
    ['city', !city && programmes.cityMissing],
    ['provider', !provider && programmes.providerMissing],
    ...draft.modules.flatMap((module, i) => moduleFaults(programmes, module, i)),
    ...Object.entries(draft.caps).map(([kind, hours]): [string, string | false] => [
      `cap-${kind}`,
      hours !== '' && !isHours(hours) && programmes.hoursUnclear,
    ]),
    ['totalHours', totalHours !== '' && !isHours(totalHours) && programmes.hoursUnclear],
    ...(['answerDays', 'issueDays'] as const).map((field): [string, string | false] => [
      field,
      draft[field] !== '' && !isDays(draft[field]) && programmes.daysUnclear,
    ]),
    ['earlyBy', earlyBy === '' && earlyReason !== '' && programmes.earlyBoth],
    ['earlyReason', earlyReason === '' && earlyBy !== '' && programmes.earlyBoth],
  ]
  return Object.fromEntries(faults.filter((fault): fault is [string, string] => fault[1] !== false))
}

function moduleFaults(
  words: Words['programmes'],
  module: ModuleDraft,
  i: number,
): [string, string | false][] {
  if (isBlank(module)) return []
  const { title, hours, listYear } = module
  return [
    [`title-${i}`, !title && words.titleWrong],
    [`hours-${i}`, !isHours(hours) && words.hoursWrong(title)],
    [`listYear-${i}`, listYear !== '' && !isYear(listYear) && words.yearWrong(title)],
  ]
}

/** The modules that stay, each with its place in the form. */
export const keptModules = ({ modules, drop }: ProgrammeDraft): [place: number, module: ModuleDraft][] =>
  [...modules.entries()].filter(
    ([, module]) => !isBlank(module) && !(module.key && drop.includes(module.key)),
  )

/** A draft without faults as it is saved; what no form shows stays as it was. */
export function inputOfDraft(draft: ProgrammeDraft, there: StoredProgramme | null): NewProgramme {
  const { title, regulation, provider, issuer: name, city, signatory, secretary, deployments } = draft
  const { version: _, changed: __, createdAt: ___, decisions: ____, ...rest } = there ?? {}
  const decisions = decisionsOf(draft)
  return {
    ...rest,
    ...{ id: there?.id ?? draft.id, title, regulation, provider, deployments },
    issuer: { name, city, signatory, secretary },
    contexts: linesOf(draft.contexts, ','),
    modules: modulesOf(draft, there),
    ...(Object.keys(decisions).length > 0 && { decisions }),
    basedOn: draft.basedOn,
  }
}

const linesOf = (typed: string, separator: string): string[] =>
  typed
    .split(separator)
    .map(each => each.trim())
    .filter(Boolean)

function decisionsOf(draft: ProgrammeDraft) {
  const { caps, totalHours, earlyBy, earlyReason, approvedSites, answerDays, issueDays } = draft
  const kindCaps = Object.fromEntries(
    Object.entries(caps).flatMap(([kind, hours]) => (hours === '' ? [] : [[kind, hoursOf(hours)]])),
  ) as Partial<Record<ModuleKind, Hours>>
  const sites = linesOf(approvedSites, '\n')
  return definedOnly<Partial<Record<keyof ProgrammeDecisions, unknown>>>({
    kindCaps: Object.keys(kindCaps).length > 0 ? kindCaps : undefined,
    totalHours: totalHours === '' ? undefined : hoursOf(totalHours),
    allowEarlyIssue: earlyBy && earlyReason ? { by: earlyBy, reason: earlyReason } : undefined,
    approvedSites: sites.length > 0 ? sites : undefined,
    answerDays: answerDays === '' ? undefined : Number(answerDays),
    issueDays: issueDays === '' ? undefined : Number(issueDays),
  }) as ProgrammeDecisions
}

const hoursOf = (typed: string): Hours => parseHours(typed.replace(',', '.'))

/** A module with what the form changed; a new one without an id gets one that is free. */
function modulesOf(draft: ProgrammeDraft, there: StoredProgramme | null): StoredModule[] {
  const kept = keptModules(draft).map(([, module]) => module)
  const taken = new Set([...(there?.modules ?? []), ...kept].map(({ id }) => id))
  return kept.map(module => {
    const source = there?.modules.find(({ id }) => id === module.key)?.source
    const id = module.id || freeId(taken)
    return moduleOf({ ...module, id }, draft.unlink.includes(module.key) ? undefined : source)
  })
}

const moduleOf = (module: ModuleDraft, source: StoredModule['source']): StoredModule =>
  definedOnly({
    id: module.id,
    title: module.title,
    kind: MODULE_KINDS.find(kind => kind === module.kind) ?? MODULE_KINDS[0],
    part: MODULE_PARTS.find(part => part === module.part) ?? MODULE_PARTS[1],
    hours: hoursOf(module.hours),
    form: MODULE_FORMS.find(form => form === module.form),
    repeatable: flagOf(module.repeatable),
    study: flagOf(module.study),
    provider: module.provider || undefined,
    listYear: module.listYear ? Number(module.listYear) : undefined,
    source,
  })

const flagOf = (typed: string): boolean | undefined => (typed === '' ? undefined : typed === 'yes')

function freeId(taken: Set<string>): string {
  let n = 1
  while (taken.has(`M${n}`)) n++
  taken.add(`M${n}`)
  return `M${n}`
}

/** By which a save is known to be what was previewed. */
export const digestOf = (input: NewProgramme): string =>
  createHash('sha256').update(JSON.stringify(input)).digest('base64url')
