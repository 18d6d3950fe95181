/**
 * The certificate (удостоверение о повышении квалификации) as PDF, drawn from its snapshot alone: the same snapshot gives
 * the same bytes. Fields: 273-ФЗ ст. 60 and the usual form of the document (base letter АК-316/06).
 */
import type { CertificateSnapshot } from '#domain/certificate'
import { closeSheet, openSheet, type Sheet } from './page.ts'
import { drawQr } from './qr.ts'
import { certificateWords, dateInWords, hoursInWords, hoursNumber, numericDate } from './words.ts'

const ink = '#1a1d21'
const soft = '#5a6270'

/** Renders page 1, the document itself, and page 2, the modules that it was issued for. */
export async function renderCertificate(snapshot: CertificateSnapshot): Promise<Uint8Array> {
  const sheet = openSheet({
    title: `${snapshot.documentTitle} ${snapshot.registrationNumber}`,
    author: snapshot.issuer.name,
    date: snapshot.issuedOn,
  })
  drawFace(sheet, snapshot)
  sheet.addPage()
  drawModules(sheet, snapshot)
  return closeSheet(sheet)
}

function drawFace(sheet: Sheet, snapshot: CertificateSnapshot): void {
  drawFrame(sheet)
  const { learner, programme, issuer, replaces } = snapshot
  if (replaces?.kind === 'duplicate') drawMark(sheet, certificateWords.duplicate)
  line(sheet, issuer.name, { size: 15, font: 'bold', gap: 4 })
  line(sheet, certificateWords.city(issuer.city), { size: 10, color: soft, gap: 24 })
  line(sheet, snapshot.documentTitle.toUpperCase(), { size: 20, font: 'bold', gap: 6 })
  line(sheet, certificateWords.registration(snapshot.registrationNumber), {
    size: 12,
    gap: replaces ? 2 : 22,
  })
  if (replaces) {
    const { registrationNumber, issuedOn } = replaces
    line(sheet, certificateWords.insteadOf(registrationNumber, dateInWords(issuedOn)), {
      size: 9.5,
      color: soft,
      gap: 8,
    })
  }
  line(sheet, certificateWords.certifies, { size: 11, color: soft, gap: 6 })
  line(sheet, [learner.familyName, learner.givenName, learner.patronymic].filter(Boolean).join(' '), {
    size: 20,
    font: 'bold',
    gap: 10,
  })
  line(sheet, certificateWords.period(dateInWords(snapshot.period.from), dateInWords(snapshot.period.to)), {
    size: 12,
    gap: 6,
  })
  line(sheet, certificateWords.completed, { size: 11, color: soft, gap: 6 })
  line(sheet, `«${programme.title}»`, { size: 15, font: 'bold', gap: 6 })
  line(sheet, certificateWords.amount(hoursInWords(snapshot.hours)), { size: 12, gap: 0 })
  drawSignatures(sheet, snapshot)
}

/** The word in the upper right corner, inside the frame, where forms have it. */
function drawMark(sheet: Sheet, word: string): void {
  const { width, margins } = sheet.page
  sheet.font('bold').fontSize(14).fillColor('#8a1c1c')
  sheet.text(word, margins.left, 40, { width: width - margins.left - margins.right, align: 'right' })
  sheet.y = 52
}

interface LineStyle {
  size: number
  font?: 'regular' | 'bold'
  color?: string
  gap: number
}

function line(sheet: Sheet, text: string, style: LineStyle): void {
  const width = sheet.page.width - sheet.page.margins.left - sheet.page.margins.right
  sheet.font(style.font ?? 'regular').fillColor(style.color ?? ink)
  sheet.fontSize(fittingSize(sheet, text, style.size, width, 2))
  sheet.text(text, sheet.page.margins.left, sheet.y, { width, align: 'center' })
  sheet.y += style.gap
}

/** The size at which `text` takes at most `lines` lines of `width`, never under 8 points: long titles shrink, not overflow. */
function fittingSize(sheet: Sheet, text: string, size: number, width: number, lines: number): number {
  for (let fitting = size; fitting > 8; fitting -= 0.5) {
    sheet.fontSize(fitting)
    if (sheet.heightOfString(text, { width }) <= lines * sheet.currentLineHeight(true) + 1) return fitting
  }
  return 8
}

function drawFrame(sheet: Sheet): void {
  const { width, height } = sheet.page
  sheet.lineWidth(1.5).strokeColor('#0b57a4')
  sheet.rect(26, 26, width - 52, height - 52).stroke()
  sheet
    .lineWidth(0.5)
    .rect(31, 31, width - 62, height - 62)
    .stroke()
  sheet.y = 52
}

function drawSignatures(sheet: Sheet, snapshot: CertificateSnapshot): void {
  const { left } = sheet.page.margins
  const top = sheet.page.height - 158
  drawQr(sheet, snapshot.verificationUrl, sheet.page.width - 60 - 92, top - 8, 92)
  const columns = [
    [certificateWords.head, snapshot.issuer.signatory],
    [certificateWords.secretary, snapshot.issuer.secretary],
  ] as const
  sheet.font('regular').fontSize(10).fillColor(ink)
  columns.forEach(([role, name], index) => {
    const y = top + index * 34
    sheet.text(role, left, y, { width: 90, lineBreak: false })
    sheet
      .lineWidth(0.6)
      .strokeColor(soft)
      .moveTo(left + 96, y + 12)
      .lineTo(left + 236, y + 12)
      .stroke()
    sheet.text(name, left + 246, y, { width: 220, height: 24, ellipsis: true })
  })
  const foot = top + 74
  sheet
    .fillColor(ink)
    .text(certificateWords.issued(snapshot.issuer.city, dateInWords(snapshot.issuedOn)), left, foot, {
      width: 400,
      lineBreak: false,
    })
  sheet
    .fillColor(soft)
    .fontSize(9)
    .text(certificateWords.seal, left + 500, top + 34, { width: 60, lineBreak: false })
  const code = certificateWords.check(snapshot.verificationUrl, snapshot.verificationCode)
  sheet.fontSize(8.5).text(code, left, foot + 18, { width: 560, lineBreak: false })
}

const columns = [
  { width: 34, align: 'right' },
  { width: 380, align: 'left' },
  { width: 150, align: 'left' },
  { width: 60, align: 'right' },
  { width: 80, align: 'left' },
] as const

function drawModules(sheet: Sheet, snapshot: CertificateSnapshot): void {
  const { left } = sheet.page.margins
  sheet.font('bold').fontSize(13).fillColor(ink)
  sheet.text(certificateWords.modulesTitle(snapshot.registrationNumber), left, sheet.page.margins.top)
  sheet.y += 10
  drawRow(sheet, certificateWords.modulesHeader, 'bold')
  snapshot.modules.forEach((module, index) => {
    const cells = [
      String(index + 1),
      module.title,
      module.kind,
      hoursNumber(module.hours),
      numericDate(module.date),
    ]
    drawRow(sheet, cells, 'regular')
  })
  drawRow(sheet, ['', certificateWords.total, '', hoursNumber(snapshot.hours), ''], 'bold')
}

function drawRow(sheet: Sheet, cells: readonly string[], font: 'regular' | 'bold'): void {
  sheet.font(font).fontSize(9.5).fillColor(ink)
  const height = Math.max(...cells.map((cell, i) => sheet.heightOfString(cell, { width: widthOf(i) }))) + 7
  if (sheet.y + height > sheet.page.height - sheet.page.margins.bottom) {
    sheet.addPage()
    sheet.y = sheet.page.margins.top
  }
  const y = sheet.y
  let x = sheet.page.margins.left
  cells.forEach((cell, i) => {
    sheet.text(cell, x, y, { width: widthOf(i), align: columns[i]?.align ?? 'left' })
    x += widthOf(i) + 8
  })
  sheet.lineWidth(0.4).strokeColor('#b8bec8')
  sheet
    .moveTo(sheet.page.margins.left, y + height - 4)
    .lineTo(x, y + height - 4)
    .stroke()
  sheet.y = y + height
}

const widthOf = (column: number): number => columns[column]?.width ?? 60
