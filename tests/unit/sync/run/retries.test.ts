import { expect } from 'chai'
import type { Run } from '#store/ports/runs'
import { retriesOf } from '#sync/run/retries'
import { newRun } from '#sync/run/run-record'

const at = (time: string) => `2026-05-20T${time}:00.000Z`
const failed = (time: string, retryable = true): Run => ({
  ...newRun('r', 'c', 'incremental', 1, new Date(at('07:00'))),
  status: 'failed',
  finishedAt: at(time),
  error: { code: 'x', message: 'x', retryable },
})
const told = (runs: Run[]) => {
  const { failingSince, next, afterwards } = retriesOf(runs) ?? {}
  return [failingSince, next, afterwards].map(date => date?.toISOString().slice(11, 16))
}

describe('what is said of the next tries', () => {
  it('is since when it fails, the next try and the one after it, each twice as far, an hour at most', () => {
    expect(told([failed('10:02')])).to.deep.equal(['10:02', '10:07', '10:17'])
    expect(told([failed('10:07'), failed('10:02')])).to.deep.equal(['10:02', '10:17', '10:37'])
    const many = ['12:00', '11:00', '10:20', '10:00', '09:50', '09:45'].map(time => failed(time))
    expect(told(many)).to.deep.equal(['09:45', '13:00', '14:00'])
  })

  it('is nothing where it went well, or where somebody has to mend something', () => {
    const done: Run = { ...failed('10:00'), status: 'done' }
    expect(retriesOf([])).to.equal(null)
    expect(retriesOf([done, failed('09:00')])).to.equal(null)
    expect(retriesOf([failed('10:00', false)])).to.equal(null)
    expect(told([failed('10:00'), done, failed('09:00')])).to.deep.equal(['10:00', '10:05', '10:15'])
  })
})
