import type { Ink, Pen } from '../forms/pen.ts'
import { drawImage } from '../images/draw-image.ts'
import type { TemplateImage } from '../images/image.ts'
import type { Sheet } from '../page.ts'

export interface FaceSignature {
  post: string
  name: string
  facsimile?: TemplateImage
}

export const SIGNATURE_HEIGHT = 32
const INK: Ink = { face: 'regular', size: 10 }
const RULE = 110

/** One below the other: post, a rule to sign on (or the facsimile above it), name. */
export function drawSignatures(
  sheet: Sheet,
  pen: Pen,
  signatures: readonly FaceSignature[],
  { left, top, width }: { left: number; top: number; width: number },
): void {
  const share = (width - RULE - 16) / 2
  const widest = Math.max(...signatures.map(({ post }) => pen.width(post, INK)), 0)
  const posts = Math.min(Math.max(widest, 70), share)
  signatures.forEach(({ post, name, facsimile }, i) => {
    const y = top + i * SIGNATURE_HEIGHT
    const rule = left + posts + 8
    if (facsimile) drawImage(sheet, facsimile, { x: rule, y: y - 12, width: RULE, height: 26 })
    write(pen, post, left, y, posts)
    sheet.lineWidth(0.6).strokeColor('#5a6270')
    sheet
      .moveTo(rule, y + 12)
      .lineTo(rule + RULE, y + 12)
      .stroke()
    write(pen, name, rule + RULE + 8, y, width - posts - RULE - 16)
  })
}

/** On at most two lines. */
function write(pen: Pen, text: string, x: number, y: number, width: number): void {
  const lines = pen.lines(text, INK, width)
  const ink = lines.length > 1 ? { ...INK, size: 8.5 } : INK
  pen
    .lines(text, ink, width)
    .slice(0, 2)
    .forEach((line, i) => {
      pen.write(line, x, y + i * pen.lineHeight(ink.size), ink)
    })
}
