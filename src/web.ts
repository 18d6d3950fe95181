/** The web part: pages, API and launches on one port. */
import { hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createCourseLinks } from '#administration/course-links'
import type { Config } from '#config/config'
import { connectorOf } from '#connectors/registry'
import { createOwnDocuments } from '#credits/own-documents/own-documents'
import { createApp } from '#http/app'
import type { Readiness } from '#http/deps'
import { createDrafts } from '#http/session/drafts'
import { issueSession } from '#http/session/issue-session'
import { createLaunchRecorder } from '#lti/events/recorder'
import { createKeyCache } from '#lti/keys/key-cache'
import { createLtiRouter } from '#lti/router'
import type { StoreConnection } from '#store/connect'
import { createSecretBox } from '#store/secret-box'
import { listChoices } from './adapters/list-choices.ts'
import { createWelcome } from './adapters/welcome.ts'
import type { Application } from './application.ts'

type WebDeps = Omit<Application, 'storeKind' | 'startWeb' | 'startWorker' | 'close'> & { now(): Date }

/** @throws with code EADDRINUSE if the port is taken */
export async function startWeb(deps: WebDeps, options: { isDemo?: boolean }): Promise<Server> {
  const { config, publicUrl, stores, log, now } = deps
  const recorder = createLaunchRecorder({ events: stores.launchEvents, now, newId: randomUUID, log })
  const ltiRouter = createLtiRouter({
    platforms: stores.platforms,
    attempts: stores.launchAttempts,
    keys: createKeyCache({ allowPrivateAddresses: config.allowPrivateAddresses, now }),
    library: deps.library,
    publicUrl,
    now,
    randomBytes,
    onLaunch: createWelcome({
      people: stores.people,
      openSession: issueSession({ sessions: stores.sessions, config: { publicUrl }, now, randomBytes }),
      rememberGrant: launch =>
        void deps.grades.rememberGrant(launch).catch(() => log.warn({}, 'a grant was not remembered')),
      now,
    }),
    log,
    selection: {
      listChoices: listChoices({ programmes: stores.programmes, regulations: deps.regulations }),
      ...createSecretBox(config.secretKey, 'lti-selection'),
    },
    registration: {
      invitations: stores.invitations,
      create: platform => stores.platforms.create(platform),
      prepare: async platform => void (await deps.library.register(platform)),
      allowPrivateAddresses: config.allowPrivateAddresses,
      newId: randomUUID,
    },
    events: recorder,
    frameOrigins: config.frameOrigins,
  })
  const app = createApp({
    credits: deps.credits,
    issuing: deps.issuing,
    tokens: deps.tokens,
    federal: deps.federal,
    credentials: deps.credentials,
    templates: deps.templates,
    statements: deps.statements,
    forms: { ...deps.forms, draw: form => deps.renderer.form(form) },
    reports: deps.reports,
    keeping: deps.keeping,
    appointments: deps.appointments,
    routes: deps.routes,
    courseLinks: createCourseLinks({ connections: stores.connections, connectorOf, now }),
    sessions: stores.sessions,
    drafts: createDrafts({
      drafts: stores.drafts,
      sessions: stores.sessions,
      box: createSecretBox(config.secretKey, 'form-drafts'),
      now,
      newId: randomUUID,
    }),
    people: stores.people,
    platforms: stores.platforms,
    admin: deps.runs,
    lms: {
      platforms: deps.platforms,
      grades: deps.grades,
      rosters: deps.rosters,
      launches: stores.launchEvents,
    },
    matching: deps.matching,
    setup: deps.setup,
    evidence: deps.evidence,
    regulations: deps.regulations,
    ownRegulations: deps.ownRegulations,
    webhooks: deps.webhooks,
    consents: deps.consents,
    personalData: deps.personalData,
    merging: deps.merging,
    ownDocuments: createOwnDocuments({ stores, credentials: deps.credentials }),
    ltiRouter,
    config: {
      publicUrl,
      timeZone: config.timeZone,
      version: packageVersion(),
      trustProxy: config.trustProxy,
      frameOrigins: config.frameOrigins,
      limits: { launch: config.launchRequestsPerMinute },
      isDemo: options.isDemo ?? false,
    },
    now,
    randomBytes,
    ticketKey: new Uint8Array(hkdfSync('sha256', config.secretKey, '', 'zachetka v1 session tickets', 32)),
    log,
    ready: () => readiness(deps.database),
  })
  const server = await listen(app, config)
  server.once('close', () => void recorder.flush().catch(() => {}))
  return server
}

function listen(app: ReturnType<typeof createApp>, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(config.port, config.host, error => (error ? reject(error) : resolve(server)))
  })
}

async function readiness({ connection }: StoreConnection): Promise<Readiness> {
  try {
    await connection.db?.admin().ping()
    return { ready: true, checks: [{ name: 'store', ok: true }] }
  } catch {
    return { ready: false, checks: [{ name: 'store', ok: false, detail: 'the store does not answer' }] }
  }
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return String(JSON.parse(text).version)
}
