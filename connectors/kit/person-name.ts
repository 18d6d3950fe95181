/** Parts of a Russian name. The rule is that of launches: whatever way a person comes, the name is split alike. */
const patronymic = /^\p{Lu}[\p{L}-]*(?:ич|вна|ична|оглы|кызы|улы)$/u

export interface GivenName {
  givenName: string
  /** Отчество. */
  patronymic?: string
}

/** «Анна Сергеевна» → given name and patronymic; anything else is a given name as it stands. */
export function splitGivenName(text: string): GivenName {
  const [first, second, ...more] = text.trim().split(/\s+/)
  const inside = first !== undefined && second !== undefined && more.length === 0 && patronymic.test(second)
  return inside ? { givenName: first, patronymic: second } : { givenName: text }
}

export interface FullName extends Partial<GivenName> {
  familyName: string
}

/**
 * «Иванова Анна Сергеевна»: family name first, as documents write it. A text of one word is a family name; what follows
 * the second word is the patronymic («Мамедов Али Гасан оглы»).
 */
export function splitFullName(text: string): FullName | null {
  const [familyName, givenName, ...rest] = text.trim().split(/\s+/)
  if (!familyName) return null
  if (givenName === undefined) return { familyName }
  return { familyName, givenName, ...(rest.length > 0 ? { patronymic: rest.join(' ') } : {}) }
}
