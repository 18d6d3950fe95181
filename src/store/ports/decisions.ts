/** What people decided on accounts that no exact join knew (решения сопоставления): kept for ever, undone by a step more. */

export interface MatchingDecision {
  id: string
  connectionId: string
  /** The account at the source. */
  userId: string
  /** `linked` to a person that was there, to a `new` one, or `set-aside`: nobody of ours. */
  kind: 'linked' | 'new' | 'set-aside'
  personId?: string
  /** How many records of the account waited then. */
  records: number
  /** How many of them became entries at once; absent: a pull was to do it. */
  replayed?: number
  by: string
  byName: string
  /** ISO instant. */
  at: string
  undoneAt?: string
  undoneByName?: string
}

export interface DecisionStore {
  /** One of this id that is there already stays as it is. */
  add(decision: MatchingDecision): Promise<void>
  byId(id: string): Promise<MatchingDecision | null>
  /** Newest first, of these connections; `by`: of one person only. */
  latest(q: { connectionIds: readonly string[]; by?: string; limit: number }): Promise<MatchingDecision[]>
  /** Accounts of a connection that are set aside. */
  setAside(connectionId: string): Promise<Set<string>>
  /** @returns `false` if somebody was faster */
  undo(id: string, at: string, byName: string): Promise<boolean>
}
