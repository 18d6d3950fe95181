import { expect } from 'chai'
import { draftOfForm, readDraft } from '#http/proof-draft'

describe('the form of a paper proof', () => {
  it('takes a date as people write it where the browser has no field for dates', () => {
    const dateOf = (date: string) => draftOfForm(readDraft({ module: 'm1', date })).claim.date
    expect(['12.02.2026', '1.2.2026', '2026-02-12'].map(dateOf)).to.deep.equal([
      '2026-02-12',
      '2026-02-01',
      '2026-02-12',
    ])
    expect(dateOf('12/02/26')).to.equal('12/02/26')
  })
})
