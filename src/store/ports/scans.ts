/** Scans of documents (сканы): their facts and, apart, their bytes. */
export interface Scan {
  id: string
  /** As the file was called. */
  name: string
  type: string
  bytes: number
  /** Hex. */
  sha256: string
  /** Whose book it is for. */
  learnerId: string
  programmeId: string
  by: string
  at: string
  /** What shows it, e.g. `entry|ID`; absent: uploaded with a form that is not sent yet. */
  usedBy?: string
}

export interface ScanStore {
  /** Kept until `expiresAt` unless something uses it by then. Of one person's drafts, the newest ten stay. */
  saveDraft(scan: Scan, bytes: Uint8Array, expiresAt: Date): Promise<void>
  byId(id: string): Promise<Scan | null>
  bytesOf(id: string): Promise<Uint8Array | null>
  /** Keeps it for good. @returns whether it is there and nothing else uses it */
  use(id: string, usedBy: string): Promise<boolean>
}
