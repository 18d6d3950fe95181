import type { Command } from 'commander'
import { withDatabases } from '../database.ts'
import { demandReadable } from '../input-file.ts'
import { print, printJson } from '../io.ts'
import { createProgressBar } from '../progress-bar.ts'

/** `zachetka restore FILE`: a backup back into a database, of the same kind or the other. */
export function addRestoreCommand(program: Command): void {
  program
    .command('restore <file>')
    .description(
      'puts a backup into the database, after checking the whole file; refused where there are documents. Stop web and worker first',
    )
    .option('--yes', 'drops what is in the database')
    .option('--json', 'as JSON')
    .action(run)
}

async function run(file: string, options: { yes?: boolean; json?: boolean }): Promise<void> {
  demandReadable(file)
  const { restore } = await import('#store/backup/restore')
  await withDatabases(async site => {
    const bar = createProgressBar(process.stderr)
    const restoring = restore(site, file, { replace: options.yes === true, progress: bar.show })
    const report = await restoring.finally(bar.end)
    if (options.json) printJson({ file, ...report })
    else print(`Restored ${report.documents} documents of ${report.collections} collections from ${file}.`)
  })
}
