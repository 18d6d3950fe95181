import { expect } from 'chai'
import { intervalMinutes, isToBeTakenUp, modeOf, nextPullAt } from '#jobs/schedule'
import type { Run } from '#store/ports/runs'
import { newRun } from '#sync/run/run-record'

const now = new Date('2026-05-20T08:00:00Z')
const minutesAgo = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString()

const failed = (minutes: number, retryable = true): Run => ({
  ...newRun('r', 'c', 'incremental', 1, now),
  status: 'failed',
  finishedAt: minutesAgo(minutes),
  error: { code: 'x', message: 'x', retryable },
})
const done: Run = { ...newRun('r', 'c', 'incremental', 1, now), status: 'done' }

describe('schedule of pulls', () => {
  it('adds up to a tenth to the interval', () => {
    expect(nextPullAt(now, 60, 0).toISOString()).to.equal('2026-05-20T09:00:00.000Z')
    expect(nextPullAt(now, 60, 0.5).toISOString()).to.equal('2026-05-20T09:03:00.000Z')
  })

  it('follows the connection if it names an interval that is allowed', () => {
    expect(intervalMinutes({ settings: { pullEveryMinutes: '15' } }, 60)).to.equal(15)
    for (const wrong of [4, 10_081, 'often', null, 7.5]) {
      expect(intervalMinutes({ settings: { pullEveryMinutes: wrong } }, 60)).to.equal(60)
    }
  })

  describe('reads every detail again', () => {
    const daysAgo = (days: number): Run => ({ ...done, startedAt: minutesAgo(days * 24 * 60) })
    const mode = (lastFull: Run | null, settings = {}, latest: Run | undefined = done) =>
      modeOf({ settings }, { latest, lastFull, now })

    it('a week after it last did, or as long as the connection says', () => {
      expect(mode(daysAgo(6.99))).to.equal('incremental')
      expect(mode(daysAgo(7))).to.equal('full')
      expect(mode(daysAgo(7), { fullEveryDays: '30' })).to.equal('incremental')
      expect(mode(daysAgo(30), { fullEveryDays: '30' })).to.equal('full')
      expect(mode(null)).to.equal('full')
    })

    it('never if the connection says 0, or something that is no number of days', () => {
      for (const fullEveryDays of [0, '0', 'often'])
        expect(mode(null, { fullEveryDays })).to.equal('incremental')
    })

    it('not while a pull has yet to come to its end: that one is gone on with', () => {
      for (const status of ['running', 'failed', 'cancelled'] as const)
        expect(mode(null, {}, { ...done, status })).to.equal('incremental')
    })
  })

  it('takes up what was interrupted, and what failed by a fault that passes', () => {
    expect(isToBeTakenUp([], now)).to.equal(false)
    expect(isToBeTakenUp([done, failed(99)], now)).to.equal(false)
    expect(isToBeTakenUp([{ ...done, status: 'running' }], now)).to.equal(true)
    expect(isToBeTakenUp([{ ...done, status: 'cancelled' }], now)).to.equal(false)
    expect(isToBeTakenUp([failed(99, false)], now)).to.equal(false)
  })

  it('waits longer after each failure in a row, an hour at most', () => {
    expect(isToBeTakenUp([failed(4)], now)).to.equal(false)
    expect(isToBeTakenUp([failed(5), done], now)).to.equal(true)
    expect(isToBeTakenUp([failed(9), failed(20)], now)).to.equal(false)
    expect(isToBeTakenUp([failed(10), failed(20), done, failed(30)], now)).to.equal(true)
    const many = Array.from({ length: 6 }, () => failed(60))
    expect(isToBeTakenUp(many, now)).to.equal(true)
    expect(isToBeTakenUp([failed(59), ...many.slice(1)], now)).to.equal(false)
  })
})
