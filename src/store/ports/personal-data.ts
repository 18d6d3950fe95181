/** Everything that is stored of one person, and its erasure (субъект персональных данных). */

/** By what a person is found in the collections. */
export interface DataSubject {
  personId: string
  /** `ltiKey` and `sourceKey` of every account. */
  identities: readonly string[]
}

export interface HeldData {
  /** Name of the collection's model, one of `MODEL_NAMES`. */
  model: string
  /** As stored, without secrets and without the bytes of files. */
  items: Record<string, unknown>[]
  /** How many of them an erasure keeps. */
  kept: number
}

/** That a person's data were erased (акт об удалении); no name stands in it. */
export interface Erasure {
  /** Of the person. */
  id: string
  at: string
  by: string
  byName: string
  /** Number and date of the demand, or why. */
  reason: string
  /** Absent: it was begun and did not end; asked again, it goes on. */
  finishedAt?: string
  /** Removed documents by collection. */
  erased?: Record<string, number>
  kept?: Record<string, number>
}

export interface PersonalDataStore {
  /** Every collection that holds something of the person, in the order of `MODEL_NAMES`. */
  collect(subject: DataSubject): Promise<HeldData[]>
  /** `sourceKey` of every account at a source by which a pull finds the person: named, shared with a launch, met by a number. */
  accounts(subject: DataSubject): Promise<string[]>
  /** Whether a document was issued to the person: then the law asks to keep what it rests on. */
  isIssuedTo(personId: string): Promise<boolean>
  /** Removes all that need not be kept; asked again after a crash, it removes the rest. @returns counts by collection */
  erase(subject: DataSubject): Promise<{ erased: Record<string, number>; kept: Record<string, number> }>

  /** Notes that it begins, with the hashes of the accounts; the first note stays. @returns the one that is there */
  begin(erasure: Erasure, identities: readonly string[]): Promise<Erasure>
  finish(id: string, done: Required<Pick<Erasure, 'finishedAt' | 'erased' | 'kept'>>): Promise<void>
  erasure(id: string): Promise<Erasure | null>
  /** Newest first. */
  erasures(limit: number): Promise<Erasure[]>
  /** Those of the accounts whose person was erased: a pull does not bring them back. */
  erasedAmong(identities: readonly string[]): Promise<Set<string>>
}
