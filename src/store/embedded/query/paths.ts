/** Dotted paths through documents and arrays, as the query language walks them. */
import { fieldOf, isNested } from '../bson/codec.ts'

export type ValueTest = (value: unknown) => boolean

/**
 * Whether any value at `parts` passes; `undefined` stands for a missing field.
 *
 * @param expand whether an array at the end also offers each of its elements
 */
export function someAt(
  value: unknown,
  parts: readonly string[],
  at: number,
  expand: boolean,
  test: ValueTest,
): boolean {
  if (at === parts.length) return (expand && Array.isArray(value) && value.some(test)) || test(value)
  const name = parts[at] as string
  if (Array.isArray(value)) {
    if (value.some(element => isNested(element) && someAt(element, parts, at, expand, test))) return true
    return (
      isPosition(name) &&
      Number(name) < value.length &&
      someAt(value[Number(name)], parts, at + 1, expand, test)
    )
  }
  const inner = isNested(value) ? fieldOf(value, name) : undefined
  return inner === undefined ? test(undefined) : someAt(inner, parts, at + 1, expand, test)
}

/** Whether a path component can name a position in an array. */
export function isPosition(name: string): boolean {
  return /^(0|[1-9]\d*)$/.test(name)
}

/** All values at a path, array elements apart: what `distinct` counts and sorting looks at. */
export function valuesAt(doc: unknown, parts: readonly string[]): unknown[] {
  const found: unknown[] = []
  someAt(doc, parts, 0, false, value => {
    if (Array.isArray(value)) found.push(...value)
    else found.push(value)
    return false
  })
  return found
}
