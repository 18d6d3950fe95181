import { expect } from 'chai'
import fc from 'fast-check'
import { LtiError } from '#lti/errors/lti-error'
import { parseLogin } from '#lti/login/login-params'
import { readParams } from '#lti/params/read-params'
import { createBench } from './support/bench.ts'
import { ISSUER, PUBLIC_URL, sign, soundClaims } from './support/platform.ts'

/** Whatever happens, it is an expected failure with a code. */
async function failsWell(run: () => unknown): Promise<boolean> {
  try {
    await run()
  } catch (error) {
    return error instanceof LtiError && error.status >= 400 && error.status < 500
  }
  return true
}

const names = fc.constantFrom(
  'iss',
  'client_id',
  'login_hint',
  'target_link_uri',
  'state',
  'id_token',
  'iss[$ne]',
)

describe('hostile input', () => {
  it('parameters of any shape are refused with a code or typed', async () => {
    const shapes = fc.dictionary(fc.oneof(names, fc.string()), fc.anything(), { maxKeys: 8 })
    await fc.assert(
      fc.asyncProperty(shapes, fc.webQueryParameters(), (body, query) =>
        failsWell(() => parseLogin(readParams({ originalUrl: `/lti/login?${query}`, body }))),
      ),
    )
  })

  it('claims of any shape, properly signed, never do more than fail with a code', async () => {
    const claims = Object.keys(soundClaims(''))
    const changes = fc.dictionary(fc.constantFrom(...claims), fc.jsonValue(), { minKeys: 1, maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(changes, change => failsWell(() => createBench().launch({ change }))),
      { numRuns: 200 },
    )
  })

  it('a flipped character anywhere in a token makes it worthless', async () => {
    const bench = createBench()
    const login = await bench.begin()
    const token = sign(soundClaims(login.nonce))
    // The last character of each part may hold unused bits, which change nothing.
    const ends = [token.indexOf('.') - 1, token.lastIndexOf('.') - 1, token.length - 1]
    const position = fc.nat(token.length - 1).filter(at => token[at] !== '.' && !ends.includes(at))
    await fc.assert(
      fc.asyncProperty(position, async at => {
        const flipped = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
        return bench.end(login, { token: flipped }).then(
          () => false,
          error => error instanceof LtiError,
        )
      }),
      { numRuns: 200 },
    )
    expect(bench.writes).to.deep.equal(['create'])
  })

  it('a state of any shape reaches the store as a hash only', async () => {
    const bench = createBench()
    await fc.assert(fc.asyncProperty(fc.string(), state => failsWell(() => bench.launch({ state }))))
    expect(bench.writes.every(write => write === 'create')).to.equal(true)
  })

  it('an address is ours only if its origin is', async () => {
    const bench = createBench()
    const { beginLogin } = await import('#lti/login/begin-login')
    await fc.assert(
      fc.asyncProperty(fc.webUrl(), targetLinkUri =>
        beginLogin({ issuer: ISSUER, loginHint: '7', targetLinkUri }, bench.deps).then(
          () => targetLinkUri.startsWith(`${PUBLIC_URL}/`),
          error => error.code === 'lti_target_foreign',
        ),
      ),
    )
  })
})
