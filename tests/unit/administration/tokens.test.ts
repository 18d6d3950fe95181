import { expect } from 'chai'
import jwt from 'jsonwebtoken'
import { createTokens, type NewToken, type Tokens } from '#administration/tokens'
import type { Actor } from '#domain/access/actor'
import { bytesFrom } from '#src/adapters/bytes-from'
import type { ApiToken, TokenStore } from '#store/ports/tokens'
import { codeOf } from '#tests/support/thrown'

const HERE = 'https://lms.example|c|1'
const START = Date.parse('2026-11-22T09:00:00Z')
const DAY = 86_400_000
const KEY = new Uint8Array(32).fill(1)

function memoryTokens(): TokenStore & { all: Map<string, ApiToken>; uses: string[] } {
  const all = new Map<string, ApiToken>()
  const uses: string[] = []
  const change = (id: string, with_: Partial<ApiToken>) => {
    const token = all.get(id)
    if (token) all.set(id, { ...token, ...with_ })
  }
  return {
    all,
    uses,
    create: async token => !all.has(token.id) && all.set(token.id, token).size > 0,
    byId: async id => all.get(id) ?? null,
    list: async ({ personIds }) =>
      [...all.values()].filter(token => personIds?.includes(token.personId) ?? true),
    revoke: async (id, revokedAt, revokedBy) => {
      change(id, { revokedAt, revokedBy })
      return true
    },
    endAt: async (id, expiresAt) => change(id, { expiresAt }),
    noteUse: async (id, lastUsedAt) => {
      uses.push(lastUsedAt)
      change(id, { lastUsedAt })
    },
  }
}

const actor = (changes: Partial<Actor> = {}): Actor => ({
  ...{ personId: 'p-1', name: 'Орлова М. И.', roles: ['administrator', 'issuer'], scope: [HERE] },
  ...changes,
})
const wanted: NewToken = { name: 'Кадры', scopes: ['certificates:issue', 'register:read'], days: 30 }

describe('tokens of the API', () => {
  let store: ReturnType<typeof memoryTokens>
  let tokens: Tokens
  let now: number
  let ids: number
  const programme = { id: 'prog-1', deployments: [HERE] }
  const foreign = { id: 'prog-9', deployments: ['https://other.example|c|1'] }

  const build = (key = KEY, publicUrl = 'https://z.example') =>
    createTokens({
      ...{ tokens: store, key, publicUrl, now: () => new Date(now), newId: () => `jti-${++ids}` },
      bytesFor: bytesFrom('k'.repeat(32)),
      programmes: {
        byIds: async asked =>
          new Map([programme, foreign].filter(p => asked.includes(p.id)).map(p => [p.id, p])) as never,
      },
    })

  beforeEach(() => {
    store = memoryTokens()
    now = START
    ids = 0
    tokens = build()
  })

  it('act in the name of their maker, in no more roles than their scopes need', async () => {
    const { secret, token } = await tokens.create(actor(), { ...wanted, programmes: ['prog-1'] })
    expect(token.id).to.match(/^[0-9a-f]{64}$/)
    expect(JSON.stringify([...store.all]))
      .to.not.include('jti-1')
      .and.not.include(secret)
    const { actor: acting } = await tokens.authenticate(secret)
    expect(acting).to.deep.equal({
      ...{ personId: 'p-1', name: 'Орлова М. И. (API: Кадры)', roles: ['issuer'] },
      ...{ scope: [HERE], programmes: ['prog-1'] },
    })
  })

  it('are made by administrators only, and give nobody more than the maker has', async () => {
    expect(await codeOf(tokens.create(actor({ roles: ['issuer'] }), wanted))).to.equal('forbidden')
    const signing = { ...wanted, scopes: ['entries:write'] }
    expect(await codeOf(tokens.create(actor(), signing))).to.equal('forbidden')
    const { token } = await tokens.create(actor(), {
      ...wanted,
      deployments: [HERE, 'https://other.example|c|1'],
    })
    expect(token.reach).to.deep.equal([HERE])
  })

  it('name each field that does not hold', async () => {
    const issues = async (input: Partial<NewToken>) =>
      ((await tokens.create(actor(), { ...wanted, ...input }).catch(error => error)).issues ?? []).map(
        (issue: { path: string }) => issue.path,
      )
    expect(await issues({ name: ' ', scopes: ['all'], days: 0 })).to.deep.equal(['name', 'scopes', 'days'])
    expect(await issues({ programmes: ['prog-9'] })).to.deep.equal(['programmes'])
    expect(await issues({ programmes: ['prog-1'], scopes: ['runs:read'] })).to.deep.equal(['programmes'])
  })

  it('are one when a form comes twice, with the same text, and another for who meant another', async () => {
    const sent = { ...wanted, key: '2026-11-22T09:00:00.000Z' }
    const first = await tokens.create(actor(), sent)
    now += 1500
    expect(await tokens.create(actor(), sent)).to.deep.equal(first)
    expect(store.all.size).to.equal(1)
    expect((await tokens.authenticate(first.secret)).token.id).to.equal(first.token.id)
    await tokens.create(actor(), { ...sent, days: 31 })
    await tokens.create(actor({ personId: 'p-2' }), sent)
    expect(store.all.size).to.equal(3)
    const rotated = await tokens.rotate(actor(), first.token.id, 24, sent.key)
    now += 1500
    expect((await tokens.rotate(actor(), first.token.id, 24, sent.key)).secret).to.equal(rotated.secret)
    expect(store.all.size).to.equal(4)
  })

  it('are refused from the moment of revocation, and at their end', async () => {
    const [a, b] = [await tokens.create(actor(), wanted), await tokens.create(actor(), wanted)]
    await tokens.revoke(actor(), a.token.id)
    expect(await codeOf(tokens.authenticate(a.secret))).to.equal('invalid_token')
    now = START + 30 * DAY - 1000
    expect((await tokens.authenticate(b.secret)).token.id).to.equal(b.token.id)
    now = START + 30 * DAY
    expect(await codeOf(tokens.authenticate(b.secret))).to.equal('invalid_token')
  })

  it('are rotated with an overlap: both hold, then the new one alone', async () => {
    const old = await tokens.create(actor(), wanted)
    now = START + DAY
    const fresh = await tokens.rotate(actor(), old.token.id, 2)
    expect(fresh.token).to.deep.include({ scopes: old.token.scopes, name: 'Кадры' })
    expect(Date.parse(fresh.token.expiresAt)).to.equal(START + 31 * DAY)
    now += 3_600_000
    for (const { secret } of [old, fresh])
      expect((await tokens.authenticate(secret)).token.name).to.equal('Кадры')
    now += 3_600_000
    expect(await codeOf(tokens.authenticate(old.secret))).to.equal('invalid_token')
    expect((await tokens.authenticate(fresh.secret)).token.id).to.equal(fresh.token.id)
    await tokens.revoke(actor(), fresh.token.id)
    expect(await codeOf(tokens.rotate(actor(), fresh.token.id))).to.equal('invalid_input')
  })

  it('of somebody else are not there', async () => {
    const { token } = await tokens.create(actor(), wanted)
    const other = actor({ personId: 'p-2' })
    expect(await tokens.list(other)).to.deep.equal([])
    expect(await codeOf(tokens.revoke(other, token.id))).to.equal('not_found')
    const operator = actor({ personId: 'operator', roles: ['administrator', 'system'], scope: 'all' })
    expect(await tokens.list(operator)).to.have.length(1)
  })

  it('note their use once a minute', async () => {
    const { secret } = await tokens.create(actor(), wanted)
    for (const seconds of [0, 10, 59, 61]) {
      now = START + seconds * 1000
      await tokens.authenticate(secret)
    }
    expect(store.uses).to.deep.equal(['2026-11-22T09:00:00.000Z', '2026-11-22T09:01:01.000Z'])
  })

  it('that were forged are refused: another key, another site, no signature, an id that was never issued', async () => {
    const { secret } = await tokens.create(actor(), wanted)
    const claims = jwt.decode(secret) as Record<string, unknown>
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const forged = [
      jwt.sign(claims, 'another key'),
      `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`,
      jwt.sign({ ...claims, jti: 'jti-99' }, Buffer.from(KEY)),
      jwt.sign({ ...claims, aud: 'lti' }, Buffer.from(KEY)),
      'not a token',
    ]
    for (const token of forged)
      expect(await codeOf(tokens.authenticate(token)), token).to.equal('invalid_token')
    expect(await codeOf(build(KEY, 'https://y.example').authenticate(secret))).to.equal('invalid_token')
  })
})
