// Mocha's dot reporter that also writes its counts to the file named by ZACHETKA_TEST_REPORT, for CI's closing line.
const { writeFileSync } = require('node:fs')
const { reporters } = require('mocha')

module.exports = class CountingReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options)
    const file = process.env.ZACHETKA_TEST_REPORT
    if (!file) return
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }))
    })
  }
}
