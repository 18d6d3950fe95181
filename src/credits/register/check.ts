/** The linter of the federal register: whose data lacks what, for documents and, long before, for learners on the way. */
import { federalValues } from '#domain/federal/fields'
import { incompleteLists, lintRow } from '#domain/federal/lint'
import { fullName } from '#domain/names/full-name'
import type { Enrolment, Person } from '#store/ports/people'
import { actAs, reachableProgrammes } from '../access.ts'
import type { FederalRegister, Lacking } from './contract.ts'
import type { FederalDeps } from './deps.ts'
import { requirePeriod } from './period.ts'
import { documentsOf, educationOf, type FederalRow, isRow, rowsOf } from './rows.ts'

const PAGE = 500

export function checkRegister(deps: FederalDeps): FederalRegister['check'] {
  return async (actor, range) => {
    const acting = actAs(actor, 'issuer', 'administrator', 'curator')
    requirePeriod(range)
    const programmes = await reachableProgrammes(deps.stores, acting)
    const titles = new Map(programmes.map(({ id, title }) => [id, title]))
    return {
      incompleteLists: incompleteLists(deps.form),
      documents: await checkDocuments(deps, { ...range, programmeIds: [...titles.keys()] }),
      learners: await checkLearners(deps, titles),
    }
  }
}

async function checkDocuments(deps: FederalDeps, range: Parameters<typeof documentsOf>[1]) {
  const lacking: Lacking[] = []
  let checked = 0
  for await (const page of documentsOf(deps, range)) {
    const rows = await rowsOf(deps, page.filter(isRow))
    checked += rows.length
    lacking.push(...rows.filter(row => row.findings.length > 0).map(lackingOf))
  }
  return { checked, lacking }
}

export function lackingOf({ certificate, name, findings }: FederalRow): Lacking {
  const { id, learnerId, programmeId, snapshot } = certificate
  const registrationNumber = snapshot?.registrationNumber ?? null
  return { learnerId, name, programmeId, certificateId: id, registrationNumber, findings }
}

async function checkLearners(deps: FederalDeps, titles: ReadonlyMap<string, string>) {
  const lacking: Lacking[] = []
  let checked = 0
  let after: string | undefined
  do {
    const page = await deps.stores.enrolments.listByProgramme({
      programmeIds: [...titles.keys()],
      ...(after && { after }),
      limit: PAGE,
    })
    const active = page.filter(enrolment => enrolment.status === 'active')
    checked += active.length
    lacking.push(...(await lackingLearners(deps, titles, active)))
    after = page.length < PAGE ? undefined : page.at(-1)?.id
  } while (after)
  return { checked, lacking }
}

/** What only the document itself will say is not asked of them yet. */
const OF_THE_PERSON_AND_PROGRAMME = new Set([
  'programmeKind',
  'programmeTitle',
  'area',
  'group',
  'educationLevel',
  'diplomaFamilyName',
  'diplomaNumber',
  'familyName',
  'givenName',
  'birthDate',
  'sex',
  'snils',
  'studyForm',
  'funding',
  'place',
  'citizenship',
])

async function lackingLearners(
  deps: FederalDeps,
  titles: ReadonlyMap<string, string>,
  enrolments: Enrolment[],
): Promise<Lacking[]> {
  const { federal, people } = deps.stores
  const ids = [...new Set(enrolments.map(each => each.learnerId))]
  const [educations, persons, programmes] = await Promise.all([
    federal.educations(ids),
    people.byIds(ids),
    federal.programmes([...titles.keys()]),
  ])
  return enrolments.flatMap(({ learnerId, programmeId }) => {
    const person = persons.get(learnerId)
    if (!person) return []
    const programme = programmes.get(programmeId)
    const values = federalValues(deps.form, {
      document: { snapshot: snapshotToBe(person, titles.get(programmeId) ?? '') },
      education: educationOf(educations.get(learnerId), person),
      ...(programme && { programme }),
    })
    const findings = lintRow(deps.form, values).filter(each => OF_THE_PERSON_AND_PROGRAMME.has(each.field))
    const row = {
      learnerId,
      name: fullName(person),
      programmeId,
      certificateId: null,
      registrationNumber: null,
    }
    return findings.length > 0 ? [{ ...row, findings }] : []
  })
}

/** As much of a document as is known before there is one. */
function snapshotToBe(person: Pick<Person, 'familyName' | 'givenName' | 'patronymic'>, title: string) {
  const { familyName, givenName, patronymic } = person
  return {
    learner: { familyName, givenName, ...(patronymic !== undefined && { patronymic }) },
    programme: { title, regulation: '', regulationVersion: '' },
    issuer: { name: '', city: '', signatory: '', secretary: '' },
    documentTitle: '',
    hours: '0',
    period: { from: '', to: '' },
    modules: [],
    issuedOn: '',
    registrationNumber: '',
    verificationCode: '',
    verificationUrl: '',
  }
}
