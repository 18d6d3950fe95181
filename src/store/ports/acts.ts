import type { EntryScan } from '#domain/entries/entry'
import type { Hours } from '#domain/hours'
import type { CalendarDate, ModuleForm, ModuleKind } from '#domain/kinds'

export interface ActParticipant {
  learnerId: string
  /** As it was then. */
  name: string
  absent: boolean
  hours: Hours
  /** The line in their book; an absence has none. */
  entryId?: string
}

/** Act of a group event (акт группового мероприятия): one event, many books. It is written once and never changed. */
export interface GroupAct {
  id: string
  programmeId: string
  /** Unique within the programme. */
  number: string
  title: string
  moduleId?: string
  kind: ModuleKind
  form: ModuleForm
  hours: Hours
  date: CalendarDate
  provider: string
  document: string
  participants: ActParticipant[]
  /** Of the signed sheet; attached after the act was written, once. */
  scan?: EntryScan
  /** SHA-256 of what it says: the same act sent again is the same act. */
  digest: string
  by: string
  byName: string
  byRole: string
  at: string
}

export interface ActStore {
  /** @returns the act under that id, whoever wrote it first */
  create(act: GroupAct): Promise<GroupAct>
  byId(id: string): Promise<GroupAct | null>
  /** @returns whether it had none before */
  attachScan(id: string, scan: EntryScan): Promise<boolean>
  /** Newest first. */
  ofProgrammes(programmeIds: readonly string[], limit: number): Promise<GroupAct[]>
}
