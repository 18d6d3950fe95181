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
import { type MunicipalWritingDoc, municipalWritingSchema } from './schemas/municipal-writing.schema.ts'
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
import { type RemovalDoc, removalSchema } from './schemas/removal.schema.ts'
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

/** A collection, its schema and, as a type alone, what a document of it is. */
interface Kind<Doc> {
  schema: Schema
  collection: string
  doc?: Doc
}

const kind = <Doc>(schema: unknown, collection: string): Kind<Doc> => ({
  schema: schema as Schema,
  collection,
})

const KINDS = {
  Organisation: kind<OrganisationDoc>(organisationSchema, 'organisations'),
  Person: kind<PersonDoc>(personSchema, 'people'),
  PersonMerge: kind<MergeDoc>(mergeSchema, 'person_merges'),
  Programme: kind<ProgrammeDoc>(programmeSchema, 'programmes'),
  ProgrammeVersion: kind<ProgrammeVersionDoc>(programmeVersionSchema, 'programme_versions'),
  MunicipalWriting: kind<MunicipalWritingDoc>(municipalWritingSchema, 'municipal_writing'),
  Regulation: kind<RegulationDoc>(regulationSchema, 'regulations'),
  Enrolment: kind<EnrolmentDoc>(enrolmentSchema, 'enrolments'),
  Appointment: kind<AppointmentDoc>(appointmentSchema, 'appointments'),
  HandOver: kind<HandOverDoc>(handOverSchema, 'hand_overs'),
  Route: kind<RouteDoc>(routeSchema, 'routes'),
  Entry: kind<EntryDoc>(entrySchema, 'entries'),
  Connection: kind<ConnectionDoc>(connectionSchema, 'connections'),
  Removal: kind<RemovalDoc>(removalSchema, 'removals'),
  Completion: kind<CompletionDoc>(completionSchema, 'completions'),
  Quarantined: kind<QuarantinedDoc>(quarantinedSchema, 'quarantine'),
  Run: kind<RunDoc>(runSchema, 'runs'),
  Sighting: kind<SightingDoc>(sightingSchema, 'sightings'),
  Absence: kind<AbsenceDoc>(absenceSchema, 'absences'),
  MatchingDecision: kind<DecisionDoc>(decisionSchema, 'matching_decisions'),
  RawFile: kind<RawFileDoc>(rawFileSchema, 'raw_files'),
  Certificate: kind<CertificateDoc>(certificateSchema, 'certificates'),
  CertificateNumber: kind<CertificateNumberDoc>(certificateNumberSchema, 'certificate_numbers'),
  CertificatePdf: kind<CertificatePdfDoc>(certificatePdfSchema, 'certificate_pdfs'),
  ApiToken: kind<ApiTokenDoc>(apiTokenSchema, 'api_tokens'),
  IssueBatch: kind<IssueBatchDoc>(issueBatchSchema, 'issue_batches'),
  IssueItem: kind<IssueItemDoc>(issueItemSchema, 'issue_items'),
  IssuePolicy: kind<IssuePolicyDoc>(issuePolicySchema, 'issue_policies'),
  IssuerKey: kind<IssuerKeyDoc>(issuerKeySchema, 'issuer_keys'),
  CredentialFact: kind<CredentialFactDoc>(credentialFactSchema, 'credential_facts'),
  Education: kind<EducationDoc>(educationSchema, 'educations'),
  FederalProgramme: kind<FederalProgrammeDoc>(federalProgrammeSchema, 'federal_programmes'),
  FederalRun: kind<FederalRunDoc>(federalRunSchema, 'federal_runs'),
  Session: kind<SessionDoc>(sessionSchema, 'sessions'),
  FormDraft: kind<FormDraftDoc>(formDraftSchema, 'form_drafts'),
  LaunchAttempt: kind<LaunchAttemptDoc>(launchAttemptSchema, 'launch_attempts'),
  Platform: kind<PlatformDoc>(platformSchema, 'platforms'),
  Invitation: kind<InvitationDoc>(invitationSchema, 'lti_invitations'),
  LaunchEvent: kind<LaunchEventDoc>(launchEventSchema, 'launch_events'),
  ServiceGrant: kind<GrantDoc>(grantSchema, 'service_grants'),
  Place: kind<PlaceDoc>(placeSchema, 'places'),
  Roster: kind<RosterDoc>(rosterSchema, 'rosters'),
  Grade: kind<GradeDoc>(gradeSchema, 'grades'),
  OutboxEvent: kind<OutboxEventDoc>(outboxEventSchema, 'outbox'),
  Delivery: kind<DeliveryDoc>(deliverySchema, 'outbox_deliveries'),
  DeadLetter: kind<DeadLetterDoc>(deadLetterSchema, 'outbox_dead'),
  TouchedBook: kind<TouchedBookDoc>(touchedBookSchema, 'outbox_touched'),
  Consent: kind<ConsentDoc>(consentSchema, 'consents'),
  Webhook: kind<WebhookDoc>(webhookSchema, 'webhooks'),
  WebhookDelivery: kind<WebhookDeliveryDoc>(webhookDeliverySchema, 'webhook_deliveries'),
  Share: kind<ShareDoc>(shareSchema, 'shares'),
  BookRecord: kind<RecordDoc>(recordSchema, 'book_records'),
  GroupAct: kind<ActDoc>(actSchema, 'group_acts'),
  Scan: kind<ScanDoc>(scanSchema, 'scans'),
  ScanBytes: kind<ScanBytesDoc>(scanBytesSchema, 'scan_bytes'),
  Erasure: kind<ErasureDoc>(erasureSchema, 'erasures'),
  Template: kind<TemplateDoc>(templateSchema, 'templates'),
  TemplateDraft: kind<TemplateDraftDoc>(templateDraftSchema, 'template_drafts'),
  TemplateImage: kind<TemplateImageDoc>(templateImageSchema, 'template_images'),
  NameForms: kind<NameFormsDoc>(nameFormsSchema, 'name_forms'),
  Meta: kind<MetaDoc>(metaSchema, 'meta'),
}
export type ModelName = keyof typeof KINDS
type DocOf<N extends ModelName> = NonNullable<(typeof KINDS)[N]['doc']>

export const MODEL_NAMES = Object.keys(KINDS) as ModelName[]

export function registerModels(connection: Connection): void {
  for (const [name, { schema, collection }] of Object.entries(KINDS))
    connection.model(name, schema, collection)
}

/** The model, by its name; `registerModels` must have run on this connection. */
export function modelOf<N extends ModelName>(connection: Connection, name: N): Model<DocOf<N>> {
  return connection.model(name) as unknown as Model<DocOf<N>>
}
