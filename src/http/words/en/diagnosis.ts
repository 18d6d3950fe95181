import type { Words } from '../ru.ts'
export const diagnosis: Words['diagnosis'] = {
  title: 'Diagnosis',
  sum: (fine, all) => (fine === all ? 'Everything is fine.' : `${fine} of ${all} fine.`),
  check: 'Check',
  result: 'Result',
  levels: { ok: 'fine', warning: 'note', error: 'to fix' },
  names: { store: 'Database', keys: 'Keys of the LMS', token: 'Access to the services of the LMS' },
  answers: 'answers',
  silent: 'does not answer',
  storeRemedy: 'Check that the database runs and that its address in the settings is right.',
  connection: title => `Import from ${title}`,
  neverRun: 'never yet',
  runRemedy: 'Start the first import on the overview.',
  platforms: 'LMSs',
  test: 'Test the connection',
  again: 'Check again',
  versions: 'Versions',
}
