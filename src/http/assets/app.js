/** What every page adds to plain links and forms: said aloud, never needed. */
export const words = JSON.parse(document.body.dataset.words ?? '{}')
const live = () => document.getElementById('live')
const main = () => document.getElementById('main')

export function say(text) {
  const region = live()
  if (region) region.textContent = text
}

/** What a page has to say first: what went wrong, what somebody else did meanwhile, or what was done. */
const SAID = '#errors, #conflict, #refusals, #notice'

/* The button of the last form that was sent. */
let pressed

/* A swap must not leave the focus on nothing: it goes to the status line, to the errors, or to the heading, as on another page. */
function focusAfterSwap() {
  const isElsewhere = document.activeElement === document.body || pressed?.hasAttribute('data-page')
  const target = document.querySelector(SAID) ?? (isElsewhere ? document.querySelector('h1') : null)
  if (!target) return
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'nearest' })
}

/** What the address points at within the page. */
export const addressed = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))

/* What a form without htmx led to is told first as well: what went wrong, or what was done. */
if (document.querySelector(SAID) && !addressed()) focusAfterSwap()

let slow
document.addEventListener('htmx:before:request', event => {
  const polling = event.detail?.ctx?.sourceElement?.hasAttribute?.('data-poll')
  document.getElementById('offline')?.remove()
  if (polling) return
  main()?.setAttribute('aria-busy', 'true')
  clearTimeout(slow)
  slow = setTimeout(() => {
    say(words.loading)
    main()?.setAttribute('data-loading', words.loading)
  }, 1000)
})
document.addEventListener('htmx:finally:request', () => {
  clearTimeout(slow)
  main()?.removeAttribute('aria-busy')
  main()?.removeAttribute('data-loading')
})
document.addEventListener('htmx:after:swap', event => {
  const source = event.detail?.ctx?.sourceElement
  const progress = source?.id && document.querySelector(`#${source.id} [data-progress]`)
  if (progress) tellProgress(progress)
  else if (!source?.hasAttribute?.('data-poll')) focusAfterSwap()
})

/* What looks after itself takes no focus; it is said aloud now and then, and once more when it is over. */
const QUIET_MS = 15_000
let toldAt = 0
function tellProgress(progress) {
  const isOver = !progress.closest('[data-poll]')
  if (!isOver && Date.now() - toldAt < QUIET_MS) return
  toldAt = Date.now()
  say(progress.textContent)
}
document.addEventListener('htmx:error', event => {
  const { response, sourceElement: source } = event.detail?.ctx ?? {}
  if (response || source?.hasAttribute?.('data-poll')) return
  showOffline(() => (source instanceof HTMLFormElement ? sendAgain(source) : source?.click()))
})

/** What was not sent stays in its fields; the button does again what did not go. */
export function showOffline(retry) {
  document.getElementById('offline')?.remove()
  const note = document.createElement('div')
  Object.assign(note, { id: 'offline', className: 'note problem', tabIndex: -1 })
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words.retry })
  button.addEventListener('click', retry)
  note.append(`${words.offline} `, button)
  main()?.prepend(note)
  note.focus()
}

/* Without a connection a plain form would give way to a page of the browser, and what was typed with it. */
export const sendAgain = form => form.requestSubmit(pressed?.form === form ? pressed : null)
document.addEventListener(
  'submit',
  event => {
    pressed = event.submitter
    document.getElementById('offline')?.remove()
    if (navigator.onLine) return
    event.preventDefault()
    event.stopImmediatePropagation()
    showOffline(() => sendAgain(event.target))
  },
  true,
)

/* LMS frames refuse navigator.clipboard; selecting and execCommand works there. */
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-copy]')
  if (!button) return
  const input = document.getElementById(button.dataset.copy)
  input.select()
  if (document.execCommand('copy')) showCopied(button, `${words.copied} ${button.dataset.label}`)
})

/* Said to readers, and shown to the rest at the button, until something else is copied. */
function showCopied(button, text) {
  say(text)
  document.querySelector('.copied')?.remove()
  const shown = Object.assign(document.createElement('small'), { className: 'copied', textContent: text })
  shown.ariaHidden = 'true'
  button.after(shown)
}

/* Only where the page is no frame: an LMS's frame may not print. */
document.addEventListener('click', event => {
  if (event.target.closest?.('[data-print]')) print()
})

/* What somebody types is shown where it will stand. */
function showTyped({ target }) {
  for (const place of document.querySelectorAll(`[data-shows="${CSS.escape(target.id)}"]`))
    place.textContent = target.value.trim() || '…'
}
document.addEventListener('input', showTyped)

/* A usual reason goes into the field, which can still be changed. */
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-fill]')
  const field = button && document.getElementById(button.dataset.fill)
  if (!field) return
  event.preventDefault()
  field.value = button.value
  showTyped({ target: field })
  field.focus()
})

/* A link to a reason opens it, also where the browser does not do so itself. */
function openTarget() {
  const details = addressed()?.closest('details')
  if (details) details.open = true
}
addEventListener('hashchange', openTarget)
openTarget()

/* Nothing is sent twice by a second press. */
document.addEventListener('submit', event => {
  if (event.target.hasAttribute('data-once')) {
    setTimeout(() => {
      for (const button of event.target.querySelectorAll('button')) button.disabled = true
    })
  }
})
