/** The structure of an answer, without its values. */
import { parseStringPromise } from 'xml2js'

type Kinds = Map<string, Set<string>>

/** Every path of a JSON value with the kinds of value seen there; list items share the path `…[]`. */
export function jsonPaths(value: unknown, path = '$', seen: Kinds = new Map()): Kinds {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
  seen.set(path, (seen.get(path) ?? new Set()).add(kind))
  if (Array.isArray(value)) for (const item of value) jsonPaths(item, `${path}[]`, seen)
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) jsonPaths(inner, `${path}.${key}`, seen)
  }
  return seen
}

interface XmlNode {
  '#name': string
  $?: Record<string, string>
  $$?: XmlNode[]
}

/** Every path of Moodle's XML, keys in the order in which they stand. */
export async function xmlPaths(text: string): Promise<string[]> {
  const root = (await parseStringPromise(text, {
    explicitChildren: true,
    preserveChildrenOrder: true,
    explicitRoot: false,
  })) as XmlNode
  const paths = new Set<string>()
  walk(root, '', paths)
  return [...paths]
}

function walk(node: XmlNode, path: string, paths: Set<string>): void {
  const here = `${path}/${node['#name']}${node.$?.name ? `:${node.$.name}` : ''}`
  paths.add(here)
  for (const child of node.$$ ?? []) walk(child, here, paths)
}
