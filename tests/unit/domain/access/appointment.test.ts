import { expect } from 'chai'
import { covers, isInForce } from '#domain/access/appointment'

describe('an appointment', () => {
  it('is in force from its first to its last day, both of them, or until it is ended', () => {
    const year = { from: '2026-09-01', until: '2027-08-31' }
    for (const day of ['2026-09-01', '2027-08-31']) expect(isInForce(year, day), day).to.equal(true)
    for (const day of ['2026-08-31', '2027-09-01']) expect(isInForce(year, day), day).to.equal(false)
    expect(isInForce({ from: '2026-09-01' }, '2199-12-31')).to.equal(true)
  })

  it('covers its programmes, schools and learners, and nobody beyond', () => {
    const scope = { programmeIds: ['p'], organisations: ['маоу  сош №12'], learnerIds: ['l'] }
    const subject = { programmeId: 'p', organisation: 'МАОУ СОШ № 12', learnerId: 'l' }
    expect(covers(scope, subject)).to.equal(true)
    for (const other of [{ programmeId: 'q' }, { organisation: 'Лицей № 3' }, { learnerId: 'm' }])
      expect(covers(scope, { ...subject, ...other })).to.equal(false)
  })

  it('narrowed to a school or a learner covers nobody of whom these are not known; without a list, everybody', () => {
    expect(covers({ organisations: ['Лицей № 3'] }, { programmeId: 'p' })).to.equal(false)
    expect(covers({ learnerIds: ['l'] }, { programmeId: 'p' })).to.equal(false)
    expect(covers({}, { programmeId: 'p' })).to.equal(true)
    const district = { organisations: ['Северный район'] }
    const school = { programmeId: 'p', organisation: 'Школа № 1' }
    expect(covers(district, { ...school, municipality: 'северный район' })).to.equal(true)
    expect(covers(district, { ...school, municipality: 'южный район' })).to.equal(false)
  })
})
