import { type Command, InvalidArgumentError } from 'commander'
import { operator } from '#domain/access/actor'
import { definedOnly } from '#domain/defined'
import type { Events } from '#events/events'
import type { DeadLetter } from '#store/ports/outbox'
import { withApplication } from '../application.ts'
import { complain, print, printJson, printTable } from '../io.ts'

interface Options {
  subscriber?: string
  json?: boolean
}

const PAGE = 1000

function subscriberOf(name: string): string {
  if (/^(issue|grades|mail|webhook\|.+)$/.test(name)) return name
  throw new InvalidArgumentError('issue, grades, mail, or webhook|ID (zachetka webhook list)')
}

/** `zachetka events waiting|dead-letters|replay`: what was not told of books, to whomever (`issue`, `grades`, `mail`, webhooks). */
export function addEventsCommands(program: Command): void {
  const events = program
    .command('events')
    .description('events that somebody has not taken: issue, grades, mail, webhook|ID (docs/events.md)')
  events
    .command('waiting')
    .description('learners with something to tell, and the last failure')
    .argument('<subscriber>', 'issue, grades, mail or webhook|ID', subscriberOf)
    .option('--json', 'as JSON')
    .action(waiting)
  events
    .command('dead-letters')
    .description('what is not tried any more')
    .option('--subscriber <name>', 'of this one', subscriberOf)
    .option('--json', 'as JSON')
    .action(deadLetters)
  events.command('replay <letter>').description('tries a dead letter again').action(replay)
}

async function waiting(subscriber: string, { json }: Options): Promise<void> {
  await withApplication(async ({ events }) => {
    const streams = await events.waiting(operator, { subscriber, limit: PAGE })
    if (streams.length === PAGE) complain(`These are the first ${PAGE}.`)
    if (json) return printJson(streams)
    printTable(
      ['learner', 'told', 'of', 'failures', 'code'],
      streams.map(({ stream, done, wanted, attempts, error = '' }) => [
        ...[stream, String(done), String(wanted), String(attempts), error],
      ]),
    )
  })
}

async function deadLetters({ subscriber, json }: Options): Promise<void> {
  await withApplication(async ({ events }) => {
    const letters = await allLetters(events, subscriber)
    if (json) return printJson(letters)
    printTable(
      ['letter', 'event', 'since', 'tries', 'code', ''],
      letters.map(({ id, type, at, attempts, code, replay }) => [
        ...[id, type, at, String(attempts), code, replay ? 'to be tried again' : ''],
      ]),
    )
  })
}

async function allLetters(events: Events, subscriber: string | undefined): Promise<DeadLetter[]> {
  const all: DeadLetter[] = []
  for (;;) {
    const after = all.at(-1)?.id
    const page = await events.deadLetters(operator, { limit: PAGE, ...definedOnly({ subscriber, after }) })
    all.push(...page)
    if (page.length < PAGE) return all
  }
}

async function replay(letter: string): Promise<void> {
  await withApplication(async ({ events }) => {
    await events.replay(operator, letter)
    print('Tried again with the next dispatch, within seconds where a worker runs.')
  })
}
