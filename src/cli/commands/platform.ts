import { type Command, Option } from 'commander'
import { operator } from '#domain/access/actor'
import { LANGS, type Lang } from '#domain/texts/lang'
import type { LtiLibrary } from '#lti/library'
import type { PlatformRegistration } from '#lti/ports'
import type { PlatformFinding } from '#lti/registration/test-platform'
import { withApplication } from '../application.ts'
import { print, printJson, printTable, SIGNS } from '../io.ts'
import { collect } from '../options.ts'
import { launchFindings } from '../platform-launches.ts'

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

/** `zachetka platform add|list|activate|approve|test|invite|invitations|revoke|rotate-keys`: the LMSs that may launch the tool. */
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
    .description(
      'tries what a launch and a background job need: keys, tokens, clock, addresses; tells how launches went lately',
    )
    .option('--json', 'as JSON')
    .addOption(new Option('--language <lang>', 'words of the findings').choices(LANGS).default('en'))
    .action(test)
  platform
    .command('invite <name>')
    .description('makes an address by which an LMS registers itself, once, within a week')
    .option('--issuer <url>', 'the issuer to expect, if it is not the host of the LMS (Canvas)')
    .option('--json', 'as JSON')
    .action(invite)
  platform
    .command('invitations')
    .description('invitations that nobody has used yet')
    .option('--json', 'as JSON')
    .action(invitations)
  platform.command('revoke <invitation>').description('takes an unused invitation back').action(revoke)
  platform
    .command('rotate-keys <id>')
    .description('the waiting key of a platform becomes current; the old one stays published for a week')
    .option('--lost', 'makes keys anew where there are none, or none that open under this SECRET_KEY')
    .option('--json', 'as JSON')
    .action(rotateKeys)
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

async function invite(name: string, options: { issuer?: string; json?: boolean }): Promise<void> {
  await withApplication(async ({ platforms }) => {
    const { issuer } = options
    const issued = await platforms.invite(operator, { name, ...(issuer === undefined ? {} : { issuer }) })
    if (options.json) return printJson(issued)
    print(`Enter this address in the LMS (dynamic registration). It works once, until ${issued.expiresAt}:`)
    print(issued.url)
  })
}

async function invitations(options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ platforms }) => {
    const open = await platforms.invitations(operator)
    if (options.json) return printJson(open)
    printTable(
      ['id', 'name', 'issuer', 'until'],
      open.map(one => [one.id, one.name, one.issuer ?? '', one.expiresAt]),
    )
  })
}

async function revoke(id: string): Promise<void> {
  await withApplication(async ({ platforms }) => {
    await platforms.revokeInvitation(operator, id)
    print('Revoked: its address works no more.')
  })
}

async function rotateKeys(id: string, options: { lost?: boolean; json?: boolean }): Promise<void> {
  await withApplication(async ({ platforms, library }) => {
    if (options.lost) return replaceLost(await platforms.read(operator, id), library, options)
    const keys = await platforms.rotateKeys(operator, id)
    if (options.json) printJson(keys)
    else
      print(`Current key ${keys.current}; waiting ${keys.next}; still published ${keys.retired.join(', ')}.`)
  })
}

async function replaceLost(
  platform: PlatformRegistration,
  library: LtiLibrary,
  { json }: { json?: boolean },
): Promise<void> {
  const replaced = await library.replaceLostKeys(platform)
  const keys = await library.keysOf(platform)
  if (json) printJson({ replaced, keys })
  else print(replaced ? 'New keys were made; the LMS reads them by itself.' : 'The keys open: none is lost.')
}

interface TestOptions {
  language: Lang
  json?: boolean
}

async function test(id: string, { language, json }: TestOptions): Promise<void> {
  await withApplication(async ({ platforms, stores, publicUrl }) => {
    const platform = await platforms.read(operator, id)
    const tried = await platforms.test(operator, id, language)
    const { readDiagnosis } = await import('#lti/diagnosis')
    const events = stores.launchEvents
    const lately = await readDiagnosis({ events, platforms: [platform], publicUrl }, language)
    const findings = [...tried, ...launchFindings(lately)]
    if (json) printJson(findings)
    else for (const finding of findings) print(lineOf(finding))
    if (findings.some(f => f.level === 'error')) process.exitCode = 1
  })
}

/** What came out and what was seen, then whose it is and what to do. */
function lineOf({ level, message, seen, whose, remedy }: PlatformFinding): string {
  const value = seen !== undefined && !message.includes(seen) ? ` [${seen}]` : ''
  const mend = remedy === undefined ? '' : `\n    ${whose ? `${whose}: ` : ''}${remedy}`
  return `${SIGNS[level]} ${message}${value}${mend}`
}
