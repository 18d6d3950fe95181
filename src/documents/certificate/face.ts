/** The face of a document in either language: lines in the middle, signatures, seal, QR code and check address below. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import type { TemplateLayout } from '#domain/templates/template'
import type { Ink, Pen } from '../forms/pen.ts'
import { drawImage } from '../images/draw-image.ts'
import type { TemplateImage } from '../images/image.ts'
import type { Sheet } from '../page.ts'
import { drawQr } from '../qr.ts'
import { drawSignatures, type FaceSignature, SIGNATURE_HEIGHT } from './signatures.ts'

export interface FaceLine {
  text: string
  ink: Ink
  /** Space below, in points. */
  gap: number
}

export interface Face {
  layout: TemplateLayout
  lines: readonly FaceLine[]
  signatures: readonly FaceSignature[]
  seal: string
  /** Below the signatures: place and date, then how to check it. */
  issued: string
  check: string
  /** ДУБЛИКАТ, in the upper right corner. */
  mark?: string
  logo?: TemplateImage
  background?: TemplateImage
  url: CertificateSnapshot['verificationUrl']
}

export const POINTS_A_MM = 72 / 25.4
const LOGO_HEIGHT = 52
const TOP = 52
const BOTTOM = 44
const QR = 92
const FOOT_LINES = 36
const SMALLEST = 0.5
const STEP = 0.05
const SOFT = '#5a6270'
const FRAME = '#0b57a4'

/** @returns how much the lines were made smaller to fit: 1 not at all, 0.5 at most */
export function drawFace(sheet: Sheet, pen: Pen, face: Face): number {
  const { width, height } = sheet.page
  const left = face.layout.marginMm * POINTS_A_MM
  const inner = width - 2 * left
  if (face.background) drawImage(sheet, face.background, { x: 0, y: 0, width, height }, 'cover')
  if (face.layout.hasFrame) drawFrame(sheet)
  if (face.mark) drawMark(sheet, pen, face.mark, left)
  const top = TOP + (face.logo ? LOGO_HEIGHT + 8 : 0)
  if (face.logo) drawImage(sheet, face.logo, { x: left, y: TOP - 8, width: inner, height: LOGO_HEIGHT })
  const footTop =
    height - BOTTOM - FOOT_LINES - Math.max(QR - FOOT_LINES, face.signatures.length * SIGNATURE_HEIGHT)
  const scale = fittingScale(pen, face.lines, inner, footTop - 8 - top)
  drawLines(pen, face.lines, { left, top, width: inner }, scale)
  drawFoot(sheet, pen, face, { left, top: footTop, width: inner })
  return scale
}

function drawFrame(sheet: Sheet): void {
  const { width, height } = sheet.page
  sheet.lineWidth(1.5).strokeColor(FRAME)
  sheet.rect(26, 26, width - 52, height - 52).stroke()
  sheet
    .lineWidth(0.5)
    .rect(31, 31, width - 62, height - 62)
    .stroke()
}

function drawMark(sheet: Sheet, pen: Pen, mark: string, left: number): void {
  const ink: Ink = { face: 'bold', size: 14, color: '#8a1c1c' }
  pen.write(mark, sheet.page.width - Math.max(left, 40) - pen.width(mark, ink), 36, ink)
}

/** Each line on at most two: its letters shrink, down to 8 points. */
function shrunk(
  pen: Pen,
  { text, ink }: FaceLine,
  width: number,
  scale: number,
): { lines: string[]; ink: Ink } {
  const least = Math.min(ink.size, 8) * Math.min(1, scale + 0.25)
  for (let size = ink.size * scale; ; size -= 0.5) {
    const smaller = { ...ink, size: Math.max(size, least) }
    const lines = pen.lines(text, smaller, width)
    if (lines.length <= 2 || smaller.size === least) return { lines, ink: smaller }
  }
}

function heightAt(pen: Pen, lines: readonly FaceLine[], width: number, scale: number): number {
  return lines.reduce((sum, line) => {
    const laid = shrunk(pen, line, width, scale)
    return sum + laid.lines.length * pen.lineHeight(laid.ink.size) + line.gap * scale
  }, 0)
}

function fittingScale(pen: Pen, lines: readonly FaceLine[], width: number, room: number): number {
  let scale = 1
  while (scale > SMALLEST && heightAt(pen, lines, width, scale) > room)
    scale = Math.max(SMALLEST, scale - STEP)
  return scale
}

interface Place {
  left: number
  top: number
  width: number
}

function drawLines(pen: Pen, lines: readonly FaceLine[], { left, top, width }: Place, scale: number): void {
  let y = top
  for (const line of lines) {
    const { lines: laid, ink } = shrunk(pen, line, width, scale)
    for (const text of laid) {
      pen.write(text, left + (width - pen.width(text, ink)) / 2, y, ink)
      y += pen.lineHeight(ink.size)
    }
    y += line.gap * scale
  }
}

function drawFoot(sheet: Sheet, pen: Pen, face: Face, { left, top, width }: Place): void {
  const right = left + width
  drawQr(sheet, face.url, right - QR, sheet.page.height - BOTTOM - QR, QR)
  drawSignatures(sheet, pen, face.signatures, { left, top, width: width - QR - 12 })
  const y = sheet.page.height - BOTTOM - FOOT_LINES + 6
  const soft: Ink = { face: 'regular', size: 8.5, color: SOFT }
  const plain: Ink = { face: 'regular', size: 10 }
  const seal: Ink = { ...soft, size: 9 }
  if (face.seal) pen.write(face.seal, right - QR - 24 - pen.width(face.seal, seal), top + 30, seal)
  const room = width - QR - 12
  pen.write(pen.lines(face.issued, plain, room)[0] ?? '', left, y, plain)
  pen
    .lines(face.check, soft, room)
    .slice(0, 2)
    .forEach((text, i) => {
      pen.write(text, left, y + 15 + i * 10, soft)
    })
}
