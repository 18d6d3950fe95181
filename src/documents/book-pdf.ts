/**
 * The credit book (зачётно-накопительная книжка) as PDF/A-2b: the typical form of eight columns (положение Тюменской области,
 * приложение 2), where «подпись специалиста» is who confirmed the line, in which role, on which day.
 */
import type { CalendarDate } from '#domain/kinds'
import { closeSheet, openSheet, type Sheet } from './page.ts'
import { certificateWords, hoursInWords, hoursNumber, numericDate } from './words.ts'

/** What the printed book says. Hours as `"8.00"`. */
export interface BookSheet {
  learner: { familyName: string; givenName: string; patronymic?: string }
  organisation?: string
  programme: string
  regulation: string
  /** Day of the print. */
  printedOn: CalendarDate
  /** Sum of what counts. */
  hours: string
  /** A duplicate of a lost book says so (п. 4.5). */
  isDuplicate?: boolean
  lines: BookSheetLine[]
}

export interface BookSheetLine {
  number: number
  title: string
  kind: string
  form: string
  hours: string
  date: CalendarDate
  provider: string
  document: string
  /** Absent: not confirmed. */
  confirmed?: { name: string; role: string; on: CalendarDate }
}

const HEADER = [
  '№',
  'Наименование мероприятия (вид, тематика)',
  'Формат проведения',
  'Количество часов',
  'Дата проведения',
  'Название учреждения',
  'Наименование документа, подтверждающего реализацию',
  'Подпись специалиста',
]
const WIDTHS = [22, 168, 66, 64, 58, 108, 112, 124]
const PAD = 3
const ink = '#1a1d21'

/** The same sheet gives the same bytes. */
export async function renderBook(book: BookSheet): Promise<Uint8Array> {
  const sheet = openSheet({
    title: 'Зачётно-накопительная книжка',
    author: book.regulation,
    date: book.printedOn,
  })
  drawHead(sheet, book)
  drawRow(sheet, HEADER, 'bold')
  const again = () => drawRow(sheet, HEADER, 'bold')
  for (const line of book.lines) drawRow(sheet, cellsOf(line), 'regular', again)
  sheet.y += 8
  sheet.font('bold').fontSize(11).fillColor(ink)
  sheet.text(`Всего засчитано: ${hoursInWords(book.hours)}`, sheet.page.margins.left, sheet.y)
  return closeSheet(sheet)
}

function drawHead(sheet: Sheet, book: BookSheet): void {
  const { left } = sheet.page.margins
  const { familyName, givenName, patronymic } = book.learner
  sheet.font('bold').fontSize(15).fillColor(ink)
  sheet.text(
    `Зачётно-накопительная книжка${book.isDuplicate ? ` · ${certificateWords.duplicate}` : ''}`,
    left,
  )
  sheet.font('regular').fontSize(11)
  sheet.text([familyName, givenName, patronymic].filter(Boolean).join(' '))
  if (book.organisation) sheet.text(book.organisation)
  sheet.text(`Программа «${book.programme}» · ${book.regulation}`)
  sheet.fontSize(9).text(`Составлена ${numericDate(book.printedOn)}`)
  sheet.y += 8
}

function cellsOf(line: BookSheetLine): string[] {
  const { confirmed } = line
  return [
    String(line.number),
    `${line.title} (${line.kind})`,
    line.form,
    hoursNumber(line.hours),
    numericDate(line.date),
    line.provider,
    line.document,
    confirmed ? `${confirmed.name}, ${confirmed.role}, ${numericDate(confirmed.on)}` : 'не подтверждено',
  ]
}

/** @param onNewPage draws the header again where a row begins a page */
function drawRow(
  sheet: Sheet,
  cells: readonly string[],
  font: 'regular' | 'bold',
  onNewPage: () => void = () => {},
): void {
  sheet.font(font).fontSize(8.5).fillColor(ink)
  const inner = (i: number) => (WIDTHS[i] ?? 0) - 2 * PAD
  const height =
    Math.max(...cells.map((cell, i) => sheet.heightOfString(cell, { width: inner(i) }))) + 2 * PAD
  const { margins, height: pageHeight } = sheet.page
  if (sheet.y + height > pageHeight - margins.bottom) {
    sheet.addPage()
    sheet.y = margins.top
    onNewPage()
    sheet.font(font).fontSize(8.5).fillColor(ink)
  }
  const y = sheet.y
  let x = margins.left - 20
  cells.forEach((cell, i) => {
    sheet
      .lineWidth(0.5)
      .strokeColor('#5a6270')
      .rect(x, y, WIDTHS[i] ?? 0, height)
      .stroke()
    sheet.text(cell, x + PAD, y + PAD, {
      width: inner(i),
      height: height - PAD,
      align: i === 3 ? 'right' : 'left',
    })
    x += WIDTHS[i] ?? 0
  })
  sheet.y = y + height
}
