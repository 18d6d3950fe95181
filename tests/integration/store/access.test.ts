import { expect } from 'chai'
import { modelOf } from '#store/models'
import type { LaunchAttempt, PlatformRegistration, Session } from '#store/ports/access'
import { codeOf } from '#tests/support/thrown'
import { at } from './samples.ts'
import { unique, useStores } from './use-stores.ts'

const now = new Date('2026-11-22T09:00:00Z')
const soon = new Date(now.getTime() + 60_000)

describe('sessions store', () => {
  const store = useStores()
  const sessions = () => store().stores.sessions
  const made = async (changes: Partial<Session> = {}): Promise<Session> => {
    const session: Session = {
      tokenHash: unique('hash'),
      personId: 'p1',
      name: 'Иванова А. П.',
      roles: ['curator'],
      deployment: 'https://lms.example|client|1',
      context: { id: '7', title: 'Курс' },
      language: 'ru',
      platformOrigin: 'https://lms.example',
      createdAt: at,
      expiresAt: soon,
      ...changes,
    }
    await sessions().create(session)
    return session
  }

  it('finds a session until the instant at which it expires', async () => {
    const session = await made()
    expect(await sessions().find(session.tokenHash, now)).to.deep.equal(session)
    expect(await sessions().find(session.tokenHash, soon)).to.equal(null)
    expect(await sessions().find('unknown', now)).to.equal(null)
  })

  it('changes what was chosen meanwhile, and ends', async () => {
    const session = await made()
    const { tokenHash } = session
    const asked = { path: '/queue/reject', fields: { entry: ['e1', 'e2'], usual: '' } }
    const chosen = { language: 'en', keysOff: true, leftOut: ['e1'], asked } as const
    await sessions().change(tokenHash, { language: 'en', leftOut: ['e1'], asked })
    await sessions().change(tokenHash, { keysOff: true })
    expect(await sessions().find(tokenHash, now)).to.deep.equal({ ...session, ...chosen })
    await sessions().end(tokenHash)
    expect(await sessions().find(tokenHash, now)).to.equal(null)
  })

  it('ends all sessions of a deployment, and no other', async () => {
    const deployment = unique('https://lms.example|client')
    const [ours, theirs] = [await made({ deployment }), await made()]
    await sessions().endOf([deployment])
    expect(await sessions().find(ours.tokenHash, now)).to.equal(null)
    expect(await sessions().find(theirs.tokenHash, now)).not.to.equal(null)
  })

  it('leaves removing to the server: expiry is indexed', async () => {
    // a session that is over stays for a day: a form sent too late still has its person
    for (const [name, expireAfterSeconds] of [
      ['Session', 86_400],
      ['LaunchAttempt', 0],
    ] as const) {
      const indexes = await modelOf(store().connection, name).collection.indexes()
      expect(indexes.find(index => index.name === 'expiry')).to.include({ expireAfterSeconds })
    }
  })
})

describe('launch attempts store', () => {
  const store = useStores()
  const attempts = () => store().stores.launchAttempts
  const made = async (): Promise<LaunchAttempt> => {
    const attempt: LaunchAttempt = {
      stateHash: unique('state'),
      nonceHash: 'nonce',
      browserHash: 'browser',
      issuer: 'https://lms.example',
      clientId: 'client',
      targetLinkUri: 'https://tool.example/',
      createdAt: at,
      expiresAt: soon,
    }
    await attempts().create(attempt)
    return attempt
  }

  it('lets one of twenty spend a state', async () => {
    const attempt = await made()
    const spent = await Promise.all(
      Array.from({ length: 20 }, () => attempts().consume(attempt.stateHash, now)),
    )
    expect(spent.filter(each => each !== null)).to.deep.equal([{ ...attempt, usedAt: now.toISOString() }])
    expect((await attempts().find(attempt.stateHash))?.usedAt).to.equal(now.toISOString())
  })

  it('spends nothing that is expired or unknown', async () => {
    const { stateHash } = await made()
    expect(await attempts().consume(stateHash, soon)).to.equal(null)
    expect(await attempts().consume('unknown', now)).to.equal(null)
  })
})

describe('platforms store', () => {
  const store = useStores()
  const platforms = () => store().stores.platforms
  const made = async (issuer = unique('https://lms.example/')): Promise<PlatformRegistration> => {
    const platform: PlatformRegistration = {
      id: unique('platform'),
      name: 'Moodle',
      issuer,
      clientId: unique('client'),
      authUrl: 'https://lms.example/auth',
      tokenUrl: 'https://lms.example/token',
      jwksUrl: 'https://lms.example/jwks',
      active: false,
      deployments: [],
      createdAt: at,
    }
    await platforms().create(platform)
    return platform
  }

  it('registers an issuer and client id once', async () => {
    const platform = await made()
    expect(await codeOf(platforms().create({ ...platform, id: unique('platform') }))).to.equal('conflict')
    expect(await platforms().find(platform.issuer, platform.clientId)).to.deep.equal(platform)
    expect(await platforms().find(platform.issuer, 'other')).to.equal(null)
    expect(await platforms().byId(platform.id)).to.deep.equal(platform)
    const second = await made(platform.issuer)
    expect((await platforms().byIssuer(platform.issuer)).map(each => each.id)).to.have.members([
      platform.id,
      second.id,
    ])
    expect(await platforms().all()).to.deep.include(platform)
  })

  it('lets one person at a time take a key out of use, and again what was broken off', async () => {
    const { id } = await made()
    const by = (name: string, at: string) => ({ from: 'k1', by: name, byName: name, at })
    const asked = ['a', 'b', 'c'].map(name => platforms().beginRotation(id, by(name, at), at))
    const isFirst = await Promise.all(asked)
    expect(isFirst.filter(Boolean)).to.have.length(1)
    const later = '2027-11-23T03:00:00.000Z'
    expect(await platforms().beginRotation(id, by('d', later), later)).to.equal(true)
    expect((await platforms().byId(id))?.rotation).to.deep.equal(by('d', later))
  })

  it('notes a deployment once, unapproved, and approves that one', async () => {
    const { id } = await made()
    await Promise.all(Array.from({ length: 5 }, () => platforms().noteDeployment(id, '1', at)))
    await platforms().noteDeployment(id, '2', at)
    await platforms().approveDeployment(id, '2')
    await platforms().setActive(id, true)
    const platform = await platforms().byId(id)
    expect(platform?.active).to.equal(true)
    expect(platform?.deployments).to.deep.equal([
      { id: '1', approved: false, seenAt: at },
      { id: '2', approved: true, seenAt: at },
    ])
  })
})
