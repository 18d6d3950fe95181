/** What a row of the federal register says, from a document, its person's education and its programme. */
import type {
  CertificateSnapshot,
  ExchangeReason,
  LossReason,
  ReplacementKind,
} from '../certificates/certificate.ts'
import type { CalendarDate } from '../kinds.ts'
import { formatSnils, isSnils } from '../snils.ts'
import type { FederalField } from './columns.ts'
import type { FederalForm } from './form.ts'

/** A person's education (сведения об образовании) and what else the register asks of a person. Personal data. */
export interface Education {
  sex?: 'male' | 'female'
  birthDate?: CalendarDate
  /** ОКСМ, three digits, e.g. `643`. */
  citizenship?: string
  snils?: string
  /** As the form's list has it, e.g. «Высшее образование». */
  level?: string
  /** The surname as it stands in the diploma, which may be an earlier one. */
  diploma?: { familyName: string; series?: string; number: string }
}

/** What the register asks of a programme; values as the form's lists have them. */
export interface FederalProgramme {
  programmeKind?: string
  area?: string
  group?: string
  qualification?: string
  studyForm?: string
  funding?: string
  place?: string
}

export const PROGRAMME_FIELDS = [
  'programmeKind',
  'area',
  'group',
  'qualification',
  'studyForm',
  'funding',
  'place',
] as const satisfies (keyof FederalProgramme)[]

/** An issued document; `number` is that of its blank, or its registration number where there is no blank. */
export interface FederalDocument {
  snapshot: CertificateSnapshot
  series?: string
  number?: string
  replacement?: { kind: ReplacementKind; loss?: LossReason; exchange?: ExchangeReason; destroyed: boolean }
}

export interface FederalSource {
  document: FederalDocument
  /** The document in whose place it stands. */
  original?: FederalDocument & { wasExported: boolean }
  education?: Education
  programme?: FederalProgramme
}

/** Dates as `YYYY-MM-DD`; which column is a date or a number is the form's to say. */
export type FederalValues = Partial<Record<FederalField, string | number>>

/** The row's values; what is not known is not there. */
export function federalValues(form: FederalForm, source: FederalSource): FederalValues {
  const { document, education = {}, programme = {} } = source
  return defined({
    ...documentValues(form, document),
    ...personValues(form, document.snapshot, education),
    programmeKind: programme.programmeKind ?? form.defaults.programmeKind,
    programmeTitle: document.snapshot.programme.title,
    area: programme.area,
    group: programme.group,
    qualification: programme.qualification,
    studyForm: programme.studyForm,
    funding: programme.funding,
    place: programme.place ?? form.defaults.place,
    ...originalValues(source),
  })
}

type Loose = { [F in FederalField]?: string | number | undefined }

function documentValues({ words }: FederalForm, document: FederalDocument): Loose {
  const { snapshot, replacement } = document
  return {
    documentKind: snapshot.documentTitle,
    documentStatus: words.replacement[replacement?.kind ?? 'original'],
    loss: words.loss[replacement?.loss ?? 'none'],
    exchange: words.exchange[replacement?.exchange ?? 'none'],
    destroyed: words.yesNo[replacement?.destroyed ? 'yes' : 'no'],
    series: document.series,
    number: numberOf(document),
    issuedOn: snapshot.issuedOn,
    registrationNumber: snapshot.registrationNumber,
    yearFrom: Number(snapshot.period.from.slice(0, 4)),
    yearTo: Number(snapshot.period.to.slice(0, 4)),
    // whole hours, rounded down: nobody gets more than was done
    hours: Math.trunc(Number(snapshot.hours)),
  }
}

function personValues(form: FederalForm, { learner }: CertificateSnapshot, education: Education): Loose {
  const { diploma, snils, sex } = education
  return {
    ...learner,
    educationLevel: education.level,
    diplomaFamilyName: diploma?.familyName,
    diplomaSeries: diploma?.series,
    diplomaNumber: diploma?.number,
    birthDate: education.birthDate,
    sex: sex && form.words.sex[sex],
    snils: snils !== undefined && isSnils(snils) ? formatSnils(snils) : snils,
    citizenship: education.citizenship,
  }
}

/** A duplicate and an exchange name the original; a correction of a line that was sent names the line to be changed. */
function originalValues({ document, original }: FederalSource): Loose {
  if (!original) return {}
  if (document.replacement?.kind === 'correction')
    return original.wasExported ? { changes: numberOf(original) } : {}
  const { snapshot } = original
  return {
    originalKind: snapshot.documentTitle,
    originalSeries: original.series,
    originalNumber: numberOf(original),
    originalRegistrationNumber: snapshot.registrationNumber,
    originalIssuedOn: snapshot.issuedOn,
    originalFamilyName: snapshot.learner.familyName,
    originalGivenName: snapshot.learner.givenName,
    originalPatronymic: snapshot.learner.patronymic,
  }
}

const numberOf = ({ number, snapshot }: FederalDocument): string => number ?? snapshot.registrationNumber

function defined(values: Loose): FederalValues {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as FederalValues
}
