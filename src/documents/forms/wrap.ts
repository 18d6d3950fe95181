/** Text broken into lines of a width; words longer than a line are broken where it ends. */

/** Width of a piece of text in points. */
export type Measure = (text: string) => number

/** Measures each word once. */
export function remembered(measure: Measure): Measure {
  const known = new Map<string, number>()
  return text => {
    const width = known.get(text) ?? measure(text)
    known.set(text, width)
    return width
  }
}

/** @returns at least one line; line breaks of the text stay */
export function wrap(text: string, width: number, measure: Measure): string[] {
  return text.split(/\r\n?|\n/).flatMap(paragraph => wrapParagraph(paragraph, width, measure))
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const space = measure(' ')
  const lines: string[] = []
  let line = ''
  let filled = 0
  for (const word of paragraph.split(/[ \t]+/).flatMap(each => pieces(each, width, measure))) {
    const wide = measure(word)
    if (line !== '' && filled + space + wide > width) {
      lines.push(line)
      line = ''
      filled = 0
    }
    filled += (line === '' ? 0 : space) + wide
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** A word that fits, or pieces of it that do; first at its hyphens, then between any two signs. */
function pieces(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word]
  const parts = word.split(/(?<=[-–—/_.@])/u)
  if (parts.length > 1)
    return joinUp(
      parts.flatMap(part => pieces(part, width, measure)),
      width,
      measure,
    )
  return joinUp([...word], width, measure)
}

/** As many of the parts together as fit. */
function joinUp(parts: readonly string[], width: number, measure: Measure): string[] {
  const joined: string[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last !== undefined && measure(last + part) <= width) joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}
