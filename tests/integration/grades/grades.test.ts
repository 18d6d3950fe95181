import { expect } from 'chai'
import { SCOPE } from '#lti/services/scopes'
import { codeOf } from '#tests/support/thrown'
import { buildProcess, type Courses, everywhere, useCourses } from './use-courses.ts'

const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'

describe('grades to gradebooks', () => {
  const courses = useCourses({ learners: 60 })
  let next = 101
  /** A learner whom no test has used, and whom rosters list. */
  function someone(): number {
    const person = courses().lms.population.person(next++)
    return person && !person.suspended && !person.deleted && !person.invisible ? person.id : someone()
  }

  async function launched(at: Courses, userId = someone()) {
    const programme = await at.programme()
    const enrolment = await at.enrol(programme, userId)
    await at.process.grades.rememberGrant(at.launchOf({ userId }))
    return { userId, programme, enrolment }
  }
  /** As the gradebook took them: the small LMS takes a score before a scripted fault hides its answer. */
  const scoresOf = (at: Courses, userId: number) =>
    at.lms
      .grades()
      .filter(grade => grade.userId === String(userId))
      .filter((grade, i, all) => all.findIndex(other => other.timestamp === grade.timestamp) === i)
  const calls = (at: Courses) => at.lms.requests.count('lti:scores')
  const recordsOf = async (at: Courses, personId: string) => {
    const { rows } = await at.process.grades.readCourse(everywhere(['administrator']), {
      id: at.grantId(),
      limit: 1000,
    })
    return rows.filter(row => row.personId === personId)
  }

  it('sends hours counted of hours required, with a comment, after entries are confirmed', async () => {
    const at = courses()
    const { userId, enrolment } = await launched(at)
    await at.confirm(enrolment, ['M1', 'M4'])
    await at.tick()
    expect(scoresOf(at, userId)).to.have.length(1)
    expect(scoresOf(at, userId)[0]).to.deep.include({
      courseId: at.courseId,
      scoreGiven: 76,
      scoreMaximum: 108,
      activityProgress: 'InProgress',
      gradingProgress: 'FullyGraded',
      comment: 'Засчитано 76 часов из 108',
      timestamp: '2026-11-22T09:00:00.000Z',
    })
    expect(await recordsOf(at, enrolment.learnerId)).to.have.nested.property('[0].state', 'sent')
  })

  it('sends nothing for an empty book, and nothing twice for the same value', async () => {
    const at = courses()
    const { userId, enrolment } = await launched(at)
    await at.tick()
    expect(scoresOf(at, userId)).to.deep.equal([])
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    await at.process.events.sweep()
    await at.process.stores.places.setUnannounced([`${at.grantId()}|${userId}`], '2026-11-22T09:01:00.000Z')
    await at.tick()
    expect(scoresOf(at, userId)).to.have.length(1)
  })

  it('says so when hours become fewer, with a time later than the one before', async () => {
    const at = courses()
    const { userId, enrolment } = await launched(at)
    const [first = ''] = await at.confirm(enrolment, ['M3', 'M1'])
    await at.tick()
    await at.process.credits.revokeEntry(everywhere(['curator']), { entryId: first, reason: 'Ошибка' })
    await at.tick()
    const sent = scoresOf(at, userId)
    expect(sent.map(score => score.scoreGiven)).to.deep.equal([32, 8])
    expect(sent.map(score => score.timestamp)).to.deep.equal([
      '2026-11-22T09:00:00.000Z',
      '2026-11-22T09:00:00.001Z',
    ])
  })

  it('calls the activity completed when every requirement is met', async () => {
    const at = courses()
    const { userId, enrolment } = await launched(at)
    await at.confirm(enrolment, ['M1', 'M2', 'M3', 'M4'])
    await at.tick()
    expect(scoresOf(at, userId).at(-1)).to.include({ scoreGiven: 108, activityProgress: 'Completed' })
  })

  it('grades whoever is on the roster and never launched', async () => {
    const at = courses()
    const platform = await at.register('always')
    const [teacherSees, userId] = [someone(), someone()]
    const enrolment = await at.enrol(await at.programme(platform), userId)
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    expect(scoresOf(at, userId)).to.deep.equal([])
    await at.process.grades.rememberGrant(at.launchOf({ userId: teacherSees }, platform))
    await at.process.rosters.read(everywhere(['administrator']), at.grantId(platform))
    await at.tick()
    expect(scoresOf(at, userId).map(score => score.scoreGiven)).to.deep.equal([8])
  })

  it('remembers whom the platform refuses and does not ask again, unless told to', async () => {
    const at = courses()
    const programme = await at.programme()
    const launch = at.launchOf({ role: 'teacher' })
    const enrolment = await at.world.enrol(programme, { identity: `lti|${at.lms.issuer}|${launch.sub}` })
    await at.process.grades.rememberGrant(launch)
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    await at.confirm(enrolment, ['M2'])
    await at.tick()
    expect(at.lms.requests.count('lti:scores')).to.equal(1)
    const [row] = await recordsOf(at, enrolment.learnerId)
    expect(row).to.include({ state: 'refused', reason: 'http-400' })
    at.later(1)
    expect(
      await at.process.grades.retryRefused(everywhere(['administrator']), at.grantId()),
    ).to.be.greaterThan(0)
    await at.tick()
    expect(at.lms.requests.count('lti:scores')).to.equal(2)
  })

  it('makes one column of its own where launches carry none, however many need it at once', async () => {
    const at = courses()
    const platform = await at.register('delegated')
    const programme = await at.programme(platform)
    const users = [someone(), someone(), someone()]
    for (const userId of users) {
      const launch = at.launchOf({ userId }, platform)
      expect(launch.endpoints.ags).to.have.all.keys('lineItems')
      const enrolment = await at.enrol(programme, userId)
      await at.process.grades.rememberGrant(launch)
      await at.confirm(enrolment, ['M3'])
    }
    await at.tick()
    const [grant] = [...(await at.process.stores.grants.byIds([at.grantId(platform)])).values()]
    expect(grant?.ownColumns.map(own => own.programmeId)).to.deep.equal([programme.id])
    const sent = users.flatMap(userId => scoresOf(at, userId))
    expect(sent.map(score => score.scoreGiven)).to.deep.equal([24, 24, 24])
    expect(new Set(sent.map(score => score.lineItemId)).size).to.equal(1)
    expect(at.lms.requests.count('lti:lineitems'), 'looked for, then made').to.equal(2)
  })

  it('finds the column that it made before a crash instead of making another', async () => {
    const at = courses()
    const platform = await at.register('delegated')
    const programme = await at.programme(platform)
    const userId = someone()
    const enrolment = await at.enrol(programme, userId)
    await at.process.grades.rememberGrant(at.launchOf({ userId }, platform))
    await at.confirm(enrolment, ['M3'])
    await at.tick()
    const grant = await at.process.stores.grants.byId(at.grantId(platform))
    if (!grant) throw new Error('no grant')
    await at.process.stores.grants.save({ ...grant, ownColumns: [], revision: grant.revision + 1 })
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    expect(new Set(scoresOf(at, userId).map(score => score.lineItemId)).size).to.equal(1)
  })

  it('makes another column when its own is gone, and keeps a person’s 404 apart from that', async () => {
    const at = courses()
    const platform = await at.register('delegated')
    const programme = await at.programme(platform)
    const userId = someone()
    const enrolment = await at.enrol(programme, userId)
    await at.process.grades.rememberGrant(at.launchOf({ userId }, platform))
    await at.confirm(enrolment, ['M3'])
    await at.tick()
    const token = (await at.tool.token(at.lms, platform.clientId, SCOPE.lineItem)).access_token
    const lineItem =
      (await at.process.stores.grants.byId(at.grantId(platform)))?.ownColumns[0]?.lineItem ?? ''
    await fetch(lineItem, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    expect(scoresOf(at, userId)).to.have.length(1)
    at.later(1)
    await at.tick()
    expect(scoresOf(at, userId).map(score => score.scoreGiven)).to.deep.equal([24, 32])
    at.lms.faults.on('lti:scores', { kind: 'status', status: 404 })
    await at.confirm(enrolment, ['M2'])
    await at.tick()
    const { rows } = await at.process.grades.readCourse(everywhere(['curator']), {
      id: at.grantId(platform),
      limit: 10,
    })
    expect(rows[0]).to.include({ state: 'refused', reason: 'http-404' })
  })

  it('gets one fresh token after 401, for all who were refused', async () => {
    const at = courses()
    const one = await launched(at)
    const two = await launched(at)
    await at.confirm(one.enrolment, ['M1'])
    await at.confirm(two.enrolment, ['M1'])
    await at.tick()
    at.lms.accessTokens.revokeAll()
    at.lms.requests.reset()
    await at.confirm(one.enrolment, ['M2'])
    await at.confirm(two.enrolment, ['M2'])
    await at.tick()
    expect([scoresOf(at, one.userId).length, scoresOf(at, two.userId).length]).to.deep.equal([2, 2])
    expect(at.lms.requests.count('lti:token')).to.equal(1)
  })

  it('waits as the platform asks after 429, and sends in the end', async () => {
    const at = courses()
    const { userId, enrolment } = await launched(at)
    at.lms.faults.on('lti:scores', { kind: 'status', status: 429, retryAfter: '2' })
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    expect(at.waits).to.deep.equal([2_000])
    expect(scoresOf(at, userId)).to.have.length(1)
    at.lms.faults.on('lti:scores', { kind: 'status', status: 429, retryAfter: '600' })
    await at.confirm(enrolment, ['M2'])
    await at.tick()
    at.later(9)
    await at.tick()
    expect(calls(at), 'not before ten minutes').to.equal(3)
    at.later(2)
    await at.tick()
    expect(calls(at)).to.equal(4)
    expect(scoresOf(at, userId).at(-1)).to.include({ scoreGiven: 16 })
  })

  it('shows what waits while the platform is down, and sends only the newest when it is back', async () => {
    const at = courses()
    const { userId, enrolment } = await launched(at)
    at.lms.faults.on('lti:scores', { kind: 'status', status: 503 }, { times: 3 })
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    expect(at.waits).to.deep.equal([500, 1_000])
    expect((await recordsOf(at, enrolment.learnerId))[0]).to.include({ state: 'waiting', reason: 'http-503' })
    await at.confirm(enrolment, ['M2'])
    await at.tick()
    expect(calls(at), 'its turn has not come').to.equal(3)
    at.later(1)
    await at.tick()
    expect(calls(at)).to.equal(4)
    expect(scoresOf(at, userId).at(-1)).to.include({ scoreGiven: 16 })
  })

  it('asks a platform that is off for nothing, and goes on when it is on again', async () => {
    const at = courses()
    const platform = await at.register('delegated')
    const userId = someone()
    const enrolment = await at.enrol(await at.programme(platform), userId)
    await at.process.grades.rememberGrant(at.launchOf({ userId }, platform))
    const { platforms, rosters, grades } = at.process.stores
    await platforms.setActive(platform.id, false)
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    const read = await at.process.rosters.readDue()
    expect(read.find(facts => facts.grantId === at.grantId(platform))?.status).to.equal('failed')
    expect(await rosters.byId(at.grantId(platform)), 'its turn comes when it is on').to.equal(null)
    const [record] = await grades.list({ grantId: at.grantId(platform), limit: 5 })
    expect(record).to.include({ state: 'waiting', reason: 'platform_off' })
    expect([calls(at), at.lms.requests.count('lti:lineitems')]).to.deep.equal([0, 0])
    await platforms.setActive(platform.id, true)
    at.later(1)
    await at.tick()
    expect(scoresOf(at, userId)).to.have.length(1)
  })

  it('says why a course takes no grades, and asks the platform nothing', async () => {
    const at = courses()
    const userId = someone()
    const launch = at.launchOf({ userId, courseId: at.lms.courses[3]?.id ?? 0 })
    const scopes = launch.endpoints.scopes.filter(scope => scope !== SCOPE.score)
    await at.process.grades.rememberGrant({ ...launch, endpoints: { ...launch.endpoints, scopes } })
    const enrolment = await at.enrol(await at.programme(), userId)
    await at.confirm(enrolment, ['M1'])
    await at.tick()
    const courseId = at.lms.courses[3]?.id
    const { course } = await at.process.grades.readCourse(everywhere(['administrator']), {
      id: at.grantId(at.platform, courseId),
      limit: 1,
    })
    expect(course).to.deep.include({ fault: 'no-score-scope', counts: { waiting: 0, sent: 0, refused: 0 } })
    expect(at.lms.grades().filter(grade => grade.courseId === courseId)).to.deep.equal([])
    expect(at.lms.requests.count('lti:lineitems')).to.equal(0)
  })

  it('shows courses to curators and administrators of their deployment only', async () => {
    const at = courses()
    await launched(at)
    const q = { id: at.grantId(), limit: 1 }
    const stranger = { ...everywhere(['administrator']), scope: ['elsewhere'] }
    expect(await codeOf(at.process.grades.readCourse(stranger, q))).to.equal('not_found')
    expect(await codeOf(at.process.grades.readCourse(everywhere(['learner']), q))).to.equal('forbidden')
    const curator = { ...everywhere(['curator']), scope: [at.deployment] }
    expect((await at.process.grades.readCourse(curator, q)).course.counts.sent).to.be.greaterThan(-1)
    expect(await at.process.grades.listCourses(stranger, { limit: 10 })).to.deep.equal([])
  })

  it('keeps a budget: one token, one score a learner, no look at line items', async () => {
    const at = courses()
    const people = []
    for (let i = 0; i < 5; i++) people.push(await launched(at))
    for (const { enrolment } of people) await at.confirm(enrolment, ['M1', 'M2', 'M3'])
    const fresh = { ...at.lms.requests.counts() }
    await at.tick()
    const counts = at.lms.requests.counts()
    expect((counts['lti:scores'] ?? 0) - (fresh['lti:scores'] ?? 0)).to.equal(5)
    expect(counts['lti:token'] ?? 0).to.be.at.most(1)
    expect(counts['lti:lineitems'] ?? 0).to.equal(0)
  })

  it('writes a grant down once; the same launch within a day costs nothing', async () => {
    const at = courses()
    const userId = someone()
    const launch = at.launchOf({ userId })
    const grants = at.process.stores.grants
    await at.process.grades.rememberGrant(launch)
    const before = await grants.byId(at.grantId())
    await at.process.grades.rememberGrant(launch)
    at.later(60)
    await at.process.grades.rememberGrant(at.launchOf({ userId }))
    await buildProcess(at.world.stores, at).grades.rememberGrant(launch)
    expect(await grants.byId(at.grantId()), 'not even by another process').to.deep.equal(before)
    at.later(25 * 60)
    await at.process.grades.rememberGrant(launch)
    expect((await grants.byId(at.grantId()))?.seenAt).to.equal('2026-11-23T11:00:00.000Z')
  })

  it('takes scopes as granted: a launch with fewer leaves a grant with fewer', async () => {
    const at = courses()
    const launch = at.launchOf({ userId: someone(), courseId: at.lms.courses[4]?.id ?? 0 })
    const id = at.grantId(at.platform, at.lms.courses[4]?.id)
    await at.process.grades.rememberGrant(launch)
    const wide = await at.process.stores.grants.byId(id)
    expect(wide?.scopes).to.include(SCOPE.lineItem).and.include(SCOPE.roster)
    const narrow = { ...launch.endpoints, scopes: [SCOPE.score] }
    await at.process.grades.rememberGrant({ ...launch, endpoints: narrow })
    expect((await at.process.stores.grants.byId(id))?.scopes).to.deep.equal([SCOPE.score])
  })

  it('has a student’s launch that carries the claim with the scopes to make columns and post scores (AGS)', () => {
    const at = courses()
    const { endpoints } = at.launchOf({ role: 'learner' })
    expect(endpoints.ags).to.include.keys('lineItems', 'lineItem')
    expect(endpoints.scopes).to.include.members([SCOPE.lineItem, SCOPE.score])
    expect(AGS).to.include('lti-ags')
  })
})
