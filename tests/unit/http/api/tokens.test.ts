import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { isTokenScope, TOKEN_SCOPES } from '#domain/access/api-scopes'
import { buildOpenApi } from '#http/api/openapi'
import { OPERATIONS } from '#http/api/operations'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { apiToken, fakeTokens } from '../support/issuing.ts'
import { certificate } from '../support/views.ts'

describe('the API by token', () => {
  let site: Site
  let acting: Actor | undefined
  before(async () => {
    const credits = fakeCredits({
      issueCertificate: async actor => {
        acting = actor
        return certificate
      },
    })
    site = await openSite({ credits })
  })
  after(() => site.close())

  const call = (path: string, secret: string | null, body?: object, headers: Record<string, string> = {}) =>
    fetch(`${site.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(secret && { authorization: `Bearer ${secret}` }),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
    })
  const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code

  it('needs no cookie and no word of where it comes from, and acts as the token’s maker', async () => {
    const answer = await call('/api/v1/certificates', 'secret-1', { enrolmentId: 'en-1' })
    expect(answer.status).to.equal(201)
    expect(acting).to.deep.include({ personId: apiToken.personId, programmes: ['prog-1'] })
    expect(answer.headers.get('cache-control')).to.include('no-store')
  })

  it('refuses what the token is not for, and every operation that names no scope', async () => {
    const foreign = await call('/api/v1/register', 'secret-1')
    expect([foreign.status, await codeOf(foreign)]).to.deep.equal([403, 'insufficient_scope'])
    expect(await codeOf(await call('/api/v1/books/me', 'secret-1'))).to.equal('insufficient_scope')
    expect((await call('/api/v1/learners', 'secret-1')).status).to.equal(200)
  })

  it('refuses a token that does not hold, even beside a session that does', async () => {
    const { cookie } = await site.enter({ roles: ['issuer'] })
    const answer = await call('/api/v1/learners', 'secret-9', undefined, { cookie })
    expect([answer.status, answer.headers.get('www-authenticate'), await codeOf(answer)]).to.deep.equal([
      ...[401, 'Bearer', 'invalid_token'],
    ])
  })

  it('takes a token for the API alone: pages want a session, and forms of other sites stay refused', async () => {
    expect(
      (await call('/admin/tokens', 'secret-1', undefined, { accept: 'application/json' })).status,
    ).to.equal(401)
    const { cookie } = await site.enter({ roles: ['issuer'] })
    const crossSite = { cookie, 'sec-fetch-site': 'cross-site' }
    expect((await call('/issue/choose', 'secret-1', {}, crossSite)).status).to.equal(403)
    expect((await call('/api/v1/certificates', null, { enrolmentId: 'en-1' }, crossSite)).status).to.equal(
      403,
    )
  })

  it('is limited token by token', async () => {
    const limited = await openSite({
      config: { ...site.deps.config, limits: { api: 2 } },
      tokens: fakeTokens({
        authenticate: async secret => ({
          token: { ...apiToken, id: secret },
          actor: { personId: 'p', name: 'x', roles: ['issuer'], scope: [] },
        }),
      }),
    })
    const status = async (secret: string) =>
      (await fetch(`${limited.url}/api/v1/learners`, { headers: { authorization: `Bearer ${secret}` } }))
        .status
    const answered = [await status('a'), await status('a'), await status('a'), await status('b')]
    await limited.close()
    expect(answered).to.deep.equal([200, 200, 429, 200])
  })

  it('describes sessions and tokens, and for each operation the scope that it takes', () => {
    const { components, paths } = buildOpenApi('en', '1', 'http://z') as {
      components: { securitySchemes: Record<string, object> }
      paths: Record<string, Record<string, { security?: object[] }>>
    }
    expect(components.securitySchemes.token).to.include({ type: 'http', scheme: 'bearer' })
    expect(paths['/certificates']?.post?.security).to.deep.equal([
      { session: [] },
      { token: ['certificates:issue'] },
    ])
    const used = new Set(OPERATIONS.flatMap(op => op.scope ?? []))
    expect([...used].filter(scope => !isTokenScope(scope))).to.deep.equal([])
    expect([...used].sort()).to.deep.equal([...TOKEN_SCOPES].sort())
  })

  it('issues batches, reads their end, and writes the federal register’s file', async () => {
    const { cookie } = await site.enter({ roles: ['issuer'] })
    const same = { cookie, 'sec-fetch-site': 'same-origin' }
    const made = await call('/api/v1/certificate-batches', null, { enrolmentIds: ['en-1'] }, same)
    expect([made.status, await made.json()]).to.deep.equal([202, { batchId: 'draft-1' }])
    const read = (await (await call('/api/v1/certificate-batches/ib-1', null, undefined, same)).json()) as {
      refused: number
      items: { missing: string[] }[]
    }
    expect([read.refused, read.items[0]?.missing]).to.deep.equal([1, ['issue-order', 'total-hours']])
    const file = await call(
      '/api/v1/federal-register/export',
      null,
      { from: '2026-01-01', to: '2026-11-22' },
      same,
    )
    expect([file.status, file.headers.get('x-rows')]).to.deep.equal([200, '1'])
    const check = await (await call('/api/v1/federal-register/check', null, undefined, same)).text()
    expect(check).to.include('"fault":"missing"').and.not.include('Ковалёва')
  })
})
