/** Projections of `find` and `findAndModify`: fields in, fields out, `$slice`, `$elemMatch`, `$`, computed values. */
import { asNumber, type Doc, isDocument } from '../bson/codec.ts'
import { badValue, CommandError, unsupported } from '../errors.ts'
import { evaluate } from './expression.ts'
import { valueMatcher } from './match.ts'

export type Projection = (doc: Doc) => Doc

/** Finds the element that the query matched. */
type Positional = (doc: Doc, field: string) => number
type Change = (value: unknown, doc: Doc) => unknown
/** A tree of what to do with fields: keep (true), drop (false), change, or go deeper. */
type Tree = Map<string, boolean | Change | Tree>

interface Parts {
  tree: Tree
  computed: [path: string, expression: unknown][]
  inclusive: boolean | undefined
}

/**
 * Compiles a projection; undefined when it keeps everything.
 *
 * @param positional finds the element that the query matched, for `field.$`
 */
export function compileProjection(
  spec: Doc | undefined,
  positional: Positional = noPosition,
): Projection | undefined {
  if (!spec || Object.keys(spec).length === 0) return undefined
  const parts: Parts = { tree: new Map(), computed: [], inclusive: undefined }
  for (const [path, value] of Object.entries(spec)) read(path, value, parts, positional)
  const inclusive =
    parts.inclusive ?? (parts.computed.length > 0 || spec._id === true || asNumber(spec._id) === 1)
  if (inclusive && !parts.tree.has('_id')) parts.tree.set('_id', true)
  return doc =>
    compute(inclusive ? include(doc, parts.tree, doc) : exclude(doc, parts.tree, doc), doc, parts.computed)
}

function noPosition(): number {
  throw badValue("positional operator '.$' couldn't find a matching element in the array")
}

function read(path: string, value: unknown, parts: Parts, positional: Positional): void {
  const flag = typeof value === 'boolean' ? value : asNumber(value)
  if (path === '' || path.startsWith('$') || path.endsWith('.'))
    throw badValue(`FieldPath '${path}' is not valid`)
  if (path.endsWith('.$')) readPositional(path.slice(0, -2), parts, positional)
  else if (flag !== undefined) readFlag(path, Boolean(flag), parts)
  else if (isDocument(value)) readDocument(path, value, parts, positional)
  else readComputed(path, value, parts)
}

function readDocument(path: string, value: Doc, parts: Parts, positional: Positional): void {
  if ('$meta' in value) throw unsupported('the projection $meta')
  if ('$slice' in value) place(parts.tree, path, slice(value.$slice))
  else if ('$elemMatch' in value) {
    mode(parts, true, path)
    place(parts.tree, path, firstMatch(value.$elemMatch))
  } else if (Object.keys(value)[0]?.startsWith('$')) readComputed(path, value, parts)
  else for (const [name, inner] of Object.entries(value)) read(`${path}.${name}`, inner, parts, positional)
}

function readComputed(path: string, expression: unknown, parts: Parts): void {
  if (path.includes('.')) throw unsupported('a computed value at a dotted path of a projection')
  mode(parts, true, path)
  parts.computed.push([path, expression])
}

function readFlag(path: string, keep: boolean, parts: Parts): void {
  if (path !== '_id') mode(parts, keep, path)
  place(parts.tree, path, keep)
}

function readPositional(field: string, parts: Parts, positional: Positional): void {
  mode(parts, true, field)
  place(parts.tree, field, (value, doc) => (Array.isArray(value) ? [value[positional(doc, field)]] : value))
}

function mode(parts: Parts, inclusive: boolean, path: string): void {
  if (parts.inclusive !== undefined && parts.inclusive !== inclusive) {
    const [code, kind, other] = inclusive
      ? [31253, 'inclusion', 'exclusion']
      : [31254, 'exclusion', 'inclusion']
    throw new CommandError(code as number, `Cannot do ${kind} on field ${path} in ${other} projection`)
  }
  parts.inclusive = inclusive
}

function place(tree: Tree, path: string, what: boolean | Change): void {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) {
    if (tree.has(name)) throw new CommandError(31250, `Path collision at ${path}`)
    tree.set(name, what)
    return
  }
  const below = tree.get(name) ?? new Map()
  if (!(below instanceof Map)) throw new CommandError(31249, `Path collision at ${path}`)
  tree.set(name, below)
  place(below, rest.join('.'), what)
}

function include(value: Doc, tree: Tree, doc: Doc): Doc {
  const result: Doc = {}
  for (const key of Object.keys(value)) {
    const what = tree.get(key)
    if (what === undefined || what === false) continue
    const kept =
      what === true
        ? value[key]
        : what instanceof Map
          ? deeper(value[key], what, doc, include)
          : what(value[key], doc)
    if (kept !== undefined) define(result, key, kept)
  }
  return result
}

function exclude(value: Doc, tree: Tree, doc: Doc): Doc {
  const result: Doc = {}
  for (const key of Object.keys(value)) {
    const what = tree.get(key)
    if (what === false) continue
    const inner = value[key]
    if (what instanceof Map) define(result, key, isNested(inner) ? deeper(inner, what, doc, exclude) : inner)
    else define(result, key, typeof what === 'function' ? what(inner, doc) : inner)
  }
  return result
}

function isNested(value: unknown): boolean {
  return Array.isArray(value) || isDocument(value)
}

function deeper(value: unknown, tree: Tree, doc: Doc, how: typeof include): unknown {
  if (isDocument(value)) return how(value, tree, doc)
  if (!Array.isArray(value)) return undefined
  const elements = value.map(element =>
    isNested(element) ? deeper(element, tree, doc, how) : how === exclude ? element : undefined,
  )
  return elements.filter(element => element !== undefined)
}

function define(target: Doc, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
  else target[key] = value
}

function compute(result: Doc, doc: Doc, computed: Parts['computed']): Doc {
  for (const [path, expression] of computed) {
    const value = evaluate(expression, doc)
    if (value !== undefined) define(result, path, value)
  }
  return result
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
