/** Rows of the federal register from documents, with all that they refer to, some hundreds at a time. */
import {
  type Education,
  type FederalDocument,
  type FederalValues,
  federalValues,
} from '#domain/federal/fields'
import { type FederalFinding, lintRow } from '#domain/federal/lint'
import { fullName } from '#domain/names/full-name'
import type { Certificate } from '#store/ports/certificates'
import type { EducationRecord } from '#store/ports/federal'
import type { Person } from '#store/ports/people'
import type { FederalDeps } from './deps.ts'

const PAGE = 500

export interface FederalRow {
  certificate: Certificate
  name: string
  values: FederalValues
  findings: FederalFinding[]
}

interface Range {
  programmeIds: string[]
  from?: string
  to?: string
}

/** Every issued document of the range, newest first, whatever its status. */
export async function* documentsOf(
  { stores }: FederalDeps,
  range: Range,
): AsyncGenerator<Certificate[], void, undefined> {
  let after: string | undefined
  do {
    const page = await stores.certificates.register({ ...range, ...(after && { after }), limit: PAGE })
    yield page.lines.filter(isIssued)
    after = page.next ?? undefined
  } while (after)
}

const isIssued = ({ state }: Certificate): boolean => state === 'issued'

/** An annulled document is no line of the register any more, a replaced one still is. */
export const isRow = (certificate: Certificate): boolean =>
  isIssued(certificate) && certificate.status !== 'annulled'

export async function rowsOf(deps: FederalDeps, certificates: readonly Certificate[]): Promise<FederalRow[]> {
  const { federal, people, certificates: store } = deps.stores
  const learners = [...new Set(certificates.map(each => each.learnerId))]
  const [educations, persons, programmes, family] = await Promise.all([
    federal.educations(learners),
    people.byIds(learners),
    federal.programmes([...new Set(certificates.map(each => each.programmeId))]),
    store.ofEnrolments(certificates.flatMap(each => (each.replacement ? [each.enrolmentId] : []))),
  ])
  const byId = new Map(family.map(each => [each.id, each]))
  return certificates.flatMap(certificate => {
    const { learnerId, programmeId } = certificate
    const replacement = replacementOf(certificate.replacement, byId)
    const document = documentOf(certificate, replacement)
    if (!document) return []
    const old = replacement && byId.get(replacement.of)
    const original = old && documentOf(old, old.replacement)
    const programme = programmes.get(programmeId)
    const values = federalValues(deps.form, {
      document,
      education: educationOf(educations.get(learnerId), persons.get(learnerId)),
      ...(original && { original: { ...original, wasExported: isExported(old) } }),
      ...(programme && { programme }),
    })
    const findings = lintRow(deps.form, values, replacement?.kind)
    return [{ certificate, name: fullName(document.snapshot.learner), values, findings }]
  })
}

type Replacement = NonNullable<Certificate['replacement']>

/** What was never sent is corrected in silence: the line is what the corrected one would have been, a duplicate, say. */
function replacementOf(
  replacement: Replacement | undefined,
  family: ReadonlyMap<string, Certificate>,
): Replacement | undefined {
  const old = replacement?.kind === 'correction' ? family.get(replacement.of) : undefined
  return old?.replacement && !isExported(old) ? replacementOf(old.replacement, family) : replacement
}

export const isExported = ({ exports }: Certificate): boolean => (exports?.length ?? 0) > 0

function documentOf({ snapshot }: Certificate, replacement: Replacement | undefined): FederalDocument | null {
  return snapshot ? { snapshot, ...(replacement && { replacement }) } : null
}

/** The СНИЛС may also come with the person, from the source system. */
export function educationOf(record: EducationRecord | undefined, person: Person | undefined): Education {
  return { ...(person?.snils !== undefined && { snils: person.snils }), ...record }
}
