import { expect } from 'chai'
import { SCOPE } from '#lti/services/scopes'
import type { Connection } from '#store/ports/connections'
import { ltiKey, sourceKey } from '#store/ports/people'
import { type Courses, everywhere, useCourses } from '#tests/integration/grades/use-courses'
import { unique } from '#tests/integration/store/use-stores'
import { metBy } from '#tests/support/met-by'
import { codeOf } from '#tests/support/thrown'

const admin = everywhere(['administrator'])

describe('rosters of courses', () => {
  const courses = useCourses({ learners: 60 })
  let used = 0

  /** A course of its own for the test: everybody of `users` enrolled and nobody else, its grant in pages of `limit`. */
  async function course(at: Courses, users: number[], limit = 5) {
    used += 1
    const courseId = at.lms.courses[used]?.id ?? 0
    for (const id of at.lms.population.enrolled(courseId, 'any'))
      at.lms.population.setEnrolment(id, courseId, 'ended')
    for (const id of users) at.lms.population.complete(id, courseId)
    const launch = at.launchOf({ role: 'teacher', courseId })
    const nrps = `${launch.endpoints.nrps}?role=Learner&limit=${limit}`
    await at.process.grades.rememberGrant({ ...launch, endpoints: { ...launch.endpoints, nrps } })
    const id = at.grantId(at.platform, courseId)
    const listed = async () =>
      (await at.process.stores.places.ofGrant(id))
        .filter(place => place.active && place.inRoster)
        .map(place => Number(place.sub))
        .sort((a, b) => a - b)
    return { id, courseId, listed }
  }
  const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)
  const visible = (at: Courses, ids: number[]) =>
    ids.filter(id => {
      const person = at.lms.population.person(id)
      return person && !person.suspended && !person.deleted
    })

  it('has an instructor’s launch that carries the claim and its scope (N1, N5)', () => {
    const { endpoints } = courses().launchOf({ role: 'teacher' })
    expect(endpoints.nrps).to.match(/memberships$/)
    expect(endpoints.scopes).to.include(SCOPE.roster)
  })

  it('reads all pages, query strings kept, and writes only differences', async () => {
    const at = courses()
    const { id, listed } = await course(at, range(101, 12))
    const roster = await at.process.rosters.read(admin, id)
    const expected = visible(at, range(101, 12))
    expect(roster).to.include({ status: 'read', active: expected.length })
    expect(await listed()).to.deep.equal(expected)
    expect(at.lms.requests.count('lti:memberships')).to.equal(Math.ceil(expected.length / 5))
    const before = await at.process.stores.places.ofGrant(id)
    await at.process.rosters.read(admin, id)
    expect(await at.process.stores.places.ofGrant(id)).to.deep.equal(before)
  })

  it('sees who came and who went', async () => {
    const at = courses()
    const { id, courseId, listed } = await course(at, range(121, 12))
    await at.process.rosters.read(admin, id)
    at.lms.population.setEnrolment(121, courseId, 'ended')
    at.lms.population.complete(140, courseId)
    const roster = await at.process.rosters.read(admin, id)
    expect(roster.status).to.equal('read')
    expect(await listed()).to.deep.equal(visible(at, [...range(122, 11), 140]))
  })

  it('holds a mass disappearance for a person, and lets it go when they come back', async () => {
    const at = courses()
    const users = visible(at, range(101, 30))
    const { id, courseId, listed } = await course(at, users)
    await at.process.rosters.read(admin, id)
    for (const user of users.slice(0, 10)) at.lms.population.setEnrolment(user, courseId, 'ended')
    at.lms.population.complete(150, courseId)
    const held = await at.process.rosters.read(admin, id)
    expect(held.status).to.equal('held')
    expect(held.held).to.deep.include({ of: users.length })
    expect(held.held?.gone).to.have.length(10)
    expect(await listed(), 'newcomers are in, nobody is out').to.deep.equal([...users, 150])
    for (const user of users.slice(0, 9)) at.lms.population.setEnrolment(user, courseId, 'active')
    const back = await at.process.rosters.read(admin, id)
    expect([back.status, back.held]).to.deep.equal(['read', undefined])
    expect(await listed()).to.deep.equal([...users.filter((_, i) => i !== 9), 150])
  })

  it('lets an administrator accept that they have gone', async () => {
    const at = courses()
    const users = visible(at, range(101, 20))
    const { id, courseId, listed } = await course(at, users)
    await at.process.rosters.read(admin, id)
    for (const user of users) at.lms.population.setEnrolment(user, courseId, 'ended')
    expect((await at.process.rosters.read(admin, id)).status).to.equal('held')
    expect(await listed()).to.deep.equal(users)
    expect(await codeOf(at.process.rosters.acceptGone(everywhere(['curator']), id))).to.equal('forbidden')
    const stranger = { ...admin, scope: ['elsewhere'] }
    expect(await codeOf(at.process.rosters.acceptGone(stranger, id))).to.equal('not_found')
    expect((await at.process.rosters.acceptGone(admin, id)).status).to.equal('read')
    expect(await listed()).to.deep.equal([])
    const late = at.process.rosters.acceptGone({ ...admin, personId: 'p-2', name: 'Другой' }, id)
    expect(await metBy(late)).to.include({ byName: admin.name, action: 'roster-accepted' })
    at.later(1)
    await at.process.rosters.read(admin, id)
    expect((await at.process.rosters.state(admin, id))?.accepted?.by).to.equal(admin.personId)
    expect(await metBy(at.process.rosters.acceptGone(admin, id)), 'read since').to.equal(undefined)
  })

  it('shows who is held, by name where the person is known, and accepts only the reading that was seen', async () => {
    const at = courses()
    const users = visible(at, range(101, 20))
    const { id, courseId } = await course(at, users)
    await at.process.rosters.read(admin, id)
    for (const user of users) at.lms.population.setEnrolment(user, courseId, 'ended')
    const seen = await at.process.rosters.read(admin, id)
    const known = ltiKey(at.lms.issuer, String(users[0]))
    const name = { familyName: 'Ёлкин', givenName: 'Пётр' }
    await at.process.stores.people.ensure(known, name, '2026-11-22T09:00:00.000Z')
    const described = await at.process.rosters.describe(admin, id)
    expect(described?.gone).to.have.length(users.length)
    expect(described?.gone.find(one => one.sub === String(users[0]))?.name).to.equal('Ёлкин Пётр')
    expect(described?.gone.filter(one => one.name === undefined)).not.to.deep.equal([])
    at.later(1)
    await at.process.rosters.read(admin, id)
    expect(await codeOf(at.process.rosters.acceptGone(admin, id, seen.readAt))).to.equal('conflict')
    const { readAt } = (await at.process.rosters.state(admin, id)) ?? {}
    expect((await at.process.rosters.acceptGone(admin, id, readAt)).status).to.equal('read')
    expect(await codeOf(at.process.rosters.describe(everywhere(['curator']), id))).to.equal('forbidden')
  })

  it('takes half a roster for none', async () => {
    const at = courses()
    const { id, listed } = await course(at, range(101, 12))
    await at.process.rosters.read(admin, id)
    const before = await listed()
    at.lms.faults.on('lti:memberships', { kind: 'status', status: 503 }, { call: 2, times: 3 })
    const failed = await at.process.rosters.read(admin, id)
    expect(failed).to.include({ status: 'failed', failures: 1 })
    expect(failed.error).to.include({ code: 'lti_service_failed', retryable: true })
    expect(await listed()).to.deep.equal(before)
    at.lms.faults.clear()
    expect(await at.process.rosters.read(admin, id)).to.include({ status: 'read', failures: 0 })
  })

  it('reads when it is due, sooner after a failure that passes', async () => {
    const at = courses()
    const { id } = await course(at, range(101, 6))
    const mine = async () => (await at.process.rosters.readDue()).filter(facts => facts.grantId === id)
    expect(await mine()).to.have.length(1)
    expect(await mine()).to.deep.equal([])
    at.later(361)
    at.lms.faults.on('lti:memberships', { kind: 'status', status: 500 }, { times: Infinity })
    expect((await mine())[0]).to.include({ status: 'failed' })
    at.lms.faults.clear()
    expect(await mine()).to.deep.equal([])
    at.later(6)
    expect((await mine())[0]).to.include({ status: 'read' })
  })

  it('makes no people, and links known ones by id: the launch’s account and the source’s', async () => {
    const at = courses()
    const { stores } = at.process
    const connection: Connection = {
      id: unique('c'),
      name: unique('moodle'),
      title: 'Moodle',
      type: 'moodle',
      settings: {},
      sealedSecrets: 'x',
      platformIssuer: at.lms.issuer,
      deployments: [],
      createdAt: '2026-01-01T00:00:00.000Z',
    }
    await stores.connections.create(connection)
    const [launchedId = 0, pulledId = 0, strangerId = 0, doubtId = 0] = visible(at, range(141, 20))
    const lti = (user: number) => ltiKey(at.lms.issuer, String(user))
    const source = (user: number) => sourceKey(connection.id, String(user))
    const person = { familyName: 'Иванова', givenName: 'Мария' }
    const launched = await stores.people.ensure(lti(launchedId), person, '2026-01-01T00:00:00.000Z')
    const pulled = await stores.people.ensure(source(pulledId), person, '2026-01-01T00:00:00.000Z')
    const [one, two] = [
      await stores.people.ensure(lti(doubtId), person, '2026-01-01T00:00:00.000Z'),
      await stores.people.ensure(source(doubtId), person, '2026-01-01T00:00:00.000Z'),
    ]
    const { id } = await course(at, [launchedId, pulledId, strangerId, doubtId])
    const roster = await at.process.rosters.read(admin, id)
    const known = await stores.people.byIdentities(
      [launchedId, pulledId, strangerId, doubtId].flatMap(user => [lti(user), source(user)]),
    )
    expect(Object.fromEntries([...known].map(([key, found]) => [key, found.id]))).to.deep.equal({
      [lti(launchedId)]: launched.id,
      [source(launchedId)]: launched.id,
      [lti(pulledId)]: pulled.id,
      [source(pulledId)]: pulled.id,
      [lti(doubtId)]: one.id,
      [source(doubtId)]: two.id,
    })
    const again = await at.process.rosters.read(admin, id)
    expect(again.conflicts, 'who was linked is no conflict').to.deep.equal(roster.conflicts)
    expect(roster.conflicts).to.deep.equal([
      { userId: String(doubtId), connectionId: connection.id, personIds: [one.id, two.id] },
    ])
    await stores.connections.remove(connection)
  })
})
