import { expect } from 'chai'
import { claimKinds } from '#domain/entries/claim-kinds'
import { lineOfClaim } from '#domain/entries/paper-claim'
import { MODULE_KINDS } from '#domain/kinds'
import { regulationNamed, tspu } from '../support.ts'

const none = { modules: [] }
const kindsOf = (...asked: Parameters<typeof claimKinds>) => claimKinds(...asked).map(({ kind }) => kind)

describe('the kinds that a paper proof may name', () => {
  it('are those of the tariff, each with the hours that a claim of it is then credited', () => {
    for (const { kind, hours } of claimKinds(tspu, none)) {
      const claim = { kind, title: 'x', date: '2026-02-12', documentKind: 'справка', documentNumber: '1' }
      const context = { ...none, provider: 'ТГПУ', regulation: tspu }
      const line = lineOfClaim(claim, { ...context, enrolledOn: '2025-09-01', today: '2026-11-22' })
      expect(line).to.deep.include({ kind, hours })
    }
    expect(kindsOf(tspu, none)).to.deep.equal(tspu.tariff.map(({ kind }) => kind))
  })

  it('are followed by what else the programme has, without hours', () => {
    const found = claimKinds(tspu, { modules: [{ kind: 'course' }, { kind: 'seminar' }] })
    expect(found.at(-1)).to.deep.equal({ kind: 'course', hours: null })
    expect(found.filter(({ kind }) => kind === 'seminar')).to.have.length(1)
  })

  it('are those that the text asks for where it has no tariff', () => {
    const kinds = kindsOf(regulationNamed('tyumen'), none)
    expect(kinds).to.include.members(['self-education', 'course', 'internship', 'seminar'])
    expect(new Set(kinds).size).to.equal(kinds.length)
  })

  it('are all where neither the text nor the programme names any', () => {
    expect(kindsOf(regulationNamed('omsk'), none)).to.deep.equal([...MODULE_KINDS])
  })
})
