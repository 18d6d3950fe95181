import { expect } from 'chai'
import fc from 'fast-check'
import { Population } from '#tests/lms/population'

const counted = (people: Population, userId: number): { hours: number; invariant: number } => {
  const courses = people.completionsOf(userId).flatMap(one => people.course(one.courseId) ?? [])
  const good = courses.filter(one => one.part && !one.odd)
  return {
    hours: good.reduce((sum, one) => sum + Number(one.programmeHours), 0),
    invariant: good.filter(one => one.part === 'invariant').length,
  }
}

describe('population of the small LMS', () => {
  it('is the same for the same seed and another for another', () => {
    const names = (seed: number) => {
      const people = new Population({ seed, learners: 20 })
      return [...people.learnerIds()].map(id => people.person(id)?.lastname)
    }
    expect(names(7)).to.deep.equal(names(7))
    expect(names(7)).to.not.deep.equal(names(8))
  })

  it('brings a third of the learners to 108 hours with both mandatory modules, and a third nowhere', () => {
    const people = new Population({ learners: 300, seed: 5 })
    const totals = [...people.learnerIds()].map(id => counted(people, id))
    const ready = totals.filter(one => one.hours >= 108 && one.invariant === 2)
    const empty = totals.filter(one => one.hours === 0)
    expect(ready).to.have.length(100)
    expect(empty.length).to.be.within(90, 100)
  })

  it('has a learner with hours enough but not the mandatory modules', () => {
    const people = new Population({ learners: 60 })
    const totals = [...people.learnerIds()].map(id => counted(people, id))
    expect(totals.some(one => one.hours >= 108 && one.invariant < 2)).to.equal(true)
  })

  it('dates completions between enrolment and now, for any seed and day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1.6e9, max: 2e9 }), (seed, second) => {
        const people = new Population({ seed, learners: 6, now: new Date(second * 1000) })
        const times = [...people.visibleCompletions()].map(one => one.timecompleted)
        return times.every(at => at < second && at > second - 809 * 86_400)
      }),
      { numRuns: 30 },
    )
  })

  it('holds courses whose hours are empty, negative, absurd, too small, and one outside the programme', () => {
    const odd = Object.fromEntries(new Population().courses.filter(one => one.odd).map(one => [one.odd, one]))
    expect(odd['empty-hours']?.hoursRaw).to.equal(null)
    expect(odd['negative-hours']?.hoursRaw).to.equal('-4')
    expect(odd['huge-hours']?.hoursRaw).to.equal('10000')
    expect(odd['small-module']?.hoursRaw).to.equal('4')
    expect(odd['not-in-programme']?.part).to.equal(null)
    expect(odd['text-hours-only']).to.include({ hoursRaw: null, hoursText: '36,5 ч.' })
  })

  it('lets forty learners hold every oddity', () => {
    const people = new Population({ learners: 40 })
    const all = [...people.learnerIds()].flatMap(id => people.person(id) ?? [])
    const families = all.map(one => one.lastname)
    expect(families).to.include.members(['О’Коннор', 'Иванова-Петрова', 'Ёлкина'])
    expect(all.filter(one => one.deleted).map(one => one.id)).to.deep.equal([113])
    expect(all.filter(one => one.middlename !== '').map(one => one.id)).to.deep.equal([103])
    expect(all.filter(one => one.formerLastname).map(one => one.id)).to.deep.equal([108])
    expect(all.filter(one => one.suspended).map(one => one.id)).to.deep.equal([109])
    const reasons = [...people.learnerIds()].flatMap(id => people.completionsOf(id).map(one => one.hidden))
    expect(reasons).to.include.members([null, 'deleted', 'invisible', 'enrolment'])
  })

  it('gives nobody an oddity when none are wanted, and completes the share that was asked for', () => {
    const people = new Population({ learners: 200, courses: 20, odd: false, completedShare: 0.5 })
    expect(people.courses.filter(one => one.odd)).to.deep.equal([])
    const all = [...people.visibleCompletions()]
    expect(all.length / 4000).to.be.within(0.45, 0.55)
    expect([...people.learnerIds()].every(id => people.coursesOf(id).length === 20)).to.equal(true)
  })

  it('finds every learner by username, e-mail and personal number', () => {
    const people = new Population({ learners: 90 })
    for (const id of people.learnerIds()) {
      const person = people.person(id)
      if (!person || person.deleted) continue
      for (const field of ['username', 'email', 'idnumber'] as const) {
        if (person[field]) expect(people.personBy(field, person[field])?.id, person[field]).to.equal(id)
      }
    }
    expect(people.personBy('idnumber', '')).to.equal(undefined)
  })

  it('stores what a test changes, and the lists follow', () => {
    const people = new Population({ learners: 12 })
    const course = people.courses.find(one => one.shortname === 'CD-SMO')?.id ?? 0
    const stranger = [...people.learnerIds()].find(id => !people.progress(id, course)) ?? 0
    expect([...people.enrolled(course)]).to.not.include(stranger)
    people.complete(stranger, course, 1_700_000_000)
    expect([...people.enrolled(course, 'active')]).to.include(stranger)
    expect(people.completionsOf(stranger)).to.deep.include({
      userId: stranger,
      courseId: course,
      timecompleted: 1_700_000_000,
      hidden: null,
    })
    people.setEnrolment(stranger, course, 'ended')
    expect([...people.enrolled(course, 'active')]).to.not.include(stranger)
    people.revoke(stranger, course)
    expect(people.progress(stranger, course)?.state).to.equal('in-progress')
    people.changePerson(stranger, { lastname: 'Новая', email: 'new.0@school1.example.org' })
    expect(people.personBy('email', 'new.0@school1.example.org')?.lastname).to.equal('Новая')
    people.deletePerson(stranger)
    expect([...people.enrolled(course)]).to.not.include(stranger)
  })
})
