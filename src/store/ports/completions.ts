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

/** By which a record is told from what is stored of it. */
export type CompletionHead = Pick<Completion, 'key' | 'revision' | 'hash' | 'firstRunId'>

/** To be stored; whoever has the JSON of the record saves the store from making it. */
export type NewCompletion = Completion & { readonly text?: string }

export interface CompletionStore {
  /** Newest revision per key; its record is parsed when it is first asked for. */
  latest<R>(connectionId: string, keys: string[]): Promise<Map<string, Completion<R>>>
  /** The same without what the source said. */
  heads(connectionId: string, keys: string[]): Promise<Map<string, CompletionHead>>
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
