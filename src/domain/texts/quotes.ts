/** Quotation marks inside quotation marks (кавычки в кавычках): «Семинар «Урок»» becomes «Семинар „Урок“». */

/** Outer marks stay, inner ones take the form „…“; text whose marks do not pair is left as it is. */
export function nestQuotes(text: string): string {
  const isNested = text.indexOf('«', text.indexOf('«') + 1) > 0
  return isNested ? (replaceInner(text) ?? text) : text
}

function replaceInner(text: string): string | null {
  let depth = 0
  let result = ''
  for (const sign of text) {
    if (sign === '«') result += depth++ === 0 ? '«' : '„'
    else if (sign === '»') {
      if (depth === 0) return null
      result += --depth === 0 ? '»' : '“'
    } else result += sign
  }
  return depth === 0 ? result : null
}
