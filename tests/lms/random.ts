/** Deterministic numbers from a seed and coordinates: nothing is stored, everything can be computed again. */

/** A 32-bit hash of the seed and the coordinates (murmur3 finaliser). */
export function hash(seed: number, ...coordinates: number[]): number {
  let h = seed | 0
  for (const value of coordinates) {
    h = Math.imul(h ^ (value + 0x9e3779b9), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    h ^= h >>> 16
  }
  return h >>> 0
}

/** A fraction in [0, 1). */
export const fraction = (seed: number, ...coordinates: number[]): number =>
  hash(seed, ...coordinates) / 4294967296

/** One of the items; the list must not be empty. */
export function pick<T>(items: readonly T[], seed: number, ...coordinates: number[]): T {
  return items[hash(seed, ...coordinates) % items.length] as T
}
