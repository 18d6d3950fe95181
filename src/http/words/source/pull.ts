/** What the pull itself says is Russian; this is the English of it. */
import type { SourceTexts } from './texts.ts'

export const pullWords: SourceTexts = {
  pass_incomplete: [
    'The source stopped answering without saying that this was all',
    'Start the pull again: it goes on from the same place.',
  ],
  replaced: ['A full pull was begun instead of going on', ''],
  unexpected: [
    'An unexpected error; what was pulled is kept',
    'Start the pull again; if that does not help, see the log of the service.',
  ],
  connection_faulty: [
    'The settings of the connection do not hold',
    'Mend the settings and start the pull again.',
  ],
}
