import { createPublicKey, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import express from 'express'
import jwt from 'jsonwebtoken'
import { MongoClient } from 'mongodb'
import mongoose from 'mongoose'
import type { LtiLibrary } from '#lti/library'
import { createLtijsLibrary } from '#lti/ltijs/ltijs-library'
import { besideOurs } from '#lti/ltijs/open-ltijs'
import type { PlatformRegistration } from '#lti/ports'
import { testPlatform } from '#lti/registration/test-platform'
import { type Lms, startLms } from '#tests/lms/server'
import { startTestStore, type TestStore } from '#tests/support/store'
import { codeOf } from '#tests/support/thrown'
import { type Served, serve } from '#tests/unit/lti/support/serve'

const ROSTER = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'

describe('LTI library on ltijs', () => {
  let store: TestStore
  let lms: Lms
  let tool: Served
  let library: LtiLibrary
  let platform: PlatformRegistration
  let clock = () => new Date()

  const open = (allowPrivateAddresses = true): LtiLibrary =>
    createLtijsLibrary({
      uri: store.uri,
      secretKey: 'a secret for tests',
      allowPrivateAddresses,
      randomBytes,
      now: () => clock(),
    })

  before(async () => {
    store = await startTestStore()
    lms = await startLms({ learners: 130 })
    const app = express().get('/lti/jwks', async (_req, res) => void res.json(await library.keySet()))
    tool = await serve(app)
    const { deploymentId, ...registered } = lms.registerTool({
      name: 'Зачётка',
      loginUrl: `${tool.url}/lti/login`,
      launchUrl: `${tool.url}/book`,
      redirectUris: [`${tool.url}/lti/launch`],
      jwksUrl: `${tool.url}/lti/jwks`,
    })
    platform = {
      id: 'p1',
      name: 'LMS',
      issuer: lms.issuer,
      ...registered,
      active: true,
      deployments: [{ id: deploymentId, approved: true, seenAt: '' }],
      createdAt: '',
    }
    library = open()
    await library.register(platform)
  })
  after(async () => {
    await library.close()
    await tool.close()
    await lms.close()
    const client = new MongoClient(store.uri)
    await client.db(besideOurs(store.uri)).dropDatabase()
    await client.close()
    await store.close()
  })

  it('makes one pair of keys for a platform, however often and at once it is registered', async () => {
    const kids = await Promise.all([1, 2, 3].map(async () => (await library.register(platform)).kid))
    expect(new Set(kids).size).to.equal(1)
    const { keys } = await library.keySet()
    const ours = keys.filter(key => key.kid === kids[0])
    expect(ours).to.have.length(1)
    expect(ours[0]).to.include({ kty: 'RSA', alg: 'RS256', use: 'sig' })
    expect(Object.keys(ours[0] ?? {})).not.to.include('d')
  })

  it('rotates keys with overlap: the waiting one signs, the old one stays published for a week, then goes', async () => {
    const clientId = 'rotated'
    const rotated = { ...platform, clientId }
    const { kid: first } = await library.register(rotated)
    const settings = { accept_types: [], accept_presentation_document_targets: [] }
    const signer = async () => {
      const token = await library.deepLinkingMessage(rotated, { deploymentId: '1', settings, items: [] })
      const key = (await library.keySet()).keys.find(
        one => one.kid === jwt.decode(token, { complete: true })?.header.kid,
      )
      jwt.verify(token, createPublicKey({ key: key ?? {}, format: 'jwk' }))
      return key?.kid
    }
    expect(await signer()).to.equal(first)
    const published = async () => (await library.keySet()).keys.map(key => key.kid)
    const before = await published()
    const one = await library.rotateKeys(rotated)
    expect(before).to.include(one.current)
    expect(one.current).not.to.equal(first)
    expect(one.retired).to.deep.equal([first])
    expect(await published()).to.include.members([first, one.current, one.next])
    expect(await signer()).to.equal(one.current)
    const listed = await library.keysOf(rotated)
    expect(listed.map(({ kid, state }) => [kid, state])).to.deep.equal([
      [one.current, 'current'],
      [one.next, 'next'],
      [first, 'retired'],
    ])
    const week = Date.parse(String(listed[2]?.until)) - Date.parse(String(listed[2]?.since))
    expect([week / 86_400_000, listed[0]?.until]).to.deep.equal([7, undefined])
    clock = () => new Date(Date.now() + 8 * 86_400_000)
    try {
      expect(await published()).not.to.include(first)
      const two = await library.rotateKeys(rotated)
      expect([two.current, two.retired]).to.deep.equal([one.next, [one.current]])
    } finally {
      clock = () => new Date()
    }
    expect(await published()).not.to.include(first)
  })

  it('makes keys anew only where none are there, or none that open', async () => {
    const own = await startTestStore()
    const under = (secretKey: string) =>
      createLtijsLibrary({ uri: own.uri, secretKey, allowPrivateAddresses: true, randomBytes })
    const before = under('the key of yesterday')
    const after = under('the key of today')
    // one at a time in a process
    await library.close()
    try {
      expect(await before.replaceLostKeys(platform)).to.equal(true)
      const made = await before.keysOf(platform)
      expect(await before.replaceLostKeys(platform)).to.equal(false)
      expect(await before.keysOf(platform)).to.deep.equal(made)
      await before.close()
      expect(await after.keysOf(platform).catch(() => 'sealed')).to.equal('sealed')
      expect(await after.replaceLostKeys(platform)).to.equal(true)
      expect((await after.keySet()).keys).to.have.length(2)
    } finally {
      await before.close()
      await after.close()
      const client = await MongoClient.connect(own.uri)
      await client.db(besideOurs(own.uri)).dropDatabase()
      await client.close()
      await own.close()
    }
  })

  it('leaves our own mongoose alone', () => {
    expect(mongoose.connection.readyState).to.equal(0)
    expect(mongoose.modelNames()).not.to.include('idtoken')
  })

  it('gets a token and keeps it, unless a fresh one is wanted', async () => {
    const before = lms.requests.count('lti:token')
    const [one, two] = await Promise.all(
      [1, 2].map(() => library.accessToken(platform, [ROSTER], { fresh: true })),
    )
    const three = await library.accessToken(platform, [ROSTER])
    expect(one).to.deep.include({ scopes: [ROSTER], expiresInSeconds: 3600 })
    expect([two?.token, three.token]).to.deep.equal([one?.token, one?.token])
    expect(lms.requests.count('lti:token') - before).to.equal(1)
  })

  it('signs the answer to deep linking so that our published key proves it', async () => {
    const settings = {
      deep_link_return_url: `${lms.url}/return`,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe'],
      data: 'opaque',
    }
    const items = [{ type: 'ltiResourceLink', title: 'Зачётка', url: `${tool.url}/book` }]
    const token = await library.deepLinkingMessage(platform, { deploymentId: '1', settings, items })
    const kid = jwt.decode(token, { complete: true })?.header.kid
    const key = (await library.keySet()).keys.find(one => one.kid === kid)
    const claims = jwt.verify(token, createPublicKey({ key: key ?? {}, format: 'jwk' }), {
      audience: lms.issuer,
    })
    expect(claims).to.deep.include({
      iss: platform.clientId,
      'https://purl.imsglobal.org/spec/lti-dl/claim/data': 'opaque',
      'https://purl.imsglobal.org/spec/lti-dl/claim/content_items': items,
    })
  })

  it('says what failed at the platform, and whether to try again', async () => {
    const failing = (status: number) => {
      lms.faults.on('lti:token', { kind: 'status', status })
      return library.accessToken(platform, [ROSTER], { fresh: true }).catch(error => error)
    }
    expect(await failing(503)).to.include({ code: 'lti_service_failed', retryable: true })
    expect(await failing(403)).to.include({ code: 'lti_service_failed', retryable: false })
  })

  it('refuses a platform that is off or was never registered', async () => {
    expect(await codeOf(library.accessToken({ ...platform, active: false }, [ROSTER]))).to.equal(
      'lti_platform_inactive',
    )
    expect(await codeOf(library.accessToken({ ...platform, clientId: 'x' }, [ROSTER]))).to.equal(
      'lti_not_registered',
    )
  })

  it('keeps its keys over a restart, and asks no private address unless allowed', async () => {
    const { keys } = await library.keySet()
    await library.close()
    library = open(false)
    try {
      expect((await library.keySet()).keys).to.deep.equal(keys)
      const error = await library.accessToken(platform, [ROSTER], { fresh: true }).catch(caught => caught)
      expect(error).to.deep.include({
        code: 'lti_service_failed',
        facts: { service: 'token', reason: 'private-address' },
      })
    } finally {
      await library.close()
      library = open()
    }
  })

  describe('test of a platform', () => {
    const test = (change: Partial<PlatformRegistration> = {}) =>
      testPlatform(
        { ...platform, ...change },
        { library, publicUrl: tool.url, allowPrivateAddresses: true, now: () => new Date() },
      )
    const levels = (findings: { level: string; code: string }[]) =>
      findings.map(one => `${one.level} ${one.code}`)

    it('finds a sound platform sound', async () => {
      expect(levels(await test())).to.deep.equal([
        'ok redirect-address',
        'ok keys',
        'ok clock',
        'ok token-roster',
        'ok token-score',
        'ok token-lineitem',
      ])
    })

    it('finds what is wrong, with a remedy each', async () => {
      lms.faults
        .on('lti:certs', { kind: 'status', status: 404 })
        .on('lti:token', { kind: 'status', status: 400 }, { times: 3 })
      const findings = await test({ deployments: [{ id: '9', approved: false, seenAt: '' }] })
      expect(levels(findings)).to.deep.equal([
        'error no-deployment',
        'ok redirect-address',
        'error keys',
        'error token',
      ])
      expect(findings.map(one => one.whose)).to.deep.equal(['you', undefined, 'lms', 'lms'])
      expect(findings.at(-1)?.seen).to.equal('HTTP 400')
      expect(findings.filter(one => one.level !== 'ok').every(one => one.remedy)).to.equal(true)
    })

    it('names the one service that gets no token, and leaves the rest alone', async () => {
      lms.faults.on('lti:token', { kind: 'status', status: 400 })
      const findings = await test()
      expect(levels(findings).slice(3)).to.deep.equal([
        'warning token-roster',
        'ok token-score',
        'ok token-lineitem',
      ])
      expect(findings[3]?.remedy).to.include('this service')
    })

    it('makes keys that were not made when the platform was added', async () => {
      const clientId = 'added-without-keys'
      const before = (await library.keySet()).keys.length
      await test({ clientId })
      expect((await library.keySet()).keys).to.have.length(before + 2)
      const error = await library.accessToken({ ...platform, clientId }, [ROSTER]).catch(caught => caught)
      expect(error).to.include({ code: 'lti_service_failed' })
    })

    it('measures the clocks', async () => {
      const late = new Date(Date.now() + 3_600_000)
      const findings = await testPlatform(platform, {
        library,
        publicUrl: tool.url,
        allowPrivateAddresses: true,
        now: () => late,
      })
      expect(levels(findings)).to.include('error clock')
    })
  })
})
