import type { Command } from 'commander'
import { operator } from '#domain/actor'
import { withApplication } from './application.ts'
import { print, printJson, printTable } from './io.ts'

interface Options {
  subscriber?: string
  json?: boolean
}

const SHOWN = 1000

/** `zachetka events waiting|dead-letters|replay`: what was not told of books, to whomever (`issue`, `grades`, `mail`, webhooks). */
export function addEventsCommands(program: Command): void {
  const events = program
    .command('events')
    .description('events that somebody has not taken: issue, grades, mail, webhook|ID (docs/events.md)')
  events
    .command('waiting <subscriber>')
    .description('learners with something to tell, and the last failure')
    .option('--json', 'as JSON')
    .action(waiting)
  events
    .command('dead-letters')
    .description('what is not tried any more')
    .option('--subscriber <name>', 'of this one')
    .option('--json', 'as JSON')
    .action(deadLetters)
  events.command('replay <letter>').description('tries a dead letter again').action(replay)
}

async function waiting(subscriber: string, { json }: Options): Promise<void> {
  await withApplication(async ({ events }) => {
    const streams = await events.waiting(operator, { subscriber, limit: SHOWN })
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
    const q = { limit: SHOWN, ...(subscriber !== undefined && { subscriber }) }
    const letters = await events.deadLetters(operator, q)
    if (json) return printJson(letters)
    printTable(
      ['letter', 'event', 'since', 'tries', 'code', ''],
      letters.map(({ id, type, at, attempts, code, replay }) => [
        ...[id, type, at, String(attempts), code, replay ? 'to be tried again' : ''],
      ]),
    )
  })
}

async function replay(letter: string): Promise<void> {
  await withApplication(async ({ events }) => {
    await events.replay(operator, letter)
    print('Tried again with the next dispatch, within seconds where a worker runs.')
  })
}
