/** The `zachetka` command. Every subcommand has `--help`, and `--json` where it prints data. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addBackupCommand } from './cli/backup.ts'
import { addCertificateCommands } from './cli/certificate.ts'
import { addConnectionCommands } from './cli/connection.ts'
import { addDemoCommand } from './cli/demo.ts'
import { addDoctorCommand } from './cli/doctor.ts'
import { addEnrolCommand } from './cli/enrol.ts'
import { addEventsCommands } from './cli/events.ts'
import { printFault } from './cli/io.ts'
import { addPersonCommands } from './cli/person.ts'
import { addPlatformCommands } from './cli/platform.ts'
import { addProgrammeCommands } from './cli/programme.ts'
import { addProgressCommand } from './cli/progress.ts'
import { addRegisterCommands } from './cli/register.ts'
import { addRegulationCommands } from './cli/regulation.ts'
import { addRestoreCommand } from './cli/restore.ts'
import { addRunsCommands } from './cli/runs.ts'
import { addServeCommands } from './cli/serve.ts'
import { addStoreCommand } from './cli/store.ts'
import { addSyncCommand } from './cli/sync.ts'
import { addTokenCommands } from './cli/token.ts'
import { addUserCommands } from './cli/user.ts'
import { addWebhookCommands } from './cli/webhook.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

const program = new Command('zachetka')
  .description('Зачётка: cumulative credit for professional development, from any LMS')
  .version(version)
  .showHelpAfterError()

for (const add of [
  addServeCommands,
  addDemoCommand,
  addPlatformCommands,
  addConnectionCommands,
  addProgrammeCommands,
  addEnrolCommand,
  addUserCommands,
  addSyncCommand,
  addRunsCommands,
  addRegulationCommands,
  addProgressCommand,
  addCertificateCommands,
  addRegisterCommands,
  addTokenCommands,
  addWebhookCommands,
  addEventsCommands,
  addPersonCommands,
  addDoctorCommand,
  addStoreCommand,
  addBackupCommand,
  addRestoreCommand,
]) {
  add(program)
}

// a reader that has seen enough (`zachetka … | head`) ends the command, quietly
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit()
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  printFault(error)
  process.exitCode = 1
}
