/** Files as they were received from a source or a person, by their hash: evidence of what was read. */

export interface RawFile {
  /** Of the bytes, hexadecimal. */
  sha256: string
  /** For people, e.g. `master-2026.csv`; no path. */
  name: string
  bytes: Uint8Array
  contentType?: string
}

export interface RawFileStore {
  /** Kept once, packed, with the run that read it first. @returns `false` if it is larger than what is kept (15 MB packed): its hash alone stays then */
  put(file: RawFile, runId?: string): Promise<boolean>
  /** What a run read first, in the order of names; hashes only. */
  ofRun(runId: string, limit: number): Promise<Pick<RawFile, 'sha256' | 'name'>[]>
  byHash(sha256: string): Promise<RawFile | null>
}
