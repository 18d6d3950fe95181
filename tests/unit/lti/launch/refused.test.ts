import { expect } from 'chai'
import { CLAIM } from '#lti/launch/claims'
import { codeOf } from '#tests/support/thrown'
import { createBench } from '../support/bench.ts'
import { platformKey } from '../support/platform.ts'
import { at, having, REFUSED, stranger } from './refused-rows.ts'

describe('a launch that must be refused', () => {
  for (const [row, fact, options, code] of REFUSED) {
    it(`${row}: refuses ${fact}`, async () => {
      const bench = createBench()
      expect(await codeOf(bench.launch(options))).to.equal(code)
      const noted = code === 'lti_deployment_unknown' ? ['noteDeployment 99'] : []
      expect(bench.writes).to.deep.equal(['create', ...noted])
    })
  }

  it('H7, H8: refuses the same state and nonce a second time, before and after the token expired', async () => {
    const bench = createBench()
    const login = await bench.begin()
    await bench.end(login)
    expect(await codeOf(bench.end(login))).to.equal('lti_state_used')
    expect(await codeOf(bench.end(login, { later: 500 }))).to.equal('lti_state_used')
    expect(bench.writes).to.deep.equal(['create', 'consume'])
  })

  it('H7: refuses a spent nonce under a new state', async () => {
    const bench = createBench()
    const spent = await bench.begin()
    await bench.end(spent)
    const fresh = await bench.begin()
    expect(await codeOf(bench.end({ ...fresh, nonce: spent.nonce }))).to.equal('lti_nonce_mismatch')
    expect(bench.writes).to.deep.equal(['create', 'consume', 'create'])
  })

  it('H8: lets one of two identical launches at once win', async () => {
    const bench = createBench()
    const login = await bench.begin()
    const both = await Promise.allSettled([bench.end(login), bench.end(login)])
    expect(both.map(one => one.status).sort()).to.deep.equal(['fulfilled', 'rejected'])
    expect(bench.writes).to.deep.equal(['create', 'consume'])
  })

  it('H9: refuses the secret of another browser under the name of this login', async () => {
    const bench = createBench()
    const [mine, theirs] = [await bench.begin(), await bench.begin()]
    const cookies = `${mine.cookies.split('=')[0]}=${theirs.cookies.split('=')[1]}`
    expect(await codeOf(bench.end(mine, { cookies }))).to.equal('lti_browser_mismatch')
    expect(bench.writes).to.deep.equal(['create', 'create'])
  })

  it('H20: refuses a platform that was switched off after the login', async () => {
    const bench = createBench()
    const login = await bench.begin()
    Object.assign(bench.registrations[0] ?? {}, { active: false })
    expect(await codeOf(bench.end(login))).to.equal('lti_platform_inactive')
    expect(bench.writes).to.deep.equal(['create'])
  })

  it('refuses a launch eleven minutes after its login', async () => {
    const bench = createBench()
    const change = { iat: at + 660, exp: at + 720 }
    expect(await codeOf(bench.launch({ later: 660, change }))).to.equal('lti_state_expired')
  })

  it('refuses a token that expired more than a minute ago, and says how long', async () => {
    const bench = createBench()
    const error = await bench.launch({ later: 120 }).catch(caught => caught)
    expect(error).to.include({ code: 'lti_token_expired' })
    expect(error.facts).to.deep.equal({ seconds: 60 })
  })

  it('H14: refuses a published key that is meant for encryption', async () => {
    const bench = createBench([{ ...platformKey.jwk, use: 'enc' }])
    expect(await codeOf(bench.launch())).to.equal('lti_key_unusable')
    expect(bench.writes).to.deep.equal(['create'])
  })

  it('notes an unknown deployment once', async () => {
    const bench = createBench()
    await codeOf(bench.launch(having(CLAIM.deploymentId, '99')))
    await codeOf(bench.launch(having(CLAIM.deploymentId, '99')))
    expect(bench.writes).to.deep.equal(['create', 'noteDeployment 99', 'create'])
  })

  it('leaves the attempt to its owner when somebody sends garbage with the state', async () => {
    const bench = createBench()
    const login = await bench.begin()
    await codeOf(bench.end(login, { token: 'abc' }))
    await codeOf(bench.end(login, { key: stranger }))
    await bench.end(login)
    expect(bench.writes).to.deep.equal(['create', 'consume'])
  })
})
