/** Composition root: builds the whole graph from a configuration, starts its parts and closes them in order. */
import { createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnectionSetup } from '#administration/connection-setup'
import { createConnections } from '#administration/connections'
import { createPlatforms } from '#administration/platforms'
import { createRuns } from '#administration/runs'
import { createTokens } from '#administration/tokens'
import type { Config } from '#config/config'
import { readConsentFiles } from '#config/consents'
import { readFederalForm } from '#config/frdo'
import { connectorOf } from '#connectors/registry'
import { createAppointments } from '#credits/appointments/appointments'
import { createConsents } from '#credits/consents/consents'
import { createCredentials } from '#credits/credentials/credentials'
import { createCredits } from '#credits/credits'
import type { CreditsDeps, RegulationCatalogue } from '#credits/deps'
import { createForms } from '#credits/forms/forms'
import { createIssuing } from '#credits/issue/issuing'
import { createKeeping } from '#credits/keeping/keeping'
import { createPersonalData } from '#credits/personal-data/personal-data'
import { createFederalRegister } from '#credits/register/federal-register'
import { createReports } from '#credits/reports/reports'
import { createRoutes } from '#credits/routes/routes'
import { createStatements } from '#credits/statements/statements'
import { createTemplates } from '#credits/templates/templates'
import { credentialForms } from '#documents/credentials/forms'
import { writeFederalRegister } from '#documents/federal-register-xlsx'
import { checkImage } from '#documents/images/check-image'
import { createRenderer } from '#documents/renderer'
import { parseConsentTexts } from '#domain/consent'
import { NotFoundError } from '#domain/errors'
import { parseFederalForm } from '#domain/frdo-form'
import { createEvents } from '#events/events'
import { createMailSubscriber } from '#events/mail/subscriber'
import { watchStores } from '#events/watch-stores'
import type { Webhooks } from '#events/webhooks/contract'
import { createWebhooks } from '#events/webhooks/webhooks'
import { createGrades } from '#grades/grades'
import type { Jobs } from '#jobs/jobs'
import { createLtijsLibrary } from '#lti/ltijs/ltijs-library'
import {
  buildInvitation,
  cachePlatforms,
  faultsOfRegistration,
  registrationUrl,
  testPlatform,
} from '#lti/registration'
import { createLtiServices } from '#lti/services/services'
import { DEFAULT_LIMITS } from '#roster/diff-roster'
import { createRosters } from '#roster/rosters'
import { connectStore, type StoreConnection } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { createSecretBox } from '#store/secret-box'
import { createStores } from '#store/stores'
import { createEvidence } from '#sync/evidence'
import { createMatching } from '#sync/matching/matching'
import { createSync } from '#sync/pull'
import type { Application } from './application.ts'
import { createLog, type Log } from './log.ts'
import { openStore } from './open-store.ts'
import { faultOfUrl, postWebhook } from './post-webhook.ts'
import { loadRegulations } from './regulations.ts'
import { smtpSender } from './smtp.ts'
import { createSourceFiles } from './source-files.ts'

export interface BuildOptions {
  /** `errors-only` for commands, whose output is for people. */
  logTo: 'configured' | 'errors-only'
  now?(): Date
}

/**
 * Builds the application; nothing listens and no job runs until it is told to.
 *
 * @throws {RegulationFileError} @throws {StoreLockedError} and what connecting to MongoDB throws
 */
export async function buildApplication(config: Config, options: BuildOptions): Promise<Application> {
  const log = createLog(options.logTo === 'errors-only' ? 'error' : config.logLevel)
  const now = options.now ?? (() => new Date())
  const regulations = loadRegulations(config.regulationsDir)
  const store = await openStore(config, code => {
    log.fatal({ code }, 'the embedded store ended; ending too')
    process.exit(1)
  })
  const database = await connectStore(store.uri, { appName: 'zachetka' })
  await migrateStore(database.connection, now())
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
  const core = buildCore({ config, publicUrl, database, regulations, storeUri: store.uri, log, now })
  const running: Running = { servers: [], jobs: null }
  return {
    ...core,
    config,
    publicUrl,
    storeKind: store.kind,
    regulations,
    database,
    log,
    async startWeb(web = {}) {
      const { startWeb } = await import('./web.ts')
      const server = await startWeb({ ...core, config, publicUrl, database, regulations, log, now }, web)
      running.servers.push(server)
      return { url: publicUrl }
    },
    async startWorker() {
      const { createJobs } = await import('#jobs/jobs')
      running.jobs = createJobs({
        ...core,
        courses: core,
        db: database.connection,
        everyMinutes: config.pullEveryMinutes,
        now,
        log,
      })
      await running.jobs.start()
    },
    async close() {
      await Promise.all(running.servers.map(closeServer))
      await running.jobs?.stop()
      await core.renderer.close()
      await core.library.close()
      await database.close()
      await store.close()
    },
  }
}

interface Running {
  servers: Server[]
  jobs: Jobs | null
}

interface CoreDeps {
  config: Config
  publicUrl: string
  database: StoreConnection
  regulations: RegulationCatalogue
  storeUri: string
  log: Log
  now(): Date
}

type Core = Pick<
  Application,
  | 'stores'
  | 'credits'
  | 'issuing'
  | 'federal'
  | 'reports'
  | 'keeping'
  | 'appointments'
  | 'routes'
  | 'renderer'
  | 'forms'
  | 'templates'
  | 'statements'
  | 'credentials'
  | 'sync'
  | 'matching'
  | 'setup'
  | 'evidence'
  | 'connections'
  | 'platforms'
  | 'runs'
  | 'tokens'
  | 'library'
  | 'events'
  | 'webhooks'
  | 'consents'
  | 'personalData'
  | 'grades'
  | 'rosters'
>

function buildCore({ config, publicUrl, database, regulations, storeUri, log, now }: CoreDeps): Core {
  const stores = watchStores(createStores(database.connection), now)
  stores.platforms = cachePlatforms(stores.platforms, now)
  const secrets = createSecretBox(config.secretKey)
  const newId = randomUUID
  const renderer = createRenderer()
  const creditsDeps: CreditsDeps = {
    stores,
    regulations,
    // fonts and drawing are loaded by the first certificate, pages by `startWeb`: a command needs neither
    render: (snapshot, images) => renderer.certificate(snapshot, images),
    now,
    newId,
    randomBytes,
    publicUrl,
    timeZone: config.timeZone,
  }
  const credits = createCredits(creditsDeps)
  const issuing = createIssuing({ ...creditsDeps, issueCertificate: credits.issueCertificate })
  const federal = createFederalRegister({
    stores,
    form: parseFederalForm(readFederalForm()),
    write: writeFederalRegister,
    now,
    newId,
  })
  const reports = createReports({ stores, regulations, now, timeZone: config.timeZone })
  const { timeZone } = config
  const appointments = createAppointments({ stores, now, newId, timeZone })
  const routes = createRoutes({
    ...{ stores, regulations, now, newId, timeZone },
    recompute: books => credits.recompute([...books]),
  })
  const forms = createForms({
    stores,
    regulations,
    now,
    timeZone: config.timeZone,
    readBooks: credits.readBooks,
    readRoute: (...asked) => routes.read(...asked),
  })
  const credentials = createCredentials({
    stores,
    secrets: createSecretBox(config.secretKey, 'issuer-keys'),
    forms: credentialForms,
    now,
    newId,
    publicUrl,
  })
  const { allowPrivateAddresses } = config
  const sync = createSync({
    stores,
    connectors: connectorOf,
    openSecrets: connection => secrets.open(connection.sealedSecrets),
    recompute: books => credits.recompute(books),
    regulations: (id, on) => regulations.inForce(id, on),
    now,
    newId,
    openFile: createSourceFiles({ rawFiles: stores.rawFiles, importDir: config.importDir }),
    keepFile: (sha256, file, runId) => stores.rawFiles.put({ sha256, ...file }, runId),
    owner: `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`,
    allowPrivateAddresses,
    timeZone: config.timeZone,
    log: (event, facts) => log.info(facts, event),
  })
  const matching = createMatching({
    stores,
    sync,
    enrol: (actor, input) => credits.enrol(actor, input),
    now,
    newId,
  })
  const evidence = createEvidence({
    stores,
    async seeEntry(actor, { entryId, ...book }) {
      const lines = (await credits.readBooks(actor, book)).book?.lines ?? []
      const line = lines.find(each => each.entry.id === entryId)
      if (!line) throw new NotFoundError('no such entry in the book')
      return line.entry
    },
  })
  const library = createLtijsLibrary({
    uri: storeUri,
    secretKey: config.secretKey,
    allowPrivateAddresses,
    randomBytes,
  })
  const connections = createConnections({
    connections: stores.connections,
    platforms: stores.platforms,
    connectorOf,
    seal: plain => secrets.seal(plain),
    check: id => sync.check(id),
    now,
    newId,
  })
  const setup = createConnectionSetup({
    connections: stores.connections,
    platforms: stores.platforms,
    rawFiles: stores.rawFiles,
    connectorOf,
    seal: plain => secrets.seal(plain),
    open: connection => secrets.open(connection.sealedSecrets),
    sync,
    now,
    newId,
  })
  const platforms = createPlatforms({
    platforms: stores.platforms,
    invitations: stores.invitations,
    faultsOf: (input, rules) => faultsOfRegistration(input, { allowPrivateAddresses, ...rules }),
    prepare: async platform => void (await library.register(platform)),
    test: (platform, language) =>
      testPlatform(platform, { library, publicUrl, allowPrivateAddresses, now }, language),
    async invite(input) {
      const { invitation, code } = buildInvitation(input, now(), randomBytes)
      await stores.invitations.create(invitation)
      return { url: registrationUrl(publicUrl, code), expiresAt: invitation.expiresAt.toISOString() }
    },
    keysOf: platform => library.keysOf(platform),
    rotateKeys: platform => library.rotateKeys(platform),
    endSessions: deployments => stores.sessions.endOf(deployments),
    now,
    newId,
  })
  const runs = createRuns({ ...stores, sync })
  const webhooks = buildWebhooks(config, { stores, now, newId })
  const tokens = createTokens({
    ...{ tokens: stores.tokens, programmes: stores.programmes, publicUrl, now, newId },
    key: new Uint8Array(hkdfSync('sha256', config.secretKey, '', 'zachetka v1 api tokens', 32)),
  })
  const courses = buildCourses({ stores, library, issuing, webhooks, config, publicUrl, now, newId })
  return {
    stores,
    credits,
    issuing,
    renderer,
    federal,
    forms,
    templates: createTemplates({
      ...{ stores, now, publicUrl, timeZone: config.timeZone },
      checkImage,
      hash: bytes => createHash('sha256').update(bytes).digest('hex'),
      tryOut: (snapshot, images) => renderer.tryOut(snapshot, images),
    }),
    statements: createStatements(creditsDeps),
    reports,
    keeping: createKeeping(creditsDeps),
    appointments,
    routes,
    credentials,
    sync,
    matching,
    setup,
    evidence,
    connections,
    platforms,
    runs,
    tokens,
    library,
    webhooks,
    consents: createConsents({ stores, texts: readConsents(), now, timeZone: config.timeZone }),
    personalData: createPersonalData({ stores, now }),
    ...courses,
  }
}

/** What goes to courses of platforms and comes from them, without a launch. */
function buildCourses({
  library,
  issuing,
  webhooks,
  config,
  publicUrl,
  ...deps
}: Pick<Core, 'stores' | 'library' | 'issuing' | 'webhooks'> & {
  config: Config
  publicUrl: string
  now(): Date
  newId(): string
}): Pick<Core, 'events' | 'grades' | 'rosters'> {
  const random = Math.random
  const { now } = deps
  const services = createLtiServices({
    library,
    allowPrivateAddresses: config.allowPrivateAddresses,
    now,
    random,
    sleep: ms => sleep(ms),
  })
  const grades = createGrades({ ...deps, services })
  const mail = config.mail ? [buildMail(config.mail, { ...deps, publicUrl })] : []
  const subscribers = [issuing.subscriber, grades.subscriber, ...mail]
  const events = createEvents({ ...deps, subscribers, joined: () => webhooks.subscribers(), random })
  const limits = { ...DEFAULT_LIMITS, massShare: config.rosterLossPercent / 100 }
  const rosters = createRosters({ ...deps, services, everyMinutes: config.rostersEveryMinutes, limits })
  return { events, grades, rosters }
}

function buildWebhooks(
  { secretKey, allowPrivateAddresses }: Config,
  deps: Pick<Core, 'stores'> & { now(): Date; newId(): string },
): Webhooks {
  const secrets = createSecretBox(secretKey, 'webhooks')
  return createWebhooks({
    ...deps,
    post: postWebhook({ allowPrivateAddresses }),
    faultOfUrl: faultOfUrl(allowPrivateAddresses),
    seal: secret => secrets.seal(secret),
    open: sealed => secrets.open(sealed),
    randomBytes,
  })
}

const buildMail = (
  { smtpUrl, from }: NonNullable<Config['mail']>,
  deps: Pick<Core, 'stores'> & { now(): Date; publicUrl: string },
) => createMailSubscriber({ ...deps, send: smtpSender({ url: smtpUrl, from }) })

const readConsents = () => readConsentFiles().map(({ name, text }) => parseConsentTexts(name, text))

const closeServer = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
