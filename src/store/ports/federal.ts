import type { Versioned } from '#domain/changes/changes'
import type { Education, FederalProgramme } from '#domain/federal/fields'
import type { CalendarDate } from '#domain/kinds'

/** What the federal register (ФИС ФРДО) asks of a person; `id` is the person's. Personal data. */
export interface EducationRecord extends Education, Versioned {
  id: string
  savedAt: string
  savedBy: string
}

/** What it asks of a programme; `id` is the programme's. */
export interface FederalProgrammeRecord extends FederalProgramme, Versioned {
  id: string
  savedAt: string
  savedBy: string
}

/** One export: what was put into which file. */
export interface FederalRun {
  id: string
  at: string
  by: string
  byName: string
  form: string
  from: CalendarDate
  to: CalendarDate
  /** Of the documents in the file. */
  certificateIds: string[]
  /** SHA-256 of the file, hex. */
  fileHash: string
  /** How many lines of the period were left out for what they lack. */
  leftOut: number
  /** Of the form that asked for it. */
  key?: string
  /** Whether each of its documents carries the mark of this run. */
  marked: boolean
}

export interface FederalStore {
  educations(personIds: string[]): Promise<Map<string, EducationRecord>>
  /** In place of what was read; `null`: there was none. `false`: somebody was faster. */
  replaceEducation(next: EducationRecord, read: EducationRecord | null): Promise<boolean>
  programmes(ids: string[]): Promise<Map<string, FederalProgrammeRecord>>
  /** The same. */
  replaceProgramme(next: FederalProgrammeRecord, read: FederalProgrammeRecord | null): Promise<boolean>
  /** @returns `false`: a run of this id is there */
  addRun(run: FederalRun): Promise<boolean>
  countRuns(): Promise<number>
  setMarked(runId: string): Promise<void>
  /** Runs whose process ended before every document carried their mark. */
  unmarkedRuns(): Promise<FederalRun[]>
  /** Newest first; `by`: of this person alone. */
  runs(limit: number, by?: string): Promise<FederalRun[]>
}
