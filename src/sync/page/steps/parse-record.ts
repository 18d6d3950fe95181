/** Is it a record at all? A connector promises so; what is stored for ever is checked all the same. */
import { z } from 'zod'
import type { SourceRecord } from '#connectors/record'
import { fact, type Refusal, refuse } from './refusal.ts'

const id = z.string().min(1).max(500)
const optional = z.string().optional()

const schema = z.object({
  key: id,
  person: z.object({
    userId: id,
    familyName: optional,
    givenName: optional,
    patronymic: optional,
    email: optional,
    idNumber: optional,
    snils: optional,
    organisation: optional,
  }),
  item: z.object({
    courseId: id,
    title: z.string(),
    shortName: optional,
    idNumber: optional,
    activity: z.object({ id, kind: z.string() }).optional(),
  }),
  state: z.enum(['completed', 'passed', 'failed', 'in-progress', 'revoked', 'unknown']),
  rawState: z.string(),
  when: z.object({
    at: z.string().nullable(),
    quality: z.enum(['exact', 'derived', 'observed']),
    raw: optional,
  }),
  hours: z
    .array(
      z.object({
        value: z.string().nullable(),
        unit: z.enum(['ac45', 'h60', 'zet36', 's']),
        kind: z.enum(['nominal', 'measured', 'estimated']),
        from: z.string(),
        raw: z.string(),
      }),
    )
    .max(50),
  evidence: optional,
})

/** The very record, not a copy: it is stored verbatim. */
export function parseRecord(raw: unknown): SourceRecord | Refusal {
  const result = schema.safeParse(raw)
  if (result.success) return raw as SourceRecord
  const issue = result.error.issues[0]
  return refuse('malformed', { message: fact(`${issue?.path.join('.')}: ${issue?.message}`) })
}
