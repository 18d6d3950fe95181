import { expect } from 'chai'
import { buildTimeline } from '#http/ui/timeline-geometry'
import { bookView } from '../support/views.ts'

describe('the time line', () => {
  it('runs from enrolment to the end of the term with a label a year', () => {
    const line = buildTimeline(bookView())
    expect(line.years.map(year => year.date)).to.deep.equal([
      '2024-09-02',
      '2025-09-02',
      '2026-09-02',
      '2027-09-02',
    ])
    expect([line.years[0]?.x, line.years[3]?.x]).to.deep.equal([0, 100])
  })

  it('climbs to the hours counted and stops today', () => {
    const line = buildTimeline(bookView())
    const last = line.steps.at(-1)
    expect(last?.hours).to.equal(8400)
    expect((last?.x ?? 0) + (last?.width ?? 0)).to.be.closeTo(line.today, 0.02)
  })

  it('marks counted, pending and not counted entries apart and merges near ones of a kind', () => {
    const book = bookView()
    const near = {
      ...book.lines[2],
      entry: { ...book.lines[2]?.entry, date: '2026-05-20' },
    } as (typeof book.lines)[number]
    const marks = buildTimeline({ ...book, lines: [...book.lines, near] }).marks
    expect(marks.filter(mark => mark.kind === 'pending')).to.have.length(1)
    expect(marks.filter(mark => mark.kind === 'left')).to.have.length(2)
    expect(marks.find(mark => mark.count === 2)?.kind).to.equal('counted')
  })

  it('has a width even for a regulation without an end of term', () => {
    const book = bookView()
    const term = { from: '2026-11-22', earliestIssue: null, until: null }
    const line = buildTimeline({ ...book, progress: { ...book.progress, term }, lines: [] })
    expect([line.end, line.earliest, line.today, line.until]).to.deep.equal([null, null, 0, '2027-11-22'])
  })
})
