/**
 * Whether JSON nests deeper than any honest answer: whoever walks such a value afterwards runs out of stack. One pass over
 * the text, brackets inside strings do not count.
 */
export function isTooDeep(text: string, most = 500): boolean {
  // what opens has to close, or it is no JSON
  if (text.length < 2 * most) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === QUOTE) at = endOfString(text, at)
    else if (char === OPEN_LIST || char === OPEN_OBJECT) {
      if (++depth > most) return true
    } else if (char === CLOSE_LIST || char === CLOSE_OBJECT) depth--
  }
  return false
}

const QUOTE = 34
const OPEN_LIST = 91
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

/** Place of the closing quote, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text[at - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return at
  }
  return text.length
}
