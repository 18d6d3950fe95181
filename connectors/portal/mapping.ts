/** How the columns of a portal are to be understood: data, not code. See `presets/tspu.yaml`. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { dateFormats } from '../kit/local-time.ts'
import { isTimeZone } from '../kit/time-zone.ts'
import { encodings } from './encoding.ts'
import { portalFault } from './faults.ts'

/** What a column may be. */
const columnFields = [
  'recordId',
  'personId',
  'fullName',
  'familyName',
  'givenName',
  'patronymic',
  'email',
  'idNumber',
  'snils',
  'organisation',
  'courseId',
  'title',
  'kind',
  'quantity',
  'hours',
  'timeSpent',
  'date',
  'state',
  'link',
] as const
export type ColumnField = (typeof columnFields)[number]

const field = z.enum(columnFields)
const words = z.array(z.string().trim().min(1).max(200)).max(100)
const decimal = z.string().regex(/^\d{1,5}(\.\d{1,2})?$/)

const tariffLine = z.strictObject({
  /** Of the regulation's tariff, e.g. `seminar`. */
  kind: z.string().regex(/^[a-z][a-z-]*$/),
  /** Academic hours. */
  hours: decimal,
  /** «12 часов за одну галерею»: multiplied by the column `quantity`. */
  perPiece: z.boolean().default(false),
  clause: z.string(),
  /** Words of the column `kind` that mean this line. */
  match: words,
})

const mappingSchema = z.strictObject({
  title: z.string().default('Портал'),
  /** IANA zone of dates. */
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone'),
  /** Of text that names none and is not UTF-8. */
  encoding: z.enum(encodings).default('windows-1251'),
  /** The only formats that are tried, in this order. */
  dateFormats: z.array(z.enum(dateFormats)).min(1),
  /** Headers by what they mean. */
  columns: z.partialRecord(field, words),
  /** What a person said of single headers; stronger than `columns` and `ignore`. `null`: passed over. */
  headers: z
    .array(z.strictObject({ header: z.string().trim().min(1).max(1000), field: field.nullable() }))
    .max(300)
    .default([]),
  /** Headers that are known and passed over; any other header stops the import. */
  ignore: words.default([]),
  /** Of each line at least one column has to be there. */
  required: z.array(z.array(field).min(1)),
  /** Names of XML elements that are rows. */
  rows: words.default(['row', 'record', 'item']),
  /** Words of the column `state`; any other word is an unknown state. Without the column a row is a completion. */
  states: z
    .strictObject({
      completed: words.default([]),
      passed: words.default([]),
      failed: words.default([]),
      'in-progress': words.default([]),
      revoked: words.default([]),
    })
    .prefault({}),
  /** First words of rows that add others up. */
  totals: words.default([]),
  /** What the column `hours` holds. */
  hours: z
    .strictObject({
      unit: z.enum(['ac45', 'h60', 'zet36', 's']).default('ac45'),
      kind: z.enum(['nominal', 'measured', 'estimated']).default('nominal'),
    })
    .prefault({}),
  tariff: z.array(tariffLine).max(200).default([]),
})

export type Mapping = z.infer<typeof mappingSchema>
export type TariffLine = z.infer<typeof tariffLine>

const presetsDir = fileURLToPath(new URL('./presets/', import.meta.url))

/** Names of the mappings that come with Zachetka. */
const presets: readonly string[] = readdirSync(presetsDir)
  .filter(name => name.endsWith('.yaml'))
  .map(name => name.slice(0, -'.yaml'.length))

const loaded = new Map<string, Record<string, unknown>>()

function readPreset(name: string): Record<string, unknown> {
  if (!presets.includes(name)) {
    throw portalFault(
      'preset_unknown',
      'there is no such preset',
      `use one of: ${presets.join(', ')}`,
      'config',
    )
  }
  const known =
    loaded.get(name) ??
    (parseYaml(readFileSync(`${presetsDir}${name}.yaml`, 'utf8')) as Record<string, unknown>)
  loaded.set(name, known)
  return known
}

/**
 * A preset with what the connection changes of it: parts by name, `columns` header list by header list.
 *
 * @throws {ConnectorError} `portal_mapping_wrong` naming each place that does not hold, `portal_preset_unknown`
 */
export function buildMapping(preset: string | undefined, own: Record<string, unknown> = {}): Mapping {
  const base = preset === undefined ? {} : readPreset(preset)
  const columns = { ...asRecord(base.columns), ...asRecord(own.columns) }
  const result = mappingSchema.safeParse({ ...base, ...own, columns })
  if (result.success) return result.data
  const places = result.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw portalFault(
    'mapping_wrong',
    `the mapping does not hold: ${places.join('; ')}`,
    'correct the mapping',
    'config',
  )
}

function asRecord(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}
