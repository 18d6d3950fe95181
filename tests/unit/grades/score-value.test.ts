import { expect } from 'chai'
import { laterThan, scoreValueOf } from '#grades/score-value'

const shown = (more = {}) => ({ counted: 8400, pending: 0, required: 10_800, isComplete: false, ...more })

describe('score of a book', () => {
  const comments: [counted: number, ru: string, en: string][] = [
    [8400, 'Засчитано 84 часа из 108', '84 hours of 108 counted'],
    [100, 'Засчитан 1 час из 108', '1 hour of 108 counted'],
    [3650, 'Засчитано 36,5 часа из 108', '36.5 hours of 108 counted'],
    [0, 'Засчитано 0 часов из 108', '0 hours of 108 counted'],
    [12_000, 'Засчитано 120 часов из 108', '120 hours of 108 counted'],
  ]
  for (const [counted, ru, en] of comments) {
    it(`says ${en}`, () => {
      expect(scoreValueOf(shown({ counted }), 'ru').comment).to.equal(ru)
      expect(scoreValueOf(shown({ counted }), 'en').comment).to.equal(en)
    })
  }

  it('gives hours, at most the maximum', () => {
    expect(scoreValueOf(shown(), 'ru')).to.include({ scoreGiven: 84, scoreMaximum: 108 })
    expect(scoreValueOf(shown({ counted: 12_000 }), 'ru')).to.include({ scoreGiven: 108 })
    expect(scoreValueOf(shown({ counted: 3625 }), 'ru').scoreGiven).to.equal(36.25)
  })

  it('tells how far the activity is: hours alone do not complete it', () => {
    const activity = (more = {}) => scoreValueOf(shown(more), 'ru').activityProgress
    expect(activity({ counted: 0 })).to.equal('Initialized')
    expect(activity({ counted: 0, pending: 100 })).to.equal('InProgress')
    expect(activity({ counted: 10_800 })).to.equal('InProgress')
    expect(activity({ counted: 10_800, isComplete: true })).to.equal('Completed')
  })

  it('gives times that only grow, also when the clock goes back', () => {
    const now = new Date('2026-11-22T09:00:00.000Z')
    expect(laterThan(undefined, now)).to.equal('2026-11-22T09:00:00.000Z')
    expect(laterThan('2026-11-22T08:00:00.000Z', now)).to.equal('2026-11-22T09:00:00.000Z')
    expect(laterThan('2026-11-22T09:00:00.000Z', now)).to.equal('2026-11-22T09:00:00.001Z')
    expect(laterThan('2026-11-22T10:00:00.000Z', now)).to.equal('2026-11-22T10:00:00.001Z')
  })
})
