/** An image of a template into a box of the page, as large as fits, in its middle or at its left. */
import type { Sheet } from '../page.ts'
import { embeddedImage } from './embed.ts'
import type { TemplateImage } from './image.ts'
import { readSvg } from './svg.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/**
 * A PNG or JPEG was put into the sheet before (`embedImages`).
 *
 * @param fit `cover` fills the box even if it distorts nothing: whatever is outside is cut; `contain` keeps all in sight
 */
export function drawImage(
  sheet: Sheet,
  image: TemplateImage,
  box: Box,
  fit: 'contain' | 'cover' = 'contain',
): void {
  const scales = [box.width / image.width, box.height / image.height] as const
  const scale = fit === 'contain' ? Math.min(...scales) : Math.max(...scales)
  const [width, height] = [image.width * scale, image.height * scale]
  const x = box.x + (box.width - width) / 2
  const y = box.y + (box.height - height) / 2
  sheet.save()
  if (fit === 'cover') sheet.rect(box.x, box.y, box.width, box.height).clip()
  if (image.type === 'svg') drawSvg(sheet, image, x, y, scale)
  else sheet.image(embeddedImage(sheet, image), x, y, { width, height })
  sheet.restore()
}

function drawSvg(sheet: Sheet, image: TemplateImage, x: number, y: number, scale: number): void {
  const drawing = readSvg(image.bytes)
  sheet.translate(x, y).scale(scale).translate(-drawing.x, -drawing.y)
  for (const { path, fill, stroke, strokeWidth, isEvenOdd, opacity, transforms } of drawing.shapes) {
    if (fill === null && stroke === null) continue
    sheet.save()
    for (const matrix of transforms) sheet.transform(...matrix)
    sheet.opacity(opacity).lineWidth(strokeWidth).path(path)
    const rule = isEvenOdd ? 'even-odd' : 'non-zero'
    if (fill !== null && stroke !== null) sheet.fillAndStroke(fill, stroke, rule)
    else if (fill !== null) sheet.fill(fill, rule)
    else sheet.stroke(stroke ?? '#000000')
    sheet.restore()
  }
}
