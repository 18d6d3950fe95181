import { expect } from 'chai'
import { codeOf } from '#tests/support/thrown'
import { at, sampleEnrolment, sampleProgramme } from './samples.ts'
import { unique, useStores } from './use-stores.ts'

describe('people store', () => {
  const store = useStores()
  const people = () => store().stores.people

  it('makes one person of twenty first launches at once', async () => {
    const key = unique('lti|https://lms.example|')
    const made = await Promise.all(
      Array.from({ length: 20 }, () =>
        people().ensure(key, { familyName: 'Иванова', givenName: 'Анна' }, at),
      ),
    )
    expect(new Set(made.map(person => person.id)).size).to.equal(1)
    expect(made[0]?.identities).to.deep.equal([{ key, since: at }])
  })

  it('finds people by id and by identity, each under what was asked', async () => {
    const [a, b] = [unique('source|c|'), unique('source|c|')]
    const first = await people().ensure(
      a,
      { familyName: 'Петров', givenName: 'Пётр', snils: '11223344595' },
      at,
    )
    const second = await people().ensure(b, { familyName: 'Петров', givenName: 'Павел' }, at)
    expect(await people().byId(first.id)).to.deep.equal(first)
    expect(await people().byId('nobody')).to.equal(null)
    expect([...(await people().byIds([first.id, second.id, 'nobody'])).keys()].sort()).to.deep.equal(
      [first.id, second.id].sort(),
    )
    const found = await people().byIdentities([a, b, 'unknown'])
    expect([found.get(a)?.id, found.get(b)?.id, found.size]).to.deep.equal([first.id, second.id, 2])
  })

  it('finds by the start of the family name, whatever the case, ё as е, limited', async () => {
    for (const familyName of ['Ёлкина', 'Елкин', 'Еремеева', 'Белова'])
      await people().ensure(unique('k'), { familyName, givenName: 'И' }, at)
    const names = async (prefix: string, limit = 10) =>
      (await people().search(prefix, limit)).map(person => person.familyName)
    expect(await names('ёЛК')).to.deep.equal(['Елкин', 'Ёлкина'])
    expect(await names('е', 2)).to.have.length(2)
    expect(await names('.*')).to.deep.equal([])
  })

  it('compares an operator that came in as data as data', async () => {
    await people().ensure(unique('k'), { familyName: 'Первая', givenName: 'Встречная' }, at)
    const hostile = { $gt: '' } as unknown as string
    const outcome = await people()
      .byId(hostile)
      .catch(() => null)
    expect(outcome).to.equal(null)
  })

  it('remembers what was chosen', async () => {
    const { id } = await people().ensure(unique('k'), { familyName: 'Я', givenName: 'Я' }, at)
    await people().setPreferences(id, { language: 'en' })
    await people().setPreferences(id, { keysOff: true })
    expect(await people().byId(id)).to.include({ language: 'en', keysOff: true })
  })

  it('remembers whose book was opened last', async () => {
    const { id } = await people().ensure(unique('k'), { familyName: 'Я', givenName: 'Я' }, at)
    for (const programme of ['p-1', 'p-2', 'p-2']) await people().setOpenedProgramme(id, programme)
    expect((await people().byId(id))?.openedProgramme).to.equal('p-2')
  })
})

describe('programmes store', () => {
  const store = useStores()
  const programmes = () => store().stores.programmes

  it('saves, replaces and gives back what was saved', async () => {
    const [module] = sampleProgramme().modules
    const connectionId = unique('connection')
    const modules = module ? [{ ...module, source: { connectionId, courseId: '7' } }] : []
    const programme = sampleProgramme({
      modules,
      decisions: { kindCaps: { 'photo-gallery': 3600 as never } },
    })
    await programmes().save(programme)
    expect(await programmes().byId(programme.id)).to.deep.equal(programme)
    expect(await programmes().byCourses(connectionId, ['7'])).to.deep.equal([programme])
    await programmes().save({ ...programme, title: 'Другое', modules: [] })
    expect((await programmes().byId(programme.id))?.title).to.equal('Другое')
    expect(await programmes().byCourses(connectionId, ['7'])).to.deep.equal([])
  })

  it('finds by deployment and by course', async () => {
    const here = sampleProgramme({ deployments: ['d-here'] })
    const there = sampleProgramme({ deployments: ['d-there'], modules: [] })
    await programmes().save(here)
    await programmes().save(there)
    const ids = (found: { id: string }[]) => found.map(each => each.id)
    expect(ids(await programmes().byDeployments(['d-here', 'd-none']))).to.deep.equal([here.id])
    expect(ids(await programmes().byDeployments([]))).to.deep.equal([])
    expect(ids(await programmes().byCourses('moodle', ['7', '8']))).to.include(here.id)
    expect(ids(await programmes().byCourses('other', ['7']))).to.deep.equal([])
    expect([...(await programmes().byIds([there.id, 'x'])).keys()]).to.deep.equal([there.id])
    expect(ids(await programmes().all())).to.include.members([here.id, there.id])
  })
})

describe('enrolments store', () => {
  const store = useStores()
  const enrolments = () => store().stores.enrolments

  it('refuses a second enrolment of a learner in a programme', async () => {
    const enrolment = sampleEnrolment()
    await enrolments().create(enrolment)
    const again = sampleEnrolment({ learnerId: enrolment.learnerId })
    expect(await codeOf(enrolments().create(again))).to.equal('conflict')
    expect(await enrolments().find(enrolment.learnerId, 'programme')).to.deep.equal(enrolment)
    expect(await enrolments().byId(again.id)).to.equal(null)
  })

  it('adds facts one by one', async () => {
    const enrolment = sampleEnrolment({ facts: { enrolmentDocuments: 'complete' } })
    await enrolments().create(enrolment)
    const updated = await enrolments().setFacts(enrolment.id, { projectDefence: '2026-05-20' })
    expect(updated.facts).to.deep.equal({ enrolmentDocuments: 'complete', projectDefence: '2026-05-20' })
    expect(await codeOf(enrolments().setFacts('none', { projectDefence: '2026-05-20' }))).to.equal(
      'not_found',
    )
  })

  it('lists by programme and by the cached answer, in pages over several programmes', async () => {
    const summary = (eligible: boolean) => ({ counted: 100, pending: 0, required: 200, eligible, at })
    const rows = ['a', 'b', 'c', 'd', 'e'].map((word, i) =>
      sampleEnrolment({ id: `page-${word}`, programmeId: i % 2 ? 'odd' : 'even' }),
    )
    for (const row of rows) await enrolments().create(row)
    await enrolments().saveSummaries([
      { id: 'page-b', summary: summary(true), was: null },
      { id: 'page-c', summary: summary(true), was: null },
    ])
    const ids = async (q: { eligible?: boolean; after?: string; limit: number }) =>
      (await enrolments().listByProgramme({ programmeIds: ['odd', 'even'], ...q })).map(row => row.id)
    expect(await ids({ limit: 3 })).to.deep.equal(['page-a', 'page-b', 'page-c'])
    expect(await ids({ limit: 3, after: 'page-c' })).to.deep.equal(['page-d', 'page-e'])
    expect(await ids({ limit: 9, eligible: true })).to.deep.equal(['page-b', 'page-c'])
    expect(await ids({ limit: 9, eligible: false })).to.deep.equal(['page-a', 'page-d', 'page-e'])
    expect(await enrolments().listByProgramme({ programmeIds: [], limit: 9 })).to.deep.equal([])
  })

  it('saves a summary only beside the one that it was worked out from', async () => {
    const summary = (counted: number, second: number) => ({
      ...{ counted, pending: 0, required: 200, eligible: false, at: `2026-05-20T08:00:0${second}.000Z` },
    })
    const { id } = sampleEnrolment({ id: 'guarded' })
    await enrolments().create(sampleEnrolment({ id }))
    const saves = [
      { id, summary: summary(8, 1), was: null },
      { id, summary: summary(0, 2), was: null },
      { id, summary: summary(16, 3), was: summary(8, 1).at },
      { id, summary: summary(8, 4), was: summary(8, 1).at },
    ]
    const saved: number[] = []
    for (const save of saves) saved.push(await enrolments().saveSummaries([save]))
    expect(saved).to.deep.equal([1, 0, 1, 0])
    expect((await enrolments().byId(id))?.summary).to.deep.equal(summary(16, 3))
  })

  it('finds those of learners and changes the status', async () => {
    const [one, two] = [sampleEnrolment(), sampleEnrolment()]
    await enrolments().create(one)
    await enrolments().create(two)
    await enrolments().setStatus(one.id, 'left')
    const found = await enrolments().byLearners([one.learnerId, two.learnerId])
    expect(found.map(each => each.status).sort()).to.deep.equal(['active', 'left'])
    expect(await enrolments().byLearner(two.learnerId)).to.deep.equal([two])
  })
})
