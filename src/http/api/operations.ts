/** Every operation of the API, in the order of its description. */
import type { Operation } from './operation.ts'
import { books } from './operations/books.ts'
import { certificates } from './operations/certificates.ts'
import { entries } from './operations/entries.ts'
import { forms } from './operations/forms.ts'
import { programmes } from './operations/programmes.ts'
import { reports } from './operations/reports.ts'
import { runs } from './operations/runs.ts'
import { webhooks } from './operations/webhooks.ts'

export const OPERATIONS: readonly Operation[] = [
  ...books,
  ...forms,
  ...entries,
  ...programmes,
  ...certificates,
  ...reports,
  ...runs,
  ...webhooks,
]
