/** Reads what an image is from its bytes; the file's name and the browser's word are not believed. */
import { ImageRefusedError, MOST_IMAGE_BYTES, MOST_PIXELS_A_SIDE, type TemplateImage } from './image.ts'
import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'
import { readSvg } from './svg.ts'

/** @throws {ImageRefusedError} */
export function checkImage(bytes: Uint8Array): TemplateImage {
  if (bytes.length > MOST_IMAGE_BYTES) throw new ImageRefusedError('too-large')
  const image = readImage(bytes)
  const { width, height } = image
  if (!(width > 0 && height > 0)) throw new ImageRefusedError('broken')
  if (Math.max(width, height) > MOST_PIXELS_A_SIDE) throw new ImageRefusedError('pixels')
  return image
}

function readImage(bytes: Uint8Array): TemplateImage {
  const head = Buffer.from(bytes.subarray(0, 512))
  if (head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return { type: 'png', ...readPng(bytes), bytes }
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff)
    return { type: 'jpeg', ...readJpeg(bytes), bytes }
  if (/^\s*(?:<\?xml|<!--|<svg\b)/.test(head.toString('utf8').replace(/^\ufeff/, ''))) {
    const { width, height } = readSvg(bytes)
    return { type: 'svg', width, height, bytes }
  }
  throw new ImageRefusedError('kind')
}
