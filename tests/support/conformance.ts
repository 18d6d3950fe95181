/**
 * `npm run test:conformance -- --mongoose DIR --ltijs DIR --agenda DIR --specifications DIR`: suites that others wrote, run
 * from checkouts of theirs against the embedded store; docs/embedded-store.md says how to make the checkouts. Exits with 1
 * when a gate does not hold.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchEmbeddedStore } from '#store/embedded/launch'
import { runCrud } from './conformance-crud.ts'
import { describeResult, holds, type SuiteResult } from './conformance-result.ts'
import { runAgenda, runLtijs, runMongoose } from './conformance-suites.ts'

type Suite = (directory: string, uri: string) => Promise<SuiteResult>

const suites: Record<string, Suite> = {
  ltijs: runLtijs,
  agenda: runAgenda,
  mongoose: runMongoose,
  specifications: runCrud,
}

const options = Object.fromEntries(Object.keys(suites).map(name => [name, { type: 'string' as const }]))
const { values } = parseArgs({ options })
const wanted = Object.entries(suites).filter(([name]) => values[name] !== undefined)
if (wanted.length === 0) {
  process.stderr.write(
    `give the checkout of one suite at least: ${Object.keys(suites)
      .map(n => `--${n} DIR`)
      .join(' ')}\n`,
  )
  process.exit(2)
}

/** Each suite has a store of its own: they drop each other's databases. */
async function runAlone(suite: Suite, directory: string): Promise<SuiteResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zachetka-conformance-'))
  // A port: some suites look at the host and the port of the address.
  const store = await launchEmbeddedStore({ dataDir, port: 0 })
  try {
    return await suite(resolve(directory), store.uri.replace(/\/[^/]*$/, ''))
  } finally {
    await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

let broken = 0
for (const [name, suite] of wanted) {
  const result = await runAlone(suite, String(values[name]))
  if (!holds(result)) broken++
  process.stdout.write(`${describeResult(result)}\n`)
}
process.exit(broken === 0 ? 0 : 1)
