/**
 * 200 launches at once for 30 s on this machine: no error, memory flat. Stops by itself; exits with 1 if it did not hold.
 *
 *     npm run load:launch              # LOAD_SECONDS=30 LOAD_AT_ONCE=200
 */
import { createClient } from '../bench/launch-client.ts'
import { startBenchTool } from '../bench/launch-tool.ts'

const seconds = Number(process.env.LOAD_SECONDS ?? 30)
const atOnce = Number(process.env.LOAD_AT_ONCE ?? 200)
/** Growth of the heap in use between the first third and the end that still counts as flat. */
const FLAT_MB = 32

const tool = await startBenchTool()
const client = createClient(atOnce)
const paths = { login: `${tool.url}/lti/login`, launch: `${tool.url}/lti/launch`, target: `${tool.url}/book` }
const faults = new Map<string, number>()
const begun = performance.now()
const since = () => (performance.now() - begun) / 1000
let launches = 0
let early: number | undefined

const heapMb = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

async function visitor(number: number): Promise<void> {
  for (let i = 0; since() < seconds; i++) {
    const outcome = await client.launch(paths, `visitor-${number}-${i % 20}`).then(
      ({ status }) => `status ${status}`,
      error => `fault ${String(error.code ?? error)}`,
    )
    launches += 1
    if (outcome !== 'status 303') faults.set(outcome, (faults.get(outcome) ?? 0) + 1)
    if (early === undefined && since() > seconds / 3) early = heapMb()
  }
}

await Promise.all(Array.from({ length: atOnce }, (_, number) => visitor(number)))
const took = since()
const late = heapMb()
client.close()
await tool.close()
const grown = late - (early ?? late)
const holds = faults.size === 0 && launches > 0 && grown < FLAT_MB
process.stdout.write(
  `${launches} launches in ${took.toFixed(0)} s, ${atOnce} at once, ${(launches / took).toFixed(0)} a second; faults: ${JSON.stringify([...faults])}; heap ${(early ?? late).toFixed(0)} → ${late.toFixed(0)} MB${globalThis.gc ? '' : ' (without --expose-gc: not collected)'}\n${holds ? 'Holds.' : 'Does not hold.'}\n`,
)
process.exit(holds ? 0 : 1)
