import { type Command, InvalidArgumentError } from 'commander'
import { operator } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import { isHeld, type Run } from '#store/ports/runs'
import { withApplication } from '../application.ts'
import { print, printJson, printTable } from '../io.ts'
import { recordOf, report } from './sync.ts'

/** `zachetka runs list|pause|resume|cancel|release|dismiss`: the pulls, and what a person decides on them. */
export function addRunsCommands(program: Command): void {
  const runs = program.command('runs').description('pulls: what they did, and what a person decides on them')
  runs
    .command('list [connection]')
    .description('the newest pulls, of one connection or of all')
    .option('--limit <n>', 'of each connection', limitOf, 10)
    .option('--json', 'as JSON')
    .action(list)
  runs
    .command('pause <run>')
    .description('stops it after the page under way; nobody goes on with it before «resume»')
    .action(pause)
  runs
    .command('resume <run>')
    .description('goes on where it stopped')
    .option('--json', 'as JSON')
    .action(resume)
  runs
    .command('cancel <run>')
    .description('stops it after the page under way; a new pull goes on from there')
    .action(cancel)
  runs
    .command('release <run>')
    .description('withdraws the completions that disappeared in numbers and were held')
    .option('--json', 'as JSON')
    .action(release)
  runs.command('dismiss <run>').description('leaves what was held as it is').action(dismiss)
}

function limitOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('a whole number from 1 to 9999')
  return Number(text)
}

async function list(name: string | undefined, options: { limit: number; json?: boolean }): Promise<void> {
  await withApplication(async ({ stores, connections }) => {
    const chosen = name ? [await connections.find(operator, name)] : await stores.connections.all()
    const found = await Promise.all(
      chosen.map(async ({ id, name: connection }) =>
        (await stores.runs.latest(id, options.limit)).map(run => ({ connection, run })),
      ),
    )
    const newest = found.flat().sort((a, b) => (a.run.startedAt < b.run.startedAt ? 1 : -1))
    if (options.json) printJson(newest.map(({ connection, run }) => ({ connection, ...recordOf(run) })))
    else printTable(['run', 'connection', 'started', 'status', 'pulled', 'held'], newest.map(rowOf))
  })
}

function rowOf({ connection, run }: { connection: string; run: Run }): string[] {
  const held = isHeld(run) && run.removals ? `${run.removals.gone} of ${run.removals.of}` : ''
  return [run.id, connection, run.startedAt, run.status, String(run.counts.pulled), held]
}

const pause = (id: string): Promise<void> => ask(id, 'pause', 'It stops after the page under way.')
const cancel = (id: string): Promise<void> => ask(id, 'cancel', 'It stops after the page under way.')

async function ask(id: string, what: 'pause' | 'cancel', answer: string): Promise<void> {
  await withApplication(async ({ sync }) => {
    if (!(await sync[what](id))) throw new NotFoundError('no such run is under way')
    print(answer)
  })
}

async function resume(id: string, options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ sync }) => {
    const stop = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
    show(await sync.resume(id, { signal: stop.signal }), options)
  })
}

async function release(id: string, options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ sync }) => show(await sync.releaseHeld(id, operator), options))
}

async function dismiss(id: string): Promise<void> {
  await withApplication(async ({ sync }) => {
    await sync.dismissHeld(id, operator)
    print('Nothing is withdrawn. The next complete pass asks again if they are still missing.')
  })
}

function show(run: Run, { json }: { json?: boolean }): void {
  if (json) printJson(recordOf(run))
  else report(run)
  if (run.status !== 'done') process.exitCode = 1
}
