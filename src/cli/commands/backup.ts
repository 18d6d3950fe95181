import type { Command } from 'commander'
import { withDatabases } from '../database.ts'
import { print, printJson } from '../io.ts'
import { createProgressBar } from '../progress-bar.ts'

/** `zachetka backup FILE`: the database, whichever it is, in one file. */
export function addBackupCommand(program: Command): void {
  program
    .command('backup <file>')
    .description(
      'saves the whole database, with our keys for each LMS, in one new file that `restore` reads, into the embedded store or MongoDB alike; ' +
        'what is written meanwhile may be missing, so stop web and worker for a backup of one moment. ' +
        'SECRET_KEY is not in it: keep it as well',
    )
    .option('--json', 'as JSON')
    .action(run)
}

async function run(file: string, options: { json?: boolean }): Promise<void> {
  const { backUp } = await import('#store/backup/backup')
  await withDatabases(async site => {
    const bar = createProgressBar(process.stderr)
    const report = await backUp(site, file, new Date(), bar.show).finally(bar.end)
    if (options.json) printJson({ file, ...report })
    else print(`Saved ${report.documents} documents of ${report.collections} collections in ${file}.`)
  })
}
