import { expect } from 'chai'
import { listDays } from '#domain/reports/list-days'
import { regulationNamed } from '../support.ts'

const list = regulationNamed('tyumen').yearlyList
if (!list) throw new TypeError('no list')
const told = (today: string) => listDays(list, today).map(({ id, on }) => `${id} ${on}`)

describe('the days of the list of the year', () => {
  it('T4: are told two months ahead, up to the day itself, the sooner first', () => {
    expect(told('2026-09-15')).to.deep.equal([])
    expect(told('2026-09-16')).to.deep.equal(['proposals 2026-11-15'])
    expect(told('2026-11-15')).to.deep.equal(['proposals 2026-11-15', 'published 2026-12-01'])
    expect(told('2026-11-16')).to.deep.equal(['published 2026-12-01'])
    expect(told('2026-12-02')).to.deep.equal([])
  })

  it('T4: of January are told in the year before, and a list without days tells none', () => {
    const early = { ...list, proposalsBy: '01-15' }
    expect(listDays(early, '2026-12-02')).to.deep.equal([
      { id: 'proposals', on: '2027-01-15', clause: list.clause },
    ])
    const { proposalsBy: _, publishedBy: __, ...bare } = list
    expect(listDays(bare, '2026-11-01')).to.deep.equal([])
  })
})
