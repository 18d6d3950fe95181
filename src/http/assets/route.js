/** A row of the plan is saved when a field of it changes, one after the other; without this script its button does the same. */
import { say, words } from './app.js'

let last = Promise.resolve()

/* What follows from a saved row; what somebody is typing meanwhile stays. */
function takeOver(answer, form, sent) {
  const version = answer.querySelector('main input[name="version"]')?.value
  for (const field of document.querySelectorAll('main input[name="version"]')) field.value = version
  document.getElementById('plan')?.replaceWith(answer.getElementById('plan'))
  document.getElementById('notice')?.remove()
  for (const old of document.querySelectorAll('[data-saved]')) old.textContent = ''
  takeFields(answer, form, sent)
  const mark = form.dataset.autosave
  const saved = answer.getElementById(mark).textContent
  document.getElementById(mark).textContent = saved
  say(saved)
}

/* The fields of a row as the server answered, with their faults or without, but for those in use or written since. */
function takeFields(answer, form, sent) {
  for (const field of [...form.elements]) {
    const place = field.closest('.field')
    const fresh = place && answer.getElementById(place.id)
    if (!fresh) continue
    const isInUse = field === document.activeElement || field.value !== sent.get(field.name)
    if (isInUse) takeFault(place, fresh)
    else place.replaceWith(fresh)
  }
}

/* A field that is in use stays itself; its fault comes or goes around it. */
function takeFault(place, fresh) {
  const [field, next] = [place, fresh].map(each => each.querySelector('input, select, textarea'))
  place.className = fresh.className
  place.querySelector('.error')?.remove()
  const fault = fresh.querySelector('.error')
  if (fault) field.before(fault)
  for (const name of ['aria-invalid', 'aria-describedby'])
    if (next.hasAttribute(name)) field.setAttribute(name, next.getAttribute(name))
    else field.removeAttribute(name)
}

/* Refused: each fault at its field, and said; the person may be at another one by now. */
function showFaults(answer, form, sent) {
  document.getElementById(form.dataset.autosave).textContent = ''
  takeFields(answer, form, sent)
  say([...answer.querySelectorAll('#errors li')].map(each => each.textContent).join(' '))
}

const isOfRow = (answer, { id }) =>
  [...(answer.getElementById(id)?.elements ?? [])].some(field => field.ariaInvalid === 'true')

/* Something else came first: the page as the server shows it, with what is to be decided. */
function showPage(answer) {
  document.title = answer.title
  document.getElementById('main').replaceWith(answer.getElementById('main'))
  document.querySelector('#errors, #conflict, #notice, h1')?.focus()
}

async function save(form) {
  if (!form.isConnected) return
  const body = new URLSearchParams(new FormData(form))
  const response = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } })
  const answer = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (!answer.getElementById('main')) return Promise.reject() // a proxy answers in place of us
  if (response.ok && answer.getElementById(form.dataset.autosave)?.textContent) takeOver(answer, form, body)
  else if (isOfRow(answer, form)) showFaults(answer, form, body)
  else showPage(answer)
}

/* Typing a date changes it with each digit of the year: it is sent once nothing follows, or the field is left. */
const changed = new Map()

function flush(target) {
  if (!changed.has(target)) return
  clearTimeout(changed.get(target))
  changed.delete(target)
  const { form } = target
  last = last.then(() => save(form)).catch(() => keep(target, form))
}

/* Not sent: said beside the field, which is sent again by the button, when it is left, and when there is a connection. */
function keep(target, form) {
  changed.set(target)
  const mark = document.getElementById(form.dataset.autosave)
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words.retry })
  button.addEventListener('click', () => flush(target))
  mark.replaceChildren(`${words.offline} `, button)
  say(words.offline)
}
addEventListener('online', () => [...changed.keys()].forEach(flush))

document.addEventListener('change', ({ target }) => {
  if (!target.form?.dataset.autosave) return
  clearTimeout(changed.get(target))
  const isWhole = target.value !== '' && target.validity.valid
  changed.set(target, isWhole ? setTimeout(flush, 700, target) : undefined)
})
document.addEventListener('focusout', ({ target }) => flush(target))
