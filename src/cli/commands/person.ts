import type { Command } from 'commander'
import type { PersonalDataView } from '#credits/personal-data/contract'
import { operator } from '#domain/access/actor'
import { withApplication } from '../application.ts'
import { print, printJson, printTable } from '../io.ts'
import { intoNewFile } from '../output-file.ts'

/** `zachetka person export|erase|erasures`: what is stored of somebody, and its erasure (docs/privacy.md). */
export function addPersonCommands(program: Command): void {
  const person = program.command('person').description('everything that is stored of a person')
  person
    .command('export <id>')
    .description('all of it as JSON')
    .option('--out <file>', 'into a new file that only its owner may read; default: standard output')
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
    const read = async () => {
      const { at, collections } = await personalData.read(operator, id)
      return { at, ...Object.fromEntries(collections.map(({ model, items }) => [model, items])) }
    }
    if (out === undefined) return printJson(await read())
    const data = await intoNewFile(out, async write => {
      const all = await read()
      write(`${JSON.stringify(all, null, 2)}\n`)
      return all
    })
    print(`${Object.keys(data).length - 1} parts in ${out}.`)
  })
}

interface EraseOptions {
  reason: string
  yes?: boolean
  json?: boolean
}

async function erase(id: string, options: EraseOptions): Promise<void> {
  await withApplication(async ({ personalData }) => {
    if (!options.yes) {
      showErasure(await personalData.read(operator, id), options)
      process.exitCode = 1
      return
    }
    const erasure = await personalData.erase(operator, { personId: id, reason: options.reason })
    if (options.json) return printJson(erasure)
    const sum = (counts: Record<string, number> = {}) => Object.values(counts).reduce((a, b) => a + b, 0)
    print(`Erased ${sum(erasure.erased)}, kept ${sum(erasure.kept)} as the law asks.`)
  })
}

/** What would go and what would stay, part by part. */
function showErasure({ name, collections }: PersonalDataView, { json }: EraseOptions): void {
  const parts = collections.map(({ model, items, kept }) => ({
    part: model,
    goes: items.length - kept,
    stays: kept,
  }))
  if (json) {
    printJson({ done: false, parts })
    return
  }
  print(`${name}:`)
  printTable(
    ['part', 'goes', 'stays'],
    parts.map(each => [each.part, String(each.goes), String(each.stays)]),
  )
  print('It cannot be undone. Add --yes to erase.')
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
