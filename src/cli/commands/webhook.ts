import type { Command } from 'commander'
import { operator } from '#domain/access/actor'
import { InvalidInputError } from '#domain/errors'
import { PUBLIC_EVENTS } from '#events/schemas'
import { withApplication } from '../application.ts'
import { print, printJson, printTable } from '../io.ts'
import { collect } from '../options.ts'

interface Options {
  json?: boolean
}

/** `zachetka webhook add|list|test|remove|replay`: other systems that are told of events. */
export function addWebhookCommands(program: Command): void {
  const webhook = program
    .command('webhook')
    .description('other systems that are told of events (docs/events.md)')
  webhook
    .command('add <url>')
    .description('adds an address and prints the secret of its signature')
    .requiredOption('--title <words>', 'whose system it is')
    .option('--event <type>', 'an event to tell of; may be repeated; default: all', collect)
    .option('--json', 'as JSON')
    .action(add)
  webhook
    .command('list')
    .description('the addresses and how they do')
    .option('--json', 'as JSON')
    .action(list)
  webhook
    .command('test <id>')
    .description('sends a test message now')
    .option('--json', 'as JSON')
    .action(test)
  webhook
    .command('remove <id>')
    .description('forgets an address with what was not delivered; takes --yes')
    .option('--yes', 'really')
    .action(remove)
  webhook
    .command('replay <id>')
    .description('sends dead letters again, all or one')
    .option('--letter <id>', 'this one')
    .action(replay)
}

async function add(url: string, options: Options & { title: string; event?: string[] }): Promise<void> {
  await withApplication(async ({ webhooks }) => {
    const events = options.event ?? PUBLIC_EVENTS
    const added = await webhooks.add(operator, { title: options.title, url, events }).catch(inWords)
    const secret = await webhooks.secret(operator, added.id)
    if (options.json) return printJson({ ...added, secret })
    print(`Added ${added.title} (${added.id}), ${added.events.length} events.`)
    print(`Secret of the signature, for the receiver: ${secret}`)
  })
}

const WORDS: Readonly<Record<string, string>> = {
  'title: required': 'give it a name of up to 120 characters',
  'url: not_http': 'no address: write it as https://example.org/hook, without a user name or password',
  'url: not_https': 'it takes https: over http anybody on the way reads the message',
  'url: private': 'inside a private network: ALLOW_PRIVATE_ADDRESSES=true allows those',
  'events: unknown': `known are ${PUBLIC_EVENTS.join(', ')}`,
}

/** @throws {InvalidInputError} whose words say what to do */
function inWords(error: unknown): never {
  if (!(error instanceof InvalidInputError)) throw error
  const issues = error.issues.map(({ path, message }) => ({
    path,
    message: WORDS[`${path}: ${message}`] ?? message,
  }))
  throw new InvalidInputError(error.message, issues)
}

async function list({ json }: Options): Promise<void> {
  await withApplication(async ({ webhooks }) => {
    const all = await webhooks.list(operator)
    if (json) return printJson(all)
    const stateOf = (each: (typeof all)[number]) =>
      each.active ? (each.health.failures > 0 ? `fails: ${each.health.error}` : 'works') : 'paused'
    printTable(
      ['id', 'title', 'url', 'state', 'events'],
      all.map(each => [each.id, each.title, each.url, stateOf(each), String(each.events.length)]),
    )
  })
}

async function test(id: string, { json }: Options): Promise<void> {
  await withApplication(async ({ webhooks }) => {
    const delivery = await webhooks.test(operator, id)
    if (json) printJson(delivery)
    else
      print(delivery.ok ? `✓ accepted, ${delivery.status}` : `× ${delivery.error} ${delivery.status ?? ''}`)
    if (!delivery.ok) process.exitCode = 1
  })
}

async function remove(id: string, { yes }: { yes?: boolean }): Promise<void> {
  await withApplication(async ({ webhooks }) => {
    const { endpoint, waiting, deadLetters } = await webhooks.read(operator, id)
    if (!yes) {
      print(
        `${endpoint.title} (${endpoint.url}): ${waiting.count} learners wait, ${deadLetters.length} dead letters.`,
      )
      print('These are lost with it. Add --yes to remove it.')
      process.exitCode = 1
      return
    }
    await webhooks.remove(operator, id)
    print(`Removed ${endpoint.title}.`)
  })
}

async function replay(id: string, { letter }: { letter?: string }): Promise<void> {
  await withApplication(async ({ webhooks }) => {
    print(`${await webhooks.replay(operator, id, letter)} are sent again with the next dispatch.`)
  })
}
