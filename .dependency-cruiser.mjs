/**
 * The arrows of ARCHITECTURE.md, checked by `npm run lint`: data moves left to right, nothing on the left knows
 * anything on its right. A folder may import itself, what its row lists, and packages.
 */
const arrows = {
  '^config/': [],
  '^connectors/': [],
  '^lti/': ['^config/'],
  '^src/domain/': [],
  '^src/store/': ['^src/domain/', '^lti/ports\\.ts$'],
  '^src/sync/': ['^src/domain/', '^src/store/', '^connectors/'],
  '^src/credits/': ['^src/domain/', '^src/store/'],
  '^src/documents/': ['^src/domain/'],
  '^src/events/': ['^src/domain/', '^src/store/'],
  '^src/grades/': ['^lti/', '^src/domain/', '^src/store/', '^src/events/'],
  '^src/roster/': ['^lti/', '^src/domain/', '^src/store/'],
  '^src/jobs/': ['^src/(domain|store|sync|credits|events|grades|roster)/'],
  '^src/administration/': [
    '^lti/',
    '^src/domain/',
    '^src/store/',
    '^src/sync/',
    '^connectors/(contract|record)',
  ],
  '^src/http/': [
    '^config/',
    '^lti/',
    '^connectors/contract',
    '^src/(domain|store|sync|credits|documents|administration|grades|roster)/',
    '^src/events/(schemas|types|webhooks/)',
  ],
}

const layers = Object.entries(arrows).map(([from, allowed]) => ({
  name: `arrows of ${from.replace('^', '')}`,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(config|connectors|lti|src|tests)/',
    pathNot: [from, ...allowed],
  },
}))

export default {
  forbidden: [
    { name: 'no import cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing imports tests',
      severity: 'error',
      from: { path: '^(config|connectors|lti|src)/', pathNot: '^src/(demo|cli)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'the domain is pure',
      comment: 'no I/O in src/domain: only zod and yaml',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', 'node_modules/(zod|yaml)/'] },
    },
    ...layers,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
