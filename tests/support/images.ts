/** Small images, made here: nothing of anybody's. */

import { deflateSync } from 'node:zlib'
import { crc32 } from './crc32.ts'

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** RGBA, half of it transparent. */
export function aPng(width = 8, height = 4): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const row = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, (_, x) => Buffer.from([20, 90, 160, x % 2 ? 255 : 0])),
  ])
  const data = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', data),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

/** A frame of so many colours; what is in it is nothing to see. */
export function aJpeg(components = 3, marker = 0xc0): Uint8Array {
  const each = (of: (i: number) => number[]) => Array.from({ length: components }, (_, i) => of(i)).flat()
  const segment = (kind: number, body: number[]) => [0xff, kind, 0, body.length + 2, ...body]
  const frame = [8, 0, 10, 0, 20, components, ...each(i => [i + 1, 0x11, 0])]
  // one code of one bit for the one symbol there is: no difference, no coefficient
  const table = (id: number) => [id, 1, ...Array(15).fill(0), 0]
  const blocks = 6 * components
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, [0, ...Array(64).fill(1)]),
    ...segment(marker, frame),
    ...segment(0xc4, [...table(0x00), ...table(0x10)]),
    ...segment(0xda, [components, ...each(i => [i + 1, 0]), 0, 63, 0]),
    ...Array(Math.floor((2 * blocks) / 8)).fill(0),
    ...((2 * blocks) % 8 > 0 ? [0xff >> ((2 * blocks) % 8)] : []),
    ...[0xff, 0xd9],
  ])
}

export const anSvg = (
  inside = '<rect width="10" height="5" fill="#0b57a4"/>',
  root = 'viewBox="0 0 20 10"',
): Uint8Array => new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`)
