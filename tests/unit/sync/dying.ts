import { expect } from 'chai'
import type { Memory } from './memory-stores.ts'

/** A process that dies before its write number `step`: it writes nothing more, its own obituary included. */
export async function dieBeforeWrite(
  memory: Pick<Memory, 'beforeWrite'>,
  step: number,
  work: () => Promise<unknown>,
): Promise<void> {
  let left = step
  let isDead = false
  memory.beforeWrite = () => {
    if (left-- === 0) isDead = true
    if (isDead) throw new Error('killed')
  }
  await work().catch(() => {})
  expect(isDead, 'each step is a write').to.equal(true)
  memory.beforeWrite = () => {}
}
