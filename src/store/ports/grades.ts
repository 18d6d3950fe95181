/** What a gradebook shows of a learner, and what it should. */

/** What a score says; equal ones are sent once. */
export interface ScoreValue {
  scoreGiven: number
  scoreMaximum: number
  activityProgress: 'Initialized' | 'Started' | 'InProgress' | 'Submitted' | 'Completed'
  gradingProgress: 'FullyGraded' | 'Pending' | 'PendingManual' | 'Failed' | 'NotReady'
  comment: string
}

/** One learner in one column. */
export interface GradeRecord {
  id: string
  grantId: string
  /** `link|<resource link>` or `own|<programme>`. */
  column: string
  sub: string
  personId: string
  programmeId: string
  /** `waiting`: not sent yet, `reason` says why if it failed; `refused`: not tried again by itself. */
  state: 'waiting' | 'sent' | 'refused'
  /** What the gradebook should show. */
  value: ScoreValue
  /** Of the last try: the next one's is later. */
  timestamp: string
  /** What it does show, as far as the platform confirmed it. */
  sent?: { value: ScoreValue; at: string }
  /** Code of a failure or refusal, e.g. `http-400`. */
  reason?: string
  updatedAt: string
}

export const gradeId = (grantId: string, column: string, sub: string): string => `${grantId}|${column}|${sub}`

export interface GradeStore {
  byId(id: string): Promise<GradeRecord | null>
  byIds(ids: string[]): Promise<Map<string, GradeRecord>>
  save(record: GradeRecord): Promise<void>
  countByState(grantId: string): Promise<Record<GradeRecord['state'], number>>
  list(q: {
    grantId: string
    state?: GradeRecord['state']
    after?: string
    limit: number
  }): Promise<GradeRecord[]>
  /** Forgets refusals of a context. @returns the people whose grades have to be thought of again */
  forgetRefusals(grantId: string): Promise<string[]>
}
