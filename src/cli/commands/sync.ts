import type { Command } from 'commander'
import { operator } from '#domain/access/actor'
import type { Run } from '#store/ports/runs'
import { isQuarantineReason, reasonText } from '#sync/reasons'
import { growHeapSlowly } from '../../adapters/grow-heap-slowly.ts'
import { withApplication } from '../application.ts'
import { print, printJson } from '../io.ts'
import { createProgressBar } from '../progress-bar.ts'

interface Options {
  full?: boolean
  json?: boolean
}

/** `zachetka sync NAME [--full]`: one pull now. */
export function addSyncCommand(program: Command): void {
  program
    .command('sync <name>')
    .description('pulls a connection now; an interrupted pull goes on where it stopped')
    .option('--full', 'reads every detail again, also of what is known')
    .option('--json', "prints the run's record as JSON")
    .action(sync)
}

async function sync(name: string, options: Options): Promise<void> {
  growHeapSlowly()
  await withApplication(async application => {
    const connection = await application.connections.find(operator, name)
    const stop = stopOnSignal()
    const bar = createProgressBar(process.stderr)
    const run = await application.sync.run(connection.id, {
      mode: options.full ? 'full' : 'incremental',
      signal: stop.signal,
      onProgress: ({ counts, progress }) =>
        bar.show(progress ?? null, `${counts.pulled} records, ${counts.calls} calls`),
    })
    bar.end()
    if (options.json) printJson(recordOf(run))
    else report(run)
    if (run.status !== 'done') process.exitCode = 1
  })
}

/** The first Ctrl-C ends after the page under way; nothing is lost. */
function stopOnSignal(): AbortController {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller
}

/** The run's record as scripts read it. */
export function recordOf(run: Run): Record<string, unknown> {
  const { counts, ...rest } = run
  return { ...counts, ...rest, cursor: undefined, fence: undefined }
}

export function report(run: Run): void {
  const { counts } = run
  print(
    `${run.status}: ${counts.pulled} pulled = ${counts.imported} imported + ${counts.unchanged} unchanged + ${counts.quarantined} quarantined; ` +
      `${counts.changed} changed, ${counts.entries} new entries, ${counts.calls} calls, ${run.durationMs ?? 0} ms`,
  )
  for (const [reason, count] of Object.entries(run.quarantineReasons)) {
    const { remedy } = isQuarantineReason(reason) ? reasonText(reason, {}, 'en') : { remedy: '' }
    print(`  ${count} × ${reason}: ${remedy}`)
  }
  if (run.removals) print(`  ${removalsOf(run.removals)}`)
  for (const { code, n } of run.reconciliation?.differences ?? []) print(`  ≠ ${n} × ${code}`)
  for (const warning of run.warnings) print(`  ! ${warning.message}`)
  if (run.error) print(`  × ${run.error.message}${run.error.remedy ? ` ${run.error.remedy}` : ''}`)
}

function removalsOf({ gone, of, ceilingPercent, status }: NonNullable<Run['removals']>): string {
  const told = `${gone} of ${of} completions are not in the source any more`
  if (status !== 'held') return `${told}: ${status}`
  return `${told}, more than ${ceilingPercent} %: held. Decide: zachetka runs release|dismiss RUN`
}
