import type { Command } from 'commander'
import { operator } from '#domain/access/actor'
import { InvalidInputError } from '#domain/errors'
import { withApplication } from '../application.ts'
import { print, printJson, printTable, readStandardInput, SIGNS } from '../io.ts'
import { collect } from '../options.ts'
import { settingsOf } from '../setting-pairs.ts'
import { addConnectionTrialCommands } from './connection-trial.ts'

interface AddOptions {
  url?: string
  file?: string
  secretEnv: string[]
  title?: string
  tokenEnv?: string
  platform?: string
  deployment: string[]
  set: string[]
  json?: boolean
}

/** `zachetka connection add|list|check|preview|set|upload|on|off|remove`: the source systems that are pulled. */
export function addConnectionCommands(program: Command): void {
  const connection = program
    .command('connection')
    .description('source systems that completions are pulled from')
  connection
    .command('add <type> <name>')
    .description(
      'adds a source system; its token comes from --token-env or standard input, never from the command line',
    )
    .option('--url <url>', 'address of the site, or of a portal\u2019s export')
    .option('--file <path>', 'a file of IMPORT_DIR that a portal writes; uploads need neither this nor --url')
    .option('--title <words>', 'what people call it; default: the name')
    .option('--token-env <variable>', 'environment variable that holds the token')
    .option(
      '--secret-env <secret=variable>',
      'another secret, e.g. password=PORTAL_PASSWORD; may be repeated',
      collect,
      [],
    )
    .option(
      '--platform <issuer>',
      'LTI issuer whose users have the same ids (Moodle: the site address); default: --url',
    )
    .option(
      '--deployment <key>',
      'a deployment whose administrators see it, as ISSUER|CLIENT_ID|DEPLOYMENT; may be repeated; ' +
        'without: those of --platform, if it has a single deployment',
      collect,
      [],
    )
    .option('--set <key=value>', 'a setting (docs/connectors.md, docs/sync.md); may be repeated', collect, [])
    .option('--json', 'as JSON')
    .action(add)
  connection.command('list').description('the connections').option('--json', 'as JSON').action(list)
  connection
    .command('check <name>')
    .description('whether the site answers, the token is accepted and every right is there')
    .option('--json', 'as JSON')
    .action(check)
  connection
    .command('remove <name>')
    .description('forgets a connection and its token; completions and entries stay')
    .option('--yes', 'does not ask')
    .action(remove)
  addConnectionTrialCommands(connection)
}

async function add(type: string, name: string, options: AddOptions): Promise<void> {
  const secrets = await secretsOf(type, options)
  await withApplication(async ({ connections }) => {
    const added = await connections.add(operator, {
      type,
      name,
      title: options.title ?? name,
      settings: {
        ...(options.url !== undefined && { url: options.url }),
        ...(options.file !== undefined && { file: options.file }),
        ...settingsOf(options.set),
      },
      secrets,
      ...((options.platform ?? options.url) && { platformIssuer: options.platform ?? options.url }),
      deployments: options.deployment,
    })
    if (options.json)
      printJson({ id: added.id, name: added.name, type: added.type, settings: added.settings })
    else print(`Added ${added.name}. Try it: zachetka connection check ${added.name}`)
  })
}

/** From the environment; a Moodle's token also from standard input, never from the command line. */
async function secretsOf(type: string, { tokenEnv, secretEnv }: AddOptions): Promise<Record<string, string>> {
  const named = secretEnv.map(pair => pair.split(/=(.*)/s))
  const others = Object.fromEntries(
    named.map(([secret = '', variable = '']) => [secret, fromEnvironment(variable, '--secret-env')]),
  )
  if (tokenEnv) return { token: fromEnvironment(tokenEnv, '--token-env'), ...others }
  return type === 'moodle' ? { token: await readStandardInput(), ...others } : others
}

/** @throws {InvalidInputError} if nobody has set the variable */
function fromEnvironment(variable: string, option: string): string {
  const value = process.env[variable]
  if (value) return value
  const message = `the environment variable ${variable} is not set: export ${variable}=… first`
  throw new InvalidInputError('the connection does not hold', [{ path: option, message }])
}

async function list(options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ stores }) => {
    const connections = await stores.connections.all()
    const shown = connections.map(({ sealedSecrets: _, ...rest }) => rest)
    if (options.json) printJson(shown)
    else
      printTable(
        ['name', 'type', 'title'],
        shown.map(c => [c.name, c.type, c.title]),
      )
  })
}

async function check(name: string, options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ connections }) => {
    const report = await connections.check(operator, name)
    if (options.json) printJson(report)
    else {
      if (report.site) print(report.site)
      for (const { level, message, remedy } of report.findings)
        print(`${SIGNS[level]} ${message}${remedy ? `\n    ${remedy}` : ''}`)
    }
    if (!report.ok) process.exitCode = 1
  })
}

async function remove(name: string, options: { yes?: boolean }): Promise<void> {
  await withApplication(async ({ connections }) => {
    await connections.find(operator, name)
    if (!options.yes) {
      print(
        `This forgets ${name} and its token; its completions and entries stay. Run it again with --yes to do it.`,
      )
      process.exitCode = 1
      return
    }
    await connections.remove(operator, name)
    print(`Removed ${name}.`)
  })
}
