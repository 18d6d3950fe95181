/** The web part: pages, API and launches on one port. */
import { hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { Router } from 'express'
import { createCourseLinks } from '#administration/course-links'
import type { Config } from '#config/config'
import { connectorOf } from '#connectors/registry'
import { createOwnDocuments } from '#credits/own-documents/own-documents'
import { createApp } from '#http/app'
import type { AppDeps, Readiness } from '#http/deps'
import { createDrafts } from '#http/session/drafts'
import { issueSession } from '#http/session/issue-session'
import { createLaunchRecorder, type LaunchRecorder } from '#lti/events/recorder'
import { createKeyCache } from '#lti/keys/key-cache'
import { createLtiRouter } from '#lti/router'
import type { StoreConnection } from '#store/connect'
import { createSecretBox } from '#store/secret-box'
import { listChoices } from './adapters/list-choices.ts'
import { createWelcome } from './adapters/welcome.ts'
import { workbookText } from './adapters/workbook-text.ts'
import type { Application } from './application.ts'

type WebDeps = Omit<Application, 'storeKind' | 'startWeb' | 'startWorker' | 'close'> & { now(): Date }

/** @throws with code EADDRINUSE if the port is taken */
export async function startWeb(deps: WebDeps, options: { isDemo?: boolean }): Promise<Server> {
  const { stores, log, now } = deps
  const recorder = createLaunchRecorder({ events: stores.launchEvents, now, newId: randomUUID, log })
  const app = createApp({
    ...appParts(deps),
    ltiRouter: ltiRouterWith(deps, recorder),
    config: { ...httpConfig(deps), isDemo: options.isDemo ?? false },
  })
  const server = await listen(app, deps.config)
  server.once('close', () => void recorder.flush().catch(() => {}))
  return server
}

function ltiRouterWith(deps: WebDeps, events: LaunchRecorder): Router {
  const { config, publicUrl, stores, log, now } = deps
  return createLtiRouter({
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
    events,
    frameOrigins: config.frameOrigins,
  })
}

function httpConfig({ config, publicUrl }: WebDeps): AppDeps['config'] {
  return {
    publicUrl,
    timeZone: config.timeZone,
    ...(config.verificationContact !== null && { contact: config.verificationContact }),
    version: packageVersion(),
    trustProxy: config.trustProxy,
    frameOrigins: config.frameOrigins,
    limits: { launch: config.launchRequestsPerMinute },
  }
}

/** What pages and API are built from; use cases go in under their own names. */
function appParts(deps: WebDeps): Omit<AppDeps, 'ltiRouter' | 'config'> {
  const { config, stores, log, now } = deps
  return {
    ...deps,
    forms: { ...deps.forms, draw: form => deps.renderer.form(form) },
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
    ownDocuments: createOwnDocuments({ stores, credentials: deps.credentials }),
    now,
    randomBytes,
    ticketKey: new Uint8Array(hkdfSync('sha256', config.secretKey, '', 'zachetka v1 session tickets', 32)),
    log,
    ready: () => readiness(deps.database),
    workbookText,
  }
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
