import type { Command } from 'commander'
import { operator } from '#domain/access/actor'
import { TOKEN_SCOPES } from '#domain/access/api-scopes'
import type { ApiToken } from '#store/ports/tokens'
import { withApplication } from '../application.ts'
import { demandDeployments } from '../deployments.ts'
import { print, printJson, printTable } from '../io.ts'
import { collect } from '../options.ts'

interface CreateOptions {
  name: string
  scope: string[]
  programme?: string[]
  deployment?: string[]
  days: string
  json?: boolean
}

/** `zachetka token create|list|rotate|revoke`: what other programs call the API with. */
export function addTokenCommands(program: Command): void {
  const token = program.command('token').description('tokens of the API (docs/api.md)')
  token
    .command('create')
    .description('makes a token; it is printed once')
    .requiredOption('--name <words>', 'which program it is for')
    .requiredOption('--scope <scope>', `may be repeated: ${TOKEN_SCOPES.join(', ')}`, collect)
    .option('--programme <id>', 'only this programme; may be repeated', collect)
    .option(
      '--deployment <key>',
      'only this deployment (issuer|client id|deployment id); may be repeated',
      collect,
    )
    .option('--days <n>', 'days until it ends, 1 to 730', '365')
    .option('--json', 'as JSON')
    .action(create)
  token
    .command('list')
    .description('the tokens, what they are for and when they were used')
    .option('--json', 'as JSON')
    .action(list)
  token
    .command('rotate <id>')
    .description('a new secret for the same rights; the old one ends after the overlap')
    .option('--overlap-hours <n>', 'hours in which both hold, 0 to 720', '24')
    .option('--json', 'as JSON')
    .action(rotate)
  token.command('revoke <id>').description('refuses a token from now on').action(revoke)
}

async function create(options: CreateOptions): Promise<void> {
  const { name, scope: scopes, programme: programmes, deployment: deployments } = options
  await withApplication(async application => {
    await demandDeployments(application, deployments)
    const issued = await application.tokens.create(operator, {
      ...{ name, scopes, days: Number(options.days) },
      ...(programmes && { programmes }),
      ...(deployments && { deployments }),
    })
    printIssued(issued, options)
  })
}

function printIssued(
  { token, secret }: { token: ApiToken; secret: string },
  options: { json?: boolean },
): void {
  if (options.json) {
    printJson({ ...token, secret })
    return
  }
  print(
    `Token ${token.id.slice(0, 12)} «${token.name}», ends ${token.expiresAt}. It is shown now and never again:`,
  )
  print(secret)
}

async function list(options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ tokens }) => {
    const all = await tokens.list(operator)
    if (options.json) return printJson(all)
    const rows = all.map(each => [
      ...[each.id.slice(0, 12), each.name, each.scopes.join(' '), stateOf(each)],
      ...[each.lastUsedAt ?? 'never', each.personName],
    ])
    printTable(['id', 'name', 'scopes', 'state', 'last used', 'made by'], rows)
  })
}

const stateOf = ({ revokedAt, expiresAt }: ApiToken): string =>
  revokedAt ? `revoked ${revokedAt}` : `ends ${expiresAt}`

async function rotate(id: string, options: { overlapHours: string; json?: boolean }): Promise<void> {
  await withApplication(async ({ tokens }) => {
    const full = await fullId(tokens, id)
    printIssued(await tokens.rotate(operator, full, Number(options.overlapHours)), options)
  })
}

async function revoke(id: string): Promise<void> {
  await withApplication(async ({ tokens }) => {
    await tokens.revoke(operator, await fullId(tokens, id))
    print('Revoked.')
  })
}

/** The list shows the beginning of an id; it is enough where only one begins so. Nothing begins with too little to be meant. */
async function fullId(
  tokens: { list(actor: typeof operator): Promise<ApiToken[]> },
  id: string,
): Promise<string> {
  if (id.length < LEAST_OF_ID) return id
  const found = (await tokens.list(operator)).filter(each => each.id.startsWith(id))
  return found.length === 1 && found[0] ? found[0].id : id
}

const LEAST_OF_ID = 6
