import type { ErrorText, Language } from '../errors/text-types.ts'
import { escapeHtml, renderPage } from './layout.ts'
import { inlineScript } from './script.ts'

export interface ErrorPage {
  language: Language
  text: ErrorText
  code: string
  /** What the person tells the administrator, who finds it in the log. */
  errorId: string
  /** Begins the login again: in a new tab, or in this frame once the browser has allowed it cookies. */
  restart?: { url: string; staysInFrame: boolean }
  nonce: string
}

const WORDS = {
  ru: {
    error: 'Ошибка',
    id: 'Код ошибки',
    open: 'Открыть в новой вкладке',
    allow: 'Разрешить cookie и повторить',
  },
  en: {
    error: 'Error',
    id: 'Error id',
    open: 'Open in a new tab',
    allow: 'Allow cookies and try again',
  },
}

/** What happened, why, what to do, and the id to pass on. */
export function renderErrorPage({ language, text, code, errorId, restart, nonce }: ErrorPage): string {
  const words = WORDS[language]
  const body = `<h1>${escapeHtml(text.title)}</h1>
<p>${escapeHtml(text.cause)}</p>
<p>${escapeHtml(text.remedy)}</p>
${restart === undefined ? '' : renderRestart(restart, words, nonce)}<p class="id">${words.id}: <strong>${errorId}</strong> (${code})</p>`
  return renderPage(language, `${words.error}: ${text.title}`, body, nonce)
}

/** A selection for a course must answer from inside the frame: there the browser is asked for its cookies. */
function renderRestart(
  { url, staysInFrame }: NonNullable<ErrorPage['restart']>,
  words: (typeof WORDS)['ru'],
  nonce: string,
): string {
  const href = escapeHtml(url)
  if (!staysInFrame)
    return `<p><a class="button" href="${href}" target="_blank" rel="noopener">${words.open}</a></p>\n`
  const script = `document.getElementById('again').addEventListener('click', async event => {
event.preventDefault()
try { await document.requestStorageAccess() } catch {}
location.replace(event.target.href)
})`
  return `<p><a class="button" id="again" href="${href}">${words.allow}</a></p>\n${inlineScript(nonce, script)}\n`
}
