/**
 * The published JSON schema of Open Badges 3.0 (ob_v3p0_achievementcredential_schema.json), as far as our credentials go:
 * required fields, types, formats, and objects that take no other field. Written anew from the schema, not copied.
 */
import { z } from 'zod'

const uri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i)
const typesWith = (...names: string[]) =>
  z.array(z.string()).refine(types => names.every(name => types.includes(name)), `must hold ${names}`)
const instant = z.iso.datetime({ offset: true })

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
  '@context': z.array(uri).min(2),
  id: uri,
  type: typesWith('VerifiableCredential', 'OpenBadgeCredential'),
  name: z.string(),
  issuer: profile,
  validFrom: instant,
  validUntil: instant.optional(),
  credentialSubject: subject,
  credentialSchema: z.array(z.looseObject({ id: uri, type: z.string() })),
  credentialStatus: z.looseObject({ id: uri, type: z.string() }),
})
