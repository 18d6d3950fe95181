/** The store as use cases see it. `createStores(connection)` in `src/store/stores.ts` makes all of them. */
import type { LaunchAttemptStore, PlatformStore, SessionStore } from './access.ts'
import type { ActStore } from './acts.ts'
import type { AppointmentStore } from './appointments.ts'
import type { CertificateStore } from './certificates.ts'
import type { CompletionStore } from './completions.ts'
import type { ConnectionStore } from './connections.ts'
import type { ConsentStore } from './consents.ts'
import type { CredentialStore } from './credentials.ts'
import type { DecisionStore } from './decisions.ts'
import type { DraftStore } from './drafts.ts'
import type { EntryStore } from './entries.ts'
import type { FederalStore } from './federal.ts'
import type { GradeStore } from './grades.ts'
import type { GrantStore } from './grants.ts'
import type { IssueStore } from './issue.ts'
import type { InvitationStore, LaunchEventStore } from './launches.ts'
import type { MergeStore } from './merges.ts'
import type { MunicipalWritingStore } from './municipal-writing.ts'
import type { OrganisationStore } from './organisations.ts'
import type { OutboxStore } from './outbox.ts'
import type { EnrolmentStore, PeopleStore, ProgrammeStore } from './people.ts'
import type { PersonalDataStore } from './personal-data.ts'
import type { QuarantineStore } from './quarantine.ts'
import type { RawFileStore } from './raw-files.ts'
import type { RecordStore } from './records.ts'
import type { RegulationStore } from './regulations.ts'
import type { RemovalStore } from './removals.ts'
import type { IdentityLinkStore, PlaceStore, RosterStore } from './roster.ts'
import type { RouteStore } from './routes.ts'
import type { RunStore } from './runs.ts'
import type { ScanStore } from './scans.ts'
import type { ShareStore } from './shares.ts'
import type { SightingStore } from './sightings.ts'
import type { TemplateStore } from './templates.ts'
import type { TokenStore } from './tokens.ts'
import type { WebhookStore } from './webhooks.ts'

export interface Stores {
  organisations: OrganisationStore
  people: PeopleStore
  merges: MergeStore
  programmes: ProgrammeStore
  municipalWriting: MunicipalWritingStore
  enrolments: EnrolmentStore
  appointments: AppointmentStore
  routes: RouteStore
  entries: EntryStore
  connections: ConnectionStore
  removals: RemovalStore
  completions: CompletionStore
  quarantine: QuarantineStore
  runs: RunStore
  sightings: SightingStore
  decisions: DecisionStore
  rawFiles: RawFileStore
  certificates: CertificateStore
  issue: IssueStore
  tokens: TokenStore
  credentials: CredentialStore
  federal: FederalStore
  sessions: SessionStore
  drafts: DraftStore
  launchAttempts: LaunchAttemptStore
  platforms: PlatformStore
  invitations: InvitationStore
  launchEvents: LaunchEventStore
  grants: GrantStore
  places: PlaceStore
  rosters: RosterStore
  identityLinks: IdentityLinkStore
  grades: GradeStore
  records: RecordStore
  regulations: RegulationStore
  acts: ActStore
  scans: ScanStore
  shares: ShareStore
  outbox: OutboxStore
  templates: TemplateStore
  consents: ConsentStore
  personalData: PersonalDataStore
  webhooks: WebhookStore
}
