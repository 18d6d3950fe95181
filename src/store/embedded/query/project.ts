/** Projections of `find` and `findAndModify`: fields in, fields out, `$slice`, `$elemMatch`, `$`. */
import { onDemand } from 'bson'
import { asNumber, type Doc, isDocument } from '../bson/codec.ts'
import { badValue, CommandError, unsupported } from '../errors.ts'
import { valueMatcher } from './match.ts'

interface Projection {
  ofDoc(doc: Doc): Doc
  /** Where whole fields are kept or dropped, which takes no decoding. */
  ofBytes?(bytes: Buffer): Buffer
}

/** Finds the element that the query matched. */
type Positional = (doc: Doc, field: string) => number
type Change = (value: unknown, doc: Doc) => unknown
/** A tree of what to do with fields: keep (true), drop (false), change, or go deeper. */
type Tree = Map<string, boolean | Change | Tree>

interface Parts {
  readonly tree: Tree
  readonly positional: Positional
  inclusive?: boolean
}

/**
 * Compiles a projection; undefined when it keeps everything.
 *
 * @param positional finds the element that the query matched, for `field.$`
 */
export function compileProjection(spec: Doc, positional: Positional): Projection | undefined {
  if (Object.keys(spec).length === 0) return undefined
  const parts: Parts = { tree: new Map(), positional }
  for (const [path, value] of Object.entries(spec)) read(path, value, parts)
  const inclusive = parts.inclusive ?? flagOf(spec._id) === true
  if (inclusive && !parts.tree.has('_id')) parts.tree.set('_id', true)
  const flags = flagsOf(parts.tree)
  return {
    ofDoc: doc => project(doc, parts.tree, doc, !inclusive),
    ...(flags && { ofBytes: bytes => pick(bytes, flags, !inclusive) }),
  }
}

/** What is done with which field, if whole fields are all that it is about. */
function flagsOf(tree: Tree): ReadonlyMap<string, boolean> | undefined {
  const flags = new Map<string, boolean>()
  for (const [name, what] of tree) {
    if (typeof what !== 'boolean') return undefined
    flags.set(name, what)
  }
  return flags
}

/** @param keeps whether fields stay that nothing was said of */
function pick(bytes: Buffer, flags: ReadonlyMap<string, boolean>, keeps: boolean): Buffer {
  const kept = Buffer.allocUnsafe(bytes.length)
  let end = 4
  for (const [, nameAt, nameLength, valueAt, valueLength] of onDemand.parseToElements(bytes)) {
    const name = bytes.toString('utf8', nameAt, nameAt + nameLength)
    // The type stands before the name.
    if (flags.get(name) ?? keeps) end += bytes.copy(kept, end, nameAt - 1, valueAt + valueLength)
  }
  end = kept.writeUInt8(0, end)
  kept.writeInt32LE(end)
  return kept.subarray(0, end)
}

function flagOf(value: unknown): boolean | undefined {
  const number = asNumber(value)
  return typeof value === 'boolean' ? value : number === undefined ? undefined : number !== 0
}

function read(path: string, value: unknown, parts: Parts): void {
  const flag = flagOf(value)
  if (path === '' || path.startsWith('$') || path.endsWith('.'))
    throw badValue(`FieldPath '${path}' is not valid`)
  if (path.endsWith('.$')) readPositional(path.slice(0, -2), parts)
  else if (flag !== undefined) readFlag(path, flag, parts)
  else if (isDocument(value)) readDocument(path, value, parts)
  else throw unsupported('a computed value in a projection')
}

function readDocument(path: string, value: Doc, parts: Parts): void {
  const [operator = ''] = Object.keys(value)
  if (operator === '$slice') place(parts.tree, path, slice(value.$slice))
  else if (operator === '$elemMatch') {
    setMode(parts, true, path)
    place(parts.tree, path, firstMatch(value.$elemMatch))
  } else if (operator.startsWith('$')) throw unsupported(`the projection ${operator}`)
  else for (const [name, inner] of Object.entries(value)) read(`${path}.${name}`, inner, parts)
}

function readFlag(path: string, keep: boolean, parts: Parts): void {
  if (path !== '_id') setMode(parts, keep, path)
  place(parts.tree, path, keep)
}

function readPositional(field: string, parts: Parts): void {
  setMode(parts, true, field)
  place(parts.tree, field, (value, doc) =>
    Array.isArray(value) ? [value[parts.positional(doc, field)]] : value,
  )
}

function setMode(parts: Parts, inclusive: boolean, path: string): void {
  const isMixed = parts.inclusive === !inclusive
  if (isMixed && inclusive)
    throw new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
  if (isMixed) throw new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
  parts.inclusive = inclusive
}

function place(tree: Tree, path: string, what: boolean | Change): void {
  const [name = '', ...rest] = path.split('.')
  const there = tree.get(name)
  if (there !== undefined && (rest.length === 0 || !(there instanceof Map)))
    throw new CommandError(31250, `Path collision at ${path}`)
  if (rest.length === 0) tree.set(name, what)
  else {
    const below: Tree = there ?? new Map()
    tree.set(name, below)
    place(below, rest.join('.'), what)
  }
}

/** @param keeps whether fields stay that nothing was said of */
function project(value: Doc, tree: Tree, doc: Doc, keeps: boolean): Doc {
  const fields = Object.entries(value).map(([key, inner]) => {
    const what = tree.get(key) ?? keeps
    if (typeof what === 'boolean') return [key, what ? inner : undefined]
    return [key, what instanceof Map ? deeper(inner, what, doc, keeps) : what(inner, doc)]
  })
  return Object.fromEntries(fields.filter(([, kept]) => kept !== undefined))
}

function deeper(value: unknown, tree: Tree, doc: Doc, keeps: boolean): unknown {
  if (isDocument(value)) return project(value, tree, doc, keeps)
  if (!Array.isArray(value)) return keeps ? value : undefined
  return value.map(element => deeper(element, tree, doc, keeps)).filter(element => element !== undefined)
}

/** `$slice: n`, `$slice: [skip, n]`; negative numbers count from the end. */
function slice(argument: unknown): Change {
  const [a, b] = Array.isArray(argument) ? argument.map(asNumber) : [asNumber(argument), undefined]
  if (a === undefined || (Array.isArray(argument) && (b === undefined || b <= 0)))
    throw badValue('$slice needs a number or [skip, limit]')
  return value => {
    if (!Array.isArray(value)) return value
    if (b === undefined) return a >= 0 ? value.slice(0, a) : value.slice(a)
    const from = a >= 0 ? a : Math.max(0, value.length + a)
    return value.slice(from, from + b)
  }
}

function firstMatch(condition: unknown): Change {
  const matches = valueMatcher(condition)
  return value => {
    const found = Array.isArray(value) ? value.find(element => matches(element)) : undefined
    return found === undefined ? undefined : [found]
  }
}
