/** «Ковалёва Анна Сергеевна», of what is known; empty if nothing is. */
export function fullName(name: {
  familyName?: string | undefined
  givenName?: string | undefined
  patronymic?: string | undefined
}): string {
  return [name.familyName, name.givenName, name.patronymic].filter(Boolean).join(' ')
}
