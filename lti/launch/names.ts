import { CLAIM, type Claims, memberOf, textOf } from './claims.ts'

/** Name of a person as far as the platform tells it; all may be absent. */
export interface LaunchName {
  full?: string
  given?: string
  family?: string
  /** Отчество. */
  patronymic?: string
}

const PATRONYMIC = /^\p{Lu}[\p{L}-]*(?:ич|вна|ична|оглы|кызы|улы)$/u

/**
 * Family, given name and patronymic. The patronymic comes as `middle_name`; as the custom parameter of that name,
 * since Moodle sends no such claim (`middle_name=$Person.name.middle`); or inside the given name, as many sites in
 * Russia keep it («Анна Сергеевна»).
 *
 * @see OIDC Core §5.1 (standard claims)
 */
export function parseName(claims: Claims): LaunchName {
  const [full, given, family] = ['name', 'given_name', 'family_name'].map(name => textOf(claims[name], 255))
  const middle = textOf(claims.middle_name, 255) ?? customMiddle(claims)
  const [first, second, ...more] = given?.split(/\s+/) ?? []
  const inside = middle === undefined && more.length === 0 && second !== undefined && PATRONYMIC.test(second)
  return definedOnly({
    full,
    given: inside ? first : given,
    family,
    patronymic: inside ? second : middle,
  })
}

/** A variable that the platform does not know comes back as it was written, with its dollar sign. */
function customMiddle(claims: Claims): string | undefined {
  const middle = textOf(memberOf(claims[CLAIM.custom], 'middle_name'), 255)
  return middle?.startsWith('$') ? undefined : middle
}

/** An object without its `undefined` members, as exact optional properties want it. */
export function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
