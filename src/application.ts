import type { ConnectionSetup } from '#administration/connection-setup'
import type { Connections } from '#administration/connections'
import type { Platforms } from '#administration/platforms'
import type { Runs } from '#administration/runs'
import type { Tokens } from '#administration/tokens'
import type { Config } from '#config/config'
import type { Appointments } from '#credits/appointments/contract'
import type { Consents } from '#credits/consents/contract'
import type { Credits } from '#credits/contract'
import type { Credentials } from '#credits/credentials/contract'
import type { RegulationCatalogue } from '#credits/deps'
import type { Forms } from '#credits/forms/contract'
import type { Issuing } from '#credits/issue/contract'
import type { Keeping } from '#credits/keeping/contract'
import type { Merging } from '#credits/merging/contract'
import type { PersonalData } from '#credits/personal-data/contract'
import type { FederalRegister } from '#credits/register/contract'
import type { Regulations } from '#credits/regulations/contract'
import type { Reports } from '#credits/reports/contract'
import type { Routes } from '#credits/routes/contract'
import type { Statements } from '#credits/statements/contract'
import type { Templates } from '#credits/templates/contract'
import type { Renderer } from '#documents/renderer'
import type { Events } from '#events/events'
import type { Webhooks } from '#events/webhooks/contract'
import type { Grades } from '#grades/grades'
import type { LtiLibrary } from '#lti/library'
import type { Rosters } from '#roster/rosters'
import type { StoreConnection } from '#store/connect'
import type { Stores } from '#store/ports/index'
import type { Sync } from '#sync/contract'
import type { Evidence } from '#sync/evidence'
import type { Matching } from '#sync/matching/contract'
import type { OpenStore } from './adapters/open-store.ts'
import type { Log } from './log.ts'

/** Everything that commands, pages and jobs work with. */
export interface Application {
  config: Config
  /** `http://localhost:3000` or what `PUBLIC_URL` says. */
  publicUrl: string
  storeKind: OpenStore['kind']
  stores: Stores
  regulations: RegulationCatalogue
  credits: Credits
  /** Batches of certificates, and what a programme issues by itself. */
  issuing: Issuing
  /** Who is on schedule, by school and municipality. */
  reports: Reports
  /** Regulations that an organisation takes up by itself. */
  ownRegulations: Regulations
  appointments: Appointments
  routes: Routes
  /** What comes into a book other than from a source system. */
  keeping: Keeping
  /** Draws documents in a thread of its own. */
  renderer: Renderer
  /** The federal register (ФИС ФРДО). */
  federal: FederalRegister
  /** Printed forms of the regulations. */
  forms: Forms
  /** How documents look, by organisation. */
  templates: Templates
  /** Справки об обучении. */
  statements: Statements
  /** Portable proof. */
  credentials: Credentials
  sync: Sync
  /** Who is it, and which module is it: what no exact join decided. */
  matching: Matching
  connections: Connections
  /** What a source sent, behind an entry. */
  evidence: Evidence
  /** The wizard of connections. */
  setup: ConnectionSetup
  platforms: Platforms
  runs: Runs
  /** Tokens of the API. */
  tokens: Tokens
  library: LtiLibrary
  events: Events
  /** Signed messages about events to other systems. */
  webhooks: Webhooks
  consents: Consents
  personalData: PersonalData
  /** Two records of one person made one. */
  merging: Merging
  grades: Grades
  rosters: Rosters
  database: StoreConnection
  log: Log
  startWeb(options?: { isDemo?: boolean }): Promise<{ url: string }>
  startWorker(): Promise<void>
  close(): Promise<void>
}
