/** The curator's queue: numbers in the buttons, whole groups, keys. Without it the same forms do the same. */
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
  for (const group of form().querySelectorAll('[data-group]')) mark(group)
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
  if (event.target.closest?.('[data-keys]')) setKeys(!keysOn())
})

/* Storage may be closed in a frame: then the choice lives as long as the page. */
let keys = true
try {
  keys = sessionStorage.getItem('keys') !== 'off'
} catch {}
const keysOn = () => keys
function setKeys(on) {
  keys = on
  try {
    sessionStorage.setItem('keys', on ? 'on' : 'off')
  } catch {}
  label()
}
function label() {
  const button = form()?.querySelector('[data-keys]')
  const texts = form() && JSON.parse(form().dataset.words)
  if (button) button.textContent = keys ? texts.keysOff : texts.keysOn
}

let last = null
const actions = {
  KeyJ: (box, all) => all[Math.min(all.length - 1, all.indexOf(box) + 1)]?.focus(),
  KeyK: (box, all) => all[Math.max(0, all.indexOf(box) - 1)]?.focus(),
  KeyX: (box, all, shift) => pick(box, all, shift),
  Enter: box => toggle(box),
  KeyA: () => document.getElementById('confirm-above').click(),
  KeyR: () => document.getElementById('reject-above').click(),
  KeyZ: () => document.getElementById('undo-button')?.click(),
}

function pick(box, all, shift) {
  if (!box) return
  box.checked = !box.checked
  if (shift && last) {
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
  const inside = table?.contains(event.target) || event.target.id === 'notice'
  const asksHelp = event.key === '?' || (event.code === 'Slash' && event.shiftKey)
  if (asksHelp && form()?.contains(event.target)) {
    const help = document.getElementById('keys-help')
    help.open = !help.open
    return
  }
  const action = actions[event.code]
  if (!inside || !action) return
  const all = boxes()
  const box = event.target.matches('input')
    ? event.target
    : event.target.closest('tr')?.querySelector('input')
  if (event.code === 'Enter' && event.target.tagName !== 'INPUT') return
  event.preventDefault()
  action(all.includes(box) ? box : null, all, event.shiftKey)
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
  const answer = await fetch(link.href).catch(() => null)
  aside.removeAttribute('aria-busy')
  if (!answer?.ok) return location.assign(link.href)
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

function start() {
  if (!form()) return
  count()
  label()
}
document.addEventListener('htmx:after:settle', start)
start()
