/**
 * 100,000 malformed login and launch requests: the process lives, every answer is 4xx. Stops by itself; exits with 1 if it
 * did not hold, and names the numbers of the requests, which make the same requests again.
 *
 *     npm run load:fuzz                # FUZZ_REQUESTS=100000 FUZZ_SEED=1
 */
import { createClient } from '../bench/launch-client.ts'
import { startBenchTool } from '../bench/launch-tool.ts'
import { malformedRequest } from './malformed.ts'

const requests = Number(process.env.FUZZ_REQUESTS ?? 100_000)
const from = Number(process.env.FUZZ_SEED ?? 1)
const AT_ONCE = 32

const tool = await startBenchTool()
const client = createClient(AT_ONCE)
const outcomes = new Map<string, number>()
const wrong: number[] = []
let next = from
const begun = performance.now()

async function visitor(): Promise<void> {
  while (next < from + requests) {
    const seed = next++
    const { path, method, headers, body } = malformedRequest(seed)
    const sent =
      body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) }
    const outcome = await client.send(method, tool.url + path, sent, body).then(
      ({ status }) => String(status),
      error => `fault ${String(error.code ?? error)}`,
    )
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    if (!/^4\d\d$/.test(outcome) && wrong.length < 20) wrong.push(seed)
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, visitor))
const isAlive = (await client.send('GET', `${tool.url}/lti/jwks`)).status === 200
const attempts = await tool.database.connection.db?.collection('launch_attempts').countDocuments()
client.close()
await tool.close()
const holds = isAlive && wrong.length === 0 && attempts === 0
process.stdout.write(
  `${requests} malformed requests in ${((performance.now() - begun) / 1000).toFixed(0)} s: ${JSON.stringify([...outcomes].sort())}; attempts stored: ${attempts}; alive: ${isAlive}${wrong.length > 0 ? `; not 4xx: ${wrong.join(' ')}` : ''}\n${holds ? 'Holds.' : 'Does not hold.'}\n`,
)
process.exit(holds ? 0 : 1)
