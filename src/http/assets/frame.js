/**
 * Inside an LMS's frame: asks what the LMS offers (`lti.capabilities`) and, only if it is offered, tells the height of the
 * page and asks to be scrolled up. Without an answer the page scrolls inside its frame, which is no worse.
 *
 * Who the parent is was decided by `frame-ancestors`; messages from anywhere else are not listened to.
 */
const HEIGHT = 'lti.frameResize'
const SCROLL = 'lti.scrollToTop'
const WAIT_MS = 1000
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

function offer(subjects) {
  if (subjects.includes(HEIGHT) && grows()) {
    new ResizeObserver(tellSoon).observe(document.getElementById('main'))
    tellSoon()
  }
  if (!subjects.includes(SCROLL)) return
  if (document.referrer.startsWith(`${location.origin}/`)) send(SCROLL)
  document.addEventListener('htmx:after:settle', event => {
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
