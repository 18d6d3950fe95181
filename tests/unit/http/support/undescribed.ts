import { z } from 'zod'

interface Node {
  type?: string
  properties?: Record<string, Node>
  additionalProperties?: boolean | Node
  items?: Node
  anyOf?: Node[]
}

/** Paths of fields that a value has and its schema does not name: zod drops them without a word. */
export function undescribed(schema: z.ZodType, value: unknown): string[] {
  return beyond(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Node, value, '')
}

function beyond(node: Node, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (node.anyOf) {
    const fitting = node.anyOf.filter(({ type }) => type === (Array.isArray(value) ? 'array' : 'object'))
    return fitting.map(each => beyond(each, value, at)).sort((a, b) => a.length - b.length)[0] ?? []
  }
  if (Array.isArray(value)) return value.flatMap((each, i) => beyond(node.items ?? {}, each, `${at}.${i}`))
  const others = node.additionalProperties
  return Object.entries(value).flatMap(([name, each]) => {
    const known = node.properties?.[name] ?? (typeof others === 'object' ? others : undefined)
    return known || others === undefined || others === true
      ? beyond(known ?? {}, each, `${at}.${name}`)
      : [`${at}.${name}`]
  })
}
