import type { Requirement } from '../books/progress.ts'
import type { Catalogue, RequirementText } from './catalogue.ts'
import { formatDateLong } from './dates.ts'
import { factHours } from './numbers.ts'
import { routeApprovedEn } from './route-approved.ts'

const bare = (text: string) => factHours(text, 'en')
const date = (text: string) => formatDateLong(text, 'en')
const quoted = (titles = '') =>
  titles
    .split('\n')
    .filter(Boolean)
    .map(title => `“${title}”`)
const titles = ({ facts }: Requirement) => quoted(facts?.missing)

/** See the Russian one. */
function lacking(requirement: Requirement): string {
  const awaiting = quoted(requirement.facts?.awaitingTitles)
  const rest = titles(requirement).filter(title => !awaiting.includes(title))
  return [
    rest.length > 0 && `Missing ${rest.join(', ')}`,
    awaiting.length > 0 && `Awaiting the curator: ${awaiting.join(', ')}`,
  ]
    .filter(Boolean)
    .join('. ')
}

/** Steps that somebody records with a date. */
function recorded(done: string, none: string, remedy: string): RequirementText {
  return {
    met: ({ has }) => `${done}: ${date(has)}`,
    unmet: ({ facts }) =>
      facts?.wrongDay
        ? `${done}: ${date(facts.wrongDay)} does not fit, the limit is ${date(facts.limit ?? '')}`
        : none,
    missing: () => done.toLowerCase(),
    remedy: () => remedy,
  }
}

function part(done: string, none: string, remedy: string): RequirementText {
  return {
    met: ({ has }) => `${done}: ${has}`,
    unmet: ({ asks, has }) => (has === '0' ? none : `${done}: ${has} of ${asks}`),
    missing: () => done.toLowerCase(),
    remedy: () => remedy,
  }
}

const totalHours: RequirementText = {
  met: ({ asks, has }) => `${bare(has)} of ${bare(asks)} h earned`,
  unmet: ({ asks, facts }) =>
    asks === '0.00'
      ? 'The programme has neither hours nor modules yet'
      : `${bare(facts?.missing ?? '0')} h short of ${bare(asks)}`,
  missing: ({ facts }) => `${bare(facts?.missing ?? '0')} h`,
  remedy: ({ facts }) =>
    facts?.waitsOnly
      ? 'Wait for the confirmation: the hours will suffice.'
      : 'Choose modules from the list of the programme.',
}

const invariantModules: RequirementText = {
  met: ({ asks, has }) => `Mandatory modules: ${has} of ${asks}`,
  unmet: requirement =>
    requirement.facts?.inProgramme === '0'
      ? 'The programme has no mandatory module at all'
      : `Mandatory modules: ${requirement.has} of ${requirement.asks}. ${lacking(requirement)}`,
  missing: requirement => {
    const one = Number(requirement.asks) - Number(requirement.has) === 1
    return [`mandatory ${one ? 'module' : 'modules'}`, titles(requirement).join(', ')]
      .filter(Boolean)
      .join(' ')
  },
  remedy: ({ facts }) => {
    if (facts?.waitsOnly) return 'All is done: wait for the confirmation.'
    return facts?.inProgramme === '0'
      ? 'Ask the curator to name the mandatory modules of the programme.'
      : 'Take the mandatory modules: hours alone do not suffice.'
  },
}

const termMin: RequirementText = {
  met: ({ asks, facts }) =>
    facts?.allowedBy
      ? `Can be issued before ${date(asks)}: ${facts.why} (${facts.allowedBy})`
      : `Can be issued from ${date(asks)}`,
  unmet: ({ asks }) => `Can be issued from ${date(asks)}`,
  missing: ({ asks }) => `time (it can be issued from ${date(asks)})`,
  remedy: () => 'Wait for that day; earlier only by a decision of the programme with a reason.',
}

const termMax: RequirementText = {
  met: ({ asks, facts }) =>
    facts?.ended ? `Mastered in time; the term ended on ${date(asks)}` : `The term runs until ${date(asks)}`,
  unmet: ({ asks }) => `The term ended on ${date(asks)}`,
  missing: ({ asks }) => `time (the term ended on ${date(asks)})`,
  remedy: () => 'Write to your curator: the hours stay in the book, a new enrolment starts a new term.',
}

const enrolmentDocuments: RequirementText = {
  met: () => 'The enrolment documents are complete',
  unmet: ({ facts }) =>
    facts?.missingEn
      ? `Enrolment documents: missing ${facts.missingEn}`
      : `The enrolment documents are not complete. Needed: ${facts?.documentsEn ?? 'see the regulation'}`,
  missing: () => 'enrolment documents',
  remedy: () => 'Hand the documents to your curator.',
}

const invariantShare = ({ asks, has }: Requirement) => `Invariant ${has} %, limit ${asks} %`

const ofStages = recorded('Stage reports', 'Missing stage report', 'Hand in the stage report.')
const stageReports: RequirementText = {
  ...ofStages,
  unmet: one => (one.facts?.n ? `Missing stage report ${one.facts.n}` : ofStages.unmet(one)),
}

export const requirementsEn: Catalogue['requirements'] = {
  'total-hours': totalHours,
  'invariant-modules': invariantModules,
  'invariant-share': {
    met: invariantShare,
    unmet: invariantShare,
    missing: () => 'elective modules',
    remedy: ({ facts }) =>
      facts?.base === 'planned'
        ? 'Ask to add elective modules to the study programme.'
        : 'Add elective modules.',
  },
  'theory-part': part('Theory part', 'No theory part', 'Take a study course.'),
  'practice-part': part('Practice part', 'No practice part', 'Take part in an event.'),
  internship: {
    ...part('Internship', 'No internship at an approved site', 'Arrange an internship with your curator.'),
    unmet: ({ facts }) =>
      `No internship at an approved site${facts?.elsewhere ? ` (done at: ${facts.elsewhere})` : ''}`,
  },
  'term-min': termMin,
  'term-max': termMax,
  'enrolment-documents': enrolmentDocuments,
  'project-defence': recorded('Project defence', 'No project defence', 'Agree on a day with your curator.'),
  'diagnosis-before': recorded(
    'Diagnosis before',
    'No diagnosis before the programme',
    'Ask your curator for a diagnosis.',
  ),
  'diagnosis-after': recorded(
    'Diagnosis after',
    'No diagnosis after the programme',
    'Ask your curator for a diagnosis.',
  ),
  'route-approved': routeApprovedEn(
    recorded('Route approved', 'Route not approved', 'Send the route for agreement.'),
  ),
  'stage-reports': stageReports,
  'final-report': recorded('Final report', 'Missing final report', 'Hand in the final report.'),
  'learner-category': recorded(
    'Category of the teacher',
    'Category of the teacher not recorded',
    'Ask your curator to record it with the order that shows you are staff.',
  ),
  presentation: recorded(
    'Presentation',
    'Missing presentation',
    'Present your experience and tell your curator the date.',
  ),
  'issue-order': recorded('Order to issue', 'No order to issue', 'The organisation issues the order.'),
}
