/** Which keys were stored, in memory of a fixed size: it may say yes wrongly, never no (Bloom filter). */
export interface KeyFilter {
  add(key: string): void
  mayHave(key: string): boolean
}

/** 2^25 bits, 4 MB: of a million keys, one in ten thousand others is taken for one of them. */
const BITS = 2 ** 25
const PROBES = 4

export function keyFilter(): KeyFilter {
  const words = new Uint32Array(BITS / 32)
  /** Visits the places of a key until `visit` answers false. */
  const everyPlace = (key: string, visit: (word: number, bit: number) => boolean): boolean => {
    const [first, second] = hashesOf(key)
    for (let i = 0; i < PROBES; i++) {
      const place = (first + Math.imul(i, second)) >>> 7
      if (!visit(place >>> 5, 1 << (place & 31))) return false
    }
    return true
  }
  return {
    add(key) {
      everyPlace(key, (word, bit) => {
        words[word] = (words[word] as number) | bit
        return true
      })
    },
    mayHave: key => everyPlace(key, (word, bit) => ((words[word] as number) & bit) !== 0),
  }
}

/** Two hashes of 32 bits (FNV-1a, and the same stirred), the second odd. */
function hashesOf(key: string): [number, number] {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  let other = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  other = Math.imul(other ^ (other >>> 13), 0xc2b2ae35)
  const first = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return [(first ^ (first >>> 12)) >>> 0, ((other ^ (other >>> 16)) | 1) >>> 0]
}
