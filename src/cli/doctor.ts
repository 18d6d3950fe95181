import type { Command } from 'commander'
import { readConfig } from '#config/config'
import { keepsCookies } from '#lti/origin'
import type { Application } from '#src/application'
import { faultText, print, printJson } from './io.ts'
import { buildApplication } from './lazy.ts'
import { COOKIES_LOST } from './secure-address.ts'

interface Finding {
  check: string
  ok: boolean
  words: string
}

/** `zachetka doctor`: is everything there that a site needs? */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('checks configuration, store, regulations, platforms and connections')
    .option('--json', 'as JSON')
    .option('--quiet', 'only the exit code')
    .action(doctor)
}

async function doctor(options: { json?: boolean; quiet?: boolean }): Promise<void> {
  const findings = await examine()
  if (options.json) printJson(findings)
  else if (!options.quiet) for (const f of findings) print(`${f.ok ? '✓' : '×'} ${f.check}: ${f.words}`)
  if (findings.some(f => !f.ok)) process.exitCode = 1
}

async function examine(): Promise<Finding[]> {
  let application: Application
  try {
    application = await buildApplication(readConfig(process.env), { logTo: 'errors-only' })
  } catch (error) {
    return [{ check: 'start', ok: false, words: faultText(error) }]
  }
  try {
    return await findingsOf(application)
  } finally {
    await application.close()
  }
}

async function findingsOf({ config, storeKind, regulations, stores }: Application): Promise<Finding[]> {
  const [platforms, connections, programmes] = await Promise.all([
    stores.platforms.all(),
    stores.connections.all(),
    stores.programmes.all(),
  ])
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
  const secure = keepsCookies(publicUrl)
  const names = regulations.all().map(r => `${r.id} ${r.version}`)
  return [
    { check: 'node', ok: true, words: process.version },
    { check: 'store', ok: true, words: storeKind },
    {
      check: 'address',
      ok: secure,
      words: secure ? publicUrl : `${publicUrl}: ${COOKIES_LOST}`,
    },
    { check: 'regulations', ok: names.length > 0, words: names.join(', ') },
    { check: 'platforms', ok: true, words: countOf(platforms.length, 'zachetka platform add --help') },
    { check: 'connections', ok: true, words: countOf(connections.length, 'zachetka connection add --help') },
    { check: 'programmes', ok: true, words: countOf(programmes.length, 'zachetka programme save --help') },
  ]
}

const countOf = (count: number, remedy: string): string =>
  count === 0 ? `none yet: ${remedy}` : String(count)
