import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { operator } from '#domain/actor'
import { withApplication } from './application.ts'
import { print, printJson, printTable } from './io.ts'

/** `zachetka person export|erase|erasures`: what is stored of somebody, and its erasure (docs/privacy.md). */
export function addPersonCommands(program: Command): void {
  const person = program.command('person').description('everything that is stored of a person')
  person
    .command('export <id>')
    .description('all of it as JSON')
    .option('--out <file>', 'into a file that only its owner may read; default: standard output')
    .action(exportData)
  person
    .command('erase <id>')
    .description('shows what an erasure removes and keeps; takes --yes to do it')
    .requiredOption('--reason <words>', 'number and date of the demand; no name')
    .option('--yes', 'really; it cannot be undone')
    .option('--json', 'as JSON')
    .action(erase)
  person.command('erasures').description('erasures so far').option('--json', 'as JSON').action(erasures)
}

async function exportData(id: string, { out }: { out?: string }): Promise<void> {
  await withApplication(async ({ personalData }) => {
    const { at, collections } = await personalData.read(operator, id)
    const data = { at, ...Object.fromEntries(collections.map(({ model, items }) => [model, items])) }
    if (out === undefined) return printJson(data)
    writeFileSync(out, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 })
    print(`${collections.length} parts in ${out}.`)
  })
}

async function erase(id: string, options: { reason: string; yes?: boolean; json?: boolean }): Promise<void> {
  await withApplication(async ({ personalData }) => {
    if (!options.yes) {
      const { name, collections } = await personalData.read(operator, id)
      print(`${name}:`)
      const rows = collections.map(({ model, items, kept }) => [
        model,
        String(items.length - kept),
        String(kept),
      ])
      printTable(['part', 'goes', 'stays'], rows)
      print('It cannot be undone. Add --yes to erase.')
      process.exitCode = 1
      return
    }
    const erasure = await personalData.erase(operator, { personId: id, reason: options.reason })
    if (options.json) return printJson(erasure)
    const sum = (counts: Record<string, number> = {}) => Object.values(counts).reduce((a, b) => a + b, 0)
    print(`Erased ${sum(erasure.erased)}, kept ${sum(erasure.kept)} as the law asks.`)
  })
}

async function erasures({ json }: { json?: boolean }): Promise<void> {
  await withApplication(async ({ personalData }) => {
    const all = await personalData.erasures(operator)
    if (json) return printJson(all)
    printTable(
      ['at', 'person', 'by', 'reason', 'ended'],
      all.map(each => [each.at, each.id, each.byName, each.reason, each.finishedAt ?? 'no']),
    )
  })
}
