/**
 * What a portable credential says: Open Badges 3.0 AchievementCredential and the book as CLR 2.0, as plain JSON. The subject is
 * a random URN: neither a name nor anything that could be computed from СНИЛС or an e-mail stands in it.
 */
import type { CalendarDate } from '../kinds.ts'

const VC = 'https://www.w3.org/ns/credentials/v2'
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
/** Says what `1EdTechJsonSchemaValidator2019` means: without it the type of `credentialSchema` is no term of JSON-LD. */
const OB_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
const OB_SCHEMA =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'
const CLR_SCHEMA = 'https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json'

const schemaAt = (id: string) => [{ id, type: '1EdTechJsonSchemaValidator2019' }]

export interface CredentialIssuer {
  id: string
  name: string
}

export interface CredentialPayload {
  '@context': string[]
  id: string
  type: string[]
  issuer: { id: string; type?: string[]; name: string }
  /** ISO instant. */
  validFrom: string
  name?: string
  credentialSubject: { id: string; type: string[] | string } & Record<string, unknown>
  [field: string]: unknown
}

export interface AchievementInput {
  id: string
  issuer: CredentialIssuer
  validFrom: string
  subject: string
  achievementId: string
  achievementType: 'Certificate' | 'LearningProgram' | 'Course'
  name: string
  description: string
  narrative: string
  /** As `"108.00"`. */
  hours: string
  from?: CalendarDate
  to?: CalendarDate
  licenseNumber?: string
  status: { list: string; index: number }
}

/** @see Open Badges 3.0, AchievementCredential; Bitstring Status List 1.0, BitstringStatusListEntry */
export function buildAchievement(input: AchievementInput): CredentialPayload {
  const { id, issuer, validFrom, name, status } = input
  const credits = Number(input.hours)
  return {
    '@context': [VC, OB, OB_EXTENSIONS],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name },
    validFrom,
    name,
    credentialSubject: {
      id: input.subject,
      type: ['AchievementSubject'],
      ...(input.from && { activityStartDate: `${input.from}T00:00:00Z` }),
      ...(input.to && { activityEndDate: `${input.to}T00:00:00Z` }),
      creditsEarned: credits,
      ...(input.licenseNumber && { licenseNumber: input.licenseNumber }),
      achievement: {
        id: input.achievementId,
        type: ['Achievement'],
        achievementType: input.achievementType,
        creditsAvailable: credits,
        name,
        description: input.description,
        criteria: { narrative: input.narrative },
      },
    },
    credentialStatus: {
      id: `${status.list}#${status.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(status.index),
      statusListCredential: status.list,
    },
    credentialSchema: schemaAt(OB_SCHEMA),
  }
}

/** A credential and its compact form. */
export interface SignedPayload {
  payload: CredentialPayload
  jwt: string
}

/** The book: each line a credential signed by itself. @see CLR Standard 2.0, ClrCredential */
export function buildClr(input: {
  id: string
  issuer: CredentialIssuer
  validFrom: string
  subject: string
  name: string
  signed: readonly SignedPayload[]
}): CredentialPayload {
  const { id, issuer, validFrom, subject, name, signed } = input
  return {
    '@context': [VC, CLR, OB, OB_EXTENSIONS],
    id,
    type: ['VerifiableCredential', 'ClrCredential'],
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name },
    validFrom,
    name,
    credentialSubject: {
      id: subject,
      type: ['ClrSubject'],
      verifiableCredential: signed.map(envelope),
    },
    credentialSchema: schemaAt(CLR_SCHEMA),
  }
}

const ENVELOPE = 'data:application/vc+jwt,'

/** The parts of a CLR in their compact form; none of any other credential. */
export function partsOf({ credentialSubject }: CredentialPayload): string[] {
  const { verifiableCredential: parts } = credentialSubject
  if (!Array.isArray(parts)) return []
  return parts.flatMap(({ id }: { id?: unknown }) =>
    typeof id === 'string' && id.startsWith(ENVELOPE) ? [id.slice(ENVELOPE.length)] : [],
  )
}

/**
 * The signed form as a `data:` address (VCDM 2.0, 4.13), and beside it what it says: the schema of a CLR asks every part for its
 * issuer, its day and its subject.
 */
function envelope({ jwt, payload }: SignedPayload) {
  const { issuer, validFrom, name, credentialSubject } = payload
  return {
    '@context': payload['@context'],
    id: `${ENVELOPE}${jwt}`,
    type: ['VerifiableCredential', 'EnvelopedVerifiableCredential'],
    issuer,
    validFrom,
    name,
    credentialSubject,
  }
}

/** @param encodedList multibase `u`, gzip, base64url @see Bitstring Status List 1.0, 3.2 */
export function buildStatusList(
  id: string,
  issuer: CredentialIssuer,
  validFrom: string,
  encodedList: string,
): CredentialPayload {
  return {
    '@context': [VC],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: { id: issuer.id, name: issuer.name },
    validFrom,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList,
    },
  }
}
