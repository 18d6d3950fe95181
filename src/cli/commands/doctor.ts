import type { Command } from 'commander'
import { readConfig } from '#config/config'
import type { LtiLibrary } from '#lti/library'
import { keepsCookies } from '#lti/origin'
import type { PlatformRegistration } from '#lti/ports'
import type { Application } from '#src/application'
import type { Connection } from '#store/ports/connections'
import { createSecretBox, type SecretBox } from '#store/secret-box'
import { faultText, print, printJson } from '../io.ts'
import { buildApplication } from '../lazy.ts'
import { COOKIES_LOST } from '../secure-address.ts'

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

async function findingsOf({
  config,
  storeKind,
  regulations,
  stores,
  library,
}: Application): Promise<Finding[]> {
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
    await platformsFinding(platforms, library),
    connectionsFinding(connections, config.secretKey),
    { check: 'programmes', ok: true, words: countOf(programmes.length, 'zachetka programme save --help') },
  ]
}

/** Without our keys nothing can be signed for an LMS: no grade, no roster, no placed link. */
async function platformsFinding(
  platforms: readonly PlatformRegistration[],
  library: LtiLibrary,
): Promise<Finding> {
  const tried = await Promise.all(
    platforms.map(each =>
      library.keysOf(each).then(
        () => '',
        () => each.id,
      ),
    ),
  )
  const keyless = tried.filter(Boolean)
  if (keyless.length === 0)
    return { check: 'platforms', ok: true, words: countOf(platforms.length, 'zachetka platform add --help') }
  const words = `no keys that open for ${keyless.join(', ')}: set SECRET_KEY to what it was, or zachetka platform rotate-keys ID --lost`
  return { check: 'platforms', ok: false, words }
}

/** A database that was sealed under another `SECRET_KEY` is found out here, and not by the next pull. */
function connectionsFinding(connections: readonly Connection[], secretKey: string): Finding {
  const box = createSecretBox(secretKey)
  const sealed = connections.filter(({ sealedSecrets }) => sealedSecrets && !opens(box, sealedSecrets))
  if (sealed.length === 0)
    return {
      check: 'connections',
      ok: true,
      words: countOf(connections.length, 'zachetka connection add --help'),
    }
  const words = `the secrets of ${sealed.map(({ name }) => name).join(', ')} do not open: set SECRET_KEY to what it was, or enter them again`
  return { check: 'connections', ok: false, words }
}

function opens(box: SecretBox, sealed: string): boolean {
  try {
    box.open(sealed)
    return true
  } catch {
    return false
  }
}

const countOf = (count: number, remedy: string): string =>
  count === 0 ? `none yet: ${remedy}` : String(count)
