import { expect } from 'chai'
import { openSite } from '../support/fakes.ts'

const platform = {
  ...{
    id: '1',
    name: 'A',
    issuer: 'https://lms.example',
    clientId: 'c',
    authUrl: 'https://lms.example/auth',
  },
  ...{ tokenUrl: '', jwksUrl: '', active: true, deployments: [], createdAt: '' },
}

describe('headers of every answer', () => {
  it('come although the store is away, with the platforms that were known last', async () => {
    let now = new Date('2026-11-22T03:00:00.000Z')
    let isAway = false
    const all = async () => {
      if (isAway) throw new TypeError('no server')
      return [platform]
    }
    const site = await openSite({ platforms: { all }, now: () => now })
    const ask = async () => {
      const { status, headers } = await site.get('/health/live')
      return [status, /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1]]
    }
    expect(await ask()).to.deep.equal([200, "'self' https://lms.example"])
    isAway = true
    now = new Date(now.getTime() + 60_000)
    expect([await ask(), await ask()]).to.deep.equal([
      [200, "'self' https://lms.example"],
      [200, "'self' https://lms.example"],
    ])
    await site.close()
  })

  it('come at once when the store was never there', async () => {
    const all = () => Promise.reject(new TypeError('no server'))
    const site = await openSite({ platforms: { all } })
    const { status, headers } = await site.get('/health/live')
    await site.close()
    expect([status, headers.get('content-security-policy')]).to.satisfy(
      ([live, policy]: [number, string]) => live === 200 && policy.endsWith("frame-ancestors 'self'"),
    )
  })
})
