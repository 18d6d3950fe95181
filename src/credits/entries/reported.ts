/** «В ведомости 32»: how many an event has by its source, so that a curator sees whether all of it came. */
import type { EntryStore } from '#store/ports/entries'
import type { QueueGroup } from '../contract.ts'
import { EVENT_LIMIT, ofEvent } from '../up-to.ts'
import type { NewGroup } from './queue-rows.ts'

export function withReported(
  entries: Pick<EntryStore, 'reported'>,
  groups: readonly NewGroup[],
): Promise<Omit<QueueGroup, 'rest'>[]> {
  return Promise.all(
    groups.map(async group => {
      const connectionId = sourceOf(group)
      const event = { programmeId: group.programme.id, moduleId: group.module.id, date: group.date }
      if (connectionId === null) return { ...group, reported: null }
      return {
        ...group,
        reported: ofEvent(await entries.reported({ ...event, connectionId }, EVENT_LIMIT + 1)),
      }
    }),
  )
}

/** The source system of a group; a correction alone keeps that of the entry that it corrects. */
function sourceOf({ rows }: Pick<NewGroup, 'rows'>): string | null {
  for (const { origin } of rows.map(({ entry }) => entry))
    if ('connectionId' in origin && origin.connectionId !== undefined) return origin.connectionId
  return null
}
