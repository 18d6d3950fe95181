import { expect } from 'chai'
import { type CatalogueFilter, type Chosen, catalogueModule, fits } from '#domain/routes/catalogue'
import { aModule, h } from '../support.ts'

describe('the catalogue of a programme', () => {
  const ids = (...all: string[]) => new Set(all)
  const chosen: Chosen = {
    counted: ids('done', 'photo'),
    pending: ids('sent', 'done'),
    planned: ids('next', 'sent'),
    missing: ids('next', 'rest'),
    isRepeatable: ({ kind }) => kind === 'photo-gallery',
  }
  const modules = [
    aModule('done', 'seminar', '8', { part: 'invariant' }),
    aModule('photo', 'photo-gallery', '12'),
    aModule('sent', 'seminar', '16'),
    aModule('next', 'seminar', '24', { part: 'invariant' }),
    aModule('rest', 'internship', '36', { part: 'invariant' }),
  ].map(module => catalogueModule(module, chosen))
  const anything = { kinds: [], part: null, hoursFrom: null, hoursTo: null, free: false, closes: false }
  const found = (filter: Partial<CatalogueFilter>) =>
    modules.filter(module => fits(module, { ...anything, ...filter })).map(({ id }) => id)

  it('says where a module stands: what counts first, then what waits, then what is planned', () => {
    expect(modules.map(({ stands }) => stands)).to.deep.equal([
      'counted',
      'counted',
      'pending',
      'planned',
      null,
    ])
  })

  it('is narrowed to what can still be chosen: nowhere yet, or once per piece', () => {
    expect(found({ free: true })).to.deep.equal(['photo', 'rest'])
  })

  it('is narrowed to the mandatory that lack, planned or not', () => {
    expect(found({ closes: true })).to.deep.equal(['next', 'rest'])
    expect(found({ closes: true, free: true })).to.deep.equal(['rest'])
  })

  it('is narrowed by kinds, part and hours, the bounds among them', () => {
    expect(found({})).to.have.length(5)
    expect(found({ kinds: ['photo-gallery', 'internship'] })).to.deep.equal(['photo', 'rest'])
    expect(found({ part: 'invariant', hoursFrom: h('8'), hoursTo: h('24') })).to.deep.equal(['done', 'next'])
  })
})
