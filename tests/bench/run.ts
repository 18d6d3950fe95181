/**
 * `npm run bench`: every measured promise of the product, each a ratio taken in one run. `npm run bench -- queue pull` runs
 * some of them; sizes are set by BENCH_* variables. Exits with 1 if a promise does not hold.
 */
import type { Measure } from './measure.ts'

const benches: Record<string, () => Promise<Measure[]>> = {
  progress: async () => (await import('./progress.ts')).benchProgress(),
  calls: async () => (await import('./moodle-calls.ts')).benchMoodleCalls(),
  pull: async () => (await import('./pull.ts')).benchPull(),
  queue: async () => (await import('./queue.ts')).benchQueue(),
  store: async () => (await import('./store.ts')).benchStore(),
  size: async () => (await import('./store-size.ts')).benchStoreSize(),
  pages: async () => (await import('./pages.ts')).benchPages(),
  paint: async () => (await import('./paint.ts')).benchPaint(),
  decide: async () => (await import('./decide.ts')).benchDecide(),
  launch: async () => (await import('./launch.ts')).benchLaunch(),
  certificates: async () => (await import('./certificates.ts')).benchCertificates(),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !benches[name])
if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}\n`)
  process.exit(2)
}

let broken = 0
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const measure of await bench()) {
    if (!measure.holds) broken += 1
    process.stdout.write(
      `${measure.holds ? '✓' : '×'} ${measure.name}: ${measure.measured} (promised: ${measure.promise})\n`,
    )
  }
}
process.stdout.write(broken === 0 ? 'Every promise holds.\n' : `${broken} of the promises do not hold.\n`)
process.exit(broken === 0 ? 0 : 1)
