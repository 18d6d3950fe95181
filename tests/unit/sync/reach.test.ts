import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import type { PlatformRegistration } from '#store/ports/access'
import type { Connection } from '#store/ports/connections'
import { reachesConnection } from '#sync/reach'

const actor = (roles: Actor['roles'], scope: Actor['scope'] = ['https://lms.example|c|1']): Actor => ({
  personId: 'p',
  name: 'П',
  roles,
  scope,
})

const connection: Connection = {
  id: 'c',
  name: 'c',
  title: 'C',
  type: 'moodle',
  settings: {},
  sealedSecrets: '',
  platformIssuer: 'https://lms.example',
  deployments: [],
  createdAt: '',
}

describe('reach of an administrator', () => {
  const registered = (clientId: string, ...ids: string[]): PlatformRegistration => ({
    id: clientId,
    name: 'LMS',
    issuer: 'https://lms.example',
    clientId,
    authUrl: '',
    tokenUrl: '',
    jwksUrl: '',
    active: true,
    deployments: ids.map(id => ({ id, approved: !id.startsWith('waiting'), seenAt: '' })),
    createdAt: '',
  })
  const own = actor(['administrator'])

  it('has the connection of the LMS that the launch came from', () => {
    expect(reachesConnection(own, connection, [registered('c', '1', 'waiting-2')])).to.equal(true)
    const other = actor(['administrator'], ['https://other.example|c|1'])
    expect(reachesConnection(other, connection, [registered('c', '1')])).to.equal(false)
  })

  it('takes no stranger of the same cloud for an administrator of this LMS', () => {
    expect(reachesConnection(own, connection, [registered('c', '1'), registered('d', '1')])).to.equal(false)
    expect(reachesConnection(own, connection, [registered('c', '1', '2')])).to.equal(false)
    const listed = { ...connection, deployments: ['https://lms.example|c|1'] }
    expect(reachesConnection(own, listed, [registered('c', '1', '2')])).to.equal(true)
  })

  it('takes no issuer for another that begins alike', () => {
    const scope = ['https://lms.example.evil.org|c|1']
    expect(reachesConnection(actor(['administrator'], scope), connection, [registered('c', '1')])).to.equal(
      false,
    )
  })
})
