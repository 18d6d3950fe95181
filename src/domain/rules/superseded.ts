import { eachEntry, nameOf, type Rule } from './line.ts'

/** A corrected entry counts no more: its correction does (запись заменена). */
export const superseded: Rule = (lines, context) => {
  const byId = new Map(lines.map(({ entry }) => [entry.id, entry]))
  const rule = eachEntry('superseded', ({ entry }) => {
    if (entry.status !== 'superseded' && entry.supersededBy === undefined) return undefined
    if (entry.supersededBy === undefined) return {}
    const successor = byId.get(entry.supersededBy)
    if (!successor) return { facts: { n: entry.supersededBy } }
    return { facts: { n: nameOf(successor), id: successor.id, date: successor.date } }
  })
  return rule(lines, context)
}
