// One photo, then the thread ends: what the decoder took of memory goes with it.
import { parentPort, workerData } from 'node:worker_threads'
import jpeg from 'jpeg-js'
import libheif from 'libheif-js/wasm-bundle.js'

/** Faults carry codes only: an error's text may hold parts of the file. */
class Refusal extends Error {
  constructor(code) {
    super(code)
    this.code = code
  }
}

function openPrimary(bytes) {
  const images = new libheif.HeifDecoder().decode(bytes)
  return images.find(image => image.is_primary()) ?? images[0]
}

/** Sides are in the file's head: a picture that is too large is never decoded. */
function requireSides(width, height, { mostPixels, leastSide }) {
  if (width * height > mostPixels) throw new Refusal('too-large')
  if (Math.min(width, height) < leastSide) throw new Refusal('too-small')
}

/** RGBA; the decoder fills the given bytes, or says that it could not. */
async function pixelsOf(image, width, height) {
  const data = new Uint8ClampedArray(width * height * 4)
  const filled = await new Promise(resolve => image.display({ data, width, height }, resolve))
  if (!filled) throw new Refusal('broken')
  return data
}

/** Averages whole squares of pixels until the longer side fits. */
function shrink({ data, width, height }, longestSide) {
  const step = Math.ceil(Math.max(width, height) / longestSide)
  if (step === 1) return { data, width, height }
  const small = { width: Math.floor(width / step), height: Math.floor(height / step) }
  const out = new Uint8ClampedArray(small.width * small.height * 4)
  for (let y = 0, to = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++, to += 4) {
      let [r, g, b] = [0, 0, 0]
      for (let dy = 0; dy < step; dy++) {
        let from = ((y * step + dy) * width + x * step) * 4
        for (let dx = 0; dx < step; dx++, from += 4) {
          r += data[from]
          g += data[from + 1]
          b += data[from + 2]
        }
      }
      const count = step * step
      out[to] = r / count
      out[to + 1] = g / count
      out[to + 2] = b / count
      out[to + 3] = 255
    }
  }
  return { data: out, ...small }
}

/** Kept in one document beside the photo itself: what is too long for that is packed closer. */
function pack({ data, ...sides }, { qualities, mostBytes }) {
  for (const quality of qualities) {
    const packed = jpeg.encode({ ...sides, data: Buffer.from(data.buffer) }, quality).data
    if (packed.length <= mostBytes) return new Uint8Array(packed)
  }
  throw new Refusal('too-large')
}

async function convert({ bytes, limits }) {
  const image = openPrimary(bytes)
  if (!image) throw new Refusal('broken')
  const [width, height] = [image.get_width(), image.get_height()]
  requireSides(width, height, limits)
  const data = await pixelsOf(image, width, height)
  return pack(shrink({ data, width, height }, limits.longestSide), limits)
}

try {
  parentPort.postMessage({ jpeg: await convert(workerData) })
} catch (error) {
  parentPort.postMessage({ fault: error instanceof Refusal ? error.code : 'broken' })
}
