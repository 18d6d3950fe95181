import { expect } from 'chai'
import fc from 'fast-check'
import type { Hours } from '#domain/hours'
import { attendancesOf, hourBalance, type PlanEvent } from '#domain/school-plan'
import { h } from './support.ts'

const training: PlanEvent = {
  id: 'training',
  title: 'Тренинг',
  place: 'Школа № 5',
  sessions: [
    {
      id: 'd1',
      plannedOn: '2025-10-10',
      heldOn: '2025-10-10',
      hours: { contact: h('4'), 'self-study': h('1') },
    },
    { id: 'd2', plannedOn: '2025-10-11', heldOn: '2025-10-18', hours: { contact: h('4') } },
    { id: 'd3', plannedOn: '2026-02-01', hours: { distance: h('2.5') } },
  ],
}

describe('hourBalance', () => {
  it('M4: takes every session from the hours ordered, and tells what is left', () => {
    expect(hourBalance(h('36'), [training])).to.deep.equal({
      ordered: h('36'),
      planned: h('11.5'),
      held: h('9'),
      left: h('24.5'),
      over: 0,
      byKind: { contact: h('8'), distance: h('2.5'), 'self-study': h('1') },
    })
  })

  it('M4: tells what is planned beyond the order', () => {
    expect(hourBalance(h('10'), [training])).to.include({ left: 0, over: h('1.5') })
  })

  it('M5: moving a session changes no number', () => {
    const sessions = training.sessions.map(one => (one.heldOn ? { ...one, heldOn: '2026-05-05' } : one))
    expect(hourBalance(h('36'), [{ ...training, sessions }])).to.deep.equal(hourBalance(h('36'), [training]))
  })

  it('M4: left and over always make up the difference of ordered and planned', () => {
    const hours = fc.integer({ min: 0, max: 9000 }).map(n => n as Hours)
    fc.assert(
      fc.property(hours, fc.array(hours, { maxLength: 8 }), (ordered, list) => {
        const sessions = list.map((contact, n) => ({
          id: `${n}`,
          plannedOn: '2025-10-10',
          hours: { contact },
        }))
        const { left, over, planned } = hourBalance(ordered, [{ ...training, sessions }])
        expect(ordered - planned).to.equal(left - over)
        expect(Math.min(left, over)).to.equal(0)
      }),
    )
  })
})

describe('attendancesOf', () => {
  it('M9: one act gives many books the hours of the sessions each was at', () => {
    const people = [
      { personId: 'a' },
      { personId: 'b', absences: ['d2'] },
      { personId: 'c', absences: ['d1', 'd2'] },
    ]
    expect(attendancesOf(training, people)).to.deep.equal([
      { personId: 'a', hours: h('9'), date: '2025-10-18' },
      { personId: 'b', hours: h('5'), date: '2025-10-10' },
    ])
  })

  it('M9: gives nothing for what was not held', () => {
    const sessions = training.sessions.filter(one => one.id === 'd3')
    expect(attendancesOf({ ...training, sessions }, [{ personId: 'a' }])).to.deep.equal([])
  })
})
