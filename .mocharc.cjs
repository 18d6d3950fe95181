// The suite: files side by side in two processes or more, in random order, with the network off but for this machine.
const { availableParallelism } = require('node:os')

// one seed for all processes: `TEST_SEED=… npm test` repeats the order within the files
process.env.TEST_SEED ??= String(Date.now() % 2147483647)

module.exports = {
  spec: ['tests/unit/**/*.test.{ts,tsx}', 'tests/contract/**/*.test.ts', 'tests/integration/**/*.test.ts'],
  'node-option': ['import=tsx'],
  require: ['tests/support/random-order.ts', 'tests/support/network-off.ts'],
  parallel: true,
  jobs: Math.max(2, availableParallelism() - 1),
  timeout: 20_000,
  slow: 500,
  reporter: 'tests/support/counting-reporter.cjs',
}
