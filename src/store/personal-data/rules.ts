/**
 * What each collection holds of people, how it is found and what an erasure does with it. A collection that is not here
 * fails a test: whoever adds one says what it holds.
 */
import type { ModelName } from '../models.ts'
import type { SubjectFacts } from './facts.ts'

/** A MongoDB filter; `null`: nothing can be there. */
type Filter = Record<string, unknown> | null

export type Rule =
  /** Nothing of a person, or nothing but random ids; `why` says so. */
  | { holds: 'nothing'; why: string }
  | {
      holds: 'personal'
      find(facts: SubjectFacts): Filter
      /** Of these, what goes; absent: all of it. */
      erase?(facts: SubjectFacts): Filter
      /** Instead of removing the document: fields that go, if a document was issued to the person. */
      strip?: readonly string[]
      /** Beside `strip`: fields that are overwritten. */
      overwrite?(facts: SubjectFacts): Record<string, unknown>
      /** A list of people by `learnerId`, of whom an export shows the one. */
      among?: string
      /** Secrets and bytes that no export shows. */
      hide?: readonly string[]
    }

const nothing = (why: string): Rule => ({ holds: 'nothing', why })
const among = (list: readonly unknown[]) => ({ $in: [...list] })
const notAmong = (list: readonly unknown[]) => ({ $nin: [...list] })
const anyOf = (list: readonly Record<string, unknown>[]): Filter =>
  list.length > 0 ? { $or: [...list] } : null
const never = (): Filter => null

/** As JSON writes it, inside the text of a record. */
const userIn = (userId: string) => ({
  $regex: `"userId":${JSON.stringify(userId).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}`,
})
const recordsOf = ({ users }: SubjectFacts): Record<string, unknown>[] =>
  users.map(({ connectionId, userId }) => ({ connectionId, record: userIn(userId) }))

/** The law keeps documents on education, what they rest on and what the federal register asks for (273-ФЗ, ст. 60, 98). */
export const PERSONAL_DATA: Partial<Record<ModelName, Rule>> = {
  Person: {
    holds: 'personal',
    find: ({ personId }) => ({ _id: personId }),
    strip: ['email', 'organisation', 'snils', 'personalNumber', 'language'],
    // unique over all people, so it cannot just go
    overwrite: ({ personId }) => ({ identities: [{ key: `erased|${personId}`, since: '' }] }),
    hide: ['familyKey'],
  },
  PersonMerge: {
    holds: 'personal',
    find: ({ personId }) => anyOf([{ keptId: personId }, { absorbedId: personId }]),
  },
  Enrolment: {
    holds: 'personal',
    find: ({ personId }) => ({ learnerId: personId }),
    erase: ({ personId, certifiedEnrolments }) => ({
      learnerId: personId,
      _id: notAmong(certifiedEnrolments),
    }),
  },
  Entry: {
    holds: 'personal',
    find: ({ personId }) => ({ learnerId: personId }),
    erase: ({ personId, certifiedEntries }) => ({ learnerId: personId, _id: notAmong(certifiedEntries) }),
  },
  Route: {
    holds: 'personal',
    find: ({ personId }) => ({ 'subject.learnerId': personId }),
    erase: ({ personId, certifiedEnrolments }) => ({
      'subject.learnerId': personId,
      'subject.enrolmentId': notAmong(certifiedEnrolments),
    }),
  },
  BookRecord: {
    holds: 'personal',
    find: ({ personId }) => ({ learnerId: personId }),
    erase: ({ personId, certifiedEnrolments }) => ({
      learnerId: personId,
      enrolmentId: notAmong(certifiedEnrolments),
    }),
  },
  /** A sheet about many people, signed as it is. */
  GroupAct: {
    holds: 'personal',
    find: ({ personId }) => ({ 'participants.learnerId': personId }),
    erase: never,
    among: 'participants',
  },
  Completion: {
    holds: 'personal',
    find: facts => anyOf([...facts.completions, ...recordsOf(facts)]),
  },
  Quarantined: {
    holds: 'personal',
    find: facts => anyOf([...facts.completions, ...recordsOf(facts)]),
  },
  /** Answers that name the person go, of others too: what was read of them stays. Whole files: docs/privacy.md. */
  RawFile: {
    holds: 'personal',
    find: ({ users }) => anyOf(users.map(({ connectionId, userId }) => ({ connectionId, people: userId }))),
    hide: ['packed', 'people'],
  },
  Absence: { holds: 'personal', find: ({ completions }) => anyOf(completions) },
  MatchingDecision: {
    holds: 'personal',
    find: ({ personId, users }) => anyOf([{ personId }, ...users]),
  },
  Certificate: {
    holds: 'personal',
    find: ({ personId }) => ({ learnerId: personId }),
    erase: ({ personId }) => ({ learnerId: personId, state: 'abandoned' }),
    hide: ['familyKey', 'registerKey'],
  },
  CertificateNumber: {
    holds: 'personal',
    find: ({ documentIds }) => ({ _id: among(documentIds) }),
    erase: never,
  },
  CertificatePdf: {
    holds: 'personal',
    find: ({ documentIds }) => ({ _id: among(documentIds) }),
    erase: never,
    hide: ['bytes'],
  },
  IssueItem: {
    holds: 'personal',
    find: ({ enrolmentIds }) => ({ enrolmentId: among(enrolmentIds) }),
    erase: never,
  },
  Education: {
    holds: 'personal',
    find: ({ personId }) => ({ _id: personId }),
    erase: ({ personId, documentIds }) => (documentIds.length > 0 ? null : { _id: personId }),
  },
  CredentialFact: {
    holds: 'personal',
    find: ({ personId }) => ({ _id: `fact|subject|${personId}` }),
    erase: ({ personId, documentIds }) =>
      documentIds.length > 0 ? null : { _id: `fact|subject|${personId}` },
  },
  NameForms: { holds: 'personal', find: ({ personId }) => ({ _id: personId }) },
  Session: { holds: 'personal', find: ({ personId }) => ({ personId }), hide: ['_id'] },
  ApiToken: { holds: 'personal', find: ({ personId }) => ({ personId }), hide: ['_id'] },
  Share: { holds: 'personal', find: ({ personId }) => ({ learnerId: personId }), hide: ['codeHash'] },
  FormDraft: { holds: 'personal', find: ({ personId }) => ({ personId }), hide: ['sealed', 'sealedFile'] },
  Place: { holds: 'personal', find: ({ accounts }) => anyOf(accounts) },
  Grade: { holds: 'personal', find: ({ personId }) => ({ personId }) },
  Scan: {
    holds: 'personal',
    find: ({ personId }) => ({ learnerId: personId }),
    erase: ({ personId, certifiedScans }) => ({ learnerId: personId, _id: notAmong(certifiedScans) }),
  },
  ScanBytes: {
    holds: 'personal',
    find: ({ scanIds }) => ({ _id: among(scanIds) }),
    erase: ({ scanIds, certifiedScans }) => ({
      _id: among(scanIds.filter(id => !certifiedScans.includes(id))),
    }),
    hide: ['data', 'picture'],
  },
  Appointment: {
    holds: 'personal',
    find: ({ personId }) => anyOf([{ personId }, { learnerIds: personId }]),
    erase: never,
  },
  HandOver: {
    holds: 'personal',
    find: ({ personId }) => anyOf([{ fromPersonId: personId }, { toPersonId: personId }]),
    erase: never,
  },
  /** The proof that the processing was lawful (152-ФЗ, ст. 9 ч. 3). */
  Consent: { holds: 'personal', find: ({ personId }) => ({ personId }), erase: never },
  /** Ids, hours and dates; receivers have to hear of the erasure in its order. */
  OutboxEvent: { holds: 'personal', find: ({ personId }) => ({ stream: personId }), erase: never },
  Delivery: { holds: 'personal', find: ({ personId }) => ({ stream: personId }), erase: never },
  DeadLetter: { holds: 'personal', find: ({ personId }) => ({ stream: personId }), erase: never },
  TouchedBook: { holds: 'personal', find: ({ personId }) => ({ learnerId: personId }) },
  Erasure: {
    holds: 'personal',
    find: ({ personId }) => ({ _id: personId }),
    erase: never,
    hide: ['accounts'],
  },

  Organisation: nothing('organisations, and who changed them'),
  Removal: nothing('what was removed of the settings, and who removed it'),
  Programme: nothing('what is taught; signatories as the organisation names them'),
  Regulation: nothing('rules of an organisation, and who took them up'),
  MunicipalWriting: nothing('settings of municipalities, and who decided them'),
  ProgrammeVersion: nothing('former versions of programmes'),
  Connection: nothing('settings of sources, and who changed them'),
  Run: nothing('counts and codes, and who decided'),
  Sighting: nothing('six bytes of the hash of each key'),
  IssueBatch: nothing('ids of enrolments, and who issued'),
  IssuePolicy: nothing('settings of programmes'),
  IssuerKey: nothing('keys of the organisation'),
  FederalProgramme: nothing('programmes'),
  FederalRun: nothing('ids of documents; the file itself is not kept'),
  LaunchAttempt: nothing('gone after ten minutes'),
  Platform: nothing('LMSs'),
  Invitation: nothing('LMSs'),
  LaunchEvent: nothing('codes, no person'),
  ServiceGrant: nothing('addresses of courses'),
  Template: nothing('texts of forms, and who saved them'),
  TemplateDraft: nothing('texts of forms'),
  TemplateImage: nothing('logos and signatures of the organisation'),
  Roster: nothing('counts; accounts without names while somebody has to decide'),
  Webhook: nothing('addresses of systems'),
  WebhookDelivery: nothing('ids of events, for a month'),
  Meta: nothing('the version of the schema'),
}
