/** The federal register's form (шаблон ФИС ФРДО) as a data file says it: columns in order, lists, and our words in its words. */
import { parse } from 'yaml'
import { z } from 'zod'
import { EXCHANGE_REASONS, LOSS_REASONS, REPLACEMENT_KINDS } from '../certificates/certificate.ts'
import { AppError } from '../errors.ts'
import { FEDERAL_FIELDS } from './columns.ts'

/** The data file does not hold; `faults` name each place. */
export class InvalidFederalFormError extends AppError {
  readonly code = 'invalid_federal_form'
  readonly status = 500
  readonly issues: readonly { path: string; message: string }[]

  constructor(issues: readonly { path: string; message: string }[]) {
    super('the form of the federal register does not hold')
    this.issues = issues
  }
}

const text = z.string().trim().min(1)
const plainType = z.enum(['text', 'title', 'date', 'year', 'number', 'snils'])
const common = {
  field: z.enum(FEDERAL_FIELDS),
  header: text,
  required: z.boolean().default(false),
  /** Required in rows of these documents only. */
  requiredFor: z.array(z.enum(REPLACEMENT_KINDS)).default([]),
}
const column = z.union([
  z.strictObject({ ...common, type: z.literal('list'), list: text }),
  z.strictObject({ ...common, type: plainType }),
])
const list = z.strictObject({
  values: z.array(text).min(1),
  complete: z.boolean().default(true),
  /** How many values the form has; known even where they are not. */
  expected: z.int().positive().optional(),
})

const form = z.strictObject({
  id: text,
  title: text,
  sheet: text,
  listSheet: text,
  mostRows: z.int().positive(),
  titleSigns: text,
  columns: z.array(column).min(1),
  lists: z.record(text, list),
  words: z.strictObject({
    replacement: z.record(z.enum(['original', ...REPLACEMENT_KINDS]), text),
    loss: z.record(z.enum(['none', ...LOSS_REASONS]), text),
    exchange: z.record(z.enum(['none', ...EXCHANGE_REASONS]), text),
    yesNo: z.record(z.enum(['yes', 'no']), text),
    sex: z.record(z.enum(['male', 'female']), text),
  }),
  defaults: z.strictObject({ programmeKind: text, place: text }),
})

export type FederalForm = z.infer<typeof form>
export type FederalColumn = FederalForm['columns'][number]

/** @throws {InvalidFederalFormError} with each fault */
export function parseFederalForm(yaml: string): FederalForm {
  const parsed = form.safeParse(readYaml(yaml))
  if (!parsed.success) {
    throw new InvalidFederalFormError(
      parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    )
  }
  const faults = crossFaults(parsed.data)
  if (faults.length > 0) throw new InvalidFederalFormError(faults)
  return parsed.data
}

function readYaml(yaml: string): unknown {
  try {
    return parse(yaml)
  } catch (error) {
    throw new InvalidFederalFormError([{ path: '', message: (error as Error).message }])
  }
}

/** What the shape alone does not say: each field once, each list there, our words in their lists. */
function crossFaults({ columns, lists, words }: FederalForm): { path: string; message: string }[] {
  const fields = columns.map(each => each.field)
  const twice = fields.filter((field, i) => fields.indexOf(field) !== i)
  const unknown = columns.flatMap(each => (each.type === 'list' && !lists[each.list] ? [each.list] : []))
  const placed = [
    ['documentStatus', words.replacement],
    ['loss', words.loss],
    ['exchange', words.exchange],
    ['destroyed', words.yesNo],
    ['sex', words.sex],
  ] as const
  const foreign = placed.flatMap(([field, said]) => {
    const its = columns.find(each => each.field === field)
    const values = its?.type === 'list' ? lists[its.list]?.values : undefined
    return Object.values(said).filter(word => values && !values.includes(word))
  })
  return [
    ...twice.map(field => ({ path: 'columns', message: `${field} stands twice` })),
    ...unknown.map(name => ({ path: 'lists', message: `there is no list ${name}` })),
    ...foreign.map(word => ({ path: 'words', message: `«${word}» stands in no list of its column` })),
  ]
}

/** `0` → `A`, `26` → `AA`: as spreadsheets name columns. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.trunc(index / 26) - 1) + last
}
