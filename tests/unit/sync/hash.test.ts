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

  it('has keys in code-unit order at every depth, numbers and __proto__ too', () => {
    const odd = JSON.parse(
      '{"b":1,"a":{"10":1,"9":2,"__proto__":{"y":1,"x":[{"d":1,"c":2}]}},"_":0,"A":null}',
    )
    expect(canonicalJson(odd)).to.equal(
      '{"A":null,"_":0,"a":{"10":1,"9":2,"__proto__":{"x":[{"c":2,"d":1}],"y":1}},"b":1}',
    )
    const proto = JSON.parse('{"b":[{"__proto__":{"z":1}}],"a":1}')
    expect(canonicalJson(proto)).to.equal('{"a":1,"b":[{"__proto__":{"z":1}}]}')
    const even = { b: [{ d: 1, c: undefined, a: new Date(0) }], a: '"' }
    expect(canonicalJson(even)).to.equal('{"a":"\\"","b":[{"a":"1970-01-01T00:00:00.000Z","d":1}]}')
    expect([undefined, null, 'я', 0.5].map(canonicalJson)).to.deep.equal(['null', 'null', '"я"', '0.5'])
  })

  it('ids do not run together: ("a", "bc") is not ("ab", "c")', () => {
    expect(idFrom('a', 'bc')).not.to.equal(idFrom('ab', 'c'))
    expect(idFrom('a', 1)).not.to.equal(idFrom('a', '1'))
  })
})
