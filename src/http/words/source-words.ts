/**
 * What sources, their connectors and the pull say, by code: in Russian what connectors say in English, in English what the
 * pull says in Russian; the page shows the original beside as the detail. `{0}` is the first word of the original: the
 * function or right that is missing, which may have words of its own.
 */
import type { Lang } from '#domain/texts/lang'
import { moodleWords } from './source/moodle.ts'
import { portalWords } from './source/portal.ts'
import { pullWords } from './source/pull.ts'
import type { SourceTexts } from './source/texts.ts'
import { transportWords } from './source/transport.ts'

const russian: SourceTexts = { ...moodleWords, ...portalWords, ...transportWords }

/** A code of Moodle that nobody here knows is still an error of Moodle. */
export function sourceWords(code: string, lang: Lang, word = ''): SourceTexts[string] | undefined {
  if (lang === 'en') return pullWords[code]
  return (
    russian[`${code} ${word}`] ??
    russian[code] ??
    (/^moodle_[\w/-]+$/.test(code) ? russian.moodle_unknown : undefined)
  )
}
