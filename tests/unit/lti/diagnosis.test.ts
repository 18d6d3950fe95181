import { expect } from 'chai'
import { readDiagnosis } from '#lti/diagnosis'
import { createLaunchRecorder } from '#lti/events/recorder'
import type { LaunchEvent } from '#lti/ports'
import { NOW, PUBLIC_URL, registration } from './support/platform.ts'

describe('diagnosis of launches', () => {
  function setUp() {
    const written: LaunchEvent[][] = []
    let count = 0
    const recorder = createLaunchRecorder({
      events: { add: async events => void written.push(events) },
      now: () => NOW,
      newId: () => String(count++),
      log: { warn: () => {} },
      everyMs: 3_600_000,
    })
    const deps = {
      events: { recent: async () => written.flat().toReversed() },
      platforms: [registration()],
      publicUrl: PUBLIC_URL,
    }
    return { recorder, written, deps }
  }
  const launched = { registrationId: 'p1', rung: 'cookie', messageType: 'LtiResourceLinkRequest' }

  it('writes many launches together', async () => {
    const { recorder, written } = setUp()
    recorder.launched(launched)
    recorder.refused({ errorId: 'e1', code: 'lti_state_used', facts: {} })
    expect(written).to.deep.equal([])
    await recorder.flush()
    await recorder.flush()
    expect(written.map(events => events.length)).to.deep.equal([2])
  })

  it('keeps a flood of refusals short, and launches beside it', async () => {
    const { recorder, written } = setUp()
    for (let i = 0; i < 5_000; i++) recorder.refused({ errorId: 'e', code: 'lti_state_unknown', facts: {} })
    recorder.launched(launched)
    await recorder.flush()
    expect(written.flat().filter(event => event.kind === 'refused')).to.have.length(50)
    expect(written.flat().filter(event => event.kind === 'launched')).to.have.length(1)
  })

  it('says how often each rung was used and which came last', async () => {
    const { recorder, deps } = setUp()
    for (const rung of ['cookie', 'storage', 'storage']) recorder.launched({ ...launched, rung })
    await recorder.flush()
    const { platforms, addresses } = await readDiagnosis(deps, 'en')
    expect(platforms[0]).to.include({ launches: 3, lastRung: 'storage', name: 'ИРО' })
    expect(platforms[0]?.rungs.map(({ rung, count }) => [rung, count])).to.have.deep.members([
      ['cookie', 1],
      ['storage', 2],
    ])
    expect(addresses.login).to.equal(`${PUBLIC_URL}/lti/login`)
  })

  it('finds a failure by its id, in the language of the reader, and none of other platforms', async () => {
    const { recorder, deps } = setUp()
    recorder.refused({
      errorId: 'e1',
      code: 'lti_token_expired',
      registrationId: 'p1',
      facts: { seconds: 90 },
    })
    recorder.refused({ errorId: 'e2', code: 'lti_token_expired', registrationId: 'foreign', facts: {} })
    recorder.refused({ errorId: 'e3', code: 'lti_platform_unknown', facts: { issuer: 'https://x.example' } })
    await recorder.flush()
    const ru = await readDiagnosis(deps, 'ru')
    expect(ru.failures.map(one => one.errorId)).to.deep.equal(['e3', 'e1'])
    expect(ru.failures[1]).to.include({ platform: 'ИРО', code: 'lti_token_expired' })
    expect(ru.failures[1]?.cause).to.include('истёк 90 с')
    expect((await readDiagnosis(deps, 'en')).failures[0]?.cause).to.include('https://x.example')
  })
})
