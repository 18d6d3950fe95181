/**
 * What a page of ours says to the platform's storage, as the text of a script (ES2020, no library).
 *
 * `lti.capabilities` goes to anybody: it holds nothing. `lti.put_data` and `lti.get_data` go to the origin of the
 * authorization endpoint only, and only an answer from that origin counts.
 *
 * @see LTI Client Side postMessages 0.1; LTI Platform Storage 0.1 (as Canvas, Brightspace and Blackboard describe them)
 */
const STORAGE_TIMEOUT_MS = 2_000

export const STORAGE_CLIENT = `
const parse = data => { if (typeof data !== 'string') return data; try { return JSON.parse(data) } catch { return null } }
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), one => one.toString(16).padStart(2, '0')).join('')
const ask = (frame, origin, message) => new Promise(resolve => {
  const id = newId()
  const end = answer => { clearTimeout(timer); removeEventListener('message', hear); resolve(answer) }
  const hear = event => {
    const data = parse(event.data)
    if (!data || data.message_id !== id || data.subject !== message.subject + '.response') return
    if (origin === '*' ? event.source !== frame : event.origin !== origin) return
    end(data.error ? null : data)
  }
  const timer = setTimeout(() => end(null), ${STORAGE_TIMEOUT_MS})
  addEventListener('message', hear)
  try { frame.postMessage({ ...message, message_id: id }, origin) } catch { end(null) }
})
const named = (around, name) => {
  if (!name || name === '_parent') return around
  try { return around.frames[name] || null } catch { return null }
}
const frameOf = async target => {
  const around = window.parent !== window ? window.parent : window.opener
  if (!around) return null
  if (target !== '?') return named(around, target)
  const answer = await ask(around, '*', { subject: 'lti.capabilities' })
  const list = answer && Array.isArray(answer.supported_messages) ? answer.supported_messages : []
  const found = list.find(one => one && one.subject === 'lti.put_data')
  return found ? named(around, found.frame) : null
}
`
