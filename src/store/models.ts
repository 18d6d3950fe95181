/** The models by name: the one list of our collections. */
import type { Connection, Model, Schema } from 'mongoose'
import {
  type LaunchAttemptDoc,
  launchAttemptSchema,
  type PlatformDoc,
  platformSchema,
  type SessionDoc,
  sessionSchema,
} from './schemas/access.schema.ts'
import { type ActDoc, actSchema } from './schemas/act.schema.ts'
import {
  type AppointmentDoc,
  appointmentSchema,
  type HandOverDoc,
  handOverSchema,
} from './schemas/appointment.schema.ts'
import {
  type CertificateDoc,
  type CertificateNumberDoc,
  type CertificatePdfDoc,
  certificateNumberSchema,
  certificatePdfSchema,
  certificateSchema,
} from './schemas/certificate.schema.ts'
import { type ConsentDoc, consentSchema } from './schemas/consent.schema.ts'
import {
  type GradeDoc,
  type GrantDoc,
  gradeSchema,
  grantSchema,
  type PlaceDoc,
  placeSchema,
  type RosterDoc,
  rosterSchema,
} from './schemas/course.schema.ts'
import {
  type CredentialFactDoc,
  credentialFactSchema,
  type IssuerKeyDoc,
  issuerKeySchema,
} from './schemas/credential.schema.ts'
import { type DecisionDoc, decisionSchema } from './schemas/decision.schema.ts'
import { type FormDraftDoc, formDraftSchema } from './schemas/draft.schema.ts'
import { type EnrolmentDoc, enrolmentSchema } from './schemas/enrolment.schema.ts'
import { type EntryDoc, entrySchema } from './schemas/entry.schema.ts'
import { type ErasureDoc, erasureSchema } from './schemas/erasure.schema.ts'
import {
  type EducationDoc,
  educationSchema,
  type FederalProgrammeDoc,
  type FederalRunDoc,
  federalProgrammeSchema,
  federalRunSchema,
} from './schemas/federal.schema.ts'
import {
  type IssueBatchDoc,
  type IssueItemDoc,
  type IssuePolicyDoc,
  issueBatchSchema,
  issueItemSchema,
  issuePolicySchema,
} from './schemas/issue.schema.ts'
import {
  type InvitationDoc,
  invitationSchema,
  type LaunchEventDoc,
  launchEventSchema,
} from './schemas/launches.schema.ts'
import { type MergeDoc, mergeSchema } from './schemas/merge.schema.ts'
import { type MetaDoc, metaSchema } from './schemas/meta.schema.ts'
import { type OrganisationDoc, organisationSchema } from './schemas/organisation.schema.ts'
import {
  type DeadLetterDoc,
  type DeliveryDoc,
  deadLetterSchema,
  deliverySchema,
  type OutboxEventDoc,
  outboxEventSchema,
  type TouchedBookDoc,
  touchedBookSchema,
} from './schemas/outbox.schema.ts'
import { type PersonDoc, personSchema } from './schemas/person.schema.ts'
import {
  type ProgrammeDoc,
  type ProgrammeVersionDoc,
  programmeSchema,
  programmeVersionSchema,
} from './schemas/programme.schema.ts'
import { type RawFileDoc, rawFileSchema } from './schemas/raw-file.schema.ts'
import { type RecordDoc, recordSchema } from './schemas/record.schema.ts'
import { type RegulationDoc, regulationSchema } from './schemas/regulation.schema.ts'
import { type RouteDoc, routeSchema } from './schemas/route.schema.ts'
import { type ScanBytesDoc, type ScanDoc, scanBytesSchema, scanSchema } from './schemas/scan.schema.ts'
import { type ShareDoc, shareSchema } from './schemas/share.schema.ts'
import {
  type AbsenceDoc,
  absenceSchema,
  type CompletionDoc,
  type ConnectionDoc,
  completionSchema,
  connectionSchema,
  type QuarantinedDoc,
  quarantinedSchema,
  type RunDoc,
  runSchema,
  type SightingDoc,
  sightingSchema,
} from './schemas/source.schema.ts'
import {
  type NameFormsDoc,
  nameFormsSchema,
  type TemplateDoc,
  type TemplateDraftDoc,
  type TemplateImageDoc,
  templateDraftSchema,
  templateImageSchema,
  templateSchema,
} from './schemas/template.schema.ts'
import { type ApiTokenDoc, apiTokenSchema } from './schemas/token.schema.ts'
import {
  type WebhookDeliveryDoc,
  type WebhookDoc,
  webhookDeliverySchema,
  webhookSchema,
} from './schemas/webhook.schema.ts'

/** What is stored under each model's name. */
export interface Documents {
  Organisation: OrganisationDoc
  Person: PersonDoc
  PersonMerge: MergeDoc
  Programme: ProgrammeDoc
  ProgrammeVersion: ProgrammeVersionDoc
  Regulation: RegulationDoc
  Enrolment: EnrolmentDoc
  Appointment: AppointmentDoc
  HandOver: HandOverDoc
  Route: RouteDoc
  Entry: EntryDoc
  Connection: ConnectionDoc
  Completion: CompletionDoc
  Quarantined: QuarantinedDoc
  Run: RunDoc
  Sighting: SightingDoc
  Absence: AbsenceDoc
  MatchingDecision: DecisionDoc
  RawFile: RawFileDoc
  Certificate: CertificateDoc
  CertificateNumber: CertificateNumberDoc
  CertificatePdf: CertificatePdfDoc
  ApiToken: ApiTokenDoc
  IssueBatch: IssueBatchDoc
  IssueItem: IssueItemDoc
  IssuePolicy: IssuePolicyDoc
  IssuerKey: IssuerKeyDoc
  CredentialFact: CredentialFactDoc
  Education: EducationDoc
  FederalProgramme: FederalProgrammeDoc
  FederalRun: FederalRunDoc
  Session: SessionDoc
  FormDraft: FormDraftDoc
  LaunchAttempt: LaunchAttemptDoc
  Platform: PlatformDoc
  Invitation: InvitationDoc
  LaunchEvent: LaunchEventDoc
  ServiceGrant: GrantDoc
  Place: PlaceDoc
  Roster: RosterDoc
  Grade: GradeDoc
  OutboxEvent: OutboxEventDoc
  Delivery: DeliveryDoc
  DeadLetter: DeadLetterDoc
  TouchedBook: TouchedBookDoc
  Consent: ConsentDoc
  Webhook: WebhookDoc
  WebhookDelivery: WebhookDeliveryDoc
  BookRecord: RecordDoc
  GroupAct: ActDoc
  Scan: ScanDoc
  Share: ShareDoc
  ScanBytes: ScanBytesDoc
  Erasure: ErasureDoc
  Template: TemplateDoc
  TemplateDraft: TemplateDraftDoc
  TemplateImage: TemplateImageDoc
  NameForms: NameFormsDoc
  Meta: MetaDoc
}
export type ModelName = keyof Documents

const SCHEMAS: Record<ModelName, [schema: Schema, collection: string]> = {
  Organisation: [organisationSchema as Schema, 'organisations'],
  Person: [personSchema as Schema, 'people'],
  PersonMerge: [mergeSchema as Schema, 'person_merges'],
  Programme: [programmeSchema as Schema, 'programmes'],
  ProgrammeVersion: [programmeVersionSchema as Schema, 'programme_versions'],
  Regulation: [regulationSchema as Schema, 'regulations'],
  Enrolment: [enrolmentSchema as Schema, 'enrolments'],
  Appointment: [appointmentSchema as Schema, 'appointments'],
  HandOver: [handOverSchema as Schema, 'hand_overs'],
  Route: [routeSchema as Schema, 'routes'],
  Entry: [entrySchema as Schema, 'entries'],
  Connection: [connectionSchema as Schema, 'connections'],
  Completion: [completionSchema as Schema, 'completions'],
  Quarantined: [quarantinedSchema as Schema, 'quarantine'],
  Run: [runSchema as Schema, 'runs'],
  Sighting: [sightingSchema as Schema, 'sightings'],
  Absence: [absenceSchema as Schema, 'absences'],
  MatchingDecision: [decisionSchema as Schema, 'matching_decisions'],
  RawFile: [rawFileSchema as Schema, 'raw_files'],
  Certificate: [certificateSchema as Schema, 'certificates'],
  CertificateNumber: [certificateNumberSchema as Schema, 'certificate_numbers'],
  CertificatePdf: [certificatePdfSchema as Schema, 'certificate_pdfs'],
  ApiToken: [apiTokenSchema as Schema, 'api_tokens'],
  IssueBatch: [issueBatchSchema as Schema, 'issue_batches'],
  IssueItem: [issueItemSchema as Schema, 'issue_items'],
  IssuePolicy: [issuePolicySchema as Schema, 'issue_policies'],
  IssuerKey: [issuerKeySchema as Schema, 'issuer_keys'],
  CredentialFact: [credentialFactSchema as Schema, 'credential_facts'],
  Education: [educationSchema as Schema, 'educations'],
  FederalProgramme: [federalProgrammeSchema as Schema, 'federal_programmes'],
  FederalRun: [federalRunSchema as Schema, 'federal_runs'],
  Session: [sessionSchema as Schema, 'sessions'],
  FormDraft: [formDraftSchema as Schema, 'form_drafts'],
  LaunchAttempt: [launchAttemptSchema as Schema, 'launch_attempts'],
  Platform: [platformSchema as Schema, 'platforms'],
  Invitation: [invitationSchema as Schema, 'lti_invitations'],
  LaunchEvent: [launchEventSchema as Schema, 'launch_events'],
  ServiceGrant: [grantSchema as Schema, 'service_grants'],
  Place: [placeSchema as Schema, 'places'],
  Roster: [rosterSchema as Schema, 'rosters'],
  Grade: [gradeSchema as Schema, 'grades'],
  OutboxEvent: [outboxEventSchema as Schema, 'outbox'],
  Delivery: [deliverySchema as Schema, 'outbox_deliveries'],
  DeadLetter: [deadLetterSchema as Schema, 'outbox_dead'],
  TouchedBook: [touchedBookSchema as Schema, 'outbox_touched'],
  Consent: [consentSchema as Schema, 'consents'],
  Webhook: [webhookSchema as Schema, 'webhooks'],
  WebhookDelivery: [webhookDeliverySchema as Schema, 'webhook_deliveries'],
  Share: [shareSchema as Schema, 'shares'],
  BookRecord: [recordSchema as Schema, 'book_records'],
  GroupAct: [actSchema as Schema, 'group_acts'],
  Scan: [scanSchema as Schema, 'scans'],
  ScanBytes: [scanBytesSchema as Schema, 'scan_bytes'],
  Erasure: [erasureSchema as Schema, 'erasures'],
  Template: [templateSchema as Schema, 'templates'],
  TemplateDraft: [templateDraftSchema as Schema, 'template_drafts'],
  TemplateImage: [templateImageSchema as Schema, 'template_images'],
  NameForms: [nameFormsSchema as Schema, 'name_forms'],
  Meta: [metaSchema as Schema, 'meta'],
}
export const MODEL_NAMES = Object.keys(SCHEMAS) as ModelName[]

export function registerModels(connection: Connection): void {
  for (const [name, [schema, collection]] of Object.entries(SCHEMAS))
    connection.model(name, schema, collection)
}

/** The model, by its name; `registerModels` must have run on this connection. */
export function modelOf<N extends ModelName>(connection: Connection, name: N): Model<Documents[N]> {
  return connection.model(name) as unknown as Model<Documents[N]>
}
