/** Browsers in a process of their own, so that the server is measured and not those who ask it. */
import { type ChildProcess, fork } from 'node:child_process'
import { createClient, type LaunchPaths, rateOf } from './launch-client.ts'
import { keyEnvironment } from './launch-platform.ts'

interface Task {
  paths: LaunchPaths
  tag: string
  launches: number
  atOnce: number
}

type Outcome = { rate: number } | { fault: string }

export interface Browsers {
  /** Whole launches, up to the first page. @returns how many a second */
  run(task: Task): Promise<number>
  close(): void
}

export function startBrowsers(): Browsers {
  const child = fork(import.meta.filename, ['browsers'], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...keyEnvironment() },
  })
  return { run: task => ask(child, task), close: () => void child.disconnect() }
}

function ask(child: ChildProcess, task: Task): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (outcome: Outcome) =>
      'rate' in outcome ? resolve(outcome.rate) : reject(new TypeError(outcome.fault)),
    )
    child.send(task)
  })
}

async function walkAll({ paths, tag, launches, atOnce }: Task): Promise<number> {
  const client = createClient(atOnce)
  try {
    return await rateOf(launches, atOnce, async i => {
      const { status, body } = await client.walk(paths, `${tag}-${i % 50}`)
      if (status !== 200) throw new TypeError(`${tag} answered ${status}: ${body.slice(0, 300)}`)
    })
  } finally {
    client.close()
  }
}

if (process.argv[2] === 'browsers' && process.send) {
  process.on('message', (task: Task) => {
    walkAll(task).then(
      rate => process.send?.({ rate }),
      fault => process.send?.({ fault: String(fault) }),
    )
  })
}
