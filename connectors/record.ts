/** What a source said, in the words that every connector uses. */

/** How much a completion time can be trusted: said by the source, worked out from parts, or first seen by us. */
export type TimeQuality = 'exact' | 'derived' | 'observed'

/** What the hours are: promised by the course, measured by a clock, or estimated by the source. Never added up together. */
export type HoursKind = 'nominal' | 'measured' | 'estimated'

/** `ac45` academic hours (45 min), `h60` clock hours, `zet36` credit units of 36 academic hours, `s` seconds. */
export type HoursUnit = 'ac45' | 'h60' | 'zet36' | 's'

/** Hours as the source states them. */
export interface SourceHours {
  /** Decimal with a point, e.g. `"36.5"` or `"-4"`; `null` if the raw text could not be read: the record is then quarantined. */
  value: string | null
  unit: HoursUnit
  kind: HoursKind
  /** Where it stood, e.g. `customfield:hours`. */
  from: string
  /** The text verbatim, e.g. `"24 ч. (в т. ч. 8 ч. практики)"`. */
  raw: string
}

export type CompletionState = 'completed' | 'passed' | 'failed' | 'in-progress' | 'revoked' | 'unknown'

/** The person as the source knows them. Only `userId` is always there. */
export interface SourcePerson {
  userId: string
  /** Names as the source gives them; `patronymic` (отчество) may be missing. */
  familyName?: string
  givenName?: string
  patronymic?: string
  email?: string
  /** Personal number (табельный номер, Moodle `idnumber`). */
  idNumber?: string
  /** СНИЛС as the source writes it, if it tells. */
  snils?: string
  /** School or department (место работы). */
  organisation?: string
}

/** The course or activity as the source knows it. */
export interface SourceItem {
  courseId: string
  title: string
  shortName?: string
  idNumber?: string
  /** Kind of activity in the words of a tariff, e.g. `seminar` (Приложение 1), if the source tells it. */
  kind?: string
  /** An activity inside a course (элемент курса), as the source numbers it; its hours are the module's that it is. */
  activity?: { id: string; kind: string }
}

/** One completion as the source said it. Plain JSON: it is stored verbatim and hashed. */
export interface SourceRecord {
  /** Stable within the connection: the same completion has the same key in every run, e.g. `"7:42"`. */
  key: string
  person: SourcePerson
  item: SourceItem
  state: CompletionState
  /** The source's own word for the state, verbatim. */
  rawState: string
  when: {
    /** ISO 8601 instant in UTC, or `null` if the source does not tell. */
    at: string | null
    quality: TimeQuality
    raw?: string
  }
  hours: SourceHours[]
  /** Link or words by which a person can check it at the source (отметка Moodle). No token in it. */
  evidence?: string
}

/** A record that the connector could not read; the caller quarantines it with this reason. */
export interface SourceFault {
  key: string
  code: string
  /** What is wrong and what to do, without secrets. */
  message: string
  raw: unknown
}
