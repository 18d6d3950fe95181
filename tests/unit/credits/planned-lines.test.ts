import { expect } from 'chai'
import { plannedLines } from '#credits/books/planned-lines'
import type { Entry } from '#domain/entries/entry'
import { parseHours } from '#domain/hours'
import type { RouteItem, RouteRevision } from '#domain/routes/route'
import { entryOf } from '#tests/unit/http/support/views'

const TODAY = '2026-11-22'

const item = (id: string, plannedOn: string, more: Partial<RouteItem> = {}): RouteItem => ({
  id,
  title: `Событие ${id}`,
  kind: 'seminar',
  hours: parseHours('8'),
  plannedOn,
  ...more,
})

const routeOf = (items: RouteItem[], state: RouteRevision['state'] = 'approved') => ({
  revisions: [
    {
      number: 1,
      kind: 'first' as const,
      state,
      items,
      removed: [],
      steps: [],
      createdAt: '2026-01-01T00:00:00.000Z',
    },
  ],
})

const ids = (items: RouteItem[], entries: Entry[] = []): string[] =>
  plannedLines(routeOf(items), entries, TODAY).map(each => each.id)

describe('what a route still has to come', () => {
  it('is in order of its days, without those that are over', () => {
    expect(ids([item('b', '2027-03-01'), item('past', '2026-11-21'), item('a', TODAY)])).to.deep.equal([
      'a',
      'b',
    ])
  })

  it('still has an event of several days that goes on', () => {
    expect(ids([item('long', '2026-11-01', { plannedUntil: TODAY })])).to.deep.equal(['long'])
  })

  it('leaves out what the book has an entry of, also one that waits', () => {
    const waiting = entryOf({ n: 1, module: 'm1', status: 'imported' })
    expect(ids([item('a', '2027-03-01', { moduleId: 'm1' })], [waiting])).to.deep.equal([])
    const rejected = { ...waiting, status: 'rejected' as const }
    expect(ids([item('a', '2027-03-01', { moduleId: 'm1' })], [rejected])).to.deep.equal(['a'])
  })

  it('is nothing without a route, or before it is approved', () => {
    expect(plannedLines(null, [], TODAY)).to.deep.equal([])
    expect(plannedLines(routeOf([item('a', '2027-03-01')], 'in-approval'), [], TODAY)).to.deep.equal([])
  })

  it('has no hours where the regulation counts none', () => {
    const { hours: _none, ...bare } = item('a', '2027-03-01')
    expect(plannedLines(routeOf([bare]), [], TODAY)).to.deep.equal([
      { id: 'a', title: 'Событие a', plannedOn: '2027-03-01' },
    ])
  })
})
