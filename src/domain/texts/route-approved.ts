/** «Маршрут не утверждён: ждёт …»: whom a route waits for, and what follows from it. */
import type { Requirement } from '../books/progress.ts'
import type { Participant } from '../regulations/data.ts'
import type { RequirementText } from './catalogue.ts'

const RU: Readonly<Record<Participant, string>> = {
  learner: 'слушателя',
  curator: 'куратора',
  mentor: 'наставника',
  head: 'руководителя организации',
  methodist: 'методиста',
  municipality: 'муниципальный орган',
  provider: 'организацию, которая учит',
  tutor: 'тьютора',
  association: 'методическое объединение',
  council: 'методический совет',
  group: 'группу разработчиков',
  institute: 'институт',
  department: 'региональный орган',
}

const EN: Readonly<Record<Participant, string>> = {
  learner: 'the learner',
  curator: 'the curator',
  mentor: 'the mentor',
  head: 'the head of the organisation',
  methodist: 'the methodist',
  municipality: 'the municipality',
  provider: 'the provider',
  tutor: 'the tutor',
  association: 'the teachers’ association',
  council: 'the methodical council',
  group: 'the working group',
  institute: 'the institute',
  department: 'the regional department',
}

const rolesOf = ({ facts }: Requirement): Participant[] =>
  (facts?.waitsFor?.split(' ') ?? []) as Participant[]

/** @param base words where nothing is known of the route, or where its day does not fit */
function withRoles(
  base: RequirementText,
  {
    roles,
    or,
    waits,
    decided,
  }: {
    roles: Readonly<Record<Participant, string>>
    or: string
    waits(who: string): string
    /** What to do where the learner has sent it. */
    decided: string
  },
): RequirementText {
  return {
    ...base,
    unmet: requirement => {
      const awaited = rolesOf(requirement)
      return awaited.length > 0 ? waits(awaited.map(role => roles[role]).join(or)) : base.unmet(requirement)
    },
    remedy: requirement => {
      const awaited = rolesOf(requirement)
      return awaited.length === 0 || awaited.includes('learner') ? base.remedy(requirement) : decided
    },
  }
}

export const routeApprovedRu = (base: RequirementText): RequirementText =>
  withRoles(base, {
    roles: RU,
    or: ' или ',
    waits: who => `Маршрут не утверждён: ждёт ${who}`,
    decided: 'Дождитесь решения или напомните о маршруте.',
  })

export const routeApprovedEn = (base: RequirementText): RequirementText =>
  withRoles(base, {
    roles: EN,
    or: ' or ',
    waits: who => `Route not approved: waiting for ${who}`,
    decided: 'Wait for the decision, or remind them of the route.',
  })
