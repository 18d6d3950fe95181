/** Names and roles (LTI NRPS 2.0): active enrolments only, short role names, no differences. */
import type { Person } from '../people.ts'
import type { Reply } from '../reply.ts'
import { activeMembers } from '../ws/enrolments.ts'
import { membershipsUrl, personClaims } from './claims.ts'
import type { Call, Platform } from './platform.ts'
import { MEMBERSHIP } from './scopes.ts'
import { paged, serviceError, serviceReply } from './service-reply.ts'
import type { Tool } from './tools.ts'

export function membershipsPage(
  platform: Platform,
  call: Call,
  courseId: number,
  typeId: number,
  now: number,
): Reply {
  const tool = platform.tokens.tool(call.header('authorization'), [MEMBERSHIP], now)
  if (tool?.typeId !== typeId) return serviceError(call, 401)
  const course = platform.population.course(courseId)
  if (!course) return serviceError(call, 404)
  const url = membershipsUrl(platform, tool, courseId)
  const role = call.query.get('role')
  const people = activeMembers(platform.site, courseId).filter(one => !role || role.endsWith(roleName(one)))
  const { rows, headers } = paged(people, url, call.query)
  const context = { id: String(courseId), label: course.shortname, title: course.fullname }
  const members = rows.map(person => member(tool, person))
  return serviceReply({ id: url, context, members }, 'lti-nrps.v2.membershipcontainer', 200, headers)
}

const roleName = (person: Person): string => (person.role === 'learner' ? 'Learner' : 'Instructor')

const member = (tool: Tool, person: Person): object => ({
  status: 'Active',
  roles: [roleName(person)],
  user_id: String(person.id),
  lis_person_sourcedid: person.idnumber,
  ...personClaims(tool, person),
  ext_user_username: person.username,
})
