import { createHmac, createPrivateKey, createPublicKey, sign as signBytes } from 'node:crypto'
import { expect } from 'chai'
import fc from 'fast-check'
import nock from 'nock'
import {
  generateSigningKey,
  type PublicKey,
  signCredential,
  verifyCredential,
} from '#documents/credentials/jwt'
import { encodeStatusBits, isRevoked } from '#documents/credentials/status-bits'
import {
  buildAchievement,
  buildClr,
  buildStatusList,
  type CredentialPayload,
} from '#domain/certificates/certificate-credential'
import {
  publishedAchievementCredential,
  publishedClrCredential,
  publishedStatusList,
} from './published-shape.ts'

const NOW = new Date('2026-11-22T09:00:00Z')
const KID = 'https://z.example/credentials/keys/k1'

const payload = buildAchievement({
  id: 'https://z.example/credentials/certificate/c1',
  issuer: { id: 'https://z.example/issuers/1', name: 'Институт' },
  validFrom: '2026-11-22T08:00:00Z',
  subject: 'urn:uuid:7f8b3d4e-5a0b-4d35-9b6c-0a54d4d5a001',
  achievementId: 'https://z.example/achievements/7',
  achievementType: 'Certificate',
  name: 'Цифровая дидактика',
  description: 'Удостоверение о повышении квалификации',
  narrative: 'Положение',
  hours: '108.00',
  from: '2024-09-02',
  to: '2026-05-18',
  licenseNumber: 'ПК-2026-000101',
  status: { list: 'https://z.example/credentials/status/0', index: 5 },
})

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const decoded = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'))

describe('a signed credential', () => {
  let pair: Awaited<ReturnType<typeof generateSigningKey>>
  let other: Awaited<ReturnType<typeof generateSigningKey>>
  let keys: PublicKey[]
  before(async () => {
    ;[pair, other] = await Promise.all([generateSigningKey(), generateSigningKey()])
    keys = [{ ...pair.publicJwk, kid: KID }]
  })
  const signed = (changes: Partial<CredentialPayload> = {}) =>
    signCredential({ ...payload, ...changes } as CredentialPayload, { kid: KID, privateKey: pair.privateKey })
  const codeOf = (token: string, given = keys, now = NOW) => {
    try {
      verifyCredential(token, given, now)
      return 'nothing thrown'
    } catch (error) {
      return (error as { code?: string }).code
    }
  }
  /** Signed by us over whatever header and claims, past our own signer. */
  const raw = (header: object, claims: object) => {
    const text = `${encoded(header)}.${encoded(claims)}`
    return `${text}.${signBytes('sha256', Buffer.from(text), createPrivateKey(pair.privateKey)).toString('base64url')}`
  }
  const claimsOf = (token: string) => decoded(token.split('.')[1])

  it('has a header of alg, kid and typ, and the credential itself as payload with its four claims', () => {
    const token = signed()
    expect(decoded(token.split('.')[0])).to.deep.equal({ alg: 'RS256', typ: 'JWT', kid: KID })
    expect(claimsOf(token)).to.deep.equal({
      ...payload,
      iss: payload.issuer.id,
      jti: payload.id,
      sub: payload.credentialSubject.id,
      nbf: Date.parse(payload.validFrom) / 1000,
    })
    expect(verifyCredential(` ${token}\n`, keys, NOW)).to.deep.include(payload)
  })

  it('has the shape of the published schema of an AchievementCredential', () => {
    expect(publishedAchievementCredential.safeParse(payload).error?.issues ?? []).to.deep.equal([])
    expect(
      publishedAchievementCredential.safeParse({ ...payload, validFrom: '2026-11-22' }).success,
    ).to.equal(false)
    const [first, second, ...others] = payload['@context']
    const swapped = { ...payload, '@context': [second, first, ...others] }
    expect(publishedAchievementCredential.safeParse(swapped).success).to.equal(false)
    expect(JSON.stringify(payload)).to.not.match(/familyName|snils|email/i)
  })

  it('still verifies with a retired key that is among those published', () => {
    const kid = 'https://z.example/credentials/keys/k2'
    expect(codeOf(signed(), [{ ...other.publicJwk, kid }, ...keys])).to.equal('nothing thrown')
  })

  it('is refused with alg none, with or without a signature', () => {
    const text = `${encoded({ alg: 'none', kid: KID })}.${encoded(claimsOf(signed()))}`
    for (const token of [`${text}.`, `${text}.x`])
      expect(codeOf(token)).to.be.oneOf(['credential_algorithm', 'credential_malformed'])
  })

  it('is refused when the public key was used as an HMAC secret', () => {
    const pem = createPublicKey({ key: pair.publicJwk as never, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    })
    const text = `${encoded({ alg: 'HS256', kid: KID })}.${encoded(claimsOf(signed()))}`
    const forged = `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`
    expect(codeOf(forged)).to.equal('credential_algorithm')
  })

  it('is refused when another key signed it, under our address or its own', () => {
    const forged = signCredential(payload, { kid: KID, privateKey: other.privateKey })
    expect(codeOf(forged)).to.equal('credential_signature')
    const elsewhere = signCredential(payload, { kid: 'https://evil.example/k', privateKey: other.privateKey })
    expect(codeOf(elsewhere)).to.equal('credential_key_unknown')
  })

  it('asks no address, a private one least of all', () => {
    let asked = 0
    nock.emitter.on('no match', () => asked++)
    for (const kid of ['http://169.254.169.254/k', 'http://127.0.0.1:1/k', 'file:///etc/passwd'])
      expect(codeOf(signCredential(payload, { kid, privateKey: other.privateKey }))).to.equal(
        'credential_key_unknown',
      )
    expect(asked).to.equal(0)
  })

  it('is refused with a key of its own in the header, and with any header beyond alg, kid, typ', () => {
    const claims = claimsOf(signed())
    for (const more of [
      { jwk: other.publicJwk },
      { jku: 'https://evil.example' },
      { x5u: 'x' },
      { crit: [] },
    ])
      expect(codeOf(raw({ alg: 'RS256', kid: KID, ...more }, claims))).to.equal('credential_header')
    expect(codeOf(raw({ alg: 'RS256' }, claims))).to.equal('credential_header')
    expect(codeOf(raw({ alg: 'RS256', kid: KID, typ: 'x' }, claims))).to.equal('credential_header')
  })

  it('is refused when any byte of its payload was changed', () => {
    const [header, body = '', signature] = signed().split('.')
    const bytes = Buffer.from(body, 'base64url')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ by
        expect(codeOf(`${header}.${changed.toString('base64url')}.${signature}`)).to.match(/^credential_/)
      }),
      { numRuns: 40 },
    )
  })

  it('is refused when a claim says something else than the credential', () => {
    const claims = claimsOf(signed())
    for (const change of [
      { iss: 'https://evil.example' },
      { jti: 'x' },
      { sub: 'x' },
      { nbf: claims.nbf - 1 },
    ])
      expect(codeOf(raw({ alg: 'RS256', kid: KID }, { ...claims, ...change }))).to.equal(
        'credential_mismatch',
      )
    expect(codeOf(raw({ alg: 'RS256', kid: KID }, { vc: claims }))).to.equal('credential_malformed')
  })

  it('is refused before its time, after it, and when it is no token at all', () => {
    expect(codeOf(signed(), keys, new Date('2026-11-22T07:59:59Z'))).to.equal('credential_not_yet_valid')
    expect(codeOf(signed({ validUntil: '2026-11-22T08:30:00Z' }))).to.equal('credential_expired')
    for (const text of ['', 'x', 'a.b.c', `${'a'.repeat(10)}..`])
      expect(codeOf(text)).to.equal('credential_malformed')
  })
})

describe('a book as CLR 2.0', () => {
  const signed = [{ jwt: 'a.b.c', payload }]
  const clr = buildClr({
    id: 'https://z.example/credentials/book/b1',
    issuer: { id: 'https://z.example/issuers/1', name: 'Институт' },
    validFrom: '2026-11-22T08:00:00Z',
    subject: payload.credentialSubject.id,
    name: 'Книжка',
    signed,
  })

  it('envelopes each credential as it was signed, and says beside it what it says', () => {
    const { issuer, validFrom, name, credentialSubject } = payload
    expect(clr.credentialSubject.verifiableCredential).to.deep.equal([
      {
        '@context': payload['@context'],
        id: 'data:application/vc+jwt,a.b.c',
        type: ['VerifiableCredential', 'EnvelopedVerifiableCredential'],
        ...{ issuer, validFrom, name, credentialSubject },
      },
    ])
  })

  it('has the shape of the published schema of a ClrCredential', () => {
    expect(publishedClrCredential.safeParse(clr).error?.issues ?? []).to.deep.equal([])
    const [part] = clr.credentialSubject.verifiableCredential as Record<string, unknown>[]
    for (const field of ['@context', 'issuer', 'validFrom', 'credentialSubject']) {
      const { [field]: _, ...rest } = part ?? {}
      const credentialSubject = { ...clr.credentialSubject, verifiableCredential: [rest] }
      expect(publishedClrCredential.safeParse({ ...clr, credentialSubject }).success, field).to.equal(false)
    }
  })
})

describe('a bitstring status list', () => {
  it('says of every place whether it is revoked', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(131_071), { maxLength: 20 }), fc.nat(131_071), (revoked, place) => {
        const list = encodeStatusBits(revoked)
        expect(isRevoked(list, place)).to.equal(revoked.includes(place))
        for (const each of revoked) expect(isRevoked(list, each)).to.equal(true)
      }),
      { numRuns: 30 },
    )
  })

  it('is a credential as Bitstring Status List 1.0 has it', () => {
    const issuer = { id: 'https://z.example/issuers/site', name: 'Zachetka' }
    const id = 'https://z.example/credentials/status/0'
    const list = buildStatusList(id, issuer, '2026-11-22T08:00:00Z', encodeStatusBits([5]))
    expect(publishedStatusList.safeParse(list).error?.issues ?? []).to.deep.equal([])
  })

  it('counts bits from the most significant one, in 16 KiB', () => {
    const { gunzipSync } = process.getBuiltinModule('node:zlib')
    const bits = gunzipSync(Buffer.from(encodeStatusBits([0, 9]).slice(1), 'base64url'))
    expect([bits.length, bits[0], bits[1]]).to.deep.equal([16_384, 0x80, 0x40])
  })

  it('refuses a place beyond its end and a list that cannot be read', () => {
    const list = encodeStatusBits([])
    for (const [text, place] of [
      [list, 131_072],
      [list, -1],
      [list, Number.NaN],
      ['zzz', 0],
      ['uAAAA', 0],
    ] as const)
      expect(() => isRevoked(text, place))
        .to.throw()
        .with.property('code', 'credential_malformed')
  })
})
