/** Files and answers as they were received from a source or a person, by their hash: evidence of what was read. */

export interface RawFile {
  /** Of the bytes, hexadecimal. */
  sha256: string
  /** For people, e.g. `master-2026.csv`; no path. */
  name: string
  bytes: Uint8Array
  contentType?: string
}

/** Who read it, and of answers whom they name and until when they are kept. */
export interface RawFileFacts {
  run: { id: string; connectionId: string }
  /** Accounts at the connection: an erasure of one removes the file. */
  people?: string[]
  until?: Date
}

export interface RawFileStore {
  /** Kept once, packed, with the run that read it first. @returns `false` if it is larger than what is kept (15 MB packed): its hash alone stays then */
  put(file: RawFile, facts?: RawFileFacts): Promise<boolean>
  /** What a run read first, in the order of names; hashes only. */
  ofRun(runId: string, limit: number): Promise<Pick<RawFile, 'sha256' | 'name'>[]>
  byHash(sha256: string): Promise<RawFile | null>
  /** Its name and the run that read it first, without the bytes. */
  nameOf(sha256: string): Promise<{ name: string; runId?: string } | null>
}
