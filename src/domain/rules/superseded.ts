import { eachEntry, nameOf } from './line.ts'

/** A corrected entry counts no more: its correction does (запись заменена). */
export const superseded = eachEntry('superseded', ({ entry }, { book }) => {
  if (entry.status !== 'superseded' && entry.supersededBy === undefined) return undefined
  const successor = book.entries.find(({ id }) => id === entry.supersededBy)
  if (successor) return { facts: { n: nameOf(successor), id: successor.id, date: successor.date } }
  return entry.supersededBy === undefined ? {} : { facts: { n: entry.supersededBy } }
})
