/** What a regulation says, rule by rule in words, each with its clause (пункт). */

import type { Named, Participant, RouteStep } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import { formatDayOfYear } from '#domain/texts/dates'
import type { Span } from '#domain/time/calendar'
import type { View } from '../../view.ts'

interface RuleWords {
  text: string
  clause: string
}
type Part = (view: View, regulation: Regulation) => readonly (RuleWords | false | undefined)[]

/** In the order in which somebody meets them: taking part, the plan, the entries, the total, the end. */
export function rulesOf(view: View, regulation: Regulation): RuleWords[] {
  return [taking, planning, staging, entering, totalling, ending]
    .flatMap(part => part(view, regulation))
    .filter(rule => rule !== undefined && rule !== false)
}

export function spanWords({ t }: View, { years, months }: Span): string {
  const { programmes } = t
  return [years > 0 && programmes.years(years), months > 0 && programmes.months(months)]
    .filter(Boolean)
    .join(' ')
}

const listOf = ({ lang }: View, named: readonly Named[]) => named.map(({ title }) => title[lang]).join(', ')

/** Roles as the regulation calls them, else as the pages do. */
const rolesOf = ({ lang, say }: View, { roles }: Regulation, of: readonly Participant[]) =>
  of.map(role => roles.find(each => each.role === role)?.title[lang] ?? say.role(role)).join(' / ')

const taking: Part = (view, { study, learners, enrolment }) => {
  const { rules } = view.t
  const papers = enrolment?.documents.map(
    ({ title, ifNeeded }) => title[view.lang] + (ifNeeded ? ` (${rules.ifNeeded})` : ''),
  )
  return [
    study && {
      text: rules.study(
        study.voluntary ? rules.voluntary : rules.mandatory,
        study.modes.map(mode => rules.modes[mode]).join(', '),
      ),
      clause: study.clause,
    },
    learners && { text: rules.learners(listOf(view, learners.categories)), clause: learners.clause },
    learners?.staffOnly && { text: rules.staffOnly, clause: learners.clause },
    enrolment && { text: rules.enrolment(papers?.join(', ') ?? ''), clause: enrolment.clause },
  ]
}

function chainOf(view: View, regulation: Regulation, steps: readonly RouteStep[]): string {
  const { rules, routes } = view.t
  return steps
    .map(({ does, by, optional }) => {
      const step = `${routes.does[does].toLowerCase()} ${rolesOf(view, regulation, by)}`
      return optional ? `${step} (${rules.optional})` : step
    })
    .join(' → ')
}

const planning: Part = (view, regulation) => {
  const { rules } = view.t
  const { route, plan, hourBudget, afterCourse, yearlyList: list } = regulation
  const day = (text: string) => formatDayOfYear(text, view.lang)
  const chain = (steps: readonly RouteStep[]) => chainOf(view, regulation, steps)
  return [
    route && {
      text: route.first.length > 0 ? rules.route(chain(route.first)) : rules.freeRoute,
      clause: route.clause,
    },
    route && route.change.length > 0 && { text: rules.change(chain(route.change)), clause: route.clause },
    plan?.moveFree && { text: rules.moveFree, clause: plan.clause },
    plan?.themesFree && { text: rules.themesFree, clause: plan.clause },
    plan?.severalDays && { text: rules.severalDays, clause: plan.clause },
    hourBudget && {
      text: rules.hourBudget(hourBudget.kinds.map(kind => rules.hourKinds[kind]).join(', ')),
      clause: hourBudget.clause,
    },
    afterCourse && {
      text: rules.ownCourse(
        afterCourse.ownProviders.map(name => `«${name}»`).join(', '),
        rules.next[afterCourse.own],
      ),
      clause: afterCourse.clause,
    },
    afterCourse && { text: rules.otherCourse(rules.next[afterCourse.other]), clause: afterCourse.clause },
    list && { text: rules.list(list.decidedBy[view.lang]), clause: list.clause },
    list?.proposalsBy !== undefined && { text: rules.proposals(day(list.proposalsBy)), clause: list.clause },
    list?.publishedBy !== undefined && { text: rules.published(day(list.publishedBy)), clause: list.clause },
  ]
}

const staging: Part = (view, { stages, controls, papers }) => {
  const { rules } = view.t
  const fields = (of: NonNullable<typeof stages>['needs']) =>
    of.map(each => rules.stageFields[each]).join(', ')
  return [
    stages && { text: rules.stages(fields(stages.needs)), clause: stages.clause },
    stages && stages.may.length > 0 && { text: rules.stagesMay(fields(stages.may)), clause: stages.clause },
    controls[0] && { text: rules.controls(listOf(view, controls)), clause: controls[0].clause },
    papers && { text: rules.papers(listOf(view, papers.documents)), clause: papers.clause },
  ]
}

const entering: Part = (view, regulation) => {
  const { rules } = view.t
  const { moduleList, entryDocument, selfEducation, confirmation } = regulation
  const kinds = entryDocument && [
    ...entryDocument.kinds.map(kind => kind[view.lang]),
    ...(entryDocument.others ? [rules.others] : []),
  ]
  const roles = (of: readonly Participant[]) => rolesOf(view, regulation, of)
  return [
    moduleList.directionOnly && { text: rules.module, clause: moduleList.clause },
    entryDocument && { text: rules.document(kinds?.join(', ') ?? ''), clause: entryDocument.clause },
    selfEducation && {
      text: rules.selfEducation(roles(selfEducation.hoursSetBy)),
      clause: selfEducation.clause,
    },
    selfEducation &&
      selfEducation.papers.length > 0 && {
        text: rules.selfPapers(listOf(view, selfEducation.papers)),
        clause: selfEducation.clause,
      },
    { text: rules.confirmed(roles(confirmation.by)), clause: confirmation.clause },
    confirmation.decidedBy !== undefined && {
      text: rules.decidedBy(roles([confirmation.decidedBy])),
      clause: confirmation.clause,
    },
    { text: confirmation.allowPartial ? rules.partly : rules.wholly, clause: confirmation.clause },
  ]
}

const totalling: Part = (view, regulation) => {
  const { say, t } = view
  const { rule } = t.programmes
  const { totalHours, moduleSize, invariantShare, kindCaps, repeats, sharedModules } = regulation
  return [
    totalHours && { text: rule.total(say.hours(totalHours.hours)), clause: totalHours.clause },
    moduleSize && {
      text: rule.size(say.hours(moduleSize.min), say.hours(moduleSize.max)),
      clause: moduleSize.clause,
    },
    invariantShare && {
      text: rule.share(String(invariantShare.maxBasisPoints / 100)),
      clause: invariantShare.clause,
    },
    ...kindCaps.map(({ kind, hours, clause }) => ({
      text: rule.cap(say.kind(kind), say.hours(hours)),
      clause,
    })),
    repeats.onceUnlessRepeatable && { text: t.rules.once, clause: repeats.clause },
    { text: t.rules[sharedModules.policy], clause: sharedModules.clause },
  ]
}

const ending: Part = (view, regulation) => {
  const { rules, programmes } = view.t
  const { rule } = programmes
  const { term, document, book } = regulation
  return [
    term && {
      text: rule.term(
        term.min ? rule.from(spanWords(view, term.min)) : '',
        term.max ? rule.until(spanWords(view, term.max)) : '',
      ),
      clause: term.clause,
    },
    { text: rule.document(document.title[view.lang]), clause: document.clause },
    book &&
      book.openTo.length > 0 && {
        text: rules.openTo(rolesOf(view, regulation, book.openTo)),
        clause: book.clause,
      },
    book?.duplicateFromDocuments && {
      text: rules.duplicate,
      clause: book.duplicateClause ?? book.clause,
    },
  ]
}
