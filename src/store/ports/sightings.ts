/**
 * What passes saw, and what was not seen any more. Kept apart from completions, which are never written only because they
 * were met again: six bytes a record and pass.
 */
export interface SightingStore {
  /** A page of a pass showed these keys. */
  note(pass: Pass, keys: readonly string[]): Promise<void>
  /** Whether a key was shown on any page of the pass; a few keys in 10^8 are taken for seen wrongly. Eight bytes a key. */
  seen(pass: Pass): Promise<(key: string) => boolean>
  /** Nobody asks any more: of all passes of a connection, or all but one. */
  forget(connectionId: string, exceptPass?: string): Promise<void>
  /** Puts keys on the list of those that a run did not see. */
  hold(connectionId: string, runId: string, keys: readonly string[]): Promise<void>
  /** Keys that are held, in order: of one run, after a key. */
  held(q: { connectionId: string; runId: string; after?: string; limit: number }): Promise<string[]>
  isAnyHeld(connectionId: string): Promise<boolean>
  /** Takes keys off the list, or all of a connection. */
  drop(connectionId: string, keys?: readonly string[]): Promise<void>
}

/** A way through a source, from its beginning to its end, by however many runs. */
export interface Pass {
  connectionId: string
  /** Id of the run that began it. */
  pass: string
}
