// Adds up the counts that the test runs wrote and prints CI's closing line; fails if a run wrote none or ran nothing.
import { readFileSync } from 'node:fs'

const total = { passed: 0, failed: 0, skipped: 0 }
let incomplete = false
for (const file of process.argv.slice(2)) {
  const counts = JSON.parse(readFileSync(file, 'utf8'))
  if (counts.passed + counts.failed === 0) incomplete = true
  for (const key of Object.keys(total)) total[key] += counts[key]
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exit(total.failed > 0 || incomplete || total.passed === 0 ? 1 : 0)
