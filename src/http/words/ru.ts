/** Russian words of the pages; reasons, requirements, statuses and remarks stand in `src/domain/texts`. */

import { admin } from './ru/admin.ts'
import { api } from './ru/api.ts'
import { book } from './ru/book.ts'
import { common } from './ru/common.ts'
import { diagnosis } from './ru/diagnosis.ts'
import { errors } from './ru/errors.ts'
import { issue } from './ru/issue.ts'
import { learners } from './ru/learners.ts'
import { matching } from './ru/matching.ts'
import { nav } from './ru/nav.ts'
import { queue } from './ru/queue.ts'
import { register } from './ru/register.ts'
import { reports } from './ru/reports.ts'
import { verify } from './ru/verify.ts'

export const ru = {
  ...common,
  nav,
  book,
  queue,
  learners,
  matching,
  issue,
  register,
  reports,
  verify,
  admin,
  diagnosis,
  errors,
  api,
}

export type Words = typeof ru
