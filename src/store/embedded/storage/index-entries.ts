/** Which entries a document has in an index: one, several (arrays), or none (sparse, partial). */
import { type Doc, isDocument } from '../bson/codec.ts'
import { compoundKey, emptyArray } from '../bson/order-key.ts'
import { CommandError } from '../errors.ts'
import type { Index } from './catalog.ts'
import { fitKey } from './keys.ts'

export interface Entries {
  readonly keys: Buffer[]
  /** For each field of the index, whether this document has an array there. */
  readonly multikey: boolean[]
  readonly truncated: boolean
}

interface Branch {
  value: unknown
  rest: readonly string[]
  /** An element of an array at the end of the path: not expanded again. */
  final?: boolean
}

const none: Entries = { keys: [], multikey: [], truncated: false }

/** The entries of `doc` in `index`, without duplicates. */
export function entriesOf(index: Index, doc: Doc): Entries {
  if (index.matches && !index.matches(doc)) return none
  const multikey = index.fields.map(() => false)
  const rows: unknown[][] = []
  expand(
    index.fields.map(field => ({ value: doc, rest: field.path })),
    rows,
    multikey,
  )
  if (index.sparse && rows.every(row => row.every(value => value === undefined))) return none
  const fitted = rows.map(row => fitKey(compoundKey(row, index.directions)))
  return { keys: distinct(fitted.map(f => f.key)), multikey, truncated: fitted.some(f => f.truncated) }
}

function distinct(keys: Buffer[]): Buffer[] {
  if (keys.length < 2) return keys
  return [...new Map(keys.map(key => [key.toString('latin1'), key])).values()]
}

function expand(branches: Branch[], rows: unknown[][], multikey: boolean[]): void {
  const walked = branches.map(walk)
  const arrays = walked.filter(isOpenArray)
  if (arrays.length === 0) {
    rows.push(walked.map(b => (b.rest.length === 0 ? b.value : undefined)))
    return
  }
  const array = (arrays[0] as Branch).value as unknown[]
  if (arrays.some(b => b.value !== array)) throw new CommandError(171, 'cannot index parallel arrays')
  walked.forEach((b, i) => {
    if (isOpenArray(b)) multikey[i] = true
  })
  if (array.length === 0) eachBranch(walked, rows, multikey, branch => ended(branch, true))
  for (const element of array) eachBranch(walked, rows, multikey, branch => into(branch, element))
}

function eachBranch(
  branches: Branch[],
  rows: unknown[][],
  multikey: boolean[],
  step: (branch: Branch) => Branch,
): void {
  const stepped = branches.map(branch => (isOpenArray(branch) ? step(branch) : branch))
  expand(stepped, rows, multikey)
}

/** Follows the path through documents, and through arrays where the path names a position. */
function walk(branch: Branch): Branch {
  let { value, rest } = branch
  while (rest.length > 0) {
    const name = rest[0] as string
    if (isDocument(value) && Object.hasOwn(value, name)) value = value[name]
    else if (Array.isArray(value) && /^\d+$/.test(name) && Number(name) < value.length)
      value = value[Number(name)]
    else break
    rest = rest.slice(1)
  }
  return branch.final ? { value, rest, final: true } : { value, rest }
}

function isOpenArray(branch: Branch): boolean {
  return Array.isArray(branch.value) && !branch.final
}

function into(branch: Branch, element: unknown): Branch {
  if (branch.rest.length === 0) return { value: element, rest: [], final: true }
  return isDocument(element) ? { value: element, rest: branch.rest } : ended(branch, false)
}

/** A path that ends here: an empty array at its end is itself a value, any other end is a missing field. */
function ended(branch: Branch, empty: boolean): Branch {
  return { value: empty && branch.rest.length === 0 ? emptyArray : undefined, rest: [], final: true }
}
