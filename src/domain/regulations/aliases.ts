/** YAML aliases (`*name`) that lead nowhere or back into themselves: found before the data is built, each with its place. */
import { type Alias, type Document, isAlias, type Node, visit } from 'yaml'

export interface AliasFault {
  /** Where the alias starts in the text. */
  offset: number
  kind: 'cycle' | 'unknown'
  name: string
}

function faultOf(alias: Alias, document: Document, ancestors: readonly unknown[]): AliasFault | undefined {
  const at = { offset: alias.range?.[0] ?? 0, name: alias.source }
  const target: Node | undefined = alias.resolve(document)
  if (!target) return { ...at, kind: 'unknown' }
  return ancestors.includes(target) ? { ...at, kind: 'cycle' } : undefined
}

/** Every such alias, in the order of the text. */
export function aliasFaults(document: Document): AliasFault[] {
  const faults: AliasFault[] = []
  visit(document, {
    Alias(_key, alias, ancestors) {
      const fault = faultOf(alias, document, ancestors)
      if (fault) faults.push(fault)
    },
  })
  return faults
}

/** Where the first alias starts, for a fault that concerns them all. */
export function firstAlias(document: Document): number {
  let offset: number | undefined
  visit(document, (_key, node) => {
    if (!isAlias(node)) return undefined
    offset = node.range?.[0]
    return visit.BREAK
  })
  return offset ?? 0
}
