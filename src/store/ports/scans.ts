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

/** Bytes as they came, and a JPEG made of them where browsers do not show their type. */
export interface ScanBytes {
  bytes: Uint8Array
  picture?: Uint8Array
}

export interface ScanStore {
  /** Kept until `expiresAt` unless something uses it by then. Of one person's drafts, the newest ten stay. */
  saveDraft(scan: Scan, content: ScanBytes, expiresAt: Date): Promise<void>
  byId(id: string): Promise<Scan | null>
  contentOf(id: string): Promise<ScanBytes | null>
  /** Keeps it for good. @returns whether it is there and nothing else uses it */
  use(id: string, usedBy: string): Promise<boolean>
}
