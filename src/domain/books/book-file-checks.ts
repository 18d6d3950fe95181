/** What the shape of a book's file cannot tell: ids that stand twice, entries that replace one another in a circle. */

/** A fault and the dotted path of its field, e.g. `entries.3.supersededBy`. */
export interface FileFault {
  path: string
  message: string
}

type Raw = Readonly<Record<string, unknown>>

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown, key: string): string | undefined => {
  const found = isRaw(value) ? value[key] : undefined
  return typeof found === 'string' ? found : undefined
}

function repeatedIds(list: readonly unknown[], path: string): FileFault[] {
  const seen = new Set<string>()
  return list.flatMap((item, index) => {
    const id = textOf(item, 'id')
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id)
      return []
    }
    return [{ path: `${path}.${index}.id`, message: `the id ${id} stands twice` }]
  })
}

/** Ids along `supersededBy` that lead back to where they began; each circle once, from its first entry in the file. */
function circles(successors: ReadonlyMap<string, string>): string[][] {
  const walked = new Set<string>()
  return [...successors.keys()].flatMap(start => {
    const way = new Map<string, number>()
    let at: string | undefined = start
    while (at !== undefined && !walked.has(at)) {
      walked.add(at)
      way.set(at, way.size)
      at = successors.get(at)
    }
    const from = at === undefined ? undefined : way.get(at)
    return from === undefined ? [] : [[...way.keys()].slice(from)]
  })
}

function replacedInCircles(entries: readonly unknown[]): FileFault[] {
  const successors = new Map<string, string>()
  const places = new Map<string, number>()
  for (const [index, entry] of entries.entries()) {
    const [id, successor] = [textOf(entry, 'id'), textOf(entry, 'supersededBy')]
    if (id === undefined || places.has(id)) continue
    places.set(id, index)
    if (successor !== undefined) successors.set(id, successor)
  }
  return circles(successors).map(circle => ({
    path: `entries.${places.get(circle[0] ?? '')}.supersededBy`,
    message: `the entry is replaced by itself: ${[...circle, circle[0]].slice(0, 9).join(' → ')}${circle.length > 8 ? ' → …' : ''}`,
  }))
}

/** Faults between the fields of the raw file, whatever its shape. */
export function bookFileFaults(json: unknown): FileFault[] {
  if (!isRaw(json)) return []
  const entries = listOf(json.entries)
  const modules = isRaw(json.programme) ? listOf(json.programme.modules) : []
  return [
    ...repeatedIds(modules, 'programme.modules'),
    ...repeatedIds(entries, 'entries'),
    ...replacedInCircles(entries),
  ]
}
