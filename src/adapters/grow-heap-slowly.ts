/** How much memory a process keeps beside what it needs. */
import { setFlagsFromString } from 'node:v8'

/**
 * Collects old objects once the heap has doubled since it was last collected. By itself V8 waits for up to four times
 * as much, so that a process that pulls comes to hold a hundred megabytes of pages long since stored. Measured in
 * docs/sync.md; a pull takes no longer.
 */
export function growHeapSlowly(): void {
  setFlagsFromString('--heap-growing-percent=100')
}
