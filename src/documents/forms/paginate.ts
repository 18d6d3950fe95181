/** Rows laid on pages before anything is drawn, so that «стр. n из m» is known and no row is broken. */

/** A row as wide lines of its cells. */
export interface LaidRow {
  kind: 'line' | 'section'
  cells: readonly (readonly string[])[]
  height: number
}

export interface PageRoom {
  /** Height for rows on the first page and on all others, in points. */
  first: number
  other: number
  /** Height of one line of text, and of the space above and below the lines of a cell. */
  lineHeight: number
  padding: number
}

/** @returns the rows of each page, at least one page; only a row higher than a page goes on over the next one */
export function paginate(rows: readonly LaidRow[], room: PageRoom): LaidRow[][] {
  const pages: LaidRow[][] = [[]]
  let left = room.first
  const turnFor = (height: number) => {
    if (height <= left || pages.at(-1)?.length === 0) return
    pages.push([])
    left = room.other
  }
  rows.forEach((row, i) => {
    // a heading does not stand alone at the end of a page
    turnFor(row.height + (row.kind === 'section' ? (rows[i + 1]?.height ?? 0) : 0))
    for (const part of partsOf(row, left, room)) {
      turnFor(part.height)
      pages.at(-1)?.push(part)
      left -= part.height
    }
  })
  return pages
}

/** The row itself, or, if no page could hold it, as many lines of each cell as fit, again and again. */
function partsOf(row: LaidRow, left: number, room: PageRoom): LaidRow[] {
  if (row.height <= left) return [row]
  const parts: LaidRow[] = []
  const most = Math.max(...row.cells.map(lines => lines.length))
  const linesIn = (height: number) => Math.max(1, Math.floor((height - room.padding) / room.lineHeight))
  for (let from = 0, to = linesIn(left); from < most; from = to, to += linesIn(room.other)) {
    const cells = row.cells.map(lines => lines.slice(from, to))
    const count = Math.max(...cells.map(lines => lines.length))
    parts.push({ ...row, cells, height: count * room.lineHeight + room.padding })
  }
  return parts
}
