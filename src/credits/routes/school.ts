/** Learners for whom a school's plan holds: those enrolled in its programme who work there. */
import { organisationKey } from '#domain/reports/organisation'
import type { Enrolment } from '#store/ports/people'
import type { RoutesDeps } from './deps.ts'

const PAGE = 500

export async function enrolmentsOfSchool(
  { stores }: Pick<RoutesDeps, 'stores'>,
  { organisation, programmeId }: { organisation: string; programmeId: string },
): Promise<Enrolment[]> {
  const found: Enrolment[] = []
  let after: string | undefined
  do {
    const page = await stores.enrolments.listByProgramme({
      programmeIds: [programmeId],
      ...(after !== undefined && { after }),
      limit: PAGE,
    })
    const people = await stores.people.byIds(page.map(each => each.learnerId))
    found.push(...page.filter(each => isAt(people.get(each.learnerId)?.organisation, organisation)))
    after = page.length < PAGE ? undefined : page.at(-1)?.id
  } while (after !== undefined)
  return found
}

export const isAt = (organisation: string | undefined, school: string): boolean =>
  organisation !== undefined && organisationKey(organisation) === organisationKey(school)
