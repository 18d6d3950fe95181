import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { reachesDeployments } from '#domain/access/reach'
import { demandAdministrator, demandOperator } from '#domain/access/rights'
import { ForbiddenError } from '#domain/errors'

const HERE = 'https://lms.example|c|1'
const actor = (roles: Actor['roles'], scope: Actor['scope'] = [HERE]): Actor => ({
  personId: 'p',
  name: 'П',
  roles,
  scope,
})

describe('rights that families of use cases share', () => {
  for (const role of ['learner', 'curator', 'issuer'] as const) {
    it(`refuse a ${role} what an administrator does`, () => {
      expect(() => demandAdministrator(actor([role]))).to.throw(ForbiddenError)
    })
  }

  it('let an administrator through', () => {
    expect(() => demandAdministrator(actor(['learner', 'administrator']))).not.to.throw()
  })

  it('take for the operator who administers everything, and nobody else', () => {
    expect(() => demandOperator(actor(['administrator'], 'all'))).not.to.throw()
    expect(() => demandOperator(actor(['administrator']))).to.throw(ForbiddenError)
    expect(() => demandOperator(actor(['curator'], 'all'))).to.throw(ForbiddenError)
  })

  it('reach what a deployment of the scope lists, and nothing else', () => {
    expect(reachesDeployments(actor(['administrator']), [HERE])).to.equal(true)
    expect(reachesDeployments(actor(['administrator']), ['https://lms.example|c|2'])).to.equal(false)
    expect(reachesDeployments(actor(['administrator'], 'all'), [])).to.equal(true)
  })
})
