import { expect } from 'chai'
import type { Progress } from '#domain/books/progress'
import { parseHours } from '#domain/hours'
import { hoursDue, type StandingInput, standingOf } from '#domain/reports/standing'
import { countIn, emptyTally, namesMayShow, sumOf } from '#domain/reports/tally'

function input(counted: string, changes: Partial<StandingInput> = {}): StandingInput {
  const progress = {
    hours: { required: parseHours('108'), counted: parseHours(counted) },
    eligible: false,
    term: { from: '2024-09-02', earliestIssue: null, until: '2026-09-02' },
  } as unknown as Progress
  return { progress, on: '2025-09-02', issued: false, routeAsked: true, planned: null, ...changes }
}

const planned = [
  { hours: parseHours('8'), plannedOn: '2025-01-15' },
  { hours: parseHours('24'), plannedOn: '2025-09-02' },
  { hours: parseHours('68'), plannedOn: '2025-09-03' },
]

describe('standing of a learner', () => {
  it('is on schedule with what the route plans up to the day, that day included', () => {
    expect(hoursDue(input('0', { planned }))).to.equal(3200)
    expect(standingOf(input('32', { planned }))).to.equal('on-track')
    expect(standingOf(input('31.99', { planned }))).to.equal('behind')
  })

  it('is without a route where one is asked and none is approved, whatever counted', () => {
    expect(standingOf(input('100'))).to.equal('no-route')
  })

  it('asks for the part of the term gone by where no route is asked', () => {
    expect(standingOf(input('54', { routeAsked: false }))).to.equal('on-track')
    expect(standingOf(input('53', { routeAsked: false }))).to.equal('behind')
    expect(standingOf(input('0', { routeAsked: false, on: '2024-01-01' }))).to.equal('on-track')
  })

  it('asks for whole hours of a part of the term', () => {
    expect(hoursDue(input('0', { routeAsked: false, on: '2025-09-20' }))).to.equal(5600)
  })

  it('asks for no more than everything after the term', () => {
    expect(hoursDue(input('0', { routeAsked: false, on: '2030-01-01' }))).to.equal(10_800)
  })

  it('is done with a document or with all requirements met, route or not', () => {
    expect(standingOf(input('0', { issued: true }))).to.equal('done')
    const { progress } = input('108')
    expect(standingOf(input('108', { progress: { ...progress, eligible: true } }))).to.equal('done')
  })
})

describe('tally', () => {
  it('counts learners by standing and adds up', () => {
    const [a, b] = [emptyTally(), emptyTally()]
    for (const standing of ['done', 'behind', 'behind'] as const) countIn(a, standing)
    countIn(b, 'no-route')
    expect(sumOf([a, b])).to.deep.equal({ teachers: 4, done: 1, 'on-track': 0, behind: 2, 'no-route': 1 })
  })

  it('hides names of fewer than five', () => {
    const mayShow = (behind: number) => namesMayShow({ ...emptyTally(), teachers: 48, behind }, 'behind')
    expect([4, 5].map(mayShow)).to.deep.equal([false, true])
  })
})
