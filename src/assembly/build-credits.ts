/** Credit books and what comes of them: routes, documents, reports, certificates, consents. */
import { createHash } from 'node:crypto'
import { readConsentFiles } from '#config/consents'
import { readFederalForm } from '#config/frdo'
import { createAppointments } from '#credits/appointments/appointments'
import { createConsents } from '#credits/consents/consents'
import { createCredentials } from '#credits/credentials/credentials'
import { createCredits } from '#credits/credits'
import type { CreditsDeps } from '#credits/deps'
import { createForms } from '#credits/forms/forms'
import { createIssuing } from '#credits/issue/issuing'
import { createKeeping } from '#credits/keeping/keeping'
import { createMerging } from '#credits/merging/merging'
import { createPersonalData } from '#credits/personal-data/personal-data'
import { createFederalRegister } from '#credits/register/federal-register'
import { createRegulations } from '#credits/regulations/regulations'
import { createReports } from '#credits/reports/reports'
import { createRoutes } from '#credits/routes/routes'
import { createStatements } from '#credits/statements/statements'
import { createTemplates } from '#credits/templates/templates'
import { credentialForms } from '#documents/credentials/forms'
import { writeFederalRegister } from '#documents/federal-register-xlsx'
import { checkImage } from '#documents/images/check-image'
import { createRenderer } from '#documents/renderer'
import { parseConsentTexts } from '#domain/consent'
import { parseFederalForm } from '#domain/federal/form'
import { createSecretBox } from '#store/secret-box'
import type { Application } from '../application.ts'
import type { Ground } from './ground.ts'

export type CreditParts = Pick<
  Application,
  | 'credits'
  | 'issuing'
  | 'statements'
  | 'keeping'
  | 'routes'
  | 'appointments'
  | 'reports'
  | 'ownRegulations'
  | 'forms'
  | 'templates'
  | 'renderer'
  | 'federal'
  | 'credentials'
  | 'consents'
  | 'personalData'
  | 'merging'
>

export function buildCredits(ground: Ground): CreditParts {
  // fonts and drawing are loaded by the first document: a command needs neither
  const renderer = createRenderer()
  const deps: CreditsDeps = {
    ...ground,
    render: (snapshot, images) => renderer.certificate(snapshot, images),
  }
  const credits = createCredits(deps)
  const keeping = createKeeping({ ...deps, bytesFor: ground.bytesFor })
  const routes = createRoutes({ ...ground, recompute: books => credits.recompute([...books]) })
  return {
    credits,
    routes,
    renderer,
    issuing: createIssuing({ ...deps, issueCertificate: credits.issueCertificate }),
    statements: createStatements(deps),
    keeping,
    appointments: createAppointments(ground),
    reports: createReports(ground),
    ownRegulations: createRegulations({ ...deps, regulations: ground.regulations }),
    forms: createForms({
      ...ground,
      readBooks: credits.readBooks,
      readRoute: (...asked) => routes.read(...asked),
      readRecords: (...asked) => keeping.records.list(...asked),
    }),
    templates: createTemplates({
      ...ground,
      checkImage,
      hash: bytes => createHash('sha256').update(bytes).digest('hex'),
      tryOut: (snapshot, images) => renderer.tryOut(snapshot, images),
    }),
    federal: createFederalRegister({
      ...ground,
      form: parseFederalForm(readFederalForm()),
      write: writeFederalRegister,
    }),
    credentials: createCredentials({
      ...ground,
      secrets: createSecretBox(ground.config.secretKey, 'issuer-keys'),
      forms: credentialForms,
    }),
    consents: createConsents({
      ...ground,
      texts: readConsentFiles().map(({ name, text }) => parseConsentTexts(name, text)),
    }),
    personalData: createPersonalData(ground),
    merging: createMerging({ ...ground, recompute: books => credits.recompute(books) }),
  }
}
