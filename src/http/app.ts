import express, { type Express, Router } from 'express'
import { apiRoutes } from './api/api.ts'
import { apiDocsRoutes } from './api/docs.ts'
import type { AppDeps } from './deps.ts'
import { PageNotFoundError } from './errors.ts'
import { createMetrics } from './metrics.ts'
import { findCounts } from './middleware/counts.ts'
import { refuseCrossSite } from './middleware/csrf.ts'
import { findDuties } from './middleware/duties.ts'
import { mapErrors } from './middleware/errors.ts'
import { DEFAULT_LIMITS, limitRate } from './middleware/rate-limits.ts'
import { requestId } from './middleware/request-id.ts'
import { requestLog } from './middleware/request-log.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { tokenRoutes } from './routes/api/tokens.ts'
import { webhookRoutes } from './routes/api/webhooks.ts'
import { assetRoutes } from './routes/assets.ts'
import { bookRoutes } from './routes/book/book.ts'
import { dataRoutes } from './routes/book/data.ts'
import { documentRoutes } from './routes/book/documents.ts'
import { sharedBookRoutes, shareRoutes } from './routes/book/shares.ts'
import type { RouteContext } from './routes/context.ts'
import { draftRoutes, offerDraft, takeUpDraft } from './routes/drafts.ts'
import { healthRoutes } from './routes/health.ts'
import { issueRoutes } from './routes/issue/issue.ts'
import { issueBatchRoutes } from './routes/issue/issue-batches.ts'
import { statementRoutes } from './routes/issue/statements.ts'
import { templateRoutes } from './routes/issue/templates.ts'
import { connectRoutes } from './routes/lms/connect.ts'
import { courseRoutes } from './routes/lms/courses.ts'
import { diagnosisRoutes } from './routes/lms/diagnosis.ts'
import { platformRoutes } from './routes/lms/platforms.ts'
import { actRoutes } from './routes/papers/acts.ts'
import { duplicateRoutes } from './routes/papers/duplicates.ts'
import { formRoutes } from './routes/papers/forms.ts'
import { proofRoutes } from './routes/papers/proofs.ts'
import { recordRoutes } from './routes/papers/records.ts'
import { enrolRoutes } from './routes/people/enrol.ts'
import { inviteRoutes } from './routes/people/invite.ts'
import { mergeRoutes } from './routes/people/merges.ts'
import { peopleRoutes } from './routes/people/people.ts'
import { programmeRoutes } from './routes/programme/programmes.ts'
import { regulationRoutes } from './routes/programme/regulations.ts'
import { writingRoutes } from './routes/programme/writing.ts'
import { decideRoutes } from './routes/queue/decide.ts'
import { queueRoutes } from './routes/queue/queue.ts'
import { credentialRoutes } from './routes/register/credentials.ts'
import { registerRoutes } from './routes/register/register.ts'
import { federalRoutes } from './routes/register/register-federal.ts'
import { verifyRoutes } from './routes/register/verify.ts'
import { organisationRoutes } from './routes/reports/organisations.ts'
import { reportRoutes } from './routes/reports/reports.ts'
import { routeActions } from './routes/route/route-actions.ts'
import { routeItems } from './routes/route/route-items.ts'
import { routeModules } from './routes/route/route-modules.ts'
import { routeTexts } from './routes/route/route-texts.ts'
import { routePages } from './routes/route/routes.ts'
import { openTab, sessionRoutes } from './routes/session.ts'
import { adminRoutes } from './routes/sources/admin.ts'
import { matchingRoutes } from './routes/sources/matching.ts'
import { runRoutes } from './routes/sources/runs.ts'
import { sourceRoutes } from './routes/sources/sources.ts'
import { acceptToken } from './session/bearer.ts'
import { type CurrentSession, currentOf, requireSession } from './session/require-session.ts'
import { sessionPath } from './session/session-path.ts'
import { sealTicket } from './session/tab-ticket.ts'

const FORM_BYTES = '512kb'
/** A bulk action names each of up to 2,000 entries. */
const FORM_FIELDS = 5000

/**
 * The whole web side on express 5: pages, API, verification, health. Everything is refused without a session but what
 * `publicRoutes` names; every unsafe request must come from our own pages, but LTI's.
 */
export function createApp(deps: AppDeps): Express {
  const app = express()
  const context = buildContext(deps)
  const metrics = createMetrics()
  const limits = { ...DEFAULT_LIMITS, ...deps.config.limits }
  app.disable('x-powered-by')
  app.set('trust proxy', deps.config.trustProxy ?? 0)
  app.set('query parser', 'simple')
  app.use(requestId(deps.randomBytes), sessionPath, requestLog(deps.log, metrics))
  const frameOrigins = deps.config.frameOrigins ?? []
  app.use(securityHeaders(deps.platforms, deps.now, { isHttps: context.isHttps, also: frameOrigins }))
  app.use('/lti', limitRate('launch', limits.launch), deps.ltiRouter)
  app.use(refuseCrossSite(deps.config.publicUrl))
  app.use(['/verify', '/share'], limitRate('verify', limits.verify))
  app.use(express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: FORM_FIELDS }))
  app.use(['/credentials', '/issuers'], limitRate('verify', limits.verify))
  if (deps.credentials) app.use(credentialRoutes({ credentials: deps.credentials }))
  app.use(publicRoutes(context, metrics))
  app.use('/api/v1', acceptToken(deps.tokens))
  app.use(
    requireSession({
      ...{ sessions: deps.sessions, drafts: deps.drafts, isHttps: context.isHttps },
      ...{ frameOrigins, now: deps.now },
    }),
  )
  app.use(
    '/api/v1',
    limitRate('api', limits.api, (_req, res) => currentOf(res).session.tokenHash),
    apiRoutes(context),
  )
  app.use(findDuties(deps), findCounts(deps))
  app.use(pageRoutes(context))
  app.use(() => {
    throw new PageNotFoundError('no such page')
  })
  app.use(mapErrors(context.viewDeps, deps.log, metrics))
  return app
}

function buildContext(deps: AppDeps): RouteContext {
  const { config, now, randomBytes, ticketKey } = deps
  const ticketFor = ({ session }: CurrentSession) =>
    sealTicket(session.tokenHash, ticketKey, now(), randomBytes(12))
  return { ...deps, isHttps: config.publicUrl.startsWith('https:'), viewDeps: { config, now, ticketFor } }
}

/** What needs no session. */
function publicRoutes(context: RouteContext, metrics: ReturnType<typeof createMetrics>): Router {
  const router = Router()
  router.use('/assets', assetRoutes())
  router.use(healthRoutes(context, metrics))
  router.use(verifyRoutes(context))
  router.use(sharedBookRoutes(context))
  router.use(apiDocsRoutes(context))
  router.post('/session/tab', openTab(context))
  return router
}

function pageRoutes(context: RouteContext): Router {
  const router = Router()
  router.use(offerDraft(context), takeUpDraft(context))
  router.use(sessionRoutes(context))
  router.use(draftRoutes(context))
  router.use(templateRoutes(context))
  router.use(statementRoutes(context))
  router.use(issueBatchRoutes(context))
  router.use(issueRoutes(context))
  router.use(federalRoutes(context))
  router.use(registerRoutes(context))
  router.use(formRoutes(context))
  router.use(proofRoutes(context))
  router.use(shareRoutes(context))
  router.use(recordRoutes(context))
  router.use(writingRoutes(context))
  router.use(duplicateRoutes(context))
  router.use(actRoutes(context))
  router.use(bookRoutes(context))
  router.use(queueRoutes(context))
  router.use(decideRoutes(context))
  router.use(sourceRoutes(context))
  router.use(enrolRoutes(context))
  router.use(programmeRoutes(context))
  router.use(regulationRoutes(context))
  router.use(tokenRoutes(context))
  router.use(adminRoutes(context))
  router.use(runRoutes(context))
  router.use(matchingRoutes(context))
  router.use(platformRoutes(context))
  router.use(connectRoutes(context))
  router.use(courseRoutes(context))
  router.use(diagnosisRoutes(context))
  router.use(webhookRoutes(context))
  router.use(documentRoutes(context))
  router.use(dataRoutes(context))
  router.use(reportRoutes(context))
  router.use(organisationRoutes(context))
  router.use(mergeRoutes(context))
  router.use(inviteRoutes(context))
  router.use(peopleRoutes(context))
  router.use(routePages(context))
  router.use(routeModules(context))
  router.use(routeItems(context))
  router.use(routeTexts(context))
  router.use(routeActions(context))
  return router
}
