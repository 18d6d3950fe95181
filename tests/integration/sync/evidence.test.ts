import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import { createEvidence } from '#sync/evidence'
import { createSync } from '#sync/pull'
import { useStores } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { type Script, scriptedConnector } from '#tests/unit/sync/scripted-connector'
import { enrolment, hours, programme, record } from '#tests/unit/sync/story'

const curator: Actor = { personId: 'k', name: 'К', roles: ['curator'], scope: 'all' }

describe('what the source sent', () => {
  const store = useStores()

  async function open() {
    const { stores, connection } = store()
    const connectionId = `c-${randomUUID()}`
    await stores.connections.create({
      ...{ id: connectionId, name: connectionId, title: 'Moodle', type: 'scripted', deployments: [] },
      ...{ settings: { url: 'https://lms.example' }, sealedSecrets: 'x', createdAt: 'at' },
    })
    const own = programme(`P-${randomUUID()}`)
    await stores.programmes.save({
      ...own,
      modules: own.modules.map(m => ({ ...m, source: { connectionId, courseId: m.source?.courseId ?? '' } })),
    })
    const person = await stores.people.ensure(
      `source|${connectionId}|1`,
      { familyName: 'Тестова', givenName: 'А' },
      'at',
    )
    await stores.enrolments.create({ ...enrolment(person.id, own.id), id: randomUUID() })
    const script: Script = { pages: [{ records: [record()] }] }
    const sync = createSync({
      ...{ stores, connectors: () => scriptedConnector(script), openSecrets: () => ({ token: 't' }) },
      ...{ recompute: async () => {}, now: () => new Date('2026-05-20T08:00:00Z'), newId: randomUUID },
      ...{ owner: randomUUID(), allowPrivateAddresses: false, log: () => {} },
      keepFile: stores.rawFiles.put,
    })
    await sync.run(connectionId)
    const [entry] = await stores.entries.ofBook(person.id, own.id)
    const evidence = createEvidence({
      stores,
      seeEntry: async (_actor, { entryId }) => {
        const found = await stores.entries.byId(entryId)
        if (!found) throw new NotFoundError('no such entry')
        return found
      },
    })
    return { stores, connection, connectionId, entryId: entry?.id ?? '', evidence, script, sync }
  }

  it('is the record verbatim, under the hash that it was stored under', async () => {
    const { evidence, entryId } = await open()
    const found = await evidence.read(curator, { entryId })
    expect(found).to.deep.include({ source: 'Moodle', revision: 1, isIntact: true, record: record() })
    expect(found?.hash).to.match(/^[0-9a-f]{64}$/)
    expect(await codeOf(evidence.read(curator, { entryId: 'nobody' }))).to.equal('not_found')
  })

  it('tells of a newer revision, and that somebody changed what is stored', async () => {
    const { evidence, entryId, script, sync, connectionId, connection } = await open()
    script.pages = [{ records: [record({ hours: [hours('12')] })] }]
    await sync.run(connectionId)
    expect(await evidence.read(curator, { entryId })).to.include({ revision: 1, newerRevision: 2 })
    const forged = JSON.stringify(record({ hours: [hours('99')] }))
    await connection
      .collection('completions')
      .updateOne({ connectionId, revision: 1 }, { $set: { record: forged } })
    expect((await evidence.read(curator, { entryId }))?.isIntact).to.equal(false)
  })

  describe('with the answers that it was read from', () => {
    const answersOf = (text: string, keepDays = 365) => {
      const bytes = new TextEncoder().encode(text)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const read = () => ({ name: 'answers-00001.txt', bytes, sha256, people: ['1', '2'] })
      return { sha256, answers: { keepDays, read } }
    }

    it('names them, the run that they are opened by, and their hash for good', async () => {
      const { evidence, script, sync, connectionId, connection, stores } = await open()
      const came = answersOf(`answer ${randomUUID()}`)
      script.pages = [{ records: [record({ hours: [hours('12')] })], answers: came.answers }]
      const run = await sync.run(connectionId)
      expect(run.raw, 'answers are no file of the run').to.equal(undefined)
      const [entry] = (await stores.entries.byCompletions(connectionId, [record().key])).filter(
        ({ status }) => status === 'imported',
      )
      const entryId = entry?.id ?? ''
      const { sha256 } = came
      expect((await evidence.read(curator, { entryId }))?.file).to.deep.equal({
        ...{ sha256, name: 'answers-00001.txt', runId: run.id },
      })
      const kept = await connection.collection('raw_files').findOne({ _id: sha256 as never })
      expect(kept).to.deep.include({ people: ['1', '2'], until: new Date('2027-05-20T08:00:00Z') })
      await connection.collection('raw_files').deleteMany({ connectionId })
      expect((await evidence.read(curator, { entryId }))?.file).to.deep.equal({ sha256 })
    })

    it('keeps none of a page that brought nothing new', async () => {
      const { script, sync, connectionId, stores } = await open()
      const came = answersOf(`answer ${randomUUID()}`)
      script.pages = [{ records: [record()], answers: came.answers }]
      const run = await sync.run(connectionId)
      expect(run.counts).to.include({ unchanged: 1, imported: 0 })
      expect(await stores.rawFiles.byHash(came.sha256)).to.equal(null)
    })

    it('keeps them of a page whose record waits in quarantine, and names them once it is taken', async () => {
      const { script, sync, connectionId, stores } = await open()
      const came = answersOf(`answer ${randomUUID()}`)
      script.pages = [{ records: [record({ key: 'k-9', hours: [] })], answers: came.answers }]
      await sync.run(connectionId)
      const waiting = (await stores.quarantine.byKeys(connectionId, ['k-9'])).get('k-9')
      expect(waiting?.readFrom).to.equal(came.sha256)
      expect(await stores.rawFiles.byHash(came.sha256)).not.to.equal(null)
    })
  })

  it('is found behind a correction, and nothing is behind a paper', async () => {
    const { evidence, entryId, stores } = await open()
    const entry = await stores.entries.byId(entryId)
    if (!entry) throw new Error('no entry')
    const corrected = { ...entry, id: `${entryId}-c1`, origin: { type: 'correction' as const, of: entryId } }
    const paper = { ...entry, id: `${entryId}-p`, origin: { type: 'paper' as const }, moduleId: 'M9' }
    await stores.entries.insertNew([corrected, paper])
    expect((await evidence.read(curator, { entryId: corrected.id }))?.record).to.deep.equal(record())
    expect(await evidence.read(curator, { entryId: paper.id })).to.equal(null)
  })
})
