/** The `zachetka` command. Every subcommand has `--help`, and `--json` where it prints data. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addBackupCommand } from './cli/commands/backup.ts'
import { addCertificateCommands } from './cli/commands/certificate.ts'
import { addConnectionCommands } from './cli/commands/connection.ts'
import { addDemoCommand } from './cli/commands/demo.ts'
import { addDoctorCommand } from './cli/commands/doctor.ts'
import { addEnrolCommand } from './cli/commands/enrol.ts'
import { addEventsCommands } from './cli/commands/events.ts'
import { addPersonCommands } from './cli/commands/person.ts'
import { addPlatformCommands } from './cli/commands/platform.ts'
import { addProgrammeCommands } from './cli/commands/programme.ts'
import { addProgressCommand } from './cli/commands/progress.ts'
import { addRegisterCommands } from './cli/commands/register.ts'
import { addRegulationCommands } from './cli/commands/regulation.ts'
import { addRestoreCommand } from './cli/commands/restore.ts'
import { addRunsCommands } from './cli/commands/runs.ts'
import { addServeCommands } from './cli/commands/serve.ts'
import { addStoreCommand } from './cli/commands/store.ts'
import { addSyncCommand } from './cli/commands/sync.ts'
import { addTokenCommands } from './cli/commands/token.ts'
import { addUserCommands } from './cli/commands/user.ts'
import { addWebhookCommands } from './cli/commands/webhook.ts'
import { printFault } from './cli/io.ts'

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
