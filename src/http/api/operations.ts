/** Every operation of the API, in the order of its description. */
import type { Operation } from './operation.ts'
import { acts } from './operations/acts.ts'
import { appointments } from './operations/appointments.ts'
import { batches } from './operations/batches.ts'
import { books } from './operations/books.ts'
import { certificates } from './operations/certificates.ts'
import { credentials } from './operations/credentials.ts'
import { entries } from './operations/entries.ts'
import { federalRegister } from './operations/federal-register.ts'
import { forms } from './operations/forms.ts'
import { merges } from './operations/merges.ts'
import { programmes } from './operations/programmes.ts'
import { proofs } from './operations/proofs.ts'
import { records } from './operations/records.ts'
import { register } from './operations/register.ts'
import { regulations } from './operations/regulations.ts'
import { reports } from './operations/reports.ts'
import { routes } from './operations/routes.ts'
import { runs } from './operations/runs.ts'
import { shares } from './operations/shares.ts'
import { templates } from './operations/templates.ts'
import { webhooks } from './operations/webhooks.ts'
import { writing } from './operations/writing.ts'

export const OPERATIONS: readonly Operation[] = [
  ...books,
  ...forms,
  ...entries,
  ...proofs,
  ...acts,
  ...records,
  ...shares,
  ...writing,
  ...programmes,
  ...regulations,
  ...routes,
  ...appointments,
  ...merges,
  ...certificates,
  ...batches,
  ...register,
  ...federalRegister,
  ...templates,
  ...credentials,
  ...reports,
  ...runs,
  ...webhooks,
]
