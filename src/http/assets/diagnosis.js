/** What only the browser knows: whether it has storage, and whether the LMS around the frame answers. Words stand in the page. */
import { offered } from './frame.js'

const cell = document.getElementById('browser')
const put = (id, text) => {
  const target = document.getElementById(id)
  if (target) target.textContent = text
}

function hasStorage() {
  try {
    localStorage.setItem('zachetka', '1')
    localStorage.removeItem('zachetka')
    return true
  } catch {
    return false
  }
}

async function askHeight({ heightAnswers, heightSilent, heightOutside }) {
  if (window.parent === window) return put('seen-height', heightOutside)
  const subjects = await offered
  put('seen-height', subjects?.includes('lti.frameResize') ? heightAnswers : heightSilent)
}

if (cell) {
  const words = JSON.parse(cell.dataset.words)
  put('seen-storage', hasStorage() ? words.storageOpen : words.storageClosed)
  askHeight(words)
}
