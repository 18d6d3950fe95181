/** Runs a connector as the sync does: stores each page, then its cursor; everything it said is kept for assertions. */
import nock from 'nock'
import type {
  AnyConnector,
  CheckFinding,
  CheckReport,
  Connector,
  ConnectorContext,
  Overlap,
  Page,
  SnapshotFacts,
  SourceFile,
  SourceWarning,
} from '#connectors/contract'
import { type Runtime, systemRuntime } from '#connectors/kit/runtime'
import { createMoodleConnector } from '#connectors/moodle/connector'
import type { MoodleCursor } from '#connectors/moodle/read/cursor'
import type { MoodleDeps } from '#connectors/moodle/rest/client'
import { createPortalConnector } from '#connectors/portal/connector'
import type { PortalCursor } from '#connectors/portal/cursor'
import type { PortalDeps } from '#connectors/portal/source'
import type { SourceFault, SourceRecord } from '#connectors/record'

export interface Harness<C> {
  /** What it was opened with, for whoever runs it otherwise. */
  given: { connector: AnyConnector; settings: Record<string, unknown>; secrets: Record<string, unknown> }
  records: Map<string, SourceRecord>
  faults: SourceFault[]
  warnings: SourceWarning[]
  /** Of the last page, if the source tells any. */
  snapshot: SnapshotFacts | null
  /** Calls by name, every try counted. */
  calls: Map<string, number>
  /** Findings of checks, as they were told. */
  told: CheckFinding[]
  /** All that was logged, as text. */
  logged: string[]
  /** Waits that were asked for, ms; none is waited. */
  sleeps: number[]
  /** Asked of `known`, in order. */
  asked: string[]
  pages: number
  cursor: C | null
  pull(options?: PullHow<C>): Promise<void>
  check(): Promise<CheckReport>
  /** Forgets what was said and counted; what was stored stays. */
  clear(): void
}

export interface PullHow<C> {
  mode?: 'full' | 'incremental'
  overlap?: Overlap
  from?: C | null
  /** Stops, as a kill would, after this many pages are stored. */
  killAfter?: number
  /** … and before the cursor of the last one is. */
  loseLastCursor?: boolean
  signal?: AbortSignal
  onPage?(page: Page<C>): void
}

export interface HarnessOptions {
  now?: Date
  allowPrivateAddresses?: boolean
  upload?: SourceFile
  openFile?: (path: string) => Promise<SourceFile>
}

/** Nothing is waited for; chance is one half. */
export function quickRuntime(sleeps: number[]): Runtime {
  return {
    ...systemRuntime,
    random: () => 0.5,
    sleep: async (ms, signal) => {
      sleeps.push(ms)
      signal.throwIfAborted()
    },
  }
}

export function createHarness<S, K, C>(
  connector: Connector<S, K, C>,
  given: { settings: Record<string, unknown>; secrets: Record<string, unknown> },
  options: HarnessOptions = {},
  sleeps: number[] = [],
): Harness<C> {
  const settings = connector.settings.parse(given.settings)
  const secrets = connector.secrets.parse(given.secrets)
  const context = (signal: AbortSignal): ConnectorContext<S, K> => ({
    settings,
    secrets,
    now: () => options.now ?? new Date('2026-11-22T09:00:00Z'),
    signal,
    allowPrivateAddresses: options.allowPrivateAddresses ?? true,
    log: (event, facts) => void state.logged.push(JSON.stringify({ event, ...facts })),
    ...(options.upload ? { upload: options.upload } : {}),
    ...(options.openFile ? { openFile: options.openFile } : {}),
    onFinding: finding => void state.told.push(finding),
    onCall: name => void state.calls.set(name, (state.calls.get(name) ?? 0) + 1),
  })
  const state: Harness<C> = {
    given: { connector, ...given },
    records: new Map(),
    faults: [],
    warnings: [],
    snapshot: null,
    calls: new Map(),
    told: [],
    logged: [],
    sleeps,
    asked: [],
    pages: 0,
    cursor: null,
    check: () => connector.check(context(new AbortController().signal)),
    pull: how => pull(how),
    clear: () => Object.assign(state, { calls: new Map(), faults: [], warnings: [], asked: [], pages: 0 }),
  }

  async function pull(how: PullHow<C> = {}): Promise<void> {
    const cursor = how.from ?? null
    const pages = connector.pull(context(how.signal ?? new AbortController().signal), {
      mode: how.mode ?? 'incremental',
      ...(how.overlap && { overlap: how.overlap }),
      cursor: cursor === null ? null : connector.cursor.parse(JSON.parse(JSON.stringify(cursor))),
      known: async keys => {
        state.asked.push(...keys)
        return new Map(keys.flatMap(key => entryOf(state.records, key)))
      },
    })
    let done = 0
    for await (const page of pages) {
      store(page)
      how.onPage?.(page)
      done += 1
      const killed = done === how.killAfter
      if (!(killed && how.loseLastCursor)) state.cursor = page.next
      if (killed) return
    }
  }

  function store(page: Page<C>): void {
    for (const told of page.records) {
      const stored = state.records.get(told.key)
      const record = stored ? (connector.beside?.(told, stored) ?? told) : told
      state.records.set(record.key, structuredClone(record))
    }
    state.faults.push(...page.faults)
    state.warnings.push(...page.warnings)
    state.snapshot = page.snapshot ?? null
    state.pages += 1
  }
  return state
}

/** What would be kept of a page's answers. */
export const textOfAnswers = ({ answers }: Page<unknown>): string =>
  answers ? new TextDecoder().decode(answers.read().bytes) : ''

function entryOf(records: Map<string, SourceRecord>, key: string): [string, SourceRecord][] {
  const record = records.get(key)
  return record ? [[key, record]] : []
}

export type MoodleHarness = Harness<MoodleCursor>

/** A Moodle connection to a site that is there. */
export function moodleHarness(
  source: { url: string; token: string },
  settings: Record<string, unknown> = {},
  options: HarnessOptions & { limits?: MoodleDeps['limits']; runtime?: Partial<Runtime> } = {},
): MoodleHarness {
  const sleeps: number[] = []
  const runtime = { ...quickRuntime(sleeps), ...options.runtime }
  const connector = createMoodleConnector({ runtime, ...(options.limits ? { limits: options.limits } : {}) })
  const given = {
    settings: { url: source.url, minSpacingMs: 0, ...settings },
    secrets: { token: source.token },
  }
  return createHarness(connector, given, options, sleeps)
}

/** A connection to a site that can only export, or to a file. */
export function portalHarness(
  settings: Record<string, unknown>,
  options: HarnessOptions & {
    secrets?: Record<string, string>
    limits?: PortalDeps['limits']
    inflatedBytes?: number
    runtime?: Partial<Runtime>
  } = {},
): Harness<PortalCursor> {
  const sleeps: number[] = []
  const { limits, inflatedBytes } = options
  const connector = createPortalConnector({
    runtime: { ...quickRuntime(sleeps), ...options.runtime },
    ...(limits ? { limits } : {}),
    ...(inflatedBytes ? { inflatedBytes } : {}),
  })
  return createHarness(connector, { settings, secrets: options.secrets ?? {} }, options, sleeps)
}

/** Records in the order of keys, for comparison. */
export function sorted(records: Map<string, SourceRecord>): SourceRecord[] {
  return [...records.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** The error that a promise ends with. */
export async function rejection(
  promise: Promise<unknown>,
): Promise<{ code?: string; kind?: string; message: string }> {
  try {
    await promise
  } catch (thrown) {
    return thrown as { message: string }
  }
  throw new Error('it did not fail')
}

/**
 * Lets a suite talk to servers of this machine without nock in between, which doubles the time of a call. Nothing else
 * is reached: every address in such a suite is that of a server it has started itself.
 */
export function bypassNock(): void {
  before(() => nock.restore())
  after(() => nock.activate())
}
