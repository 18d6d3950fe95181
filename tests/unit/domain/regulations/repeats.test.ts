import { expect } from 'chai'
import { repeatedNames } from '#domain/regulations/repeats'

const twice = [{ id: 'a' }, { id: 'b' }, { id: 'a' }]
const placesOf = (raw: unknown) => repeatedNames(raw).map(({ at }) => at.join('.'))

describe('a name that stands twice in a regulation', () => {
  for (const section of [
    'enrolment.documents',
    'selfEducation.papers',
    'papers.documents',
    'interview.levels',
  ])
    it(`is found in ${section}`, () => {
      const [outer = '', inner = ''] = section.split('.')
      expect(placesOf({ [outer]: { [inner]: twice } })).to.deep.equal([`${section}.2.id`])
    })

  it('is found in lists of the file itself, by what names their rows', () => {
    expect(placesOf({ controls: twice, indicators: twice, forms: twice })).to.have.members([
      'controls.2.id',
      'indicators.2.id',
      'forms.2.id',
    ])
    expect(placesOf({ roles: [{ role: 'head' }, { role: 'head' }] })).to.deep.equal(['roles.1.role'])
  })

  it('is found in each printed form, and in the texts of each of its rows', () => {
    const form = { id: 'route', columns: twice, rows: [{ id: 'x' }, { id: 'y', texts: twice }] }
    expect(placesOf({ forms: [{ id: 'book', columns: [{ id: 'a' }] }, form] })).to.deep.equal([
      'forms.1.columns.2.id',
      'forms.1.rows.1.texts.2.id',
    ])
  })

  it('is no fault where it stands in two lists, or where nothing is a list', () => {
    expect(placesOf({ controls: [{ id: 'a' }], forms: [{ id: 'a' }], roles: 'none' })).to.deep.equal([])
  })
})
