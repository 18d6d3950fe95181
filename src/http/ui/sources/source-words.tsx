import type { View } from '../../view.ts'
import { sourceWords } from '../../words/source-words.ts'

interface Said {
  code: string
  message: string
  remedy?: string | undefined
}

/** What a source or its connector said: known codes in the reader's language, the rest verbatim. */
export function SourceWords({ view, said }: { view: View; said: Said }) {
  const word = firstWord(said.message)
  const known = sourceWords(said.code, view.lang, word)
  const original = /[а-яё]/i.test(said.message) ? 'ru' : 'en'
  const lang = original === view.lang ? undefined : original
  if (known) {
    const [message = '', remedy = ''] = known.map(text => text.replaceAll('{0}', word))
    return (
      <>
        <b>{message}</b>
        {remedy && <small class="below">{remedy}</small>}
        <small class="below muted" lang={lang}>
          {view.t.sources.details}: {said.message}
        </small>
      </>
    )
  }
  return (
    <span lang={lang}>
      <b>{said.message}</b>
      {said.remedy && <small class="below">{said.remedy}</small>}
    </span>
  )
}

/** The function or right that a finding of a missing one names. */
export const firstWord = (text: string): string => /^\S+/.exec(text)?.[0] ?? ''
