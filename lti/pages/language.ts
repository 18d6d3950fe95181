import type { Language } from '../errors/text-types.ts'

/**
 * Russian or English: the platform's locale first, then the first of the browser's languages that we have.
 *
 * @param locale         e.g. `ru`, `en_GB`
 * @param acceptLanguage header, e.g. `de,en;q=0.8`
 */
export function pickLanguage(locale: string | undefined, acceptLanguage: string | undefined): Language {
  const wanted = [locale ?? '', ...byQuality(acceptLanguage ?? '')]
  const known = wanted
    .map(tag => tag.trim().slice(0, 2).toLowerCase())
    .find(tag => tag === 'ru' || tag === 'en')
  return known === 'en' ? 'en' : 'ru'
}

function byQuality(header: string): string[] {
  const tags = header.slice(0, 500).split(',')
  const parsed = tags.map(tag => {
    const [name = '', quality] = tag.split(';q=')
    return { name, quality: quality === undefined ? 1 : Number(quality) || 0 }
  })
  return parsed.sort((a, b) => b.quality - a.quality).map(tag => tag.name)
}
