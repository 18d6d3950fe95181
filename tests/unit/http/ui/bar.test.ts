import { expect } from 'chai'
import fc from 'fast-check'
import type { Progress } from '#domain/books/progress'
import { hoursFromHundredths } from '#domain/hours'
import { progress } from '../support/views.ts'

const { buildBar } = await import('../../../../src/http/ui/book/bar.tsx')

const withHours = (required: number, counted: number, pending: number, uncounted: number): Progress => ({
  ...progress,
  hours: {
    required: hoursFromHundredths(required),
    counted: hoursFromHundredths(counted),
    pending: hoursFromHundredths(pending),
    uncounted: hoursFromHundredths(uncounted),
    surplus: hoursFromHundredths(Math.max(0, counted - required)),
  },
})

const any = fc.integer({ min: 0, max: 30_000 })

describe('the hours bar', () => {
  it('draws 84 + 16 of 108 with 8 missing and 20 beneath, on one scale', () => {
    const bar = buildBar(withHours(10800, 8400, 1600, 2000))
    expect(bar.counted).to.deep.equal({ x: 0, width: 77.78 })
    expect(bar.pending).to.deep.equal({ x: 77.78, width: 14.81 })
    expect(bar.missing).to.deep.equal({ x: 92.59, width: 7.41 })
    expect(bar.left).to.deep.equal({ x: 0, width: 18.52 })
    expect(bar.threshold).to.equal(100)
  })

  it('moves the threshold left when more is counted than required', () => {
    const bar = buildBar(withHours(10800, 11200, 0, 0))
    expect(bar.threshold).to.be.closeTo(96.43, 0.01)
    expect(bar.surplus?.x).to.be.closeTo(96.43, 0.01)
    expect(bar.missing).to.equal(null)
  })

  it('draws no segment for zero and none under one percent', () => {
    const bar = buildBar(withHours(10800, 25, 0, 0))
    expect(bar.pending).to.equal(null)
    expect(bar.counted?.width).to.equal(1)
  })

  it('fills the width exactly, whatever the hours', () => {
    fc.assert(
      fc.property(any, any, any, any, (required, counted, pending, uncounted) => {
        fc.pre(required + counted + pending > 0)
        const bar = buildBar(withHours(required, counted, pending, uncounted))
        const parts = [bar.counted, bar.surplus, bar.pending, bar.missing].filter(part => part !== null)
        const total = parts.reduce((sum, part) => sum + part.width, 0)
        expect(total).to.be.closeTo(100, 0.1)
        for (const part of parts) expect(part.width).to.be.at.least(0.99)
        expect(bar.left?.width ?? 0).to.be.at.most(100)
      }),
    )
  })
})
