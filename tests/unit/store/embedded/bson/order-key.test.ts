import { Decimal128, Long, MaxKey, MinKey, ObjectId } from 'bson'
import { expect } from 'chai'
import fc from 'fast-check'
import { compare, isEqual } from '#store/embedded/bson/compare'
import { afterPrefix, compoundKey, orderKey } from '#store/embedded/bson/order-key'

const order = (a: unknown, b: unknown): number => Buffer.compare(orderKey(a), orderKey(b))

describe('order keys', () => {
  it('order doubles as numbers', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }),
        fc.double({ noNaN: true }),
        (a, b) => order(a, b) === Math.sign(a - b) || a === b || !Number.isFinite(a - b),
      ),
    )
  })

  it('order 64-bit integers exactly, among doubles too', () => {
    const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    fc.assert(
      fc.property(long, long, (a, b) => {
        const expected = a < b ? -1 : a > b ? 1 : 0
        expect(order(Long.fromBigInt(a), Long.fromBigInt(b))).to.equal(expected)
        expect(order(Long.fromBigInt(a), Long.fromBigInt(a + (a < 0n ? 1n : -1n)))).to.equal(a < 0n ? -1 : 1)
      }),
    )
    expect(isEqual(Long.fromNumber(5), 5)).to.equal(true)
    expect(compare(Long.fromString('9007199254740993'), 9007199254740992)).to.equal(1)
  })

  it('order texts by their bytes in UTF-8', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (a, b) => order(a, b) === Buffer.compare(Buffer.from(a), Buffer.from(b)),
      ),
    )
  })

  it('order types as MongoDB does', () => {
    const values = [
      new MinKey(),
      null,
      Number.NaN,
      -1,
      0,
      '',
      'a',
      {},
      { a: 1 },
      [],
      [1],
      Buffer.from([1]),
      new ObjectId(),
      false,
      true,
      new Date(0),
      /a/,
      new MaxKey(),
    ]
    for (let i = 1; i < values.length; i++) expect(order(values[i - 1], values[i]), String(i)).to.equal(-1)
  })

  it('of several fields order by the first that differs, each in its direction', () => {
    const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.string({ maxLength: 2 }), fc.constant(null))
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 3, maxLength: 3 }),
        fc.array(value, { minLength: 3, maxLength: 3 }),
        (a, b) => {
          const directions = [1, -1, 1]
          const first = a.findIndex((each, i) => !isEqual(each, b[i]))
          const expected = first < 0 ? 0 : order(a[first], b[first]) * (directions[first] as number)
          return Buffer.compare(compoundKey(a, directions), compoundKey(b, directions)) === expected
        },
      ),
    )
  })

  it('end a prefix after everything that starts with it', () => {
    expect(afterPrefix(Buffer.from([1, 255]))).to.deep.equal(Buffer.from([2]))
  })

  it('tell documents by the order of their fields', () => {
    expect(isEqual({ x: 1, y: 2 }, { y: 2, x: 1 })).to.equal(false)
  })

  it('are refused to Decimal128, and the next key is sound', () => {
    expect(() => orderKey(['a', Decimal128.fromString('1')]))
      .to.throw()
      .with.property('code', 2)
    expect(orderKey('a')).to.deep.equal(Buffer.from([0x3c, 0x61, 0, 1]))
  })
})
