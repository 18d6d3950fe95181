/** The suites of mongoose, ltijs and agenda, run where they are, with what is installed there. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstLine, type SuiteResult } from './conformance-result.ts'

const shim = fileURLToPath(new URL('./conformance-shim.cjs', import.meta.url))

const mongooseFiles = [
  'model',
  'query',
  'document',
  'model.updateOne',
  'model.findOneAndUpdate',
  'versioning',
  'timestamps',
  'connection',
  'model.indexes',
].map(name => `test/${name}.test.js`)

/** mongoose 9's tests of what this project uses it for. */
export async function runMongoose(directory: string, uri: string): Promise<SuiteResult> {
  // Without its own configuration, which would download a MongoDB.
  const counted = await mocha(directory, ['--no-config', '--timeout', '20000', ...mongooseFiles], {
    MONGOOSE_TEST_URI: `${uri}/mongoose_test`,
  })
  return { suite: 'mongoose', gate: { share: 0.95 }, ...counted }
}

/** ltijs's whole suite. */
export async function runLtijs(directory: string, uri: string): Promise<SuiteResult> {
  const counted = await mocha(directory, ['--require', shim], {
    CONFORMANCE_URI: uri,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  })
  return { suite: 'ltijs', gate: { passed: 94 }, ...counted }
}

interface Counted {
  passed: number
  skipped: number
  failures: { test: string; message: string }[]
}

async function mocha(cwd: string, options: string[], env: Record<string, string>): Promise<Counted> {
  const output = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'result.json')
  const reporter = ['--exit', '--reporter', 'json', '--reporter-option', `output=${output}`]
  await run(cwd, ['node_modules/mocha/bin/mocha.js', ...reporter, ...options], env)
  const { stats, failures } = JSON.parse(readFileSync(output, 'utf8'))
  return {
    passed: stats.passes,
    skipped: stats.pending,
    failures: failures.map((test: { fullTitle: string; err: { message?: string } }) => ({
      test: test.fullTitle,
      message: firstLine(test.err.message),
    })),
  }
}

/** agenda's tests of its MongoDB backend: a single node, so without those of change streams' own file. */
export async function runAgenda(directory: string, uri: string): Promise<SuiteResult> {
  const root = join(directory, 'packages/mongo-backend')
  const scratch = mkdtempSync(join(tmpdir(), 'conformance-'))
  const config = join(scratch, 'vitest.config.mjs')
  const output = join(scratch, 'result.json')
  const test = { globals: true, environment: 'node', testTimeout: 30_000, hookTimeout: 30_000 }
  writeFileSync(config, `export default ${JSON.stringify({ root, test })}`)
  const reporter = ['--reporter', 'json', '--outputFile', output]
  await run(
    root,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', config, ...reporter, 'test/mongo-backend'],
    {
      MONGO_URI: uri,
    },
  )
  const { numPassedTests, numPendingTests, testResults } = JSON.parse(readFileSync(output, 'utf8'))
  const all: { status: string; fullName: string; failureMessages?: string[] }[] = testResults.flatMap(
    (file: { assertionResults: unknown[] }) => file.assertionResults,
  )
  const failures = all
    .filter(each => each.status === 'failed')
    .map(each => ({ test: each.fullName, message: firstLine(each.failureMessages?.[0]) }))
  return {
    suite: 'agenda',
    gate: { passed: 211 },
    passed: numPassedTests,
    skipped: numPendingTests,
    failures,
  }
}

/** Runs node there; the suite's own words go to standard error, its result into a file. */
async function run(cwd: string, args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  await once(child, 'exit')
}
