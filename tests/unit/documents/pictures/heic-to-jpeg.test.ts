import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import jpeg from 'jpeg-js'
import { HEIC_LIMITS, type HeicLimits, heicToJpeg } from '#documents/pictures/heic-to-jpeg'

/** 960 × 1280: paper with lines, a red corner and a blue stamp. */
const page = readFileSync(new URL('../../../fixtures/scans/page.heic', import.meta.url))

async function faultOf(bytes: Uint8Array, over: Partial<HeicLimits> = {}): Promise<string> {
  const made = await heicToJpeg(bytes, { ...HEIC_LIMITS, ...over })
  return 'fault' in made ? made.fault : 'none'
}

describe('a HEIC photo', () => {
  it('becomes a JPEG of the same sides and colours', async () => {
    const made = await heicToJpeg(page)
    const { width, height, data } = jpeg.decode('jpeg' in made ? made.jpeg : new Uint8Array())
    expect([width, height]).to.deep.equal([960, 1280])
    const at = (x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)]
    const isNear = (seen: number[], meant: number[]) =>
      seen.every((value, i) => Math.abs(value - (meant[i] ?? 0)) < 30)
    expect(isNear(at(8, 8), [200, 20, 20]), 'the corner').to.equal(true)
    expect(isNear(at(700, 996), [40, 70, 170]), 'the stamp').to.equal(true)
    expect(isNear(at(40, 1260), [250, 248, 240]), 'paper').to.equal(true)
  })

  it('is made smaller where it is larger than anybody reads', async () => {
    const made = await heicToJpeg(page, { ...HEIC_LIMITS, longestSide: 500 })
    const { width, height } = jpeg.decode('jpeg' in made ? made.jpeg : new Uint8Array())
    expect([width, height]).to.deep.equal([320, 426])
  })

  it('is refused with a reason: cut off, no photo at all, too many pixels or too few', async () => {
    expect(await faultOf(page.subarray(0, 5_000))).to.equal('broken')
    expect(await faultOf(Buffer.from('....ftypheic and nothing more'))).to.equal('broken')
    expect(await faultOf(page, { mostPixels: 1_000_000 })).to.equal('too-large')
    expect(await faultOf(page, { leastSide: 1_000 })).to.equal('too-small')
    expect(await faultOf(page, { mostBytes: 1_000 })).to.equal('too-large')
  })

  it('is given up after its time, and the next one has its turn', async () => {
    expect(await faultOf(page, { milliseconds: 1 })).to.equal('too-slow')
    expect(await faultOf(page)).to.equal('none')
  })

  it('waits for its turn, and is refused where too many wait', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => faultOf(page, { waiting: 2 })))
    expect(answers).to.deep.equal(['none', 'none', 'busy'])
    expect(await faultOf(page, { waiting: 1 })).to.equal('none')
  })
})
