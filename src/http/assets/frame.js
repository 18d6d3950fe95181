/**
 * Inside an LMS's frame: asks what the LMS offers (`lti.capabilities`) and, only if it is offered, tells the height of the
 * page, asks to be scrolled up, takes the window's height for a list that scrolls inside, and has the LMS warn whoever leaves
 * a form half filled in. Without an answer the page scrolls inside its frame, which is no worse.
 *
 * Messages are objects; old Sakai and plugins of Moodle know JSON text alone, Brightspace the older names. Whoever is silent
 * to the object is asked once more in both, and whoever answers or speaks so is spoken to so.
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
const OLD = 'org.imsglobal.'
/** Subjects as the LMS calls them. */
const names = new Map()
let isText = false
function send(subject, facts = {}) {
  const message = { subject: names.get(subject) ?? subject, ...facts }
  parent.postMessage(isText ? JSON.stringify(message) : message, '*')
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/* What the LMS says, in either form, by its newer name; `null`: anything else. */
function heard(event) {
  if (event.source !== parent) return null
  const inText = typeof event.data === 'string'
  const message = inText ? parsed(event.data) : event.data
  if (typeof message?.subject !== 'string') return null
  const subject = message.subject.replace(OLD, '')
  if (inText && subject.startsWith('lti.')) isText = true
  return { ...message, subject }
}

/* Hears the one answer that is asked for, and stops hearing when it came or a second is over. */
function hear(isAnswer, onAnswer, onSilence = () => {}) {
  const listen = event => {
    const message = heard(event)
    if (!message || !isAnswer(message)) return
    stop()
    onAnswer(message)
  }
  const stop = () => {
    clearTimeout(waiting)
    removeEventListener('message', listen)
  }
  const waiting = setTimeout(() => {
    stop()
    onSilence()
  }, WAIT_MS)
  addEventListener('message', listen)
}

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
  const isSize = ({ subject }) => subject === `${SIZE}.response`
  hear(isSize, ({ height, footer = 0 }) => {
    if (Number.isFinite(height)) send(HEIGHT, { height: Math.max(LEAST_PX, Math.floor(height - footer)) })
  })
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
  const release = () => {
    if (guarded) send(UNWARN)
    guarded = false
  }
  addEventListener('submit', release)
  addEventListener('pagehide', release) // a link of ours leaves the form, too
}

function offer(subjects) {
  if (subjects.includes(WARN)) guardForms()
  if (subjects.includes(HEIGHT) && subjects.includes(SIZE) && !grows()) fitWindow()
  if (subjects.includes(HEIGHT) && grows()) {
    new ResizeObserver(tellSoon).observe(document.getElementById('main'))
    tellSoon()
  }
  if (!subjects.includes(SCROLL)) return
  if (document.body.dataset.step) send(SCROLL) // a launch leaves the LMS where it is
  document.addEventListener('htmx:after:swap', event => {
    if (!event.detail?.ctx?.sourceElement?.hasAttribute?.('data-poll')) send(SCROLL)
  })
}

/* The newer name where both are offered. */
function learn(subjects) {
  for (const subject of subjects) {
    const newer = subject.replace(OLD, '')
    if (subject === newer || !names.has(newer)) names.set(newer, subject)
  }
  return [...names.keys()]
}

/* Subjects that the LMS supports; `null`: it did not answer. */
function ask() {
  const message_id = `zachetka-${Math.random().toString(36).slice(2)}`
  const isMine = ({ subject, message_id: id }) => subject === 'lti.capabilities.response' && id === message_id
  const capabilities = { subject: 'lti.capabilities', message_id }
  return new Promise(resolve => {
    const again = setTimeout(() => {
      parent.postMessage(JSON.stringify(capabilities), '*')
      parent.postMessage({ ...capabilities, subject: OLD + capabilities.subject }, '*')
    }, WAIT_MS / 2)
    const told = ({ supported_messages: supported }) => {
      clearTimeout(again)
      resolve(Array.isArray(supported) ? learn(supported.map(one => String(one?.subject))) : [])
    }
    hear(isMine, told, () => resolve(null))
    parent.postMessage(capabilities, '*')
  })
}

/** A promise of the subjects; `null`: outside of a frame, or no answer. */
export const offered = parent === window ? Promise.resolve(null) : ask()
if (parent !== window) addEventListener('message', heard)
offered.then(subjects => subjects && offer(subjects))
