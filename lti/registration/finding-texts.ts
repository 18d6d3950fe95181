import type { Language } from '../errors/text-types.ts'
import { findingsEn } from './finding-texts.en.ts'
import { findingsRu } from './finding-texts.ru.ts'
import type { FindingCode, FindingText, FindingTexts } from './finding-types.ts'

const TEXTS: Record<Language, FindingTexts> = { en: findingsEn, ru: findingsRu }

/** What a service is for, in words. */
export const serviceName = (service: string, language: Language): string =>
  TEXTS[language].services[service] ?? service

/** What to do when keys cannot be read for this reason. */
export function remedyOfReason(reason: string, language: Language): string {
  const { reasons } = TEXTS[language]
  return reasons[reason] ?? reasons.other
}

/** What came out, and what to do, in words with the finding's facts. */
export function findingText(
  code: FindingCode,
  facts: Readonly<Record<string, string | number>>,
  language: Language,
): FindingText {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '—'))
  const { message, remedy } = TEXTS[language].findings[code]
  return { message: fill(message), ...(remedy === undefined ? {} : { remedy: fill(remedy) }) }
}
