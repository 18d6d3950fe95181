import type { Command } from 'commander'
import { formatHours } from '#domain/hours'
import { InvalidRegulationError, parseRegulation, type RegulationFault } from '#domain/regulations/file'
import { withApplication } from '../application.ts'
import { readTextFile } from '../input-file.ts'
import { print, printJson, printTable } from '../io.ts'

/** `zachetka regulation list|check FILE` */
export function addRegulationCommands(program: Command): void {
  const regulation = program
    .command('regulation')
    .description('the regulations, and whether a file is a valid one')
  regulation
    .command('list')
    .description('the regulations that apply here')
    .option('--json', 'as JSON')
    .action(list)
  regulation
    .command('check <file>')
    .description('reports each fault of a regulation file with its line and remedy')
    .option('--json', 'as JSON')
    .action(check)
}

async function list(options: { json?: boolean }): Promise<void> {
  const regulations = await withApplication(async application => application.regulations.all())
  if (options.json) {
    printJson(regulations.map(({ id, version, validFrom, title }) => ({ id, version, validFrom, title })))
    return
  }
  const rows = regulations.map(r => [
    r.id,
    r.version,
    r.validFrom,
    r.totalHours ? formatHours(r.totalHours.hours) : '—',
    r.title.ru,
  ])
  printTable(['id', 'version', 'in force from', 'hours', 'title'], rows)
}

function check(file: string, options: { json?: boolean }): void {
  const faults = faultsOf(file)
  if (options.json) printJson({ file, valid: faults.length === 0, faults })
  else if (faults.length === 0) print(`${file}: a valid regulation`)
  else
    for (const fault of faults)
      print(`${file}:${fault.line} ${fault.path}: ${fault.message}\n    ${fault.remedy}`)
  if (faults.length > 0) process.exitCode = 1
}

function faultsOf(file: string): readonly RegulationFault[] {
  try {
    parseRegulation(readTextFile(file))
    return []
  } catch (error) {
    if (error instanceof InvalidRegulationError) return error.faults
    throw error
  }
}
