import type { ErrorText, Language } from '../errors/text-types.ts'
import { escapeHtml, renderPage } from './layout.ts'

export interface ErrorPage {
  language: Language
  text: ErrorText
  code: string
  /** What the person tells the administrator, who finds it in the log. */
  errorId: string
  /** Begins the login again in a new tab. */
  restartUrl?: string
  nonce: string
}

const WORDS = {
  ru: { error: 'Ошибка', id: 'Код ошибки', open: 'Открыть в новой вкладке' },
  en: { error: 'Error', id: 'Error id', open: 'Open in a new tab' },
}

/** What happened, why, what to do, and the id to pass on. */
export function renderErrorPage({ language, text, code, errorId, restartUrl, nonce }: ErrorPage): string {
  const words = WORDS[language]
  const button =
    restartUrl === undefined
      ? ''
      : `<p><a class="button" href="${escapeHtml(restartUrl)}" target="_blank" rel="noopener">${words.open}</a></p>\n`
  const body = `<h1>${escapeHtml(text.title)}</h1>
<p>${escapeHtml(text.cause)}</p>
<p>${escapeHtml(text.remedy)}</p>
${button}<p class="id">${words.id}: <strong>${errorId}</strong> (${code})</p>`
  return renderPage(language, `${words.error}: ${text.title}`, body, nonce)
}
