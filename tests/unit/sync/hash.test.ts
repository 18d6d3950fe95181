import { expect } from 'chai'
import fc from 'fast-check'
import { canonicalJson, contentHash, idFrom } from '#sync/hash'

describe('content hash', () => {
  it('does not depend on the order of keys, and on nothing that JSON does not carry', () => {
    expect(contentHash({ a: 1, b: { c: [1, 2], d: null } })).to.equal(
      contentHash({ b: { d: null, c: [1, 2] }, a: 1, e: undefined }),
    )
    expect(contentHash([1, 2])).not.to.equal(contentHash([2, 1]))
    expect(contentHash({})).to.match(/^[0-9a-f]{64}$/)
  })

  it('is the same before and after the store keeps a record as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).to.equal(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).to.deep.equal(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('ids do not run together: ("a", "bc") is not ("ab", "c")', () => {
    expect(idFrom('a', 'bc')).not.to.equal(idFrom('ab', 'c'))
    expect(idFrom('a', 1)).not.to.equal(idFrom('a', '1'))
  })
})
