/** Russian in Latin letters as in passports (ICAO Doc 9303, part 3, section 6; приказ МИД России 2113). */

const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: 'ie',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
}

/** «Щукина Юлия» → `Shchukina Iuliia`; what is not Russian stays. */
export function transliterate(text: string): string {
  return [...text]
    .map(sign => {
      const latin = LETTERS[sign.toLowerCase()]
      if (latin === undefined) return sign
      return sign === sign.toLowerCase() ? latin : latin.charAt(0).toUpperCase() + latin.slice(1)
    })
    .join('')
}

/** For the name of a file: small Latin letters, digits and hyphens, at most 60 of them. */
export function fileSlug(text: string): string {
  const slug = transliterate(text.toLowerCase()).replace(/[^a-z0-9]+/g, '-')
  return slug.replace(/^-+|-+$/g, '').slice(0, 60) || 'form'
}
