import { expect } from 'chai'
import { MOST_ATTEMPTS, nextTryAt, readFailure } from '#events/backoff'

const now = new Date('2026-11-22T09:00:00Z')
const failure = (more = {}) => readFailure({ code: 'busy', retryable: true, ...more })
const secondsTo = (at: Date | null) => (at ? (at.getTime() - now.getTime()) / 1000 : null)

describe('backoff of events', () => {
  it('doubles from half a minute to an hour, with a fifth left to chance', () => {
    const waits = [1, 2, 3, 8, 20].map(attempts => secondsTo(nextTryAt(now, attempts, failure(), 0)))
    expect(waits).to.deep.equal([30, 60, 120, 3600, 3600])
    expect(secondsTo(nextTryAt(now, 1, failure(), 0.5))).to.equal(33)
  })

  it('waits at least as long as it is asked to', () => {
    expect(secondsTo(nextTryAt(now, 1, failure({ retryAfterMs: 600_000 }), 0))).to.equal(600)
    expect(secondsTo(nextTryAt(now, 8, failure({ retryAfterMs: 600_000 }), 0))).to.equal(3600)
  })

  it('survives a day without the other side, then ends', () => {
    let seconds = 0
    for (let attempts = 1; attempts < MOST_ATTEMPTS; attempts++)
      seconds += secondsTo(nextTryAt(now, attempts, failure(), 0)) ?? Number.NaN
    expect(seconds).to.be.greaterThan(24 * 3600)
    expect(nextTryAt(now, MOST_ATTEMPTS, failure(), 0)).to.equal(null)
  })

  it('ends at once where trying again is of no use; what it does not know may pass', () => {
    expect(nextTryAt(now, 1, failure({ retryable: false }), 0)).to.equal(null)
    expect(secondsTo(nextTryAt(now, 1, readFailure(new TypeError('bug')), 0))).to.equal(30)
    expect(readFailure(new TypeError('bug')).code).to.equal('TypeError')
    expect(readFailure(undefined).code).to.equal('unknown')
  })
})
