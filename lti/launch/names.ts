import { type Claims, textOf } from './claims.ts'

/** Name of a person as far as the platform tells it; all may be absent. */
export interface LaunchName {
  full?: string
  given?: string
  family?: string
  /** Отчество. */
  patronymic?: string
}

const PATRONYMIC = /^\p{Lu}[\p{L}-]*(?:вич|вна|ична|инична|оглы|кызы|улы)$/u

/**
 * Family, given name and patronymic. The patronymic comes as `middle_name`, or inside the given name, as Moodle
 * sites in Russia keep it («Анна Сергеевна»).
 *
 * @see OIDC Core §5.1 (standard claims)
 */
export function parseName(claims: Claims): LaunchName {
  const [full, given, family, middle] = ['name', 'given_name', 'family_name', 'middle_name'].map(name =>
    textOf(claims[name], 255),
  )
  const [first, second, ...more] = given?.split(/\s+/) ?? []
  const inside = middle === undefined && more.length === 0 && second !== undefined && PATRONYMIC.test(second)
  return definedOnly({
    full,
    given: inside ? first : given,
    family,
    patronymic: inside ? second : middle,
  })
}

/** An object without its `undefined` members, as exact optional properties want it. */
export function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
