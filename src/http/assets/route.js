/** A field of the plan is saved when it changes, one after the other; without this script its button does the same. */
import { say, words } from './app.js'

let last = Promise.resolve()

/* What follows from a saved row; the fields themselves stay, somebody may be typing. */
function takeOver(answer, mark) {
  const version = answer.querySelector('main input[name="version"]')?.value
  for (const field of document.querySelectorAll('main input[name="version"]')) field.value = version
  document.getElementById('plan')?.replaceWith(answer.getElementById('plan'))
  document.getElementById('notice')?.remove()
  for (const old of document.querySelectorAll('[data-saved]')) old.textContent = ''
  const saved = answer.getElementById(mark)?.textContent ?? ''
  document.getElementById(mark).textContent = saved
  say(saved)
}

/* Refused: the page as the server shows it, with what is to be mended. */
function showRefusal(answer) {
  document.title = answer.title
  document.getElementById('main').replaceWith(answer.getElementById('main'))
  document.querySelector('#errors, #notice, h1')?.focus()
}

async function save(form) {
  if (!form.isConnected) return
  const body = new URLSearchParams(new FormData(form))
  const response = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } })
  const answer = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (!answer.getElementById('main')) return location.reload()
  const isSaved = response.ok && answer.getElementById(form.dataset.autosave)?.textContent
  if (isSaved) takeOver(answer, form.dataset.autosave)
  else showRefusal(answer)
}

/* Typing a date changes it with each digit of the year: it is sent once nothing follows, or the field is left. */
const changed = new Map()

function flush(target) {
  if (!changed.has(target)) return
  clearTimeout(changed.get(target))
  changed.delete(target)
  last = last.then(() => save(target.form)).catch(() => keep(target))
}

/* Not sent: said beside the field, which is sent again when it is left. */
function keep(target) {
  changed.set(target)
  const mark = document.getElementById(target.form.dataset.autosave)
  mark.textContent = words.offline
  say(words.offline)
}

document.addEventListener('change', ({ target }) => {
  if (!target.form?.dataset.autosave) return
  clearTimeout(changed.get(target))
  const isWhole = target.value !== '' && target.validity.valid
  changed.set(target, isWhole ? setTimeout(flush, 700, target) : undefined)
})
document.addEventListener('focusout', ({ target }) => flush(target))
