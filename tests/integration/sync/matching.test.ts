import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Actor } from '#domain/actor'
import type { Person } from '#store/ports/people'
import type { Matching } from '#sync/matching/contract'
import { createMatching } from '#sync/matching/matching'
import { createSync } from '#sync/pull'
import { useStores } from '#tests/integration/store/use-stores'
import { type Script, scriptedConnector } from '#tests/unit/sync/scripted-connector'
import { enrolment, programme, record } from '#tests/unit/sync/story'

const NOW = new Date('2026-05-20T08:00:00Z')
const actor = (role: 'curator' | 'learner', scope: Actor['scope']): Actor => ({
  personId: 'k1',
  name: 'Куратор',
  roles: [role],
  scope,
})
const stranger = actor('curator', ['https://other.example|client|1'])

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing thrown',
    error => error.code,
  )

describe('matching', () => {
  const store = useStores()

  /** One connection and one programme of their own; Анна and her namesake learn, a third Тестова learns elsewhere. */
  async function open() {
    const { stores } = store()
    const connectionId = `c-${randomUUID()}`
    const deployment = `https://lms.example|${randomUUID()}|1`
    const curator = actor('curator', [deployment])
    const at = NOW.toISOString()
    await stores.connections.create({
      ...{ id: connectionId, name: connectionId, title: 'Moodle', type: 'scripted' },
      ...{
        settings: { url: 'https://lms.example' },
        sealedSecrets: 'sealed',
        deployments: [deployment],
        createdAt: at,
      },
    })
    const own = { ...programme(`P-${randomUUID()}`), deployments: [deployment] }
    const modules = own.modules.map(module =>
      module.id === 'M5'
        ? { ...module, title: 'Цифровая грамотность учителя', source: undefined as never }
        : { ...module, source: { connectionId, courseId: module.source?.courseId ?? '' } },
    )
    await stores.programmes.save({
      ...own,
      modules: modules.map(({ source, ...m }) => ({ ...m, ...(source && { source }) })),
    })
    const learner = async (given: string, email: string, isEnrolled = true): Promise<Person> => {
      const names = { familyName: 'Тестова', givenName: given, email }
      const person = await stores.people.ensure(`test|${randomUUID()}`, names, at)
      if (isEnrolled) await stores.enrolments.create({ ...enrolment(person.id, own.id), id: randomUUID() })
      return person
    }
    const mail = `${randomUUID()}@example.test`
    const people = {
      anna: await learner('Анна', mail),
      namesake: await learner('Анна', 'other@example.test'),
      elsewhere: await learner('Анна', mail, false),
    }
    const script: Script = { pages: [] }
    const sync = createSync({
      stores,
      connectors: () => scriptedConnector(script),
      openSecrets: () => ({ token: 't' }),
      recompute: async () => {},
      now: () => NOW,
      newId: randomUUID,
      owner: randomUUID(),
      allowPrivateAddresses: false,
      log: () => {},
    })
    const matching: Matching = createMatching({ stores, sync, now: () => NOW })
    const show = (...courses: number[]) => {
      const person = { userId: '77', familyName: 'Тестова', givenName: 'Анна', email: mail.toUpperCase() }
      script.pages = [{ records: courses.map(course => ({ ...record({ user: 77, course }), person })) }]
    }
    const entriesOf = async ({ id }: Person) =>
      (await stores.entries.ofBook(id, own.id)).map(({ status, moduleId }) => `${moduleId} ${status}`).sort()
    const link = (person: Person) => ({ connectionId, userId: '77', personId: person.id })
    return { stores, connectionId, own, people, sync, matching, show, entriesOf, link, script, curator }
  }

  it('ticks exact facts, takes names for hints, and tells of nobody out of scope', async () => {
    const here = await open()
    here.show(1, 2)
    await here.sync.run(here.connectionId)
    const q = { connectionId: here.connectionId, key: '77:101' }
    const { userId, waiting, candidates } = await here.matching.candidatesFor(here.curator, q)
    expect({ userId, waiting }).to.deep.equal({ userId: '77', waiting: 2 })
    expect(candidates.map(({ personId, isExact }) => [personId, isExact])).to.deep.equal([
      [here.people.anna.id, true],
      [here.people.namesake.id, false],
    ])
    expect(candidates[0]?.same).to.deep.equal(['email', 'family-name', 'given-name'])
    expect(candidates[1]?.differs).to.deep.equal(['email'])
    expect(JSON.stringify(candidates), 'facts, not their values').not.to.contain('@')
    expect(await codeOf(here.matching.candidatesFor(stranger, q))).to.equal('not_found')
    expect(await codeOf(here.matching.candidatesFor(actor('learner', 'all'), q))).to.equal('forbidden')
    expect(await here.entriesOf(here.people.anna), 'nothing is linked by itself').to.deep.equal([])
  })

  it('links an account to the person that somebody chose, and replays its records', async () => {
    const here = await open()
    here.show(1, 2)
    await here.sync.run(here.connectionId)
    const { anna, elsewhere, namesake } = here.people
    expect(await codeOf(here.matching.linkLearner(here.curator, here.link(elsewhere)))).to.equal('not_found')
    expect(await here.matching.linkLearner(here.curator, here.link(anna))).to.deep.equal({
      waiting: 2,
      replayed: 2,
    })
    expect(await here.entriesOf(anna)).to.deep.equal(['M1 imported', 'M2 imported'])
    expect(await codeOf(here.matching.linkLearner(here.curator, here.link(namesake)))).to.equal('conflict')
  })

  it('undoes a link: the entries go, the records wait, and the right person gets them', async () => {
    const here = await open()
    here.show(1, 2)
    await here.sync.run(here.connectionId)
    const { anna, namesake } = here.people
    await here.matching.linkLearner(here.curator, here.link(namesake))
    expect(await codeOf(here.matching.unlinkLearner(here.curator, here.link(anna)))).to.equal('not_found')
    expect(await here.matching.unlinkLearner(here.curator, here.link(namesake))).to.deep.equal({
      withdrawn: 2,
    })
    expect(await here.entriesOf(namesake)).to.deep.equal(['M1 revoked', 'M2 revoked'])
    const again = await here.sync.run(here.connectionId)
    expect(again.counts, 'they wait, also for the next pull').to.include({ quarantined: 2, imported: 0 })
    expect((await here.matching.linkLearner(here.curator, here.link(anna))).replayed).to.equal(2)
    expect(await here.entriesOf(anna)).to.deep.equal(['M1 imported', 'M2 imported'])
    expect((await here.sync.run(here.connectionId)).counts).to.include({ unchanged: 2, quarantined: 0 })
  })

  it('suggests modules by title and replays a course once somebody mapped it', async () => {
    const here = await open()
    await here.stores.people.ensure(
      `source|${here.connectionId}|77`,
      { familyName: 'Т', givenName: 'А' },
      'at',
    )
    const person = (await here.stores.people.byIdentities([`source|${here.connectionId}|77`]))
      .values()
      .next().value
    await here.stores.enrolments.create({ ...enrolment(person?.id ?? '', here.own.id), id: randomUUID() })
    here.show(77)
    const item = { courseId: '177', title: 'Цифровая грамотность: курс для учителя' }
    for (const each of here.script.pages[0]?.records ?? []) Object.assign(each, { item })
    const first = await here.sync.run(here.connectionId)
    expect(first.quarantineReasons).to.deep.equal({ 'unknown-course': 1 })
    const q = { connectionId: here.connectionId, courseId: '177' }
    const [best, ...rest] = await here.matching.suggestModules(here.curator, q)
    expect(best).to.include({ moduleId: 'M5', programmeId: here.own.id })
    expect(rest, 'other modules live in courses already').to.deep.equal([])
    expect(await here.matching.suggestModules(stranger, q).catch(e => e.code)).to.equal('not_found')
    const mapping = { ...q, programmeId: here.own.id, moduleId: 'M5' }
    expect(await here.matching.mapCourse(here.curator, mapping)).to.deep.equal({ waiting: 1, replayed: 1 })
    expect(await codeOf(here.matching.mapCourse(here.curator, { ...mapping, moduleId: 'M1' }))).to.equal(
      'conflict',
    )
    expect((await here.sync.run(here.connectionId)).counts).to.include({ unchanged: 1, quarantined: 0 })
  })
})
