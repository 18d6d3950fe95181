import { expect } from 'chai'
import fc from 'fast-check'
import { nestQuotes } from '#domain/texts/quotes'

describe('quotation marks inside quotation marks', () => {
  it('take the inner form', () => {
    expect(nestQuotes('Не хватает «Семинар «Урок «Я»»», 8 ч')).to.equal(
      'Не хватает «Семинар „Урок „Я““», 8 ч',
    )
    expect(nestQuotes('«Один», «Другой»')).to.equal('«Один», «Другой»')
  })

  it('stay as they are when they do not pair', () => {
    for (const text of ['«Семинар', 'Семинар»', '»«', '«а «б»']) expect(nestQuotes(text)).to.equal(text)
  })

  it('are settled after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('«', '»', 'а', ' ') }), text => {
        expect(nestQuotes(nestQuotes(text))).to.equal(nestQuotes(text))
      }),
    )
  })
})
