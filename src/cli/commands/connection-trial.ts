import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Command } from 'commander'
import type { SeenConnection } from '#administration/connection-setup'
import { operator } from '#domain/access/actor'
import { versionOf } from '#domain/changes/changes'
import { formatHours, type Hours } from '#domain/hours'
import type { Connection } from '#store/ports/connections'
import type { PreviewReport } from '#sync/contract'
import { isQuarantineReason, reasonText } from '#sync/reasons'
import { withApplication } from '../application.ts'
import { readBytes } from '../input-file.ts'
import { print, printJson, printTable } from '../io.ts'
import { settingsOf } from '../setting-pairs.ts'

/** `zachetka connection preview|upload|set|on|off`: a look before the first pull, files of portals, settings, the switch. */
export function addConnectionTrialCommands(connection: Command): void {
  connection
    .command('preview <name>')
    .description('what a pull would make of the first records; nothing is written')
    .option('--json', 'as JSON')
    .action(preview)
  connection
    .command('upload <name> <file>')
    .description("a portal's export from a file: shows what it would become; with --yes imports it")
    .option('--yes', 'imports it')
    .option('--json', 'as JSON')
    .action(upload)
  connection
    .command('set <name> <key=value...>')
    .description('changes settings; KEY= takes one away, so that its default holds')
    .option('--json', 'as JSON')
    .action(set)
  connection.command('on <name>').description('the worker pulls it by schedule').action(switchOn)
  connection.command('off <name>').description('nobody pulls it; what was pulled stays').action(switchOff)
}

async function preview(name: string, options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ connections, setup }) => {
    const { id } = await connections.find(operator, name)
    show(await setup.preview(operator, id), options)
  })
}

async function upload(name: string, file: string, options: { yes?: boolean; json?: boolean }): Promise<void> {
  const bytes = readBytes(file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await withApplication(async ({ connections, setup, sync }) => {
    const found = await connections.find(operator, name)
    const { id } = found
    const { version } = await setup.upload(operator, seen(found), {
      sha256,
      name: path.basename(file),
      bytes,
    })
    const report = await setup.preview(operator, id)
    if (!options.yes || report.error) {
      show(report, options)
      if (!report.error) print(`Nothing is imported yet. Run it again with --yes, or: zachetka sync ${name}`)
      return
    }
    await setup.takeUpload(operator, { id, version })
    const run = await sync.run(id)
    if (options.json) printJson(run)
    else print(`${run.status}: ${run.counts.pulled} rows, ${run.counts.entries} new entries.`)
    if (run.status !== 'done') process.exitCode = 1
  })
}

/** An operator acts on what stands. */
const seen = (read: Connection): SeenConnection => ({ id: read.id, version: versionOf(read) })

function show(report: PreviewReport, { json }: { json?: boolean }): void {
  if (json) printJson(report)
  else printReport(report)
  if (report.error) process.exitCode = 1
}

function printReport({
  seen,
  entries,
  unchanged,
  isWhole,
  reasons,
  sample,
  warnings,
  error,
  raw,
}: PreviewReport): void {
  if (raw) print(`${raw.format}${raw.encoding ? `, ${raw.encoding}` : ''}, SHA-256 ${raw.sha256}`)
  const part = isWhole ? 'the whole source' : 'the beginning of the source'
  print(`${seen} records (${part}): ${entries} entries, ${unchanged} unchanged. Nothing was written.`)
  for (const [reason, n] of Object.entries(reasons)) {
    const remedy = isQuarantineReason(reason) ? reasonText(reason, {}, 'en').remedy : ''
    print(`  ${n} × ${reason}: ${remedy}`)
  }
  if (sample.length > 0)
    printTable(
      ['record', 'course', 'date', 'becomes'],
      sample.map(line => [line.key, line.title, line.date ?? '', line.reason ?? hoursOf(line.hours)]),
    )
  for (const warning of warnings) print(`  ! ${warning.message}`)
  if (error) print(`  × ${error.message}${error.remedy ? `\n    ${error.remedy}` : ''}`)
}

const hoursOf = (hours = 0): string => `entry, ${formatHours(hours as Hours)} h`

async function set(name: string, pairs: string[], options: { json?: boolean }): Promise<void> {
  const given = Object.entries(settingsOf(pairs))
  await withApplication(async ({ connections, setup }) => {
    const settings = Object.fromEntries(given.map(([key, value]) => [key, value === '' ? null : value]))
    const changed = await setup.change(operator, seen(await connections.find(operator, name)), { settings })
    if (options.json) printJson({ name, settings: changed.settings })
    else
      for (const [key] of given) print(`${key}: ${JSON.stringify(changed.settings[key]) ?? 'as by default'}`)
  })
}

async function switchOn(name: string): Promise<void> {
  await withApplication(async ({ connections, setup }) => {
    await setup.enable(operator, seen(await connections.find(operator, name)))
    print(`${name} is on. Pull it now: zachetka sync ${name}`)
  })
}

async function switchOff(name: string): Promise<void> {
  await withApplication(async ({ connections, setup }) => {
    await setup.switchOff(operator, seen(await connections.find(operator, name)))
    print(`${name} is off: nobody pulls it.`)
  })
}
