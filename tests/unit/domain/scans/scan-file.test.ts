import { expect } from 'chai'
import { recogniseScan } from '#domain/scans/scan-file'
import { jpeg, pdf, png, webp } from './samples.ts'

const faultOf = (bytes: Uint8Array) => {
  const found = recogniseScan(bytes)
  return 'fault' in found ? found.fault : found.type
}

describe('a scan by its bytes', () => {
  it('is a PDF, a JPEG, a PNG or a WebP', () => {
    expect([pdf(), jpeg(), png(), webp()].map(faultOf)).to.deep.equal([
      'application/pdf',
      'image/jpeg',
      'image/png',
      'image/webp',
    ])
  })

  it('is nothing else, whatever it is called', () => {
    const others = [
      '',
      'GIF89a',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'PK\u0003\u0004',
      '<html>',
      'MZ',
    ]
    for (const text of others) expect(faultOf(Buffer.from(text)), text).to.equal('not-a-scan')
  })

  it('is a photo as iPhones keep it, but no film and no picture of another kind', () => {
    const ftyp = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`)])
    for (const brand of ['heic', 'heix', 'mif1']) expect(faultOf(ftyp(brand)), brand).to.equal('image/heic')
    for (const brand of ['isom', 'qt  ', 'avif'])
      expect(faultOf(ftyp(brand)), 'a film, or another picture').to.equal('not-a-scan')
  })

  it('is whole: one that was cut off on the way is said to be so', () => {
    for (const bytes of [pdf(), jpeg(), png(), webp()]) {
      expect(faultOf(bytes.subarray(0, bytes.length - 9))).to.equal('broken')
    }
  })

  it('reads the frame of a JPEG, not bytes inside another segment that look like one', () => {
    expect(faultOf(jpeg(100, 5000))).to.equal('too-small')
    expect(faultOf(jpeg(5000, 5000))).to.equal('image/jpeg')
  })

  it('has sides that a person can read and a browser can hold', () => {
    expect(faultOf(png(199, 800))).to.equal('too-small')
    expect(faultOf(webp(1, 1))).to.equal('too-small')
    expect(faultOf(jpeg(20_001, 300))).to.equal('too-large')
    expect(faultOf(webp(16_000, 16_000))).to.equal('too-large')
  })

  it('never fails on bytes that mean nothing', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const bytes = Buffer.concat([
        [pdf(), jpeg(), png(), webp()][seed % 4] as Buffer,
        Buffer.from(Array.from({ length: seed % 50 }, (_, i) => (seed * (i + 7)) & 255)),
      ])
      bytes[(seed * 13) % bytes.length] = (seed * 31) & 255
      expect(() => recogniseScan(bytes.subarray(0, 1 + ((seed * 17) % bytes.length)))).to.not.throw()
    }
  })
})
