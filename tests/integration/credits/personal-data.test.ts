import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { createPersonalData } from '#credits/personal-data/personal-data'
import { createEvents } from '#events/events'
import { MODEL_NAMES, modelOf } from '#store/models'
import { PERSONAL_DATA } from '#store/personal-data/rules'
import { ltiKey, sourceKey } from '#store/ports/people'
import { createSync } from '#sync/pull'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { scriptedConnector } from '#tests/unit/sync/scripted-connector'
import { record } from '#tests/unit/sync/story'
import { anActor, HERE, system, useCredits } from './use-credits.ts'

const administrator = anActor(['administrator'])

describe('personal data', () => {
  const useWorld = useCredits()
  const build = () => {
    const world = useWorld()
    return { world, data: createPersonalData({ stores: world.stores, now: world.deps.now }) }
  }

  /** A learner who left a trace in as many collections as a test can make. */
  async function aLearner() {
    const { world, data } = build()
    const { stores } = world
    const userId = unique('user')
    const familyName = unique('Невидимкина')
    const connectionId = unique('connection')
    const issuer = unique('https://lms.example/')
    const enrolment = await world.enrol(await world.programme(), {
      identity: sourceKey(connectionId, userId),
      person: {
        familyName,
        givenName: 'Ульяна',
        email: `${userId}@example.test`,
        snils: '11223344595',
      },
    })
    const personId = enrolment.learnerId
    await stores.identityLinks.link(personId, ltiKey(issuer, 'sub-1'), '2026-11-22T09:00:00.000Z')
    const entries = await world.entries(enrolment, ['M1', 'M2'])
    const said = { ...record({ user: 1 }), person: { userId, familyName } }
    const at = '2026-11-22T09:00:00.000Z'
    await stores.completions.insertNew([
      { connectionId, key: '1', revision: 1, hash: 'h', record: said, firstRunId: 'r', at },
    ])
    await stores.quarantine.put([
      {
        ...{ connectionId, key: '2', hash: 'h', reason: 'hours-missing', facts: {}, record: said },
        ...{ firstSeenAt: at, lastRunId: 'r' },
      },
    ])
    const answers = new TextEncoder().encode(`${connectionId} ${familyName}`)
    await stores.rawFiles.put(
      { sha256: unique('sha256'), name: 'answers-00001.txt', bytes: answers },
      { run: { id: 'r', connectionId }, people: ['7', userId], until: new Date('2100-01-01') },
    )
    await stores.consents.add({
      ...{ personId, purpose: 'processing', given: true, version: '1', at, by: personId },
      ...{ byName: familyName, way: 'self' },
    })
    await stores.sessions.create({
      ...{ tokenHash: unique('hash'), personId, name: familyName, roles: ['learner'], deployment: HERE },
      ...{ language: 'ru', platformOrigin: issuer, createdAt: at, expiresAt: new Date('2030-01-01') },
    })
    await stores.federal.replaceEducation({ id: personId, sex: 'female', savedAt: at, savedBy: 'p' }, null)
    return { world, data, personId, familyName, enrolment, entries, userId, connectionId }
  }

  it('are told of by every collection: a new one has to say what it holds', () => {
    expect(MODEL_NAMES.filter(name => !PERSONAL_DATA[name])).to.deep.equal([])
  })

  it('are given to the learner from every collection, without tokens', async () => {
    const { data, personId, familyName } = await aLearner()
    const view = await data.read(anActor(['learner'], { personId }))
    const models = view.collections.map(each => each.model)
    expect(models).to.include.members([
      'Person',
      'Enrolment',
      'Entry',
      'Completion',
      'Quarantined',
      'Consent',
      'Session',
      'Education',
    ])
    const session = view.collections.find(each => each.model === 'Session')?.items[0]
    expect(session).to.include({ name: familyName }).and.not.have.property('_id')
  })

  it('of others are an administrator’s to read, within their reach', async () => {
    const { data, personId, familyName } = await aLearner()
    expect((await data.read(administrator, personId)).name).to.equal(`${familyName} Ульяна`)
    expect(await codeOf(data.read(anActor(['curator']), personId))).to.equal('forbidden')
    const elsewhere = anActor(['administrator'], { scope: ['https://other.example|client|1'] })
    expect(await codeOf(data.read(elsewhere, personId))).to.equal('not_found')
    expect(await codeOf(data.erase(elsewhere, { personId, reason: 'x' }))).to.equal('not_found')
    expect(await codeOf(data.erase(administrator, { personId, reason: ' ' }))).to.equal('invalid_input')
  })

  it('are not erased by one organisation while another teaches the person too', async () => {
    const { world, data, personId } = await aLearner()
    const other = await world.programme({ deployments: ['https://other.example|client|1'] })
    await world.stores.enrolments.create({
      ...{ id: randomUUID(), learnerId: personId, programmeId: other.id, enrolledOn: '2026-09-01' },
      ...{ facts: {}, status: 'active', createdAt: '2026-09-01T00:00:00.000Z' },
    })
    expect(await codeOf(data.erase(administrator, { personId, reason: 'заявление' }))).to.equal('forbidden')
    const operator = anActor(['administrator'], { scope: 'all' })
    expect(await data.erase(operator, { personId, reason: 'заявление' })).to.have.property('finishedAt')
  })

  it('are erased from every collection, but for the proof of consent and ids without a name', async () => {
    const { world, data, personId, familyName } = await aLearner()
    const done = await data.erase(administrator, { personId, reason: 'заявление № 7' })
    expect(Object.keys(done.kept ?? {}).sort()).to.deep.equal(['Consent', 'Erasure', 'OutboxEvent'])
    expect(done.erased).to.include({ Person: 1, Enrolment: 1, Entry: 2, Completion: 1, Quarantined: 1 })
    expect(done.erased, 'answers that name them').to.include({ RawFile: 1 })
    for (const name of MODEL_NAMES.filter(each => !['Consent'].includes(each))) {
      const docs = await modelOf(world.store.connection, name).find({}).lean()
      expect(JSON.stringify(docs), name).not.to.include(familyName)
    }
    expect(await data.erase(administrator, { personId, reason: 'ещё раз' })).to.include({
      reason: 'заявление № 7',
    })
  })

  it('that issued documents rest on stay, with the name and without the rest', async () => {
    const { world, data } = build()
    const { enrolment, entries } = await world.readyLearner()
    const { learnerId: personId } = enrolment
    const { id } = await world.credits.issueCertificate(anActor(['issuer']), { enrolmentId: enrolment.id })
    const before = await world.stores.people.byId(personId)
    const view = await data.read(administrator, personId)
    expect(view.isIssued).to.equal(true)
    const done = await data.erase(administrator, { personId, reason: 'заявление' })
    expect(done.kept).to.include({ Person: 1, Certificate: 1, CertificateNumber: 1, Entry: entries.length })
    const after = await world.stores.people.byId(personId)
    expect(after).to.include({ familyName: before?.familyName })
    expect(after).not.to.have.any.keys('email', 'organisation', 'language')
    expect((await world.credits.readCertificate(anActor(['issuer']), id)).pdf.length).to.be.greaterThan(0)
    await world.credits.recompute([enrolment])
    const other = await world.readyLearner()
    await world.credits.issueCertificate(anActor(['issuer']), { enrolmentId: other.enrolment.id })
    const second = { personId: other.enrolment.learnerId, reason: 'заявление' }
    expect(await data.erase(administrator, second)).to.have.property('finishedAt')
  })

  it('go on being erased where a crash stopped it', async () => {
    const { world, personId, userId, connectionId } = await aLearner()
    const { personalData } = world.stores
    const dying = {
      ...world.stores,
      personalData: { ...personalData, erase: () => Promise.reject(new Error('killed')) },
    }
    const input = { personId, reason: 'заявление' }
    const first = createPersonalData({ stores: dying, now: world.deps.now })
    await first.erase(administrator, input).catch(() => {})
    expect(await personalData.erasedAmong([sourceKey(connectionId, userId)]), 'noted first').to.have.property(
      'size',
      1,
    )
    const again = createPersonalData({ stores: world.stores, now: world.deps.now })
    expect(await again.erase(administrator, input)).to.have.property('finishedAt')
    expect(await world.stores.people.byId(personId)).to.equal(null)
  })

  it('once erased are told to those who listen', async () => {
    const { world, data, personId, enrolment } = await aLearner()
    const heard: unknown[] = []
    const name = unique('listener')
    const handle = async (event: { stream: string; data: unknown }) =>
      void (event.stream === personId && heard.push(event.data))
    const events = createEvents({
      stores: world.stores,
      subscribers: [{ name, types: new Set(['person.erased'] as const), handle }],
      now: world.deps.now,
      newId: randomUUID,
      random: () => 0,
    })
    await data.erase(administrator, { personId, reason: 'заявление' })
    await events.derive()
    await events.dispatch()
    expect(heard).to.deep.equal([{ programmeIds: [enrolment.programmeId] }])
  })

  it('are not brought back by a pull: the account waits without a name, and costs no write again', async () => {
    const { world, data, personId, userId } = await aLearner()
    const { stores } = world
    const connectionId = (await stores.people.byId(personId))?.identities[0]?.key.split('|')[1] ?? ''
    await stores.connections.create({
      ...{
        id: connectionId,
        name: unique('c'),
        title: 'Moodle',
        type: 'scripted',
        settings: { url: 'https://a.example' },
      },
      ...{ sealedSecrets: 'sealed', deployments: [HERE], createdAt: '2026-11-22T09:00:00.000Z' },
    })
    await data.erase(administrator, { personId, reason: 'заявление' })
    const person = { userId, familyName: 'Невидимкина', givenName: 'Ульяна', email: 'u@example.test' }
    const records = [{ ...record({ user: 1, course: 1 }), person }]
    const sync = createSync({
      stores,
      connectors: () => scriptedConnector({ pages: [{ records }] }),
      openSecrets: () => ({ token: 't' }),
      recompute: async () => {},
      now: world.deps.now,
      newId: randomUUID,
      owner: randomUUID(),
      allowPrivateAddresses: false,
      log: () => {},
    })
    const { quarantineReasons, status } = await sync.run(connectionId)
    expect([status, quarantineReasons]).to.deep.equal(['done', { 'erased-learner': 1 }])
    const held = await stores.quarantine.list({ connectionId, limit: 5 })
    expect(JSON.stringify(held)).not.to.match(/Невидимкина|Ульяна|example\.test/)
    let writes = 0
    const put: typeof stores.quarantine.put = async items => {
      writes += items.length
    }
    const watched = { ...stores, quarantine: { ...stores.quarantine, put } }
    const second = createSync({
      stores: watched,
      connectors: () => scriptedConnector({ pages: [{ records }] }),
      openSecrets: () => ({ token: 't' }),
      recompute: async () => {},
      now: world.deps.now,
      newId: randomUUID,
      owner: randomUUID(),
      allowPrivateAddresses: false,
      log: () => {},
    })
    await second.run(connectionId)
    expect(writes).to.equal(0)
    expect(await stores.people.byIdentities([sourceKey(connectionId, userId)])).to.have.property('size', 0)
  })

  it('of an erasure are for whoever sees all', async () => {
    const { data } = build()
    expect(await codeOf(data.erasures(administrator))).to.equal('forbidden')
    expect(await data.erasures({ ...system, roles: ['administrator'] })).to.be.an('array')
  })
})
