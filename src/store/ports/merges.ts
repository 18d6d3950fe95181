/** Two records of one person made one (слияние): what went over is written down, so that it can go back. */
import type { Enrolment } from './people.ts'

/** Ids of what went over, by kind. */
export interface MovedThings {
  enrolments: string[]
  entries: string[]
  certificates: string[]
  /** With the enrolment that each stood under. */
  records: { id: string; enrolmentId: string }[]
  routes: string[]
  scans: string[]
  shares: string[]
  appointments: string[]
  /** Appointments of others for this one among their learners. */
  mentored: string[]
}

export interface PersonMerge {
  id: string
  /** Whose record stays. */
  keptId: string
  /** Whose accounts and books went over. */
  absorbedId: string
  reason: string
  by: string
  byName: string
  at: string
  /** `moving` and `undoing` are gone on with when they are asked for again. */
  state: 'moving' | 'done' | 'undoing' | 'undone'
  moved: MovedThings
  /** Of the absorbed record, in programmes where the kept one is enrolled too; `into`: the enrolment that took its place. */
  setAside: { enrolment: Enrolment; into: string }[]
  undone?: { by: string; byName: string; at: string; reason: string }
}

export interface MergeStore {
  /** @returns `false`: the absorbed record is in another one's place already */
  begin(merge: PersonMerge): Promise<boolean>
  byId(id: string): Promise<PersonMerge | null>
  /** The one that holds, or is under way. */
  ofAbsorbed(personId: string): Promise<PersonMerge | null>
  /** Newest first, after the first `skip` of them. */
  latest(limit: number, skip?: number): Promise<PersonMerge[]>
  /** What stands under this person; enrolments that are set aside left out. */
  holdings(personId: string, setAside: readonly string[]): Promise<MovedThings>
  noteMoved(id: string, moved: MovedThings): Promise<void>
  /** Puts what was noted under the kept record. Done again, it does the rest. */
  move(merge: PersonMerge): Promise<void>
  /** Puts it back; of enrolments that went over, what came to them since as well. Done again, it does the rest. */
  moveBack(merge: PersonMerge): Promise<void>
  /** @returns `false`: it is in another state */
  setState(
    id: string,
    from: PersonMerge['state'],
    to: PersonMerge['state'],
    undone?: PersonMerge['undone'],
  ): Promise<boolean>
}
