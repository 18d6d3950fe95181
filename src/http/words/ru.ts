/** Russian words of the pages; reasons, requirements, statuses and remarks stand in `src/domain/texts`. */

import { acts } from './ru/acts.ts'
import { admin } from './ru/admin.ts'
import { api } from './ru/api.ts'
import { book } from './ru/book.ts'
import { common } from './ru/common.ts'
import { conflict } from './ru/conflict.ts'
import { connect } from './ru/connect.ts'
import { courses } from './ru/courses.ts'
import { data } from './ru/data.ts'
import { diagnosis } from './ru/diagnosis.ts'
import { documents } from './ru/documents.ts'
import { draft } from './ru/draft.ts'
import { duplicate } from './ru/duplicate.ts'
import { enrol } from './ru/enrol.ts'
import { errors } from './ru/errors.ts'
import { forms } from './ru/forms.ts'
import { issue } from './ru/issue.ts'
import { learners } from './ru/learners.ts'
import { matching } from './ru/matching.ts'
import { merges } from './ru/merges.ts'
import { modules } from './ru/modules.ts'
import { nav } from './ru/nav.ts'
import { people } from './ru/people.ts'
import { platforms } from './ru/platforms.ts'
import { programmes } from './ru/programmes.ts'
import { proof } from './ru/proof.ts'
import { queue } from './ru/queue.ts'
import { records } from './ru/records.ts'
import { register } from './ru/register.ts'
import { regulations } from './ru/regulations.ts'
import { reports } from './ru/reports.ts'
import { routes } from './ru/routes.ts'
import { rules } from './ru/rules.ts'
import { runs } from './ru/runs.ts'
import { schedule } from './ru/schedule.ts'
import { share } from './ru/share.ts'
import { sources } from './ru/sources.ts'
import { templates } from './ru/templates.ts'
import { tokens } from './ru/tokens.ts'
import { verify } from './ru/verify.ts'
import { webhooks } from './ru/webhooks.ts'
import { writing } from './ru/writing.ts'

export const ru = {
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

export type Words = typeof ru
