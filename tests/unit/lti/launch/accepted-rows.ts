import { CLAIM } from '#lti/launch/claims'
import { INSTRUCTOR, LEARNER } from '../support/platform.ts'

const noPii = { given_name: undefined, family_name: undefined, name: undefined, email: undefined }
const unknown = 'http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper'

/** Conformance guide 6.1.2 (instructor, V1–V9) and 6.1.3 (student, V10–V18). */
const rowsOf = (
  first: number,
  role: string,
  short: string,
  ours: string,
): [string, string, object, string[]][] => [
  ['plain', `V${first}`, { [CLAIM.roles]: [role] }, [ours]],
  ['several roles', `V${first + 1}`, { [CLAIM.roles]: [role, `${role}X`, unknown] }, [ours]],
  ['a short role', `V${first + 2}`, { [CLAIM.roles]: [short] }, ['learner']],
  ['an unknown role', `V${first + 3}`, { [CLAIM.roles]: [unknown] }, ['learner']],
  ['one empty role', `V${first + 4}`, { [CLAIM.roles]: [''] }, ['learner']],
  ['e-mail only', `V${first + 5}`, { [CLAIM.roles]: [role], ...noPii, email: 'a@b.example' }, [ours]],
  ['names only', `V${first + 6}`, { [CLAIM.roles]: [role], email: undefined }, [ours]],
  ['nothing personal', `V${first + 7}`, { [CLAIM.roles]: [role], ...noPii }, [ours]],
  ['no context', `V${first + 8}`, { [CLAIM.roles]: [role], [CLAIM.context]: undefined }, [ours]],
]

/** What is sent, its row in the guide, the change of sound claims, and the roles that we take it for. */
export const ACCEPTED = [
  ...rowsOf(1, INSTRUCTOR, 'Instructor', 'curator'),
  ...rowsOf(10, LEARNER, 'Learner', 'learner'),
]
