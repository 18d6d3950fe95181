import { expect } from 'chai'
import { withColumnNames } from '#administration/column-names'

describe('what a person says of single headers', () => {
  it('stands over what was said of the same header before, and leaves the rest of the description alone', () => {
    const before = { encoding: 'utf-8', headers: [{ header: 'Часики', field: 'hours' }] }
    const names = [
      { header: 'Часики', field: null },
      { header: 'Ф.И.О. $', field: 'fullName' },
    ]
    expect(withColumnNames(before, names)).to.deep.equal({ encoding: 'utf-8', headers: names })
  })

  it('begins a description where there is none, or none that can be read', () => {
    const names = [{ header: 'Часики', field: 'hours' }]
    for (const mapping of [undefined, null, 'columns', { headers: 'Часики' }])
      expect(withColumnNames(mapping, names).headers).to.deep.equal(names)
  })
})
