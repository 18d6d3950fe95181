import type { Command } from 'commander'
import { operator } from '#domain/actor'
import { withApplication } from './application.ts'
import { print, printJson, printTable } from './io.ts'

interface AddOptions {
  name: string
  issuer: string
  clientId: string
  deployment: string[]
  authUrl: string
  tokenUrl: string
  jwksUrl: string
  json?: boolean
}

const collect = (value: string, all: string[] = []): string[] => [...all, value]

/** `zachetka platform add|list|activate|approve|test`: the LMSs that may launch the tool. */
export function addPlatformCommands(program: Command): void {
  const platform = program
    .command('platform')
    .description('LMSs that may launch the tool (LTI 1.3 platforms)')
  platform
    .command('add')
    .description('registers a platform by hand; it is active at once')
    .requiredOption('--name <words>', 'what people call it, e.g. "Moodle ТГПУ"')
    .requiredOption('--issuer <url>', 'the issuer, in Moodle the site address')
    .requiredOption('--client-id <id>', 'the client id that the LMS gave the tool')
    .requiredOption('--deployment <id>', 'a deployment id; may be repeated', collect)
    .requiredOption('--auth-url <url>', 'authentication request URL')
    .requiredOption('--token-url <url>', 'access token URL')
    .requiredOption('--jwks-url <url>', 'public keyset URL')
    .option('--json', 'as JSON')
    .action(add)
  platform.command('list').description('the registered platforms').option('--json', 'as JSON').action(list)
  platform
    .command('activate <id>')
    .description('lets a platform launch the tool; --off stops it')
    .option('--off', 'stops it')
    .action(activate)
  platform
    .command('approve <id> <deployment>')
    .description('lets a deployment of a registered platform launch the tool')
    .action(approve)
  platform
    .command('test <id>')
    .description('tries what a launch and a background job need: keys, token, clock, addresses')
    .option('--json', 'as JSON')
    .action(test)
}

async function add(options: AddOptions): Promise<void> {
  await withApplication(async ({ platforms }) => {
    const added = await platforms.add(operator, { ...options, deployments: options.deployment })
    if (options.json) printJson(added)
    else print(`Registered ${added.name} (${added.id}); active.`)
  })
}

async function list(options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ stores }) => {
    const platforms = await stores.platforms.all()
    if (options.json) return printJson(platforms)
    const rows = platforms.map(p => [
      p.id,
      p.name,
      p.issuer,
      p.clientId,
      p.active ? 'active' : 'off',
      p.deployments.map(d => (d.approved ? d.id : `${d.id} (waiting)`)).join(', '),
    ])
    printTable(['id', 'name', 'issuer', 'client id', 'state', 'deployments'], rows)
  })
}

async function activate(id: string, options: { off?: boolean }): Promise<void> {
  await withApplication(async ({ platforms }) => {
    await platforms.setActive(operator, id, !options.off)
    print(options.off ? 'Stopped.' : 'Active.')
  })
}

async function approve(id: string, deployment: string): Promise<void> {
  await withApplication(async ({ platforms }) => {
    await platforms.approve(operator, id, deployment)
    print(`Deployment ${deployment} may launch the tool.`)
  })
}

async function test(id: string, options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ platforms }) => {
    const findings = await platforms.test(operator, id)
    if (options.json) printJson(findings)
    else {
      for (const f of findings) print(`${signOf(f.level)} ${f.message}${f.remedy ? `\n    ${f.remedy}` : ''}`)
    }
    if (findings.some(f => f.level === 'error')) process.exitCode = 1
  })
}

const signOf = (level: 'ok' | 'warning' | 'error'): string => ({ ok: '✓', warning: '!', error: '×' })[level]
