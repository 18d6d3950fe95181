/** The curator's queue: numbers in the buttons, whole groups, keys. Without it the same forms do the same. */
import { addressed, say, showOffline } from './app.js'

const form = () => document.getElementById('queue')
const boxes = () =>
  [...form().querySelectorAll('input[name="entry"], input[name="flagged"]')].filter(b => !b.disabled)
const groupOf = box => box.closest('[data-group]')

/* Words come with the page; the number of the plural form decides between them. */
function count() {
  const texts = JSON.parse(form().dataset.words)
  const chosen = boxes().filter(box => box.checked).length
  const confirm = texts.confirm[new Intl.PluralRules(texts.lang).select(chosen)] ?? texts.confirm.other
  for (const span of form().querySelectorAll('[data-confirm]')) {
    span.textContent = confirm.replace('{n}', chosen)
    span.closest('button').disabled = chosen === 0
  }
  for (const span of form().querySelectorAll('[data-selected]')) {
    span.textContent = texts.selected.replace('{n}', chosen).replace('{all}', span.dataset.all)
  }
  countOut(texts)
  for (const group of form().querySelectorAll('[data-group]')) mark(group)
}

/* What the buttons do not take: rows with remarks that nobody ticked; rows without, that somebody unticked on any page. */
function countOut(texts) {
  const all = boxes()
  for (const span of form().querySelectorAll('[data-excluded]')) {
    const n = span.dataset.excluded - all.filter(box => box.name === 'flagged' && box.checked).length
    const text = n === 1 ? texts.excludedOne : texts.excluded.replace('{n}', n)
    span.textContent = n > 0 ? text : ''
  }
  for (const span of form().querySelectorAll('[data-left-out]')) {
    const n = Number(span.dataset.leftOut) + all.filter(box => box.name === 'entry' && !box.checked).length
    span.textContent = n > 0 ? texts.leftOut.replace('{n}', n) : ''
  }
}

function mark(group) {
  const own = boxes().filter(box => groupOf(box) === group)
  const pick = group.querySelector('[data-group-pick]')
  const checked = own.filter(box => box.checked).length
  pick.checked = checked > 0 && checked === own.length
  pick.indeterminate = checked > 0 && checked < own.length
}

/* Rows without remarks: all of them, or, if they are ticked already, none; flagged rows are ticked one by one. */
function pickGroup(group) {
  const own = boxes().filter(box => groupOf(box) === group)
  const clean = own.filter(box => box.name === 'entry')
  const on = !clean.every(box => box.checked)
  for (const box of on ? clean : own) box.checked = on
}

document.addEventListener('change', event => {
  if (!form()?.contains(event.target)) return
  if (event.target.matches('[data-group-pick]')) pickGroup(groupOf(event.target))
  count()
})

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-clear]')) {
    event.preventDefault()
    for (const box of boxes()) box.checked = false
    count()
  }
  const button = event.target.closest?.('[data-keys]')
  if (button) switchKeys(button)
})

/* The server remembers the choice: in a frame storage may be closed. */
const keysOn = () => form() && !form().hasAttribute('data-keys-off')
function switchKeys(button) {
  const texts = JSON.parse(form().dataset.words)
  const isOn = !form().toggleAttribute('data-keys-off')
  button.textContent = isOn ? texts.keysOff : texts.keysOn
  const body = new URLSearchParams({ keys: isOn ? 'on' : 'off' })
  fetch(button.dataset.keys, { method: 'POST', body }).catch(() => {}) // then it lives as long as the page
}

let last = null
const actions = {
  KeyJ: (_box, all, { target }) => all.find(isAfter(target))?.focus(),
  KeyK: (_box, all, { target }) => all.findLast(isBefore(target))?.focus(),
  KeyX: (box, all, { shiftKey }) => pick(box, all, shiftKey),
  Enter: box => toggle(box),
  KeyA: () => document.getElementById('confirm-above').click(),
  KeyR: () => document.getElementById('reject-above').click(),
  KeyZ: () => document.getElementById('undo-button')?.click(),
}

/* From wherever the focus is: a box, a link of a row, the heading of a group, the status line. */
const isAfter = at => box => at.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING
const isBefore = at => box => at.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_PRECEDING

/* The row that an element stands in, or that it unfolds from. */
function rowOf(element) {
  const row = element.closest('tr')
  return row?.classList.contains('why-row') ? row.previousElementSibling : row
}

function pick(box, all, shift) {
  if (!box) return
  box.checked = !box.checked
  if (shift && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b)
    for (const between of all.slice(from, to + 1)) {
      if (between.name === 'entry') between.checked = box.checked
    }
  }
  last = box
  count()
}

function toggle(box) {
  const details = box?.closest('tr').nextElementSibling?.querySelector('details')
  if (details) details.open = !details.open
  else box?.closest('tr').querySelector('[data-open]')?.click()
}

/* Matched by the place of the key, so that they work on the Russian layout; only while the focus is in the list. */
document.addEventListener('keydown', event => {
  if (!keysOn() || event.ctrlKey || event.altKey || event.metaKey) return
  const table = form()?.querySelector('table')
  const inside = table?.contains(event.target) || event.target.matches('#notice, #refusals')
  const asksHelp = event.key === '?' || (event.code === 'Slash' && event.shiftKey)
  if (asksHelp && form()?.contains(event.target)) {
    const help = document.getElementById('keys-help')
    help.open = !help.open
    return
  }
  const action = actions[event.code]
  if (!inside || !action) return
  if (event.code === 'Enter' && event.target.tagName !== 'INPUT') return
  const all = boxes()
  const box = rowOf(event.target)?.querySelector('input')
  event.preventDefault()
  action(all.includes(box) ? box : null, all, event)
})

/* Evidence stands beside the list where there is room for it, so that the place and the ticks are kept. */
const roomy = matchMedia('(min-width: 75rem)')
const beside = () => document.getElementById('beside')
let opener = null

async function openBeside(link) {
  const from = document.activeElement
  opener = from === document.body ? link : from
  const aside = beside()
  aside.setAttribute('aria-busy', 'true')
  document.getElementById('offline')?.remove()
  const answer = await fetch(link.href).catch(() => null)
  aside.removeAttribute('aria-busy')
  if (!answer) return showOffline(() => openBeside(link))
  if (!answer.ok) return location.assign(link.href)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  lower(page, 'h2', 'h3')
  lower(page, 'h1', 'h2')
  page.querySelector('.crumb')?.remove()
  aside.querySelector('[data-beside-body]').replaceChildren(...page.getElementById('main').childNodes)
  aside.querySelector('[data-beside-page]').href = link.href
  aside.hidden = false
  aside.focus()
}

/* The page keeps its one h1: what was one there is a section here. */
function lower(page, from, to) {
  for (const heading of page.querySelectorAll(`#main ${from}`)) {
    const lesser = page.createElement(to)
    if (heading.id) lesser.id = heading.id
    lesser.append(...heading.childNodes)
    heading.replaceWith(lesser)
  }
}

function closeBeside() {
  if (!beside() || beside().hidden) return
  beside().hidden = true
  opener?.focus()
}

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-beside-close]')) return closeBeside()
  const link = event.target.closest?.('[data-open]')
  if (!link || !roomy.matches || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  openBeside(link)
})
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') closeBeside()
})

/* A row that was decided on leaves: the next one takes its place, and the focus. */
const nextTo = box => (box && boxes().find(isAfter(box))?.id) ?? ''

/* A page that decides on a row leads back to the one that follows. */
document.addEventListener('click', event => {
  const link = event.target.closest?.('.desk .why a, #beside .actions a')
  const url = new URL(link?.href ?? location.href)
  const [back, box] = url.searchParams.get('return')?.split('#') ?? []
  if (!link || !box) return
  url.searchParams.set('return', `${back}#${nextTo(document.getElementById(box))}`)
  link.href = url
})

/* So does a decision that was made on the spot. */
let next = ''
document.addEventListener(
  'submit',
  ({ submitter }) => {
    next = submitter?.closest?.('.why') ? nextTo(rowOf(submitter).querySelector('input')) : ''
  },
  true,
)
function goOn(box) {
  if (!box?.matches('#queue input') || document.querySelector('#errors, #conflict, .problem')) return
  box.focus()
  say(document.getElementById('notice')?.textContent ?? '')
}
document.addEventListener('htmx:after:swap', () => {
  goOn(document.getElementById(next))
  next = ''
})

function start() {
  if (form()) count()
}
document.addEventListener('htmx:after:settle', start)
start()
goOn(addressed())
