/** What somebody sent after their session had ended (черновик формы): kept for them, sealed, until they come back. */
export interface FormDraft {
  id: string
  personId: string
  /** Path that the form was sent to, without a session's handle. */
  path: string
  /** The fields and what the file is, sealed: they may hold anything that a person types. */
  sealed: string
  /** ISO instant. */
  at: string
  expiresAt: Date
}

export interface DraftStore {
  /** In place of an older one of the same person and path, and of whatever was there before the last five.
   *  @param sealedFile bytes of the form's file, sealed */
  keep(draft: FormDraft, sealedFile: Uint8Array | null): Promise<void>
  find(id: string, personId: string, now: Date): Promise<FormDraft | null>
  /** `null`: no such draft, or no file with it. */
  fileOf(id: string, personId: string, now: Date): Promise<Uint8Array | null>
  remove(id: string, personId: string): Promise<void>
}
