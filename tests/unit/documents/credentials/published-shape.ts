/**
 * What the published JSON schemas demand (ob_v3p0_achievementcredential_schema.json, clr_v2p0_clrcredential_schema.json) and
 * Bitstring Status List 1.0 says, as far as our credentials go: required fields, types, formats, the order of contexts, and
 * objects that take no other field. Written anew, not copied.
 */
import { z } from 'zod'

const uri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i)
const typesWith = (...names: string[]) =>
  z.array(z.string()).refine(types => names.every(name => types.includes(name)), `must hold ${names}`)
const instant = z.iso.datetime({ offset: true })

const VC = z.literal('https://www.w3.org/ns/credentials/v2')
const OB = z.string().regex(/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/)
const CLR = z.string().regex(/^https:\/\/purl\.imsglobal\.org\/spec\/clr\/v2p0\/context(-2\.\d\.\d)*\.json$/)
/** Names the type of `credentialSchema`: without it JSON-LD in safe mode refuses the credential. */
const extensions = z.literal('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')

/** That the credential names the schema of its own kind. */
const schemaAt = (id: string) =>
  z.tuple([z.strictObject({ id: z.literal(id), type: z.literal('1EdTechJsonSchemaValidator2019') })])

const profile = z.looseObject({ id: uri, type: typesWith('Profile'), name: z.string().optional() })

const achievement = z.strictObject({
  id: uri,
  type: typesWith('Achievement'),
  achievementType: z.enum(['Certificate', 'Course', 'LearningProgram']).optional(),
  creditsAvailable: z.number().optional(),
  criteria: z.strictObject({ id: uri.optional(), narrative: z.string().optional() }),
  description: z.string(),
  name: z.string(),
})

/** `additionalProperties: false` in the schema. */
const subject = z.strictObject({
  id: uri,
  type: typesWith('AchievementSubject'),
  activityStartDate: instant.optional(),
  activityEndDate: instant.optional(),
  creditsEarned: z.number().optional(),
  licenseNumber: z.string().optional(),
  achievement,
})

export const publishedAchievementCredential = z.looseObject({
  '@context': z.tuple([VC, OB, extensions]),
  id: uri,
  type: typesWith('VerifiableCredential', 'OpenBadgeCredential'),
  name: z.string(),
  issuer: profile,
  validFrom: instant,
  validUntil: instant.optional(),
  credentialSubject: subject,
  credentialSchema: schemaAt(
    'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
  ),
  credentialStatus: z.strictObject({
    id: uri,
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.literal('revocation'),
    statusListIndex: z.string().regex(/^\d+$/),
    statusListCredential: uri,
  }),
})

/** A part of a CLR: a VerifiableCredential of its own, here the enveloped kind (VCDM 2.0, 4.13). */
const part = z.looseObject({
  '@context': z.tuple([VC, OB, extensions]),
  id: z.string().startsWith('data:application/vc+jwt,'),
  type: typesWith('VerifiableCredential', 'EnvelopedVerifiableCredential'),
  issuer: profile,
  validFrom: instant,
  credentialSubject: subject,
})

export const publishedClrCredential = z.looseObject({
  '@context': z.tuple([VC, CLR, OB, extensions]),
  id: uri,
  type: typesWith('VerifiableCredential', 'ClrCredential'),
  name: z.string(),
  issuer: profile,
  validFrom: instant,
  credentialSubject: z.looseObject({
    id: uri,
    type: typesWith('ClrSubject'),
    verifiableCredential: z.array(part).min(1),
  }),
  credentialSchema: schemaAt(
    'https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json',
  ),
})

/** The context of a status list names no Profile, so its issuer has no type. */
export const publishedStatusList = z.looseObject({
  '@context': z.tuple([VC]),
  id: uri,
  type: typesWith('VerifiableCredential', 'BitstringStatusListCredential'),
  issuer: z.strictObject({ id: uri, name: z.string() }),
  validFrom: instant,
  credentialSubject: z.strictObject({
    id: uri,
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.literal('revocation'),
    encodedList: z.string().regex(/^u[\w-]+$/),
  }),
})
