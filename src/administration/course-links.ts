/** Where the courses of modules stand in their sources, for whoever wants to enrol. */
import type { AnyConnector } from '#connectors/contract'
import type { Connection, ConnectionStore } from '#store/ports/connections'
import type { StoredModule } from '#store/ports/people'

export interface CourseLink {
  href: string
  /** Of the source, e.g. «Moodle ТГПУ». */
  source: string
}

/** By module id; modules without a course, and courses of a source that is off or has no pages of courses, are left out. */
export type CourseLinks = (modules: readonly StoredModule[]) => Promise<Record<string, CourseLink>>

interface LinkDeps {
  connections: Pick<ConnectionStore, 'byId'>
  connectorOf(type: string): AnyConnector
  now(): Date
}

/** A book is opened far more often than a source moves. */
const KEPT_MS = 60_000

export function createCourseLinks({ connections, connectorOf, now }: LinkDeps): CourseLinks {
  const kept = new Map<string, { connection: Connection | null; until: number }>()

  async function connectionOf(id: string): Promise<Connection | null> {
    const found = kept.get(id)
    if (found && found.until > now().getTime()) return found.connection
    const connection = await connections.byId(id)
    kept.set(id, { connection, until: now().getTime() + KEPT_MS })
    return connection
  }

  async function linkOf({ source }: StoredModule): Promise<CourseLink | null> {
    const connection = source ? await connectionOf(source.connectionId) : null
    if (!source || !connection || connection.state !== undefined) return null
    const href = connectorOf(connection.type).courseAddress?.(connection.settings, source.courseId)
    return href === undefined ? null : { href, source: connection.title }
  }

  return async modules => {
    const links = await Promise.all(modules.map(async module => [module.id, await linkOf(module)] as const))
    return Object.fromEntries(links.flatMap(([id, link]) => (link ? [[id, link]] : [])))
  }
}
