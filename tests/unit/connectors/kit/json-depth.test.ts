import { expect } from 'chai'
import { isTooDeep } from '#connectors/kit/json-depth'

describe('42 the depth of an answer', () => {
  const nested = (depth: number) => `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`

  it('is too much where no honest answer goes', () => {
    expect(isTooDeep(nested(20_000))).to.equal(true)
    expect(isTooDeep('['.repeat(100_000))).to.equal(true)
    expect(isTooDeep(nested(251))).to.equal(true)
  })

  it('is not told by brackets in strings, nor by width', () => {
    expect(isTooDeep(JSON.stringify({ text: '[{'.repeat(5_000), after: '\\"[[' }))).to.equal(false)
    expect(isTooDeep(JSON.stringify(Array.from({ length: 5_000 }, () => [{}])))).to.equal(false)
    expect(isTooDeep(nested(250))).to.equal(false)
  })
})
