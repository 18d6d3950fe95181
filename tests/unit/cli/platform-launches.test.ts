import { expect } from 'chai'
import { readDiagnosis } from '#lti/diagnosis'
import type { LaunchEvent } from '#lti/ports'
import { launchFindings } from '#src/cli/platform-launches'
import { NOW, PUBLIC_URL, registration } from '../lti/support/platform.ts'

const event = (change: Partial<LaunchEvent>): LaunchEvent => ({
  id: '1',
  at: NOW,
  kind: 'launched',
  platformId: 'p1',
  ...change,
})
const findings = async (...events: LaunchEvent[]) =>
  launchFindings(
    await readDiagnosis(
      { events: { recent: async () => events }, platforms: [registration()], publicUrl: PUBLIC_URL },
      'en',
    ),
  )

describe('launches in the test of a platform', () => {
  it('are told by the proof that they used, refusals by their error id and remedy', async () => {
    const refused = { kind: 'refused' as const, errorId: 'a1b2', code: 'lti_state_used', facts: '{}' }
    const found = await findings(event({ rung: 'cookie' }), event({ rung: 'storage' }), event(refused))
    expect(found.map(({ level, code, seen }) => [level, code, seen])).to.deep.equal([
      ['ok', 'launches', NOW.toISOString()],
      ['warning', 'lti_state_used', 'a1b2'],
    ])
    expect(found[0]?.message).to.include('by cookie: 1').and.include('storage: 1')
    expect(found[1]?.remedy).to.be.a('string').and.not.equal('')
  })

  it('are a reason to look when there were none', async () => {
    expect((await findings())[0]).to.include({ level: 'warning', code: 'launches' })
  })
})
