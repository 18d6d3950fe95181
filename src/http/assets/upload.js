/** A form with a file tells how far it is and can be stopped; without this script the browser sends it all the same. */
import { say, sendAgain, showOffline } from './app.js'

let form = null
let request = null

const bar = () => document.getElementById('upload')

function showProgress() {
  bar()?.remove()
  const box = document.createElement('div')
  box.id = 'upload'
  box.className = 'note'
  const label = document.createElement('label')
  label.htmlFor = 'upload-bar'
  label.textContent = form.dataset.uploading
  const progress = document.createElement('progress')
  progress.id = 'upload-bar'
  progress.max = 100
  const stop = document.createElement('button')
  stop.type = 'button'
  stop.textContent = form.dataset.stop
  stop.addEventListener('click', () => request?.abort())
  box.append(label, progress, stop)
  form.querySelector('.actions').before(box)
  return progress
}

function busy(on) {
  for (const button of form.querySelectorAll('.actions button')) button.disabled = on
  document.getElementById('main')?.setAttribute('aria-busy', String(on))
}

/* The answer is a page: another address means done, the same one the form again with what has to be mended. */
function showAnswer() {
  busy(false)
  if (request.responseURL && !request.responseURL.endsWith(form.getAttribute('action'))) {
    location.assign(request.responseURL)
    return
  }
  const answer = new DOMParser().parseFromString(request.responseText, 'text/html')
  const main = answer.getElementById('main')
  if (!main) return showUnsent() // a proxy answers in place of us
  document.title = answer.title
  document.getElementById('main').replaceWith(main)
  start(main.querySelector('form[data-upload]'))
  const target = document.querySelector('#errors, #conflict, #notice, h1')
  target?.focus()
}

function send(event) {
  const file = form.querySelector('input[type="file"]')
  if (!file?.files?.length) return
  event.preventDefault()
  const body = new FormData(form)
  if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value)
  const progress = showProgress()
  busy(true)
  request = new XMLHttpRequest()
  request.open('POST', form.getAttribute('action'))
  request.setRequestHeader('Accept', 'text/html')
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    progress.value = (loaded / total) * 100
  })
  request.upload.addEventListener('load', () => {
    progress.removeAttribute('value')
    bar().querySelector('label').textContent = form.dataset.checking
    bar().querySelector('button').remove() // nothing can be cancelled any more
    say(form.dataset.checking)
  })
  request.addEventListener('load', showAnswer)
  request.addEventListener('abort', showStopped)
  request.addEventListener('error', showUnsent)
  say(form.dataset.uploading)
  request.send(body)
}

function showUnsent() {
  busy(false)
  bar()?.remove()
  showOffline(() => sendAgain(form))
}

function showStopped() {
  busy(false)
  const note = document.createElement('p')
  note.id = 'upload'
  note.className = 'note problem'
  note.textContent = form.dataset.stopped
  bar()?.replaceWith(note)
  say(form.dataset.stopped)
  form.querySelector('.actions button').focus()
}

/* An event that is not listed needs the fields that are folded. */
function unfold(event) {
  const details = form.querySelector('details[data-open-for]')
  const [name, value] = (details?.dataset.openFor ?? '').split('=')
  if (details && event.target.name === name) details.open = details.open || event.target.value === value
}

function start(element) {
  if (!element) return
  form = element
  element.addEventListener('submit', send)
  element.addEventListener('change', unfold)
}
start(document.querySelector('form[data-upload]'))
