/** Municipalities: which are known, and to which one the school of each learner belongs. */
import { type Organisation, organisationKey } from '#domain/reports/organisation'
import type { Stores } from '#store/ports/index'

export interface Municipality {
  /** `organisationKey` of its title. */
  id: string
  title: string
}

function municipalityOf({ level, title, municipality }: Organisation): Municipality | undefined {
  const named = level === 'municipality' ? title : municipality
  return named === undefined ? undefined : { id: organisationKey(named), title: named }
}

const collator = new Intl.Collator('ru', { numeric: true })

/** Those that are recorded, and those that a school is said to belong to; by title. */
export async function knownMunicipalities({ organisations }: Pick<Stores, 'organisations'>) {
  const all = (await organisations.all()).flatMap(each => municipalityOf(each) ?? [])
  const known = [...new Map(all.map(each => [each.id, each])).values()]
  return known.sort((a, b) => collator.compare(a.title, b.title))
}

/** Ids of the municipalities of these learners, by learner; who is missing works where nobody knows whose the school is. */
export async function municipalitiesOf(
  { people, organisations }: Pick<Stores, 'people' | 'organisations'>,
  learnerIds: readonly string[],
): Promise<Map<string, string>> {
  const persons = await people.byIds([...new Set(learnerIds)])
  const schoolOf = new Map(
    [...persons].map(([id, { organisation = '' }]) => [id, organisationKey(organisation)]),
  )
  const schools = await organisations.byIds([...new Set(schoolOf.values())])
  const known = new Map(schools.map(each => [each.id, municipalityOf(each)?.id]))
  return new Map(
    [...schoolOf].flatMap(([id, school]) => {
      const municipality = known.get(school)
      return municipality === undefined ? [] : [[id, municipality] as const]
    }),
  )
}
