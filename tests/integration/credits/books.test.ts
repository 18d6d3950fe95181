import { expect } from 'chai'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { anActor, modules, system, useCredits } from './use-credits.ts'

describe('reading books', () => {
  const world = useCredits()
  const curator = anActor(['curator'])

  it('shows the learner their own book: newest line first, numbered in order of entry, each explained', async () => {
    const w = world()
    const programme = await w.programme()
    const enrolment = await w.enrol(programme)
    const [wrong] = await w.entries(enrolment, ['M1'], { createdAt: '2026-01-01T00:00:00.000Z' })
    const [waiting] = await w.entries(enrolment, ['M3'], { createdAt: '2026-01-03T00:00:00.000Z' })
    const entryId = wrong?.id as string
    const corrected = await w.credits.correctEntry(curator, { entryId, reason: 'Справка', document: '№ 4' })
    await w.credits.confirmEntries(curator, { entryIds: [corrected.id], despiteRemarks: [corrected.id] })
    const self = anActor(['learner'], { personId: enrolment.learnerId, scope: [] })
    const { person, programmes, book } = await w.credits.readBooks(self, {})
    expect(programmes).to.deep.equal([{ id: programme.id, title: programme.title, mayEnter: true }])
    expect(person).to.have.all.keys('id', 'familyName', 'givenName', 'patronymic')
    expect(book?.lines.map(line => [line.number, line.entry.id])).to.deep.equal([
      [3, corrected.id],
      [2, waiting?.id],
      [1, entryId],
    ])
    expect(book?.lines.map(line => line.counted.reason)).to.deep.equal([
      undefined,
      'not-confirmed',
      'superseded',
    ])
    expect(book?.lines[2]?.numberOf).to.deep.equal({ [corrected.id]: 3 })
    expect(book?.progress.hours).to.include({ counted: 800, pending: 2400, required: 10800 })
    expect([book?.today, book?.regulation.id]).to.deep.equal(['2026-11-22', 'tspu'])
  })

  it('asks the store once for the programmes and once for the enrolments', async () => {
    const w = world()
    const { learnerId } = await w.enrol(await w.programme())
    const asked: string[] = []
    const heard = <T extends object>(name: string, store: T): T =>
      new Proxy(store, { get: (_, key) => asked.push(`${name}.${String(key)}`) && Reflect.get(store, key) })
    const { programmes, enrolments } = w.stores
    const stores = {
      ...w.stores,
      programmes: heard('programmes', programmes),
      enrolments: heard('enrolments', enrolments),
    }
    await w.creditsWith({ stores }).readBooks({ ...anActor(['learner']), personId: learnerId }, {})
    expect(asked).to.deep.equal(['enrolments.byLearner', 'programmes.byIds'])
  })

  it('shows others only the programmes that their roles reach', async () => {
    const w = world()
    const identity = unique('lti|x|')
    const here = await w.programme()
    const there = await w.programme({ deployments: ['elsewhere'] })
    const enrolment = await w.enrol(here, { identity })
    await w.enrol(there, { identity, enrolledOn: '2026-01-01' })
    const { learnerId } = enrolment
    const seen = await w.credits.readBooks(curator, { learnerId })
    expect(seen.programmes.map(each => each.id)).to.deep.equal([here.id])
    expect(seen.book?.programme.id).to.equal(here.id)
    expect(await codeOf(w.credits.readBooks(curator, { learnerId, programmeId: there.id }))).to.equal(
      'not_found',
    )
    const self = anActor(['learner'], { personId: learnerId })
    expect((await w.credits.readBooks(self, {})).book?.programme.id).to.equal(there.id)
    expect((await w.credits.readBooks(self, { programmeId: here.id })).book?.programme.id).to.equal(here.id)
  })

  it('opens the book of the programme that was opened last, as long as there is one', async () => {
    const w = world()
    const identity = unique('lti|x|')
    const older = await w.programme()
    const newer = await w.programme()
    const { learnerId } = await w.enrol(older, { identity })
    await w.enrol(newer, { identity, enrolledOn: '2026-01-01' })
    const self = anActor(['learner'], { personId: learnerId })
    const opened = async () => (await w.credits.readBooks(self, {})).book?.programme.id
    expect(await opened()).to.equal(newer.id)
    await w.stores.people.setOpenedProgramme(learnerId, older.id)
    expect(await opened()).to.equal(older.id)
    expect((await w.credits.readBooks(curator, { learnerId })).book?.programme.id, 'another reader').to.equal(
      newer.id,
    )
    await w.stores.people.setOpenedProgramme(learnerId, 'gone')
    expect(await opened()).to.equal(newer.id)
  })

  it('tells where nothing can be entered: in a closed book, and to whoever only reads', async () => {
    const w = world()
    const enrolment = await w.enrol(await w.programme())
    const mayEnter = async (role: 'learner' | 'issuer') => {
      const actor = anActor([role], { personId: role === 'learner' ? enrolment.learnerId : 'p-issuer' })
      const { programmes } = await w.credits.readBooks(actor, { learnerId: enrolment.learnerId })
      return programmes.map(each => each.mayEnter)
    }
    expect([await mayEnter('learner'), await mayEnter('issuer')]).to.deep.equal([[true], [false]])
    await w.stores.enrolments.setStatus(enrolment.id, 'left')
    expect(await mayEnter('learner')).to.deep.equal([false])
  })

  it('names in an empty book the system whose completions will fill it', async () => {
    const w = world()
    const connectionId = unique('connection')
    await w.stores.connections.create({
      ...{ id: connectionId, name: connectionId, title: 'Moodle ТГПУ', type: 'moodle', settings: {} },
      ...{ sealedSecrets: 'sealed', deployments: [], createdAt: '2026-01-01T00:00:00.000Z' },
    })
    const source = { connectionId, courseId: '17' }
    const programme = await w.programme({
      modules: modules.map(module => ({ ...module, source })).slice(0, 1),
    })
    const { learnerId } = await w.enrol(programme)
    const self = anActor(['learner'], { personId: learnerId })
    expect((await w.credits.readBooks(self, {})).book?.source).to.equal('Moodle ТГПУ')
  })

  it('shows an empty shelf to somebody who is not enrolled, and nothing to nobody', async () => {
    const w = world()
    const person = await w.stores.people.ensure(
      unique('k'),
      { familyName: 'Новиков', givenName: 'Олег' },
      '2026-01-01T00:00:00.000Z',
    )
    const self = anActor(['learner'], { personId: person.id })
    expect(await w.credits.readBooks(self, {})).to.deep.include({ programmes: [], book: null })
    expect(await codeOf(w.credits.readBooks(anActor(['learner']), {}))).to.equal('not_found')
  })

  it('recomputes the cached total after a programme changed, and daily, as terms pass', async () => {
    const w = world()
    w.at('2025-08-01T09:00:00Z') // before the end of the shortest term
    const { enrolment, programme } = await w.readyLearner()
    const summary = async () => (await w.stores.enrolments.byId(enrolment.id))?.summary
    expect(await summary()).to.include({ counted: 10800, eligible: false })
    w.at('2026-11-22T09:00:00Z')
    expect(await w.credits.recomputeAll(system)).to.be.at.least(1)
    expect(await summary()).to.include({ eligible: true, at: '2026-11-22T09:00:00.000Z' })
    w.at('2026-11-23T09:00:00Z')
    await w.credits.recomputeAll(system)
    expect((await summary())?.at, 'unchanged: not written').to.equal('2026-11-22T09:00:00.000Z')
    await w.credits.recompute([enrolment, enrolment, { learnerId: 'nobody', programmeId: programme.id }])
    expect((await summary())?.at, 'after a change').to.equal('2026-11-23T09:00:00.000Z')
    await w.credits.saveProgramme(system, { ...programme, modules: programme.modules.slice(0, 3) })
    expect(await summary()).to.include({ counted: 4000, eligible: false })
  })

  it('believes who read a book before them, and reads again when somebody wrote since', async () => {
    const w = world()
    const enrolment = await w.enrol(await w.programme())
    const { learnerId, programmeId } = enrolment
    const pending = async () => (await w.stores.enrolments.byId(enrolment.id))?.summary?.pending
    const early = await w.stores.enrolments.byLearner(learnerId)
    const [first] = await w.entries(enrolment, ['M1'])
    w.at('2026-11-23T09:00:00Z')
    const ofFirst = { learnerId, programmeId, read: { enrolments: early, entries: first ? [first] : [] } }
    await w.credits.recompute([ofFirst])
    expect(await pending()).to.equal(800)
    await w.entries(enrolment, ['M3'])
    await w.credits.recompute([{ learnerId, programmeId }])
    w.at('2026-11-24T09:00:00Z')
    await w.credits.recompute([ofFirst])
    expect(await pending(), 'not what the first reader knew').to.equal(3200)
  })

  it('reads again when a change between left the total as it was', async () => {
    const w = world()
    const enrolment = await w.enrol(await w.programme())
    const { learnerId, programmeId } = enrolment
    const stored = async () => (await w.stores.enrolments.byId(enrolment.id))?.summary
    const early = await w.stores.enrolments.byLearner(learnerId)
    w.at('2026-11-23T09:00:00Z')
    await w.credits.recompute([{ learnerId, programmeId }])
    await w.entries(enrolment, ['M1'])
    w.at('2026-11-24T09:00:00Z')
    await w.credits.recompute([{ learnerId, programmeId, read: { enrolments: early, entries: [] } }])
    expect((await stored())?.pending, 'not what was known before').to.equal(800)
  })
})

describe('programmes and enrolments', () => {
  const world = useCredits()
  const administrator = anActor(['administrator'])

  it('saves a programme within the scope, and gives nothing beyond it', async () => {
    const w = world()
    const programme = await w.programme({ deployments: [...(administrator.scope as string[]), 'foreign'] })
    const saved = await w.credits.saveProgramme(administrator, { ...programme, title: 'Новое название' })
    expect(saved).to.deep.include({ title: 'Новое название', createdAt: programme.createdAt })
    for (const deployments of [
      [...programme.deployments, 'more'],
      ['foreign'],
      administrator.scope as string[],
    ]) {
      const attempt = w.credits.saveProgramme(administrator, { ...programme, deployments })
      expect(await codeOf(attempt), String(deployments)).to.equal('invalid_input')
    }
  })

  it('names each fault of a programme: a module twice, hours beyond 8–68, no such regulation', async () => {
    const w = world()
    const [first] = (await w.programme()).modules
    if (!first) throw new Error('no module')
    const faulty = w.programme({ title: ' ', modules: [first, { ...first, hours: 7000 as never }] })
    const refusal = await faulty.catch(error => error)
    expect(refusal.issues.map((issue: { path: string }) => issue.path)).to.deep.equal([
      'title',
      'modules.1.id',
      'modules.1.hours',
    ])
    expect(await codeOf(w.programme({ regulation: 'none' }))).to.equal('not_found')
  })

  it('enrols a person once, known afterwards by the identity of their launch', async () => {
    const w = world()
    const programme = await w.programme()
    const identity = unique('lti|https://lms.example|')
    const enrolment = await w.enrol(programme, { identity })
    expect(enrolment.summary).to.include({ counted: 0, required: 10800, eligible: false })
    expect((await w.stores.people.byIdentities([identity])).get(identity)?.id).to.equal(enrolment.learnerId)
    expect(await codeOf(w.enrol(programme, { identity }))).to.equal('conflict')
    expect(await codeOf(w.enrol(programme, { enrolledOn: '2025-02-30' }))).to.equal('invalid_input')
    expect(await codeOf(w.enrol(programme, { facts: { odd: 'x' } as never }))).to.equal('invalid_input')
  })

  it('records facts that exist on days that exist', async () => {
    const w = world()
    const enrolment = await w.enrol(await w.programme(), { facts: {} })
    const curator = anActor(['curator'])
    const record = (facts: object) => w.credits.recordFacts(curator, { enrolmentId: enrolment.id, facts })
    expect((await record({ projectDefence: '2026-05-20' })).facts).to.deep.equal({
      projectDefence: '2026-05-20',
    })
    expect(await codeOf(record({ projectDefence: '20.05.2026' }))).to.equal('invalid_input')
    expect(await codeOf(record({ enrolmentDocuments: 'yes' }))).to.equal('invalid_input')
    expect(await codeOf(record({ $where: '1' }))).to.equal('invalid_input')
    expect((await w.stores.enrolments.byId(enrolment.id))?.facts).to.deep.equal({
      projectDefence: '2026-05-20',
    })
  })

  it('lists learners with their totals in pages, narrowed to those who are ready', async () => {
    const w = world()
    const programme = await w.programme()
    const ready = await w.readyLearner(programme)
    const begun = [await w.enrol(programme), await w.enrol(programme)]
    const issuer = anActor(['issuer'])
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = await w.credits.listLearners(issuer, {
        programmeId: programme.id,
        limit: 2,
        ...(after && { after }),
      })
      seen.push(...page.rows.map(row => row.enrolment.id))
      after = page.next
    } while (after)
    expect(seen).to.have.members([ready.enrolment.id, ...begun.map(each => each.id)])
    const { rows } = await w.credits.listLearners(issuer, { programmeId: programme.id, eligible: true })
    expect(rows.map(row => [row.enrolment.id, row.progress.eligible])).to.deep.equal([
      [ready.enrolment.id, true],
    ])
  })

  it('counts who is ready and who is not, without those who have their document', async () => {
    const w = world()
    const programme = await w.programme()
    const issuer = anActor(['issuer'], { programmes: [programme.id] })
    const { enrolment } = await w.readyLearner(programme)
    await w.readyLearner(programme)
    await w.enrol(programme)
    const few = { more: false }
    expect(await w.credits.countLearners(issuer)).to.deep.equal({
      ready: { count: 2, ...few },
      waiting: { count: 1, ...few },
    })
    await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect((await w.credits.countLearners(issuer))?.ready.count).to.equal(1)
  })
})
