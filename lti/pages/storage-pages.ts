import type { Language } from '../errors/text-types.ts'
import type { StorageQuestion } from '../launch/checks/browser.ts'
import { storageKey } from '../login/begin-login.ts'
import { escapeHtml, renderPage } from './layout.ts'
import { inlineScript, scriptJson } from './script.ts'
import { STORAGE_CLIENT } from './storage-client.ts'

const WORDS = {
  ru: {
    title: 'Вход',
    wait: 'Проверяем вход…',
    go: 'Продолжить',
    tab: 'Браузер не сохраняет вход внутри страницы платформы. Зачётка откроется в новой вкладке.',
    open: 'Открыть в новой вкладке',
  },
  en: {
    title: 'Sign-in',
    wait: 'Checking the sign-in…',
    go: 'Continue',
    tab: 'The browser keeps no sign-in inside the page of the platform. Zachetka opens in a new tab.',
    open: 'Open in a new tab',
  },
}

export interface PutPage {
  language: Language
  nonce: string
  storage: { key: string; value: string; target: string; origin: string }
  /** The authentication request. */
  next: string
}

/** Puts the browser's secret into the platform's storage, then goes on to the platform, whatever it answered. */
export function renderPutPage({ language, nonce, storage, next }: PutPage): string {
  const words = WORDS[language]
  const script = `(async () => {${STORAGE_CLIENT}
const { key, value, target, origin, next } = ${scriptJson({ ...storage, next })}
const frame = await frameOf(target)
if (frame) await ask(frame, origin, { subject: 'lti.put_data', key, value })
location.replace(next)
})()`
  const body = `<p>${words.wait}</p>
<noscript><p><a class="button" href="${escapeHtml(next)}">${words.go}</a></p></noscript>
${inlineScript(nonce, script)}`
  return renderPage(language, words.title, body, nonce)
}

export interface GetPage {
  language: Language
  nonce: string
  storage: StorageQuestion
  /** Address of `/lti/verify`. */
  verifyUrl: string
}

/**
 * Asks the platform's storage for the browser's secret and brings it to `/lti/verify`; without one too, so that the
 * server says what to do. Where the frame keeps no cookie at all, the person opens a tab, which will.
 */
export function renderGetPage({ language, nonce, storage, verifyUrl }: GetPage): string {
  const words = WORDS[language]
  const question = { key: storageKey(storage.state), target: storage.target, origin: storage.origin }
  const script = `(async () => {${STORAGE_CLIENT}
const { key, target, origin } = ${scriptJson(question)}
const form = document.getElementById('verify')
const frame = await frameOf(target)
const answer = frame && await ask(frame, origin, { subject: 'lti.get_data', key })
form.elements.value.value = answer && typeof answer.value === 'string' ? answer.value : ''
const keepsCookies = () => {
  const attributes = '; Path=/lti; Secure; SameSite=None; Partitioned; Max-Age='
  document.cookie = 'lti_probe=1' + attributes + '60'
  const kept = document.cookie.includes('lti_probe=1')
  document.cookie = 'lti_probe=' + attributes + '0'
  return kept
}
if (form.elements.value.value === '' || keepsCookies()) return form.submit()
form.target = '_blank'
form.elements.tab.value = '1'
document.getElementById('wait').hidden = true
document.getElementById('tab').hidden = false
})()`
  const body = `<p id="wait">${words.wait}</p>
<form id="verify" method="post" action="${escapeHtml(verifyUrl)}">
<input type="hidden" name="state" value="${escapeHtml(storage.state)}">
<input type="hidden" name="value" value=""><input type="hidden" name="tab" value="">
<div id="tab" hidden><p>${words.tab}</p><p><button class="button">${words.open}</button></p></div>
<noscript><p><button class="button">${words.go}</button></p></noscript>
</form>
${inlineScript(nonce, script)}`
  return renderPage(language, words.title, body, nonce)
}
