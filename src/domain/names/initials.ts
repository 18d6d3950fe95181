/** «А. С. К.»: given name, patronymic, family name; what may be shown of a name without a consent of its own. */
export function initialsOf(name: { givenName: string; patronymic?: string; familyName: string }): string {
  return [name.givenName, name.patronymic, name.familyName]
    .flatMap(part => [...(part?.trim() ?? '')][0] ?? [])
    .map(letter => `${letter.toUpperCase()}.`)
    .join(' ')
}
