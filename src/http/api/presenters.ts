/** The one way out to JSON: hours as `"84.00"`, texts in the reader's language, nothing that the shapes do not name. */
import type {
  BatchResult,
  BookLine,
  BooksView,
  BookTotal,
  BookView,
  PersonView,
  ProgrammePreview,
  QueueView,
  ReadyRow,
} from '#credits/contract'
import type { Reminded } from '#credits/reminders/contract'
import type { ProgrammeDecisions } from '#domain/books/book'
import type { Progress } from '#domain/books/progress'
import type { Meanwhile } from '#domain/changes/meanwhile'
import type { Entry } from '#domain/entries/entry'
import { formatHours } from '#domain/hours'
import type { Certificate } from '#store/ports/certificates'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import type { Run } from '#store/ports/runs'
import { writeCursor } from '../cursor.ts'
import type { View } from '../view.ts'

const presentPerson = ({ id, familyName, givenName, patronymic, organisation }: PersonView) => ({
  id,
  familyName,
  givenName,
  ...(patronymic && { patronymic }),
  ...(organisation && { organisation }),
})

const scanOf = ({ name, type, bytes, sha256 }: NonNullable<Entry['scan']>) => ({ name, type, bytes, sha256 })

export const presentEntry = (entry: Entry) => ({
  id: entry.id,
  learnerId: entry.learnerId,
  programmeId: entry.programmeId,
  moduleId: entry.moduleId,
  kind: entry.kind,
  form: entry.form,
  title: entry.title,
  hours: formatHours(entry.hours),
  date: entry.date,
  provider: entry.provider,
  ...(entry.document && { document: entry.document }),
  status: entry.status,
  ...(entry.selfEducation && { selfEducation: true }),
  ...(entry.papers && { papers: [...entry.papers] }),
  ...(entry.scan && { scan: scanOf(entry.scan) }),
  ...(entry.supersededBy && { supersededBy: entry.supersededBy }),
  ...(entry.consumedBy && { consumedBy: entry.consumedBy }),
  history: entry.history.map(({ action, from, to, byName, byRole, at, reason, batchId, hash }) => ({
    action,
    from,
    to,
    byName,
    byRole,
    at,
    ...(reason && { reason }),
    ...(batchId && { batchId }),
    ...(hash && { hash }),
  })),
})

export const presentProgress = (progress: Progress, { say }: View) => ({
  hours: {
    required: formatHours(progress.hours.required),
    counted: formatHours(progress.hours.counted),
    pending: formatHours(progress.hours.pending),
    uncounted: formatHours(progress.hours.uncounted),
    surplus: formatHours(progress.hours.surplus),
  },
  requirements: progress.requirements.map(requirement => ({
    id: requirement.id,
    clause: say.clause(requirement.clause),
    met: requirement.met,
    asks: requirement.asks,
    has: requirement.has,
    ...say.requirement(requirement),
  })),
  eligible: progress.eligible,
  term: progress.term,
})

export const presentReminded = ({ entry, ...rest }: Reminded) => ({ entry: presentEntry(entry), ...rest })

const presentLine = (line: BookLine, { say }: View) => ({
  number: line.number,
  entry: presentEntry(line.entry),
  counted: formatHours(line.counted.counted),
  uncounted: formatHours(line.counted.uncounted),
  ...(line.counted.reason && { reason: line.counted.reason }),
  ...(line.counted.clause && { clause: say.clause(line.counted.clause) }),
  ...say.reason(line),
  ...(line.wait && { wait: line.wait }),
})

export const presentCertificate = (certificate: Certificate) => ({
  id: certificate.id,
  enrolmentId: certificate.enrolmentId,
  learnerId: certificate.learnerId,
  programmeId: certificate.programmeId,
  kind: certificate.kind ?? 'certificate',
  state: certificate.state,
  status: certificate.status,
  registrationNumber: certificate.snapshot?.registrationNumber ?? null,
  issuedOn: certificate.snapshot?.issuedOn ?? null,
  hours: certificate.snapshot?.hours ?? null,
  verificationCode: certificate.verificationCode,
  pdfHash: certificate.pdfHash ?? null,
})

export const presentEnrolment = ({ id, learnerId, programmeId, enrolledOn, status, facts }: Enrolment) => ({
  id,
  learnerId,
  programmeId,
  enrolledOn,
  status,
  facts,
})

const presentBook = (book: BookView, view: View) => ({
  programme: { id: book.programme.id, title: book.programme.title },
  regulation: {
    id: book.regulation.id,
    version: book.regulation.version,
    title: view.lang === 'ru' ? book.regulation.titleRu : book.regulation.titleEn,
  },
  enrolment: presentEnrolment(book.enrolment),
  sentence: view.say.sentence(book),
  progress: presentProgress(book.progress, view),
  lines: book.lines.map(line => presentLine(line, view)),
  certificate: book.certificate && presentCertificate(book.certificate),
})

export const presentBooks = ({ person, programmes, book }: BooksView, view: View) => ({
  person: presentPerson(person),
  programmes,
  book: book && presentBook(book, view),
})

export const presentQueue = ({ waiting, late, reminded, groups, next }: QueueView, view: View) => ({
  waiting,
  late,
  reminded,
  groups: groups.map(group => ({
    programme: group.programme,
    module: { ...group.module, hours: formatHours(group.module.hours) },
    date: group.date,
    source: group.source,
    reported: group.reported,
    rest: group.rest,
    rows: group.rows.map(row => ({
      entry: presentEntry(row.entry),
      learner: presentPerson(row.learner),
      remarks: row.remarks.map(remark => ({ id: remark.id, text: view.say.remark(remark) })),
      own: row.own,
      ...(row.signedBy && { signedBy: [...row.signedBy] }),
      tariffHours: row.tariffHours === null ? null : formatHours(row.tariffHours),
    })),
  })),
  next: next && writeCursor(next),
})

/** Programs are told names, as pages are. */
export const presentMeanwhile = ({ by: _, ...told }: Meanwhile): Meanwhile => told

export const presentBatch = ({ batchId, done, hours, refused, undoUntil }: BatchResult) => ({
  batchId,
  done,
  hours: formatHours(hours),
  refused: refused.map(({ meanwhile, ...each }) => ({
    ...each,
    ...(meanwhile && { meanwhile: presentMeanwhile(meanwhile) }),
  })),
  undoUntil,
})

export const presentProgramme = ({
  modules,
  decisions,
  version = 1,
  writing: _,
  ...rest
}: StoredProgramme) => ({
  ...rest,
  modules: modules.map(module => ({ ...module, hours: formatHours(module.hours) })),
  ...(decisions && { decisions: presentDecisions(decisions) }),
  version,
})

const presentDecisions = ({ kindCaps, totalHours, ...rest }: ProgrammeDecisions) => ({
  ...rest,
  ...(kindCaps && {
    kindCaps: Object.fromEntries(Object.entries(kindCaps).map(([kind, hours]) => [kind, formatHours(hours)])),
  }),
  ...(totalHours !== undefined && { totalHours: formatHours(totalHours) }),
})

const presentTotal = ({ counted, required, eligible }: BookTotal) => ({
  counted: formatHours(counted),
  required: formatHours(required),
  eligible,
})

export const presentProgrammePreview = ({ examples, ...rest }: ProgrammePreview) => ({
  ...rest,
  examples: examples.map(({ learner, was, becomes }) => ({
    learner: presentPerson(learner),
    was: presentTotal(was),
    becomes: presentTotal(becomes),
  })),
})

export const presentLearner = (row: ReadyRow, view: View) => ({
  learner: presentPerson(row.learner),
  programme: row.programme,
  enrolment: presentEnrolment(row.enrolment),
  progress: presentProgress(row.progress, view),
  certificate: row.certificate && presentCertificate(row.certificate),
})

export const presentRun = (run: Run) => ({
  id: run.id,
  connectionId: run.connectionId,
  mode: run.mode,
  status: run.status,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt ?? null,
  counts: run.counts,
  quarantineReasons: run.quarantineReasons,
  warnings: run.warnings,
  error: run.error
    ? {
        code: run.error.code,
        message: run.error.message,
        ...(run.error.remedy && { remedy: run.error.remedy }),
      }
    : null,
})
