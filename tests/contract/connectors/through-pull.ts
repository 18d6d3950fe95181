/** The same source through the pull itself: records end as completions, entries and quarantine of stores in memory. */
import type { AnyConnector, Page } from '#connectors/contract'
import type { SourceRecord } from '#connectors/record'
import { hoursFromHundredths } from '#domain/hours'
import { sourceKey } from '#store/ports/people'
import { CONNECTION, enrolment, person, programme, type Site, site } from '#tests/unit/sync/story'
import type { Harness } from './harness.ts'

/** Pages of a pass → the same records in other pages; what is said of the pass as a whole stays where it was. */
export type Arrange = (pages: readonly Page<unknown>[]) => Page<unknown>[]

/** Nothing that the fake servers tell of is in its future. */
const AFTERWARDS = new Date('2026-12-01T09:00:00Z')

/**
 * A place that knows the people of these records, all but the first, and has their courses for modules.
 *
 * @param records what the source has
 * @param arrange default: pages as they come
 */
export function siteOf(harness: Harness<unknown>, records: Iterable<SourceRecord>, arrange?: Arrange): Site {
  const { connector, settings, secrets } = harness.given
  const own = arrange ? rearranged(connector, arrange) : connector
  const here = site(0, { connectors: () => own, openSecrets: () => secrets, allowPrivateAddresses: true })
  here.clock.now = AFTERWARDS
  Object.assign(here.memory.connections.get(CONNECTION) ?? {}, { type: connector.type, settings })
  seed(here, [...records])
  return here
}

function seed({ memory }: Site, records: readonly SourceRecord[]): void {
  const users = [...new Set(records.map(record => record.person.userId))].slice(1)
  for (const [n, userId] of users.entries()) {
    const identities = [{ key: sourceKey(CONNECTION, userId), since: '2026-01-01T00:00:00Z' }]
    memory.people.push({ ...person(n), identities })
    memory.enrolments.push(enrolment(`p${n}`, 'A'))
  }
  const courses = new Set(records.map(record => record.item.courseId))
  const modules = [...courses].map(courseId => ({
    id: courseId,
    title: courseId,
    kind: 'seminar' as const,
    part: 'invariant' as const,
    hours: hoursFromHundredths(800),
    source: { connectionId: CONNECTION, courseId },
  }))
  memory.programmes.splice(0, 1, { ...programme('A'), modules })
}

/** The whole pass is read before its first page is shown. */
function rearranged(connector: AnyConnector, arrange: Arrange): AnyConnector {
  return {
    ...connector,
    async *pull(context, options) {
      const pages: Page<unknown>[] = []
      for await (const page of connector.pull(context, options)) pages.push(page)
      yield* arrange(pages)
    },
  }
}

/** What a page shows, without its place in the pass. */
const shown = ({ records, faults, warnings, answers }: Page<unknown>) => ({
  records,
  faults,
  warnings,
  ...(answers && { answers }),
})

const placed = (place: Page<unknown>, content: Page<unknown>): Page<unknown> => {
  const { answers: _, ...rest } = place
  return { ...rest, ...shown(content) }
}

export const arrangements: Readonly<Record<string, Arrange>> = {
  /** Each page is shown a second time right away, as after a cursor that was lost. */
  'that come twice': pages =>
    pages.flatMap((page, k) => {
      const before = pages[Math.max(0, k - 1)] as Page<unknown>
      return [page.next === null ? placed(before, page) : page, page]
    }),
  'that come in reverse': pages => pages.map((page, k) => placed(page, pages.at(-1 - k) as Page<unknown>)),
  'whose records are dealt out anew': pages => {
    const dealt = pages.map(page => ({ ...page, records: [] as SourceRecord[] }))
    for (const [k, record] of pages.flatMap(({ records }) => records).entries())
      dealt[k % dealt.length]?.records.unshift(record)
    return dealt
  },
}
