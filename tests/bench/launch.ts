/**
 * A launch against that of a minimal ltijs app on the same store in the same run, the store's round trips of a launch,
 * and of the page after it.
 *
 *     npm run bench -- launch          # BENCH_LAUNCHES=300
 */
import { type Browsers, startBrowsers } from './launch-browsers.ts'
import { createClient, type LaunchPaths } from './launch-client.ts'
import { startLtijsTool } from './launch-ltijs.ts'
import { type BenchTool, startBenchTool } from './launch-tool.ts'
import type { Measure } from './measure.ts'

export interface LaunchMeasure extends Measure {
  ratio: number
  details: string
}

const AT_ONCE = 8
const ROUNDS = 3

/** @param launches of each tool in each of three rounds, whose order alternates */
export async function benchLaunch(
  launches = Number(process.env.BENCH_LAUNCHES ?? 300),
): Promise<LaunchMeasure[]> {
  const client = createClient(AT_ONCE)
  const watched = await startBenchTool({ isWatched: true })
  const counted = await countTrips(watched, client).finally(() => watched.close())
  const ours = await startBenchTool()
  const theirs = await startLtijsTool()
  const browsers = startBrowsers()
  try {
    const rates = await compare(ours.url, theirs.url, launches, browsers)
    return [speed(rates), trips(counted), pageReads(counted)]
  } finally {
    client.close()
    browsers.close()
    await ours.close()
    await theirs.close()
  }
}

type Client = ReturnType<typeof createClient>

const pathsOf = (url: string, target = `${url}/book`): LaunchPaths => ({
  login: `${url}/lti/login`,
  launch: `${url}/lti/launch`,
  target,
})

async function compare(ours: string, theirs: string, launches: number, browsers: Browsers) {
  const run = (paths: LaunchPaths, tag: string) => browsers.run({ paths, tag, launches, atOnce: AT_ONCE })
  const our = () => run(pathsOf(ours), 'ours')
  const their = () => run(pathsOf(theirs, `${theirs}/lti/launch`), 'theirs')
  await our()
  await their()
  const rates = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 2 === 0) rates.ours.push(await our())
    rates.theirs.push(await their())
    if (round % 2 === 1) rates.ours.push(await our())
  }
  return { ours: median(rates.ours), theirs: median(rates.theirs) }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

interface Counted {
  login: string[]
  launch: string[]
  page: string[]
  keysRead: number
}

/** What the store is asked by one launch with everything warm, and by the page after it. */
async function countTrips(tool: BenchTool, client: Client): Promise<Counted> {
  const paths = pathsOf(tool.url)
  await client.launch(paths, 'warm')
  const keysBefore = tool.keysRead()
  tool.takeCommands()
  const answer = await client.launch(paths, 'warm')
  const all = tool.takeCommands()
  const cookie = answer.cookies.map(one => one.split(';')[0]).join('; ')
  await client.send('GET', tool.url + answer.location, { cookie })
  const page = tool.takeCommands()
  return { login: all.slice(0, 1), launch: all.slice(1), page, keysRead: tool.keysRead() - keysBefore }
}

function speed(rates: { ours: number; theirs: number }): LaunchMeasure {
  const ratio = rates.ours / rates.theirs
  const details = `${rates.ours.toFixed(0)} against ${rates.theirs.toFixed(0)} launches a second, ${AT_ONCE} at once`
  return {
    name: 'launch, login to the first page, against a minimal ltijs 5.9.9',
    promise: 'at least 2 × the launches a second',
    measured: `${ratio.toFixed(1)} × (${details})`,
    holds: ratio >= 2,
    ratio,
    details,
  }
}

function trips({ login, launch, keysRead }: Counted): LaunchMeasure {
  const details = `${launch.join(', ')}; at the login: ${login.join(', ')}; calls outside: ${keysRead}`
  return {
    name: 'launch, round trips to the store with warm keys',
    promise: 'at most 3 with person and session, no call outside',
    measured: `${launch.length} (${details})`,
    holds: launch.length <= 3 && login.length <= 1 && keysRead === 0,
    ratio: launch.length,
    details,
  }
}

function pageReads({ page }: Counted): LaunchMeasure {
  const details = page.join(', ')
  return {
    name: 'page after a launch, reads for its session',
    promise: 'at most 1',
    measured: `${page.length} (${details})`,
    holds: page.length <= 1,
    ratio: page.length,
    details,
  }
}
