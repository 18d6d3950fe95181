/**
 * A printed form as PDF/A-2b: title, whose it is, the table with its heads on every page, totals, who signs. Laid out first, drawn
 * then: pages are counted before the first one is drawn, and no row is broken.
 */
import type { PrintedForm } from '#domain/certificates/printed-form'
import { closeSheet, openSheet } from '../page.ts'
import { formWords } from '../words.ts'
import { drawHeads, drawRows, type Place } from './draw-rows.ts'
import { CELL, layTable, PADDING } from './lay-table.ts'
import { type LaidRow, paginate } from './paginate.ts'
import { createPen, type Ink, type Pen } from './pen.ts'

const MARGIN = 34
/** Room below the table for «стр. n из m». */
const FOOTER = 20
const GAP = 8
const TITLE: Ink = { face: 'bold', size: 14 }
const LINE: Ink = { face: 'regular', size: 10.5 }
const TOTAL: Ink = { face: 'bold', size: 10.5 }
const FOOT: Ink = { face: 'regular', size: 8.5, color: '#5a6270' }
const SIGN_RULE = 150
const SIGN_HEIGHT = 26

interface Line {
  text: string
  ink: Ink
}

/** The same form gives the same bytes. */
export async function renderForm(form: PrintedForm): Promise<Uint8Array> {
  const { title, head, printedOn, mark, foot, signatures = [] } = form
  const sheet = openSheet({ title, author: head[0] ?? '', date: printedOn, margin: MARGIN })
  const place: Place = { sheet, pen: createPen(sheet), left: MARGIN }
  const { pen } = place
  const width = sheet.page.width - 2 * MARGIN
  const bottom = sheet.page.height - MARGIN - FOOTER
  const titles = linesOf(pen, width, [
    { text: mark ? `${title} · ${mark}` : title, ink: TITLE },
    ...head.map(text => ({ text, ink: LINE })),
  ])
  const totals = linesOf(
    pen,
    width,
    foot.map(text => ({ text, ink: TOTAL })),
  )
  const table = layTable(form, width, pen)
  const start = MARGIN + heightOf(pen, titles) + GAP
  const topOf = (page: number) => (page === 0 ? start : MARGIN)
  const pages = paginate(table.rows, {
    first: bottom - start - table.headHeight,
    other: bottom - MARGIN - table.headHeight,
    lineHeight: pen.lineHeight(CELL.size),
    padding: 2 * PADDING,
  })
  const end = topOf(pages.length - 1) + table.headHeight + heightOfRows(pages.at(-1) ?? [])
  const footHeight = GAP + heightOf(pen, totals) + signatures.length * SIGN_HEIGHT
  const isFootApart = end + footHeight > bottom
  const count = pages.length + (isFootApart ? 1 : 0)

  writeLines(place, titles, MARGIN)
  pages.forEach((rows, i) => {
    if (i > 0) sheet.addPage()
    drawRows(place, table, rows, drawHeads(place, table, topOf(i)))
    writeFooter(place, title, i + 1, count)
  })
  if (isFootApart) {
    sheet.addPage()
    writeFooter(place, title, count, count)
  }
  drawSignatures(place, signatures, writeLines(place, totals, (isFootApart ? MARGIN : end) + GAP))
  return closeSheet(sheet)
}

function linesOf(pen: Pen, width: number, texts: readonly Line[]): Line[] {
  return texts.flatMap(({ text, ink }) => pen.lines(text, ink, width).map(line => ({ text: line, ink })))
}

const heightOf = (pen: Pen, lines: readonly Line[]): number =>
  lines.reduce((sum, { ink }) => sum + pen.lineHeight(ink.size), 0)

const heightOfRows = (rows: readonly LaidRow[]): number => rows.reduce((sum, row) => sum + row.height, 0)

/** @returns where the next line would stand */
function writeLines({ pen, left }: Place, lines: readonly Line[], top: number): number {
  let y = top
  for (const { text, ink } of lines) {
    pen.write(text, left, y, ink)
    y += pen.lineHeight(ink.size)
  }
  return y
}

function writeFooter({ sheet, pen, left }: Place, title: string, page: number, count: number): void {
  const y = sheet.page.height - MARGIN - FOOT.size
  const right = formWords.page(page, count)
  const room = sheet.page.width - 2 * MARGIN - pen.width(right, FOOT) - GAP
  pen.write(pen.lines(title, FOOT, room)[0] ?? '', left, y, FOOT)
  pen.write(right, sheet.page.width - MARGIN - pen.width(right, FOOT), y, FOOT)
}

function drawSignatures(
  { sheet, pen, left }: Place,
  signatures: PrintedForm['signatures'],
  top: number,
): void {
  signatures?.forEach(({ post, name }, i) => {
    const y = top + i * SIGN_HEIGHT + 8
    const [label = ''] = pen.lines(post, LINE, sheet.page.width / 2)
    pen.write(label, left, y, LINE)
    const rule = left + Math.max(150, pen.width(label, LINE) + GAP)
    sheet.lineWidth(0.6).strokeColor('#5a6270')
    sheet
      .moveTo(rule, y + 12)
      .lineTo(rule + SIGN_RULE, y + 12)
      .stroke()
    if (name) pen.write(pen.lines(name, LINE, 260)[0] ?? '', rule + SIGN_RULE + GAP, y, LINE)
  })
}
