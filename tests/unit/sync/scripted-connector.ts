/** A source of our own: pages as the test writes them, a cursor that is the number of the page. */
import { z } from 'zod'
import type { AnyConnector, Connector, Page, SnapshotFacts, SourceWarning } from '#connectors/contract'
import type { SourceFault, SourceRecord } from '#connectors/record'

export interface ScriptedPage extends Pick<Page<number>, 'raw' | 'file' | 'answers'> {
  records?: SourceRecord[]
  faults?: SourceFault[]
  warnings?: SourceWarning[]
  snapshot?: SnapshotFacts
}

export interface Script {
  pages: ScriptedPage[]
  /** Default `none`. */
  deletes?: 'snapshot' | 'none'
  /** Called before page k is yielded; throws what the source throws. */
  beforePage?(k: number, signal: AbortSignal): void | Promise<void>
}

type C = Connector<{ url: string }, { token: string }, number>

export function scriptedConnector(script: Script): AnyConnector {
  const connector: C = {
    type: 'scripted',
    title: 'A script',
    settings: z.object({ url: z.string() }),
    secrets: z.object({ token: z.string() }),
    cursor: z.number().int(),
    capabilities: {
      completionTime: 'exact',
      hours: ['nominal'],
      incremental: 'none',
      deletes: script.deletes ?? 'none',
    },
    check: async () => ({ ok: true, site: 'a script', findings: [] }),
    async *pull(context, options): AsyncGenerator<Page<number>> {
      for (let k = options.cursor ?? 0; k < script.pages.length; k++) {
        await script.beforePage?.(k, context.signal)
        context.onCall?.('page')
        const { records = [], faults = [], warnings = [], ...rest } = script.pages[k] as ScriptedPage
        await options.known(records.flatMap(record => record?.key ?? []))
        const next = k + 1 < script.pages.length ? k + 1 : null
        yield {
          records,
          faults,
          warnings,
          next,
          progress: (k + 1) / script.pages.length,
          ...rest,
        }
      }
      if (script.pages.length === 0) yield { records: [], faults: [], warnings: [], next: null, progress: 1 }
    },
  }
  return connector
}
