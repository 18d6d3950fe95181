import { expect } from 'chai'
import fc from 'fast-check'
import {
  CODE_ALPHABET,
  formatRegistrationNumber,
  formatVerificationCode,
  parseVerificationCode,
  verificationCode,
} from '#domain/certificates/certificate-number'
import { InvalidInputError } from '#domain/errors'
import { formatSnils, isSnils } from '#domain/snils'

describe('registration numbers', () => {
  it('pad the running number, so that they sort as text', () => {
    expect(formatRegistrationNumber({ year: 2026, seq: 101 })).to.equal('ПК-2026-000101')
    expect(formatRegistrationNumber({ prefix: 'СО', year: 2026, seq: 1234567 })).to.equal('СО-2026-1234567')
  })

  it('refuse numbers that no register has', () => {
    for (const seq of [0, -1, 1.5, Number.NaN]) {
      expect(() => formatRegistrationNumber({ year: 2026, seq })).to.throw(InvalidInputError)
    }
  })
})

describe('verification codes', () => {
  it('have 12 signs, none of which a person mistakes for another', () => {
    expect(CODE_ALPHABET).to.have.length(32)
    for (const sign of 'O0I1') expect(CODE_ALPHABET).not.to.contain(sign)
    const code = verificationCode(Uint8Array.from({ length: 16 }, (_, index) => index * 16 + 1))
    expect(code).to.have.length(12)
    expect(() => verificationCode(new Uint8Array(11))).to.throw(InvalidInputError)
  })

  it('come back from paper, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), bytes => {
        const code = verificationCode(bytes)
        expect(parseVerificationCode(formatVerificationCode(code))).to.equal(code)
        expect(
          parseVerificationCode(` ${formatVerificationCode(code).toLowerCase().replaceAll('-', ' – ')} `),
        ).to.equal(code)
      }),
    )
  })

  it('forgive Cyrillic twins', () => {
    expect(parseVerificationCode('АВЕК-МНРС-ТУХЗ')).to.equal('ABEKMHPCTYX3')
    expect(parseVerificationCode('авек мнрс тухз')).to.equal('ABEKMHPCTYX3')
  })

  it('are refused with a sign too many, too few or unknown', () => {
    for (const text of [
      '',
      'ABEK-MHPC-TYX',
      'ABEK-MHPC-TYX33',
      'ABEK-MHPC-TYXO',
      'ABEK-MHPC-TYX1',
      '<script>',
    ]) {
      expect(parseVerificationCode(text), text).to.equal(undefined)
    }
  })
})

describe('isSnils', () => {
  for (const good of [
    '112-233-445 95',
    '11223344595',
    '112 233 445 95',
    '001-001-998 00',
    '087-654-303 00',
  ]) {
    it(`accepts ${good}`, () => {
      expect(isSnils(good)).to.equal(true)
    })
  }

  for (const bad of ['112-233-445 96', '1122334459', '112233445955', '000-000-000 00', 'СНИЛС', '']) {
    it(`refuses ${JSON.stringify(bad)}`, () => {
      expect(isSnils(bad)).to.equal(false)
    })
  }

  it('prints bare digits as on the card', () => {
    expect(formatSnils('11223344595')).to.equal('112-233-445 95')
  })
})
