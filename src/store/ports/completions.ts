/** What a source said, verbatim and immutable; a changed record is a new revision. */
export interface Completion<R = unknown> {
  connectionId: string
  key: string
  revision: number
  /** SHA-256 of the record's canonical JSON. */
  hash: string
  record: R
  firstRunId: string
  /** SHA-256 of the file or the answers that it was read from, as the source sent them. */
  readFrom?: string
  at: string
}

/** As it is stored: `record` is parsed out of `text` when it is first asked for. */
export interface StoredCompletion<R = unknown> extends Completion<R> {
  /** JSON of the record. */
  readonly text: string
}

/** To be stored; whoever has the JSON of the record saves the store from making it. */
export type NewCompletion = Completion & { readonly text?: string }

export interface CompletionStore {
  /** Newest revision per key. */
  latest<R>(connectionId: string, keys: string[]): Promise<Map<string, StoredCompletion<R>>>
  /** All revisions of a key, oldest first. */
  revisions<R>(connectionId: string, key: string): Promise<Completion<R>[]>
  /** Whether nothing was ever stored of a connection. */
  isEmpty(connectionId: string): Promise<boolean>
  /** Inserts; a (connection, key, revision) that exists is left alone. Returns how many were new. */
  insertNew(completions: NewCompletion[]): Promise<number>
  /** How many revisions. */
  count(connectionId: string): Promise<number>
  /** How many keys. */
  countKeys(connectionId: string): Promise<number>
  /** All keys of a connection, each once, in order, a thousand at a time. */
  keys(connectionId: string): AsyncIterable<string[]>
}
