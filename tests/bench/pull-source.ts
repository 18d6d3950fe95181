/** The source of the pull's bench: the report of the small LMS, read by the Moodle connector over HTTP. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { AnyConnector } from '#connectors/contract'
import { moodleConnector } from '#connectors/moodle/connector'
import { moodleSettings } from '#connectors/moodle/settings'

export const COURSES = 20
const ROWS_A_PAGE = 500

export interface MoodleProcess {
  url: string
  token: string
  close(): void
}

/** Starts the LMS and has every page of its report read once, so that it has made them up. */
export async function startMoodle(learners: number): Promise<MoodleProcess> {
  const script = new URL('./moodle-process.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(learners), String(COURSES)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const moodle: MoodleProcess = { ...JSON.parse(String(line)), close: () => child.stdin.end() }
  for await (const _ of moodleConnector.pull(contextOf(moodle), {
    mode: 'full',
    cursor: null,
    known: async () => new Map(),
  }));
  return moodle
}

export const settingsOf = ({ url }: Pick<MoodleProcess, 'url'>) => ({
  url,
  path: 'report',
  report: { id: '1', timeZone: 'Asia/Tomsk' },
  pageSize: ROWS_A_PAGE,
  minSpacingMs: 0,
})

function contextOf({ url, token }: MoodleProcess) {
  return {
    settings: moodleSettings.parse(settingsOf({ url })),
    secrets: { token },
    now: () => new Date(),
    signal: new AbortController().signal,
    allowPrivateAddresses: true,
    log: () => {},
    onCall: () => {},
  }
}

/** The connector, looked on page by page. */
export function watched(onPage: (share: number) => void): AnyConnector {
  return {
    ...moodleConnector,
    async *pull(...args) {
      for await (const page of moodleConnector.pull(...args)) {
        onPage(page.progress ?? 0)
        yield page
      }
    },
  }
}
