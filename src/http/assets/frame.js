/**
 * Inside an LMS's frame: asks what the LMS offers (`lti.capabilities`) and, only if it is offered, tells the height of the
 * page, asks to be scrolled up, takes the window's height for a list that scrolls inside, and has the LMS warn whoever leaves
 * a form half filled in. Without an answer the page scrolls inside its frame, which is no worse.
 *
 * Who the parent is was decided by `frame-ancestors`; messages from anywhere else are not listened to.
 */
const HEIGHT = 'lti.frameResize'
const SCROLL = 'lti.scrollToTop'
const SIZE = 'lti.fetchWindowSize'
const WARN = 'lti.setUnloadMessage'
const UNWARN = 'lti.removeUnloadMessage'
const WAIT_MS = 1000
/** Canvas gives no frame less. */
const LEAST_PX = 450
const SETTLE_MS = 100
const STEP_PX = 8

const parent = window.parent
const send = (subject, facts = {}) => parent.postMessage({ subject, ...facts }, '*')

/* The bottom of the content itself: never the window's height, or frame and page would push each other up for ever. */
function contentHeight() {
  const margin = parseFloat(getComputedStyle(document.body).marginBottom)
  return Math.ceil(document.body.getBoundingClientRect().bottom + scrollY + margin)
}

let told = 0
let timer
function tellSoon() {
  clearTimeout(timer)
  timer = setTimeout(() => {
    const height = contentHeight()
    if (Math.abs(height - told) <= STEP_PX) return
    told = height
    send(HEIGHT, { height })
  }, SETTLE_MS)
}

/* A long list keeps its own scroll: in a frame as high as its content the bar with the buttons would be out of sight. */
const grows = () => !document.getElementById('queue')

/* As high as the window of the LMS shows at once, so that only the list scrolls. */
function fitWindow() {
  const listen = event => {
    if (event.source !== parent || event.data?.subject !== `${SIZE}.response`) return
    removeEventListener('message', listen)
    const { height, footer = 0 } = event.data
    if (Number.isFinite(height)) send(HEIGHT, { height: Math.max(LEAST_PX, Math.floor(height - footer)) })
  }
  addEventListener('message', listen)
  setTimeout(() => removeEventListener('message', listen), WAIT_MS)
  send(SIZE)
}

/* The LMS asks in its own words whether to leave; browsers do not let a frame ask. */
function guardForms() {
  let guarded = false
  addEventListener('input', event => {
    if (guarded || event.target.form?.method !== 'post') return
    guarded = true
    send(WARN, { message: JSON.parse(document.body.dataset.words ?? '{}').unsent })
  })
  addEventListener('submit', () => {
    if (guarded) send(UNWARN)
    guarded = false
  })
}

function offer(subjects) {
  if (subjects.includes(WARN)) guardForms()
  if (subjects.includes(HEIGHT) && subjects.includes(SIZE) && !grows()) fitWindow()
  if (subjects.includes(HEIGHT) && grows()) {
    new ResizeObserver(tellSoon).observe(document.getElementById('main'))
    tellSoon()
  }
  if (!subjects.includes(SCROLL)) return
  if (document.referrer.startsWith(`${location.origin}/`)) send(SCROLL)
  document.addEventListener('htmx:after:swap', event => {
    if (!event.detail?.ctx?.sourceElement?.hasAttribute?.('data-poll')) send(SCROLL)
  })
}

function ask() {
  const id = `zachetka-${Math.random().toString(36).slice(2)}`
  const listen = event => {
    if (event.source !== parent || event.data?.subject !== 'lti.capabilities.response') return
    if (event.data.message_id !== id) return
    stop()
    const supported = event.data.supported_messages
    if (Array.isArray(supported)) offer(supported.map(one => one?.subject))
  }
  const stop = () => removeEventListener('message', listen)
  addEventListener('message', listen)
  setTimeout(stop, WAIT_MS)
  send('lti.capabilities', { message_id: id })
}

if (parent !== window) ask()
