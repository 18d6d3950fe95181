/** English words of the pages, key for key with `ru.ts`. */

import { admin } from './en/admin.ts'
import { api } from './en/api.ts'
import { book } from './en/book.ts'
import { common } from './en/common.ts'
import { diagnosis } from './en/diagnosis.ts'
import { errors } from './en/errors.ts'
import { issue } from './en/issue.ts'
import { learners } from './en/learners.ts'
import { matching } from './en/matching.ts'
import { nav } from './en/nav.ts'
import { queue } from './en/queue.ts'
import { register } from './en/register.ts'
import { reports } from './en/reports.ts'
import { verify } from './en/verify.ts'
import type { Words } from './ru.ts'

export const en: Words = {
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
