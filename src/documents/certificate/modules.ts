/** The modules that a document was issued for, with hours as they counted: a table that goes over pages. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import type { PrintedForm } from '#domain/certificates/printed-form'
import { drawHeads, drawRows } from '../forms/draw-rows.ts'
import { CELL, layTable, PADDING } from '../forms/lay-table.ts'
import { paginate } from '../forms/paginate.ts'
import type { Ink, Pen } from '../forms/pen.ts'
import type { Sheet } from '../page.ts'
import { certificateWords } from '../words.ts'

const TITLE: Ink = { face: 'bold', size: 13 }
const IDS = ['number', 'title', 'kind', 'hours', 'actual']

export function drawModules(sheet: Sheet, pen: Pen, snapshot: CertificateSnapshot): void {
  const { left, right } = sheet.page.margins
  const top = 48
  const bottom = sheet.page.height - 40
  const width = sheet.page.width - left - right
  const table = layTable(tableOf(snapshot), width, pen)
  const title = pen.lines(titleOf(snapshot), TITLE, width)
  title.forEach((line, i) => {
    pen.write(line, left, top + i * pen.lineHeight(TITLE.size), TITLE)
  })
  const start = top + title.length * pen.lineHeight(TITLE.size) + 8
  const pages = paginate(table.rows, {
    first: bottom - start - table.headHeight,
    other: bottom - top - table.headHeight,
    lineHeight: pen.lineHeight(CELL.size),
    padding: 2 * PADDING,
  })
  const place = { sheet, pen, left }
  pages.forEach((rows, i) => {
    if (i > 0) sheet.addPage()
    drawRows(place, table, rows, drawHeads(place, table, i === 0 ? start : top))
  })
}

function titleOf({ kind, registrationNumber }: CertificateSnapshot): string {
  return kind === 'statement'
    ? certificateWords.statementModules(registrationNumber)
    : certificateWords.modulesTitle(registrationNumber)
}

function tableOf({ modules, hours, issuedOn }: CertificateSnapshot): PrintedForm {
  const rows = modules.map((module, i) => ({
    cells: [
      { text: String(i + 1) },
      { text: module.title },
      { text: module.kind },
      { hours: module.hours },
      { date: module.date },
    ],
  }))
  return {
    file: 'modules',
    title: '',
    head: [],
    columns: certificateWords.modulesHeader.map((title, i) => ({ id: IDS[i] ?? '', title })),
    rows: [...rows, { cells: [null, { text: certificateWords.total }, null, { hours }, null] }],
    foot: [],
    printedOn: issuedOn,
  }
}
