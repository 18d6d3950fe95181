import { expect } from 'chai'
import { createPlatforms, type PlatformsDeps } from '#administration/platforms'
import type { Actor } from '#domain/actor'
import type { PlatformRegistration } from '#store/ports/access'

const platform: PlatformRegistration = {
  id: 'p1',
  name: 'LMS',
  issuer: 'https://lms.example',
  clientId: 'c',
  authUrl: 'https://lms.example/a',
  tokenUrl: 'https://lms.example/t',
  jwksUrl: 'https://lms.example/k',
  active: true,
  deployments: [{ id: '1', approved: true, seenAt: '' }],
  createdAt: '',
}
const administrator: Actor = {
  personId: 'a',
  name: 'А',
  roles: ['administrator'],
  scope: ['https://lms.example|c|1'],
}

function build() {
  const ended: string[][] = []
  const deps: Partial<PlatformsDeps> = {
    platforms: {
      byId: async (id: string) => (id === platform.id ? platform : null),
      setActive: async () => {},
    } as unknown as PlatformsDeps['platforms'],
    endSessions: async deployments => void ended.push(deployments),
  }
  return { platforms: createPlatforms(deps as PlatformsDeps), ended }
}

describe('platforms', () => {
  it('ends the sessions that a platform began when it is switched off, and none when it is switched on', async () => {
    const { platforms, ended } = build()
    await platforms.setActive(administrator, 'p1', true)
    expect(ended).to.deep.equal([])
    await platforms.setActive(administrator, 'p1', false)
    expect(ended).to.deep.equal([['https://lms.example|c|1']])
  })

  it('is not switched off by the administrator of another LMS', async () => {
    const { platforms, ended } = build()
    const stranger: Actor = { ...administrator, scope: ['https://other.example|c|1'] }
    const code = await platforms.setActive(stranger, 'p1', false).catch(error => error.code)
    expect([code, ended]).to.deep.equal(['not_found', []])
  })
})
