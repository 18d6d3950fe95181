import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createPlatforms, type Platforms, type PlatformsDeps } from '#administration/platforms'
import { type Actor, operator } from '#domain/access/actor'
import { ConflictError } from '#domain/errors'
import { faultsOfRegistration } from '#lti/registration/registration'
import { bytesFrom } from '#src/adapters/bytes-from'
import type { PlatformRegistration } from '#store/ports/access'
import type { Invitation } from '#store/ports/launches'
import { metBy } from '#tests/support/met-by'
import { codeOf } from '#tests/support/thrown'

const HOME = 'https://lms.example|c|1'
/** Registered with deployment 1; 2 was let in later, 3 waits. */
const registered = (): PlatformRegistration => ({
  id: 'p1',
  name: 'LMS',
  issuer: 'https://lms.example',
  clientId: 'c',
  authUrl: 'https://lms.example/a',
  tokenUrl: 'https://lms.example/t',
  jwksUrl: 'https://lms.example/k',
  active: true,
  deployments: [
    { id: '1', approved: true, seenAt: '' },
    { id: '2', approved: true, seenAt: '' },
    { id: '3', approved: false, seenAt: '' },
  ],
  managers: [HOME],
  createdAt: '',
})
const administratorOf = (...scope: string[]): Actor => ({
  personId: 'a',
  name: 'А',
  roles: ['administrator'],
  scope,
})
const administrator = administratorOf(HOME)
const tenant = administratorOf('https://lms.example|c|2')
const stranger = administratorOf('https://other.example|c|1')

const NEW = {
  name: ' Другая ',
  issuer: 'https://new.example',
  clientId: 'n1',
  deployments: [''],
  authUrl: 'https://new.example/a',
  tokenUrl: 'https://new.example/t',
  jwksUrl: 'https://new.example/k',
}

type Rotation = Required<PlatformRegistration>['rotation']

function build() {
  const ended: string[][] = []
  const stored = [registered()]
  const invitations: Invitation[] = []
  const rotated: string[] = []
  const deps: PlatformsDeps = {
    platforms: {
      all: async () => stored,
      byId: async (id: string) => stored.find(one => one.id === id) ?? null,
      byIssuer: async (issuer: string) => stored.filter(one => one.issuer === issuer),
      create: async (one: PlatformRegistration) => {
        const isTaken = stored.some(
          ({ issuer, clientId }) => issuer === one.issuer && clientId === one.clientId,
        )
        if (isTaken) throw new ConflictError('registered already')
        stored.push(one)
      },
      setActive: async () => {},
      noteDeployment: async (_id: string, id: string) =>
        void stored[0]?.deployments.push({ id, approved: false, seenAt: '' }),
      approveDeployment: async (_id: string, id: string) => {
        for (const one of stored[0]?.deployments ?? []) if (one.id === id) one.approved = true
      },
      beginRotation: async (id: string, rotation: Rotation, since: string) => {
        const one = stored.find(each => each.id === id)
        if (!one || (one.rotation?.from === rotation.from && one.rotation.at >= since)) return false
        one.rotation = rotation
        return true
      },
    } as unknown as PlatformsDeps['platforms'],
    invitations: {
      open: async () => invitations,
      find: async id => invitations.find(one => one.codeHash === id) ?? null,
      revoke: async id => {
        const at = invitations.findIndex(one => one.codeHash === id)
        return invitations.splice(at, at < 0 ? 0 : 1).length === 1
      },
    },
    faultsOf: (input, rules) => faultsOfRegistration(input, { allowPrivateAddresses: false, ...rules }),
    prepare: async () => {},
    test: async () => [],
    keysOf: async () => [{ kid: rotated.length > 0 ? 'k2' : 'k1', state: 'current' }],
    rotateKeys: async ({ id }) => {
      rotated.push(id)
      return { current: 'k2', next: 'k3', retired: ['k1'] }
    },
    invite: async input => {
      const expiresAt = new Date('2026-11-29T00:00:00.000Z')
      invitations.push({ codeHash: `h${invitations.length}`, createdAt: '', expiresAt, ...input })
      return { url: 'https://tool.example/lti/register?invitation=x', expiresAt: expiresAt.toISOString() }
    },
    endSessions: async deployments => void ended.push(deployments),
    now: () => new Date('2026-11-22T00:00:00.000Z'),
    newId: () => `p${stored.length + 1}`,
    randomBytes,
    bytesFor: bytesFrom('k'.repeat(32)),
  }
  return { platforms: createPlatforms(deps), ended, stored, invitations, rotated }
}
const faultsOf = (work: Promise<unknown>): Promise<string[][]> =>
  work.then(
    () => [],
    ({ issues }) => issues.map(({ path, code }: Record<string, string>) => [path, code]),
  )

describe('platforms', () => {
  it('end the sessions that they began when they are switched off, none when they are switched on', async () => {
    const { platforms, ended } = build()
    await platforms.setActive(administrator, 'p1', true)
    expect(ended).to.deep.equal([])
    await platforms.setActive(administrator, 'p1', false)
    expect(ended).to.deep.equal([[HOME, 'https://lms.example|c|2']])
  })

  const changes: [fact: string, change: (platforms: Platforms, actor: Actor) => Promise<unknown>][] = [
    ['switched off', (platforms, actor) => platforms.setActive(actor, 'p1', false)],
    ['let others in', (platforms, actor) => platforms.approve(actor, 'p1', '3')],
    ['shown their keys', (platforms, actor) => platforms.keys(actor, 'p1')],
    ['rotated', (platforms, actor) => platforms.rotateKeys(actor, 'p1')],
  ]
  for (const [fact, change] of changes) {
    it(`are ${fact} by who registered them and by the operator, not by a tenant, and are unknown to strangers`, async () => {
      const { platforms, ended, rotated, stored } = build()
      expect(await codeOf(change(platforms, tenant))).to.equal('forbidden')
      expect(await codeOf(change(platforms, stranger))).to.equal('not_found')
      expect([ended, rotated, stored[0]?.deployments[2]?.approved]).to.deep.equal([[], [], false])
      expect(await codeOf(change(platforms, administrator))).to.equal('nothing thrown')
      expect(await codeOf(change(platforms, operator))).to.equal('nothing thrown')
    })
  }

  it('say whether the actor may change them', async () => {
    const { platforms } = build()
    const seen = async (actor: Actor) => (await platforms.list(actor)).map(one => one.canManage)
    expect([await seen(administrator), await seen(tenant), await seen(stranger)]).to.deep.equal([
      [true],
      [false],
      [],
    ])
  })

  it('let in a deployment that was seen; one that never was, only by the operator', async () => {
    const { platforms, stored } = build()
    expect(await codeOf(platforms.approve(administrator, 'p1', '9'))).to.equal('not_found')
    expect(stored[0]?.deployments).to.have.length(3)
    await platforms.approve(operator, 'p1', '9')
    expect(stored[0]?.deployments.at(-1)).to.include({ id: '9', approved: true })
  })

  it('rotate once, however often the same key is seen and pressed', async () => {
    const { platforms, rotated } = build()
    expect(await codeOf(platforms.rotateKeys(administrator, 'p1', 'k0'))).to.equal('conflict')
    const both = [administrator, operator].map(actor => platforms.rotateKeys(actor, 'p1', 'k1'))
    const met = await metBy(Promise.all(both))
    expect(met).to.include({ byName: administrator.name, action: 'rotated' })
    expect(rotated).to.deep.equal(['p1'])
    const late = await metBy(platforms.rotateKeys(operator, 'p1', 'k1'))
    expect(late?.differences).to.deep.equal([{ field: 'key', was: 'k1', now: 'k2' }])
  })

  describe('added by hand', () => {
    it('are managed by who added them, though nobody launched yet', async () => {
      const { platforms, stored } = build()
      await platforms.add(administrator, NEW)
      expect(stored.at(-1)).to.deep.include({ name: 'Другая', deployments: [], managers: [HOME] })
      expect((await platforms.list(administrator)).map(one => one.id)).to.deep.equal(['p1', 'p2'])
      expect(await platforms.list(stranger)).to.deep.equal([])
    })

    it('by the operator are managed from the deployments that were named', async () => {
      const { platforms, stored } = build()
      await platforms.add(operator, { ...NEW, deployments: ['7'] })
      expect(stored.at(-1)?.managers).to.deep.equal(['https://new.example|n1|7'])
    })

    it('never speak for people of an LMS that others connected', async () => {
      const { platforms, stored } = build()
      const fake = { ...NEW, issuer: 'https://lms.example', jwksUrl: 'https://lms.example/k' }
      expect(await faultsOf(platforms.add(stranger, fake))).to.deep.equal([['issuer', 'foreign-issuer']])
      expect(await faultsOf(platforms.add(administrator, fake))).to.deep.equal([])
      expect(stored).to.have.length(2)
    })

    it('bring keys of their own host, unless the operator adds them or their cloud has another', async () => {
      const { platforms } = build()
      const elsewhere = { ...NEW, jwksUrl: 'https://evil.example/k' }
      expect(await faultsOf(platforms.add(administrator, elsewhere))).to.deep.equal([
        ['jwksUrl', 'other-host'],
      ])
      expect(await faultsOf(platforms.add(operator, elsewhere))).to.deep.equal([])
      const canvas = {
        ...NEW,
        issuer: 'https://canvas.instructure.com',
        jwksUrl: 'https://sso.canvaslms.com/api/lti/security/jwks',
      }
      expect(await faultsOf(platforms.add(administrator, canvas))).to.deep.equal([])
      const like = { ...canvas, clientId: 'n2', jwksUrl: 'https://sso.canvaslms.com.evil.example/k' }
      expect(await faultsOf(platforms.add(administrator, like))).to.deep.equal([['jwksUrl', 'other-host']])
    })
  })

  it('are one when the form comes twice, and taken for who would register another by that name', async () => {
    const { platforms, stored } = build()
    const first = await platforms.add(operator, NEW)
    expect(await platforms.add(operator, NEW)).to.deep.equal(first)
    expect(await faultsOf(platforms.add(operator, { ...NEW, name: 'Третья' }))).to.deep.equal([
      ['clientId', 'taken'],
    ])
    expect(stored.filter(({ clientId }) => clientId === NEW.clientId)).to.have.length(1)
  })

  describe('invited', () => {
    it('are seen by who invites and by the operator; others neither see nor revoke', async () => {
      const { platforms, invitations } = build()
      await platforms.invite(administrator, { name: 'Лицей' })
      const [mine] = await platforms.invitations(administrator)
      expect(mine).to.include({ id: 'h0', name: 'Лицей', expiresAt: '2026-11-29T00:00:00.000Z' })
      expect(await platforms.invitations(stranger)).to.deep.equal([])
      expect(await codeOf(platforms.revokeInvitation(stranger, 'h0'))).to.equal('not_found')
      expect(await platforms.invitations(operator)).to.have.length(1)
      await platforms.revokeInvitation(administrator, 'h0')
      expect([invitations, await codeOf(platforms.revokeInvitation(administrator, 'h0'))]).to.deep.equal([
        [],
        'not_found',
      ])
    })

    it('name an issuer that is no known cloud only if the operator says so', async () => {
      const { platforms } = build()
      const invite = (actor: Actor, issuer: string) =>
        faultsOf(platforms.invite(actor, { name: 'X', issuer }))
      expect(await invite(administrator, 'https://victim.example')).to.deep.equal([['issuer', 'not-cloud']])
      expect(await invite(administrator, 'https://canvas.instructure.com')).to.deep.equal([])
      expect(await invite(operator, 'https://victim.example')).to.deep.equal([])
      expect(await invite(operator, 'no address')).to.deep.equal([['issuer', 'not-address']])
      expect(await faultsOf(platforms.invite(administrator, { name: ' ' }))).to.deep.equal([
        ['name', 'empty'],
      ])
    })

    it('by nobody but administrators', async () => {
      const { platforms } = build()
      const curator: Actor = { ...administrator, roles: ['curator'] }
      const works = [
        platforms.invite(curator, { name: 'X' }),
        platforms.invitations(curator),
        platforms.revokeInvitation(curator, 'h0'),
        platforms.add(curator, NEW),
        platforms.list(curator),
        platforms.read(curator, 'p1'),
      ]
      expect(new Set(await Promise.all(works.map(codeOf)))).to.deep.equal(new Set(['forbidden']))
    })
  })
})
