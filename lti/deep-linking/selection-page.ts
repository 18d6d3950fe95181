import type { Language } from '../errors/text-types.ts'
import { escapeHtml, renderPage } from '../pages/layout.ts'
import { inlineScript } from '../pages/script.ts'
import { choiceKey } from './content-items.ts'
import type { Choice } from './selection.ts'

const WORDS = {
  ru: {
    title: 'Что разместить в курсе',
    search: 'Найти программу или модуль',
    find: 'Найти',
    place: 'Разместить',
    cancel: 'Отмена',
    none: 'Ничего не найдено.',
    kinds: { programme: 'Программа', module: 'Модуль', book: 'Книжка слушателя' },
    hours: (n: string) => `${n} ч`,
    back: 'Возвращаемся в курс…',
    go: 'Вернуться в курс',
  },
  en: {
    title: 'What to place in the course',
    search: 'Find a programme or a module',
    find: 'Find',
    place: 'Place',
    cancel: 'Cancel',
    none: 'Nothing found.',
    kinds: { programme: 'Programme', module: 'Module', book: 'The learner’s own book' },
    hours: (n: string) => `${n} h`,
    back: 'Going back to the course…',
    go: 'Back to the course',
  },
}

export interface SelectionPage {
  language: Language
  nonce: string
  choices: readonly Choice[]
  query: string
  several: boolean
  /** The sealed request. */
  sealed: string
  /** Address of `/lti/select`. */
  action: string
}

/** A form without script: search, choose, place. */
export function renderSelectionPage(page: SelectionPage): string {
  const words = WORDS[page.language]
  const rows = page.choices.map(choice => renderRow(choice, page)).join('\n')
  const list = rows === '' ? `<p>${words.none}</p>` : `<ul class="rows">\n${rows}\n</ul>`
  const place =
    rows === '' ? '' : `<button class="button" name="action" value="place">${words.place}</button>`
  const body = `<h1 id="title">${words.title}</h1>
<form method="post" action="${escapeHtml(page.action)}">
<input type="hidden" name="request" value="${escapeHtml(page.sealed)}">
<input type="hidden" name="shown" value="${escapeHtml(page.query)}">
<p><label for="q">${words.search}</label><br>
<input type="search" id="q" name="q" maxlength="200" value="${escapeHtml(page.query)}">
<button class="button" name="action" value="search">${words.find}</button></p>
<fieldset aria-labelledby="title">
${list}
</fieldset>
<p>${place} <button class="button plain" name="action" value="cancel">${words.cancel}</button></p>
</form>`
  return renderPage(page.language, words.title, body, page.nonce)
}

function renderRow(choice: Choice, { language, several }: SelectionPage): string {
  const words = WORDS[language]
  const hours = choice.hours === undefined ? '' : `, ${words.hours(choice.hours.toLocaleString(language))}`
  const hint = [`${words.kinds[choice.kind]}${hours}`, choice.detail].filter(Boolean).join('. ')
  const type = several ? 'checkbox' : 'radio'
  return `<li><label class="row"><input type="${type}" name="choice" value="${escapeHtml(choiceKey(choice))}">
<span>${escapeHtml(choice.title)}<br><span class="hint">${escapeHtml(hint)}</span></span></label></li>`
}

/** Sends the signed answer back to the platform. @see Deep Linking 2.0 §4.5 */
export function renderReturnPage(page: {
  language: Language
  nonce: string
  returnUrl: string
  jwt: string
}): string {
  const words = WORDS[page.language]
  const body = `<form id="return" method="post" action="${escapeHtml(page.returnUrl)}">
<input type="hidden" name="JWT" value="${escapeHtml(page.jwt)}">
<p>${words.back}</p><p><button class="button">${words.go}</button></p>
</form>
${inlineScript(page.nonce, "document.getElementById('return').submit()")}`
  return renderPage(page.language, words.title, body, page.nonce)
}
