import { expect } from 'chai'
import { checkImage } from '#documents/images/check-image'
import type { ImageRefusedError } from '#documents/images/image'
import { readSvg } from '#documents/images/svg'
import { aJpeg, anSvg, aPng } from '#tests/support/images'

function faultOf(bytes: Uint8Array): string {
  try {
    const { type } = checkImage(bytes)
    return `taken as ${type}`
  } catch (error) {
    const { code, facts } = error as ImageRefusedError
    return [code, facts.fault, facts.what].filter(Boolean).join(' ')
  }
}

describe('images of templates', () => {
  it('are known by their bytes, with their size', () => {
    expect(checkImage(aPng(8, 4))).to.include({ type: 'png', width: 8, height: 4 })
    expect(checkImage(aJpeg())).to.include({ type: 'jpeg', width: 20, height: 10 })
    expect(checkImage(anSvg())).to.include({ type: 'svg', width: 20, height: 10 })
    expect(checkImage(anSvg('<path d="M0 0h5"/>', 'width="40" height="30"'))).to.include({
      width: 40,
      height: 30,
    })
  })

  for (const [what, bytes, fault] of [
    ['a file of another kind', new TextEncoder().encode('GIF89a…'), 'image_refused kind'],
    ['nothing', new Uint8Array(), 'image_refused kind'],
    ['a page', new TextEncoder().encode('<html><svg/></html>'), 'image_refused kind'],
    ['a PNG that broke off', aPng().slice(0, 40), 'image_refused broken'],
    ['a JPEG that broke off', aJpeg().slice(0, 12), 'image_refused broken'],
    ['a JPEG in CMYK', aJpeg(4), 'image_refused colours'],
    ['a JPEG that PDF cannot hold', aJpeg(3, 0xc9), 'image_refused broken'],
    ['more than a megabyte', new Uint8Array(1024 * 1024 + 1), 'image_refused too-large'],
    ['a PNG of 5,000 pixels a side', aPng(5000, 1), 'image_refused pixels'],
    ['an SVG of no size', anSvg('<path d="M0 0h5"/>', 'viewBox="0 0 0 0"'), 'image_refused broken'],
    ['an SVG without a shape', anSvg(''), 'image_refused broken'],
    ['an SVG with a script', anSvg('<script>1</script>'), 'image_refused svg-element script'],
    [
      'an SVG that loads an image',
      anSvg('<image href="file:///etc/passwd"/>'),
      'image_refused svg-element image',
    ],
    ['an SVG that uses another', anSvg('<use href="#a"/>'), 'image_refused svg-element use'],
    ['an SVG with text', anSvg('<text>a</text>'), 'image_refused svg-element text'],
    ['an SVG with foreign content', anSvg('<foreignObject/>'), 'image_refused svg-element foreignObject'],
    [
      'an SVG with a gradient',
      anSvg('<defs><linearGradient/></defs>'),
      'image_refused svg-element linearGradient',
    ],
    ['an SVG with a class', anSvg('<rect class="a" width="1" height="1"/>'), 'image_refused svg-style class'],
    [
      'an SVG with a colour from elsewhere',
      anSvg('<path d="M0 0h1" fill="url(#a)"/>'),
      'image_refused svg-style url(#a)',
    ],
    [
      'an SVG with a filter',
      anSvg('<path d="M0 0h1" style="filter:url(#f)"/>'),
      'image_refused svg-style filter',
    ],
    [
      'an SVG with entities',
      new TextEncoder().encode(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>',
      ),
      'image_refused svg-element DOCTYPE',
    ],
  ] as const) {
    it(`refuse ${what}`, () => {
      expect(faultOf(bytes)).to.equal(fault)
    })
  }

  it('read the shapes of an SVG with their paint and their place', () => {
    const inside =
      '<title>Знак</title><g fill="none" stroke="rgb(255,0,0)" transform="translate(2 3)"><circle cx="5" cy="5" r="2"/></g>' +
      '<polygon points="0,0 1,1 2,0" style="fill:#0f0;fill-opacity:.5"/>'
    const { shapes } = readSvg(anSvg(inside))
    expect(shapes).to.have.length(2)
    expect(shapes[0]).to.deep.include({ fill: null, stroke: '#ff0000', transforms: [[1, 0, 0, 1, 2, 3]] })
    expect(shapes[1]).to.deep.include({ path: 'M0 0 1 1 2 0Z', fill: '#0f0', opacity: 0.5, transforms: [] })
  })
})
