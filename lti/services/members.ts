import { isObject, textOf } from '../launch/claims.ts'
import { definedOnly } from '../launch/names.ts'

/** Somebody in a context (участник курса). @see NRPS 2.0 §2.2 */
export interface Member {
  userId: string
  status: 'Active' | 'Inactive' | 'Deleted'
  /** As the platform names them: full URIs or short (Moodle). */
  roles: string[]
  name?: string
  givenName?: string
  familyName?: string
  middleName?: string
  email?: string
  /** Id in the registry of the institution, e.g. a personnel number. */
  sourcedId?: string
}

/**
 * Members of a container, those without a user id left out.
 *
 * @param container JSON of all pages, `members` joined
 * @see NRPS 2.0 §2.2, §2.3: `status` is Active when it is absent
 */
export function parseMembers(container: Readonly<Record<string, unknown>>): Member[] {
  const members = Array.isArray(container.members) ? container.members : []
  return members.filter(isObject).flatMap(member => {
    const userId = textOf(member.user_id, 255)
    return userId === undefined ? [] : [parseMember(userId, member)]
  })
}

function parseMember(userId: string, member: Record<string, unknown>): Member {
  const { status, roles } = member
  return {
    userId,
    status: status === 'Inactive' || status === 'Deleted' ? status : 'Active',
    roles: Array.isArray(roles) ? roles.filter(role => typeof role === 'string') : [],
    ...definedOnly({
      name: textOf(member.name, 255),
      givenName: textOf(member.given_name, 255),
      familyName: textOf(member.family_name, 255),
      middleName: textOf(member.middle_name, 255),
      email: textOf(member.email, 320),
      sourcedId: textOf(member.lis_person_sourcedid, 255),
    }),
  }
}
