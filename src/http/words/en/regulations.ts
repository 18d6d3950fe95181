import { counted } from '../nouns.ts'
import type { Words } from '../ru.ts'

const n = counted('en')

export const regulations: Words['regulations'] = {
  title: 'Regulations',
  add: 'Add a regulation of your own',
  toProgrammes: 'To the programmes',
  manage: 'Versions, and a regulation of your own',
  done: 'The regulation is taken up. The books under it are worked out again.',
  withdrawn: 'The version is removed.',
  takenBy: 'Added by',
  withdraw: 'Remove the version',
  newTitle: 'A regulation of your own',
  intro:
    'A regulation is one YAML file: rules and the clauses that they rest on. Begin with a sample: each of its lines is explained. Every line is checked first; until you take it up nothing changes.',
  like: 'Begin with a sample',
  takeSample: 'Insert the text of the sample',
  text: 'Text of the regulation',
  textHint: 'Paste the text or choose a file below. If a file is chosen, that is checked.',
  file: 'File of the regulation (YAML)',
  check: 'Check',
  nothing: 'Paste the text of the regulation or choose a file',
  tooLarge: 'The file has more than 200 KB: that is hardly a regulation. Choose another',
  notText: 'This is no text in UTF-8. Save the file as YAML in UTF-8',
  faults: count => `The regulation cannot be taken up yet: ${n(count, 'fault')}`,
  line: number => `Line ${number}.`,
  refusals: {
    'version-exists':
      'There is such a version of this regulation. Versions are not written over: give a new version and the day it begins, validFrom.',
    'day-taken':
      'Another version of this regulation begins on that day: nobody could say which of the two judges. Give another day, validFrom.',
    'others-judged':
      'Programmes of another organisation count by this regulation too. Give yours another id, or ask the operator.',
  },
  holds: 'No faults. This is what the regulation says',
  judges: 'These programmes will count by it:',
  judgesNothing: 'No programme is under it yet: nothing changes now.',
  take: version => `Take up version ${version}`,
}
