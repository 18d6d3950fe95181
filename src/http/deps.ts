import type { Router } from 'express'
import type { ConnectionSetup } from '#administration/connection-setup'
import type { CourseLinks } from '#administration/course-links'
import type { Runs } from '#administration/runs'
import type { Tokens } from '#administration/tokens'
import type { Appointments } from '#credits/appointments/contract'
import type { Consents } from '#credits/consents/contract'
import type { Credits } from '#credits/contract'
import type { RegulationCatalogue } from '#credits/deps'
import type { Issuing } from '#credits/issue/contract'
import type { Keeping } from '#credits/keeping/contract'
import type { Merging } from '#credits/merging/contract'
import type { OwnDocuments } from '#credits/own-documents/own-documents'
import type { PersonalData } from '#credits/personal-data/contract'
import type { FederalRegister } from '#credits/register/contract'
import type { Regulations } from '#credits/regulations/contract'
import type { Reports } from '#credits/reports/contract'
import type { Routes } from '#credits/routes/contract'
import type { Statements } from '#credits/statements/contract'
import type { Templates } from '#credits/templates/contract'
import type { Webhooks } from '#events/webhooks/contract'
import type { PlatformStore, SessionStore } from '#store/ports/access'
import type { PeopleStore } from '#store/ports/people'
import type { Evidence } from '#sync/evidence'
import type { Matching } from '#sync/matching/contract'
import type { FormsPort } from './forms-port.ts'
import type { LmsDesk } from './lms/port.ts'
import type { Published } from './routes/register/credentials.ts'
import type { Drafts } from './session/drafts.ts'

/** As pino writes: facts first, then a message. Never personal data, never secrets. */
export interface Log {
  info(facts: object, message?: string): void
  warn(facts: object, message?: string): void
  error(facts: object, message?: string): void
}

/** Requests a minute per client address (`api`: per session). */
export interface Limits {
  launch: number
  verify: number
  api: number
}

export interface HttpConfig {
  /** Address under which browsers reach us, without a slash at the end. https, or http on localhost. */
  publicUrl: string
  /** IANA zone of the issuing organisation; calendar dates and times on pages are there. */
  timeZone: string
  version: string
  /** Everything shown is invented: every page says so. */
  isDemo?: boolean
  /** Origins that may frame us besides the platforms. */
  frameOrigins?: readonly string[]
  /** How many proxies stand before us; default 0: `X-Forwarded-For` is not believed. */
  trustProxy?: number
  limits?: Partial<Limits>
  /** Names the institution on the verification page of an unknown code, e.g. «ТГПУ, +7 3822 …». */
  contact?: string
}

/** One check of readiness: `detail` holds no secrets. */
export interface Readiness {
  ready: boolean
  checks: { name: string; ok: boolean; detail?: string }[]
}

/** What `createApp` is built from; the composition root and tests give different leaves. */
export interface AppDeps {
  credits: Credits
  /** Batches of certificates, and what a programme issues by itself. */
  issuing: Issuing
  /** Tokens of the API. */
  tokens: Tokens
  /** The federal register (ФИС ФРДО). */
  federal: FederalRegister
  /** What verifiers of credentials ask for; absent: nothing is published. */
  credentials?: Published
  forms: FormsPort
  templates: Templates
  statements: Statements
  reports: Reports
  /** Proofs on paper and whatever else is kept with a book. */
  keeping: Keeping
  /** Who holds which role of a regulation. */
  appointments: Appointments
  routes: Routes
  /** Pages of courses in their sources. */
  courseLinks: CourseLinks
  sessions: SessionStore
  drafts: Drafts
  people: Pick<PeopleStore, 'setPreferences' | 'setOpenedProgramme'>
  /** Origins of active platforms may frame our pages. */
  platforms: Pick<PlatformStore, 'all'>
  admin: Runs
  /** Platforms that launch us, their courses and their launches. */
  lms: LmsDesk
  /** «Кто это?» and courses without a module. */
  matching: Matching
  /** All versions of all regulations. */
  regulations: Pick<RegulationCatalogue, 'all'>
  /** Those that an organisation takes up by itself. */
  ownRegulations: Regulations
  /** What a source sent, behind an entry. */
  evidence: Evidence
  /** The wizard of connections. */
  setup: ConnectionSetup
  /** The first sheet of a workbook as text, tabs between the cells; `null`: it is none. */
  workbookText(bytes: Uint8Array): Promise<string | null>
  webhooks: Webhooks
  consents: Consents
  personalData: PersonalData
  /** Two records of one person made one. */
  merging: Merging
  /** What was issued to whoever asks. */
  ownDocuments: OwnDocuments
  /** Mounted at `/lti`, parses its own bodies. */
  ltiRouter: Router
  config: HttpConfig
  /** 32 bytes that seal the tickets for a new tab; all web processes of a site share them. */
  ticketKey: Uint8Array
  now(): Date
  randomBytes(size: number): Uint8Array
  log: Log
  ready(): Promise<Readiness>
}
