import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { AppError } from '#domain/errors'
import type { Person, StoredProgramme } from '#store/ports/people'
import { strangerId } from '#sync/matching/accounts'
import { compare } from '#sync/matching/candidates'
import type { Matching } from '#sync/matching/contract'
import { createMatching } from '#sync/matching/matching'
import { createSync } from '#sync/pull'
import { useStores } from '#tests/integration/store/use-stores'
import { metBy } from '#tests/support/met-by'
import { codeOf } from '#tests/support/thrown'
import { type Script, scriptedConnector } from '#tests/unit/sync/scripted-connector'
import { enrolment, programme, record } from '#tests/unit/sync/story'

const NOW = new Date('2026-05-20T08:00:00Z')
const actor = (role: 'administrator' | 'curator' | 'learner', scope: Actor['scope']): Actor => ({
  personId: 'k1',
  name: 'Куратор',
  roles: [role],
  scope,
})
const stranger = actor('curator', ['https://other.example|client|1'])

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
    const matching: Matching = createMatching({
      stores,
      sync,
      now: () => NOW,
      newId: randomUUID,
      enrol: async (_actor, { identity, person, programmeId }) => {
        const { id: learnerId } = await stores.people.ensure(identity, person, at)
        await stores.enrolments.create({ ...enrolment(learnerId, programmeId), id: randomUUID() })
        return { learnerId }
      },
    })
    const show = (...courses: number[]) => {
      const person = { userId: '77', familyName: 'Тестова', givenName: 'Анна', email: mail.toUpperCase() }
      script.pages = [{ records: courses.map(course => ({ ...record({ user: 77, course }), person })) }]
    }
    const entriesOf = async ({ id }: Person) =>
      (await stores.entries.ofBook(id, own.id)).map(({ status, moduleId }) => `${moduleId} ${status}`).sort()
    const link = (person: Person) => ({ connectionId, userId: '77', personId: person.id })
    const admin = actor('administrator', [deployment])
    const place = { connectionId, id: strangerId(connectionId, '77') }
    return {
      ...{ stores, connectionId, own, people, sync, matching, show, entriesOf, link },
      ...{ script, curator, admin, place },
    }
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

  it('names what the person has and the source did not send', async () => {
    const here = await open()
    const person = { ...here.people.anna, patronymic: 'Петровна', organisation: 'школа № 12' }
    const { same, unsent } = compare(
      { userId: '77', familyName: 'ТЕСТОВА', organisation: 'школа № 12' },
      person,
    )
    expect({ same, unsent }).to.deep.equal({
      same: ['family-name', 'organisation'],
      unsent: ['email', 'given-name', 'patronymic'],
    })
  })

  it('offers nobody with whom nothing agrees, unless they were looked for', async () => {
    const here = await open()
    const names = { familyName: 'Тестовая', givenName: 'Ольга' }
    const other = await here.stores.people.ensure(`test|${randomUUID()}`, names, NOW.toISOString())
    await here.stores.enrolments.create({ ...enrolment(other.id, here.own.id), id: randomUUID() })
    here.show(1)
    await here.sync.run(here.connectionId)
    const offered = async (family?: string) => {
      const { candidates } = await here.matching.readStranger(here.curator, here.place, family)
      return candidates.map(({ personId }) => personId)
    }
    expect(await offered())
      .to.include(here.people.anna.id)
      .and.not.include(other.id)
    expect(await offered('Тестовая')).to.include(other.id)
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
    expect(await codeOf(here.matching.linkLearner(here.curator, here.link(namesake)))).to.equal(
      'account_taken',
    )
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
    const second = { ...here.curator, personId: 'k-2', name: 'Второй Куратор' }
    const { version } = (await here.stores.programmes.byId(here.own.id)) ?? {}
    await here.matching.mapCourse(second, mapping)
    expect((await here.stores.programmes.byId(here.own.id))?.version, 'said twice').to.equal(version)
    const [free, other] = [
      { ...mapping, moduleId: 'M1' },
      { ...mapping, courseId: '178' },
    ]
    expect((await metBy(here.matching.mapCourse(second, other)))?.differences).to.deep.equal([
      { field: 'course', was: 'Moodle, 178', now: 'Moodle, 177' },
    ])
    const now = await here.stores.programmes.byId(here.own.id)
    const title = (id: string) => now?.modules.find(each => each.id === id)?.title ?? ''
    const modules = now?.modules.map(({ source, ...each }) => (each.id === 'M1' ? each : { ...each, source }))
    await here.stores.programmes.save({ ...here.own, ...now, modules } as StoredProgramme)
    expect(await metBy(here.matching.mapCourse(second, free))).to.deep.include({
      ...{ by: here.curator.personId, byName: here.curator.name, action: 'mapped' },
      differences: [{ field: 'module', was: title('M1'), now: title('M5') }],
    })
    expect((await here.sync.run(here.connectionId)).counts).to.include({ unchanged: 1, quarantined: 0 })
  })

  it('shows each account once, with what came, and nothing of it to those who may not know', async () => {
    const here = await open()
    here.show(1, 2)
    await here.sync.run(here.connectionId)
    const { strangers, total, next } = await here.matching.listStrangers(here.curator, { limit: 5 })
    expect(await here.matching.countStrangers(here.curator)).to.deep.equal({
      count: total.accounts,
      more: false,
    })
    expect(total.accounts).to.be.greaterThan(0)
    expect({ total, next }).to.deep.equal({ total: { accounts: 1, records: 2, more: false }, next: null })
    expect(strangers[0]).to.deep.include({ userId: '77', waiting: 2, titles: ['Курс 1', 'Курс 2'] })
    expect(strangers[0]?.maskedEmail).to.match(/^.•••@EXAMPLE\.TEST$/)
    expect((await here.matching.listStrangers(stranger, { limit: 5 })).strangers).to.deep.equal([])
    expect(await codeOf(here.matching.listStrangers(actor('learner', 'all'), { limit: 5 }))).to.equal(
      'forbidden',
    )
    expect(await codeOf(here.matching.readStranger(stranger, here.place))).to.equal('not_found')
  })

  it('hides from a curator the strangers of other programmes, and not from an administrator', async () => {
    const here = await open()
    here.show(1)
    await here.sync.run(here.connectionId)
    const elsewhere = { ...here.curator, context: 'another course' }
    await here.stores.programmes.save({
      ...((await here.stores.programmes.byId(here.own.id)) ?? here.own),
      contexts: ['its course'],
    })
    expect((await here.matching.listStrangers(elsewhere, { limit: 5 })).total.accounts).to.equal(0)
    expect(await codeOf(here.matching.readStranger(elsewhere, here.place))).to.equal('not_found')
    expect(await codeOf(here.matching.decide(elsewhere, here.place, here.people.anna.id))).to.equal(
      'not_found',
    )
    expect((await here.matching.listStrangers(here.admin, { limit: 5 })).total.accounts).to.equal(1)
  })

  it('keeps a decision, and undoes it once', async () => {
    const here = await open()
    here.show(1, 2)
    await here.sync.run(here.connectionId)
    const { decisionId, replayed } = await here.matching.decide(here.curator, here.place, here.people.anna.id)
    expect(replayed).to.equal(2)
    const [kept] = await here.matching.listDecisions(here.curator, 5)
    expect(kept).to.include({ kind: 'linked', records: 2, byName: 'Куратор', personName: 'Тестова Анна' })
    const other = { ...here.curator, personId: 'k2' }
    expect(await codeOf(here.matching.undo(other, decisionId))).to.equal('forbidden')
    expect(await here.matching.listDecisions(other, 5)).to.deep.equal([])
    expect(await here.matching.undo(here.admin, decisionId)).to.deep.equal({ withdrawn: 2, kind: 'linked' })
    expect(await codeOf(here.matching.undo(here.curator, decisionId))).to.equal('conflict')
    expect(await here.entriesOf(here.people.anna)).to.deep.equal(['M1 revoked', 'M2 revoked'])
    expect((await here.matching.listStrangers(here.curator, { limit: 5 })).total.records).to.equal(2)
  })

  it('takes a decision once, however often its form is sent, and anew once it was undone', async () => {
    const here = await open()
    here.show(1, 2)
    await here.sync.run(here.connectionId)
    const aside = () => here.matching.setAside(here.curator, here.place, 'form-0')
    const [first, second] = await Promise.all([aside(), aside()])
    expect(second.decisionId).to.equal(first.decisionId)
    await here.matching.undo(here.curator, first.decisionId)
    const decide = () => here.matching.decide(here.curator, here.place, here.people.anna.id, 'form-1')
    const linked = await decide()
    expect(linked).to.include({ waiting: 2, replayed: 2 })
    expect(await decide()).to.deep.equal(linked)
    expect(await here.matching.listDecisions(here.curator, 5)).to.have.length(2)
    await here.matching.undo(here.curator, linked.decisionId)
    const anew = await decide()
    expect(anew.decisionId).to.not.equal(linked.decisionId)
    await here.matching.undo(here.curator, anew.decisionId)
  })

  it('tells whoever decides second who was first, and when', async () => {
    const here = await open()
    here.show(1)
    await here.sync.run(here.connectionId)
    const { decisionId } = await here.matching.decide(here.curator, here.place, here.people.anna.id)
    const other = { ...here.curator, personId: 'k2' }
    const thrown: unknown = await here.matching.setAside(other, here.place).catch((error: unknown) => error)
    expect(thrown).to.be.instanceOf(AppError)
    const { code, meanwhile } = thrown as AppError
    expect(code).to.equal('conflict')
    expect(meanwhile).to.deep.include({ byName: 'Куратор', at: NOW.toISOString(), action: 'linked' })
    await here.matching.undo(here.curator, decisionId)
    expect((await here.matching.readStranger(other, here.place)).id).to.equal(here.place.id)
  })

  it('sets an account aside until somebody takes that back', async () => {
    const here = await open()
    here.show(1)
    await here.sync.run(here.connectionId)
    const { decisionId } = await here.matching.setAside(here.curator, here.place)
    expect((await here.matching.listStrangers(here.curator, { limit: 5 })).strangers).to.deep.equal([])
    await here.matching.undo(here.curator, decisionId)
    expect((await here.matching.listStrangers(here.curator, { limit: 5 })).strangers).to.have.length(1)
  })

  it('enrols a new person, whose records become entries', async () => {
    const here = await open()
    here.show(1, 2)
    await here.sync.run(here.connectionId)
    const person = { familyName: 'Новая', givenName: 'Вера' }
    const input = { person, programmeId: here.own.id, enrolledOn: '2025-09-01' }
    expect(
      await codeOf(here.matching.addLearner(here.admin, here.place, { ...input, enrolledOn: 'вчера' })),
    ).to.equal('invalid_input')
    const { replayed } = await here.matching.addLearner(here.admin, here.place, input)
    expect(replayed).to.equal(2)
    const [[, added] = []] = await here.stores.people.byIdentities([`source|${here.connectionId}|77`])
    expect(added?.familyName).to.equal('Новая')
    expect(added?.email, 'for the next candidates').to.match(/@/)
  })

  it('joins by СНИЛС and by personal number without anybody, never by name, and asks if two have it', async () => {
    const here = await open()
    const { anna, namesake } = here.people
    await here.stores.people.setNumbers(anna.id, { snils: '11223344595' })
    await here.stores.people.setNumbers(namesake.id, { personalNumber: 'TAB-7' })
    here.script.pages = [
      {
        records: [
          { ...record({ user: 1 }), person: { userId: '1', familyName: 'Иная', snils: '112-233-445 95' } },
          { ...record({ user: 2 }), person: { userId: '2', familyName: 'тестова', idNumber: 'TAB-7' } },
          { ...record({ user: 3 }), person: { userId: '3', familyName: 'Другая', idNumber: 'TAB-7' } },
          { ...record({ user: 4 }), person: { userId: '4', familyName: 'Тестова', givenName: 'Анна' } },
          { ...record({ user: 5 }), person: { userId: '5', familyName: 'Т', snils: '112-233-445 96' } },
        ],
      },
    ]
    const run = await here.sync.run(here.connectionId)
    expect(run.quarantineReasons).to.deep.equal({ 'unknown-learner': 3 })
    expect(await here.entriesOf(anna)).to.deep.equal(['M1 imported'])
    expect(await here.entriesOf(namesake)).to.deep.equal(['M1 imported'])
    await here.stores.people.setNumbers(anna.id, { personalNumber: 'TAB-9' })
    await here.stores.people.setNumbers(namesake.id, { personalNumber: 'TAB-9' })
    here.script.pages = [
      {
        records: [
          {
            ...record({ user: 9, course: 2 }),
            person: { userId: '9', familyName: 'Тестова', idNumber: 'TAB-9' },
          },
        ],
      },
    ]
    await here.sync.run(here.connectionId)
    const place = { connectionId: here.connectionId, id: strangerId(here.connectionId, '9') }
    const asked = await here.matching.readStranger(here.curator, place)
    expect(asked.reason).to.equal('ambiguous-learner')
    expect(asked.candidates.map(each => each.isExact)).to.deep.equal([true, true])
    expect((await here.matching.decide(here.curator, place, namesake.id)).replayed).to.equal(1)
    expect(await here.entriesOf(namesake)).to.deep.equal(['M1 imported', 'M2 imported'])
  })

  it('lists courses that are no module, with the modules that they may be', async () => {
    const here = await open()
    here.show(77)
    const item = { courseId: '177', title: 'Цифровая грамотность: курс для учителя' }
    for (const each of here.script.pages[0]?.records ?? []) Object.assign(each, { item })
    await here.sync.run(here.connectionId)
    const [course, ...others] = await here.matching.listCourses(here.admin)
    expect(course).to.deep.include({ courseId: '177', title: item.title, waiting: 1 })
    expect(course?.modules[0]).to.include({ moduleId: 'M5' })
    expect(others).to.deep.equal([])
    expect(await here.matching.listCourses(stranger)).to.deep.equal([])
  })
})
