/** Reading and writing one concrete path of a document: names and positions, nothing to expand. */
import { EJSON } from 'bson'
import { type Doc, isDocument } from '../bson/codec.ts'
import { badValue, CommandError } from '../errors.ts'
import { isPosition } from '../query/paths.ts'

const maxPadding = 1_500_000

/** The value at a path; `undefined` when something on the way is missing. */
export function getAt(doc: unknown, parts: readonly string[]): unknown {
  let value = doc
  for (const name of parts) {
    if (Array.isArray(value)) value = isPosition(name) ? value[Number(name)] : undefined
    else if (isDocument(value) && Object.hasOwn(value, name)) value = value[name]
    else return undefined
  }
  return value
}

/** Puts a value at a path, making the documents on the way. @throws {CommandError} 28 where the way is blocked */
export function setAt(doc: Doc, parts: readonly string[], value: unknown): void {
  let parent: unknown = doc
  const last = parts.length - 1
  for (const [i, name] of parts.entries()) {
    checkParent(parent, name, parts[i - 1])
    if (i === last) put(parent as Doc, name, value)
    else if (child(parent as Doc, name) === undefined) put(parent as Doc, name, {})
    parent = child(parent as Doc, name)
  }
}

function child(parent: Doc, name: string): unknown {
  return Object.hasOwn(parent, name) ? parent[name] : undefined
}

function checkParent(parent: unknown, name: string, at = ''): void {
  if (Array.isArray(parent) ? isPosition(name) : isDocument(parent)) return
  throw new CommandError(
    28,
    `Cannot create field '${name}' in element {${at}: ${EJSON.stringify(parent as Doc)}}`,
  )
}

function put(parent: Doc, name: string, value: unknown): void {
  if (Array.isArray(parent)) {
    if (Number(name) > parent.length + maxPadding)
      throw badValue(`cannot backfill array to larger than ${maxPadding} elements`)
    while (parent.length < Number(name)) parent.push(null)
  }
  if (name === '__proto__')
    Object.defineProperty(parent, name, { value, enumerable: true, writable: true, configurable: true })
  else parent[name] = value
}

/** Removes what is at a path; an element of an array becomes null. */
export function unsetAt(doc: Doc, parts: readonly string[]): void {
  const parent = getAt(doc, parts.slice(0, -1))
  const name = parts.at(-1) as string
  if (Array.isArray(parent)) {
    if (isPosition(name) && Number(name) < parent.length) parent[Number(name)] = null
  } else if (isDocument(parent)) delete parent[name]
}
