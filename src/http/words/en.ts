/** English words of the pages, key for key with `ru.ts`. */

import { acts } from './en/acts.ts'
import { admin } from './en/admin.ts'
import { api } from './en/api.ts'
import { book } from './en/book.ts'
import { common } from './en/common.ts'
import { conflict } from './en/conflict.ts'
import { connect } from './en/connect.ts'
import { courses } from './en/courses.ts'
import { data } from './en/data.ts'
import { diagnosis } from './en/diagnosis.ts'
import { documents } from './en/documents.ts'
import { draft } from './en/draft.ts'
import { duplicate } from './en/duplicate.ts'
import { enrol } from './en/enrol.ts'
import { errors } from './en/errors.ts'
import { forms } from './en/forms.ts'
import { issue } from './en/issue.ts'
import { learners } from './en/learners.ts'
import { matching } from './en/matching.ts'
import { merges } from './en/merges.ts'
import { modules } from './en/modules.ts'
import { nav } from './en/nav.ts'
import { people } from './en/people.ts'
import { platforms } from './en/platforms.ts'
import { programmes } from './en/programmes.ts'
import { proof } from './en/proof.ts'
import { queue } from './en/queue.ts'
import { records } from './en/records.ts'
import { register } from './en/register.ts'
import { regulations } from './en/regulations.ts'
import { reports } from './en/reports.ts'
import { routes } from './en/routes.ts'
import { rules } from './en/rules.ts'
import { runs } from './en/runs.ts'
import { schedule } from './en/schedule.ts'
import { share } from './en/share.ts'
import { sources } from './en/sources.ts'
import { templates } from './en/templates.ts'
import { tokens } from './en/tokens.ts'
import { verify } from './en/verify.ts'
import { webhooks } from './en/webhooks.ts'
import { writing } from './en/writing.ts'
import type { Words } from './ru.ts'

export const en: Words = {
  ...common,
  nav,
  book,
  proof,
  writing,
  duplicate,
  acts,
  records,
  schedule,
  share,
  queue,
  learners,
  enrol,
  matching,
  issue,
  register,
  regulations,
  reports,
  routes,
  modules,
  people,
  merges,
  tokens,
  verify,
  admin,
  rules,
  runs,
  sources,
  programmes,
  connect,
  courses,
  platforms,
  diagnosis,
  forms,
  templates,
  draft,
  conflict,
  webhooks,
  documents,
  data,
  errors,
  api,
}
