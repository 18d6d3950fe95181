/** Anything that stands twice in a list of a regulation file: of two rows with one name, one would be dropped or counted twice. */
import { told } from './fault-words.ts'

type Path = readonly (string | number)[]

/** Lists whose rows have a name, and the key of it; `*` stands for each row of a list on the way. */
const NAMED_LISTS: readonly (readonly [path: string, key: string])[] = [
  ['tariff', 'kind'],
  ['kindCaps', 'kind'],
  ['requirements', 'id'],
  ['enrolment.documents', 'id'],
  ['selfEducation.papers', 'id'],
  ['roles', 'role'],
  ['learners.categories', 'id'],
  ['controls', 'id'],
  ['papers.documents', 'id'],
  ['interview.stages', 'id'],
  ['interview.levels', 'id'],
  ['indicators', 'id'],
  ['forms', 'id'],
  ['forms.*.columns', 'id'],
  ['forms.*.rows', 'id'],
  ['forms.*.rows.*.texts', 'id'],
]

const childOf = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined

/** Every list that a path leads to, with the place where it stands. */
function listsAt(value: unknown, [step, ...rest]: string[], at: Path = []): [Path, unknown[]][] {
  if (step === undefined) return Array.isArray(value) ? [[at, value]] : []
  const keys = step === '*' ? [...(Array.isArray(value) ? value : []).keys()] : [step]
  return keys.flatMap(key => listsAt(childOf(value, key), rest, [...at, key]))
}

function repeatsIn([at, rows]: [Path, unknown[]], key: string) {
  const names = rows.map(row => childOf(row, key))
  const list = at.map(step => String(step)).join('.')
  return names.flatMap((name, index) => {
    if (name === undefined || names.indexOf(name) === index) return []
    const words = told(
      `${String(name)} stands twice in ${list}`,
      'Keep one of the two.',
      `${String(name)} стоит в ${list} дважды`,
      'Оставьте одно из двух.',
    )
    return [{ at: [...at, index, key], ...words }]
  })
}

export const repeatedNames = (raw: unknown) =>
  NAMED_LISTS.flatMap(([path, key]) => listsAt(raw, path.split('.')).flatMap(found => repeatsIn(found, key)))
