import { expect } from 'chai'
import { buildTimeline } from '#http/ui/book/timeline-geometry'
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

  it('puts what is planned right of today, also an event that has begun', () => {
    const planned = [
      { id: 'a', title: 'Идёт', plannedOn: '2026-11-20' },
      { id: 'b', title: 'Весной', plannedOn: '2027-03-12' },
    ]
    const line = buildTimeline(bookView({ planned }))
    const marks = line.marks.filter(mark => mark.kind === 'planned')
    expect(marks.map(mark => mark.x)).to.deep.equal([line.today, 84.11])
  })

  it('leaves a mark that another kind would cover in a lane of its own', () => {
    const planned = [{ id: 'a', title: 'Завтра', plannedOn: '2026-11-23' }]
    const { marks } = buildTimeline(bookView({ planned }))
    const near = marks.filter(mark => mark.x > 72)
    expect(near.map(mark => [mark.kind, mark.lane])).to.deep.equal([
      ['pending', 0],
      ['planned', 1],
    ])
  })

  it('merges near marks of a kind also where one of another kind stands between them', () => {
    const book = bookView()
    const on = (kind: 'e7' | 'e8', date: string) => {
      const line = book.lines.find(({ entry }) => entry.id === kind) as (typeof book.lines)[number]
      return { ...line, entry: { ...line.entry, date } }
    }
    const lines = [on('e7', '2025-01-10'), on('e8', '2025-01-12'), on('e7', '2025-01-14')]
    const { marks } = buildTimeline({ ...book, lines, planned: [] })
    expect(marks.map(({ kind, count, lane }) => [kind, count, lane])).to.deep.equal([
      ['counted', 2, 0],
      ['left', 1, 1],
    ])
  })

  it('stays within its height whatever the lines come to', () => {
    const book = bookView()
    const many = Array.from({ length: 40 }, () => book.lines).flat()
    const line = buildTimeline({ ...book, lines: many })
    expect(line.max).to.be.at.least(line.steps.at(-1)?.hours ?? Infinity)
  })

  it('has a width even for a regulation without an end of term', () => {
    const book = bookView()
    const term = { from: '2026-11-22', earliestIssue: null, until: null }
    const line = buildTimeline({ ...book, progress: { ...book.progress, term }, lines: [], planned: [] })
    expect([line.end, line.earliest, line.today, line.until]).to.deep.equal([null, null, 0, '2027-11-22'])
  })
})
