/** What one person sends twice with one key is made once: its id, and any secret that it has, follow from what was sent. */
import type { Actor } from '../access/actor.ts'

export interface MakingDeps {
  newId(): string
  /** The same for the same words; whoever lacks the secret key of this installation cannot tell them. */
  bytesFor(words: readonly unknown[], size: number): Uint8Array
}

export interface Sent {
  actor: Pick<Actor, 'personId'>
  /** Of the form: when it was made. Absent: whatever is sent is a thing of its own. */
  key: string | undefined
  /** What is made, of what was typed. */
  what: readonly unknown[]
}

/** @returns the id of what is made */
export function idOfSent({ newId, bytesFor }: MakingDeps, { actor, key, what }: Sent): string {
  return key === undefined ? newId() : Buffer.from(bytesFor([actor.personId, key, what], 16)).toString('hex')
}

/** @returns bytes of a code or a key that goes with it */
export function bytesOfSent(
  { bytesFor, randomBytes }: Pick<MakingDeps, 'bytesFor'> & { randomBytes(size: number): Uint8Array },
  { actor, key, what }: Sent,
  size: number,
): Uint8Array {
  return key === undefined ? randomBytes(size) : bytesFor(['secret', actor.personId, key, what], size)
}
