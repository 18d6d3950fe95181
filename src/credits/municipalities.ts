/** Municipalities: which are known, and to which one an organisation belongs. */
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

/** Id of the municipality that an organisation belongs to, by its title however it is written. */
export type MunicipalityOf = (organisation: string | undefined) => string | undefined

/** @param titles of organisations; one that nobody recorded belongs to none */
export async function municipalitiesOf(
  { organisations }: Pick<Stores, 'organisations'>,
  titles: readonly (string | undefined)[],
): Promise<MunicipalityOf> {
  const keyOf = (title: string | undefined) => organisationKey(title ?? '')
  const ids = [...new Set(titles.map(keyOf))].filter(Boolean)
  const recorded = ids.length > 0 ? await organisations.byIds(ids) : []
  const known = new Map(recorded.map(each => [each.id, municipalityOf(each)?.id]))
  return title => known.get(keyOf(title))
}
