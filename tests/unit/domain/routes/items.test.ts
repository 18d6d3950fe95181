import { expect } from 'chai'
import { diffItems } from '#domain/routes/diff'
import { moveItem, putItem, removeItem, restoreItem } from '#domain/routes/draft'
import { RouteItemError } from '#domain/routes/errors'
import {
  buildItem,
  changeTheme,
  type ItemInput,
  type ItemRules,
  itemsFor,
  moveDate,
} from '#domain/routes/items'
import { factsOf, planBudget, planSums } from '#domain/routes/plan'
import { aModule, h, regulationNamed, tspu } from '../support.ts'
import { anItem } from './support.ts'

const modules = [
  aModule('M1', 'seminar', '8', { part: 'invariant' }),
  aModule('M2', 'seminar', '8', { part: 'invariant' }),
  aModule('M3', 'network-project', '68'),
  aModule('M4', 'photo-gallery', '12'),
]
const rules: ItemRules = {
  regulation: tspu,
  modules,
  provider: 'ТГПУ',
  term: { from: '2024-09-02', until: '2027-09-02' },
}
const build = (input: ItemInput, over: Partial<ItemRules> = {}, others = [anItem('x')]) =>
  buildItem('i1', input, { ...rules, ...over }, others)

function faultsOf(input: ItemInput, over: Partial<ItemRules> = {}, others = [anItem('x')]) {
  try {
    build(input, over, others)
  } catch (error) {
    if (error instanceof RouteItemError) return error.issues.map(({ path, code }) => `${path}: ${code}`)
    throw error
  }
  return []
}

const typed: ItemInput = { title: 'Конференция', kind: 'conference', hours: h('8'), plannedOn: '2026-12-01' }

describe('an item of a plan', () => {
  it('takes title, kind, hours, part and provider from its module', () => {
    expect(build({ moduleId: 'M1', plannedOn: '2026-12-01', hours: h('99') })).to.deep.equal({
      id: 'i1',
      moduleId: 'M1',
      title: 'Модуль M1',
      kind: 'seminar',
      part: 'invariant',
      hours: h('8'),
      provider: 'ТГПУ',
      plannedOn: '2026-12-01',
    })
  })

  it('T7: says theme, kind, format, hours, day and provider of an event of one’s own', () => {
    const own = { ...typed, form: 'in-person' as const, provider: ' Лицей № 3 ' }
    expect(build(own, { regulation: regulationNamed('tyumen') })).to.deep.equal({
      ...{ id: 'i1', title: 'Конференция', kind: 'conference', form: 'in-person', hours: h('8') },
      ...{ provider: 'Лицей № 3', plannedOn: '2026-12-01' },
    })
  })

  it('M5: lasts several days unless the text says one', () => {
    const subscription = regulationNamed('subscription')
    const long = { ...typed, plannedUntil: '2026-12-03' }
    expect(faultsOf(long, { regulation: subscription })).to.deep.equal([])
    const plan = subscription.plan && { ...subscription.plan, severalDays: false }
    const regulation = { ...subscription, ...(plan && { plan }) }
    expect(faultsOf(long, { regulation })).to.deep.equal(['plannedUntil: one-day-only'])
  })

  it('needs hours, a title and a day: each fault is named by its field', () => {
    expect(faultsOf({})).to.deep.equal([
      'title: title-missing',
      'hours: hours-missing',
      'plannedOn: date-missing',
    ])
    expect(faultsOf({ ...typed, hours: h('0') })).to.deep.equal(['hours: hours-wrong'])
    expect(faultsOf(typed)).to.deep.equal([])
  })

  it('needs no hours where the regulation counts none', () => {
    const { hours: _hours, ...withoutHours } = typed
    expect(faultsOf(withoutHours, { regulation: regulationNamed('omsk') })).to.deep.equal([])
    expect(faultsOf(withoutHours, { regulation: regulationNamed('tyumen') })).to.deep.equal([
      'hours: hours-missing',
    ])
  })

  it('lies within the term, both end days included', () => {
    const on = (plannedOn: string) => faultsOf({ ...typed, plannedOn })
    expect(on('2024-09-02')).to.deep.equal([])
    expect(on('2027-09-02')).to.deep.equal([])
    expect(on('2024-09-01')).to.deep.equal(['plannedOn: date-outside-term'])
    expect(on('2027-09-03')).to.deep.equal(['plannedOn: date-outside-term'])
    expect(on('2026-02-30')).to.deep.equal(['plannedOn: date-wrong'])
  })

  it('may last several days, none of them outside the term or before the first', () => {
    const until = (plannedUntil: string) => faultsOf({ ...typed, plannedUntil })
    expect(until('2026-12-03')).to.deep.equal([])
    expect(until('2026-11-30')).to.deep.equal(['plannedUntil: last-day-before-first'])
    expect(until('2028-01-01')).to.deep.equal(['plannedUntil: date-outside-term'])
  })

  it('plans a module once, unless it may repeat', () => {
    const others = [anItem('a', { moduleId: 'M1' }), anItem('b', { moduleId: 'M4' })]
    const day = { plannedOn: '2026-12-01' }
    expect(faultsOf({ moduleId: 'M1', ...day }, {}, others)).to.deep.equal(['moduleId: module-planned'])
    expect(faultsOf({ moduleId: 'M4', ...day }, {}, others)).to.deep.equal([])
    expect(faultsOf({ moduleId: 'M9', title: 'x', ...day, hours: h('1') })).to.deep.equal([
      'moduleId: module-unknown',
    ])
  })

  it('M5: says contact, distance and self-study hours, which make its sum', () => {
    const hoursBy = { contact: h('4'), distance: h('2.5'), 'self-study': h('1.5') }
    expect(build({ ...typed, hours: h('1'), hoursBy }).hours).to.equal(h('8'))
    expect(faultsOf({ moduleId: 'M3', plannedOn: '2026-12-01', hoursBy })).to.deep.equal([
      'hours: hours-wrong',
    ])
  })

  it('G6: fills further columns of the form: level of the event, degree of participation', () => {
    const details = {
      level: ' региональный ',
      participation: 'выступление',
      number: ' ',
      $where: 'x',
      'a.b': 'x',
    }
    expect(build({ ...typed, details }, { regulation: regulationNamed('grozny-91') }).details).to.deep.equal({
      level: 'региональный',
      participation: 'выступление',
    })
    const grozny = { regulation: regulationNamed('grozny-91') }
    expect(faultsOf({ ...typed, details: { level: 'x'.repeat(2001) } }, grozny)).to.deep.equal([
      'details.level: too-long',
    ])
  })

  it('M7: is for the whole staff or for a subgroup, and each teacher has a programme of their own', () => {
    const forWhom = { group: 'Физики', learnerIds: ['p-1', 'p-2', 'p-1'] }
    expect(build({ ...typed, forWhom }).forWhom).to.deep.equal({
      group: 'Физики',
      learnerIds: ['p-1', 'p-2'],
    })
    expect(build({ ...typed, forWhom: { group: ' ', learnerIds: [] } })).to.not.have.property('forWhom')
    for (const part of [
      { group: 'Физики', learnerIds: [] },
      { group: ' ', learnerIds: ['p-1'] },
    ])
      expect(faultsOf({ ...typed, forWhom: part })).to.deep.equal(['group: group-incomplete'])
    const maths = { group: 'Математики', learnerIds: ['p-3'] }
    const items = [anItem('all'), anItem('physics', { forWhom }), anItem('maths', { forWhom: maths })]
    expect(itemsFor(items, 'p-2').map(({ id }) => id)).to.deep.equal(['all', 'physics'])
    expect(itemsFor(items, 'p-3').map(({ id }) => id)).to.deep.equal(['all', 'maths'])
  })

  it('M4: has hours of the kinds that the regulation names, and of no other', () => {
    const regulation = regulationNamed('subscription')
    const split = { ...typed, hoursBy: { contact: h('6'), 'self-study': h('2') } }
    expect(faultsOf(split, { regulation })).to.deep.equal([])
    const budget = regulation.hourBudget && { ...regulation.hourBudget, kinds: ['contact'] as const }
    const narrow = { ...regulation, ...(budget && { hourBudget: budget }) }
    expect(faultsOf(split, { regulation: narrow })).to.deep.equal(['hours: hours-kind'])
  })

  it('M6: takes another theme, not an empty or an endless one', () => {
    expect(changeTheme(anItem('a'), ' Оценивание ')).to.deep.equal({ ...anItem('a'), title: 'Оценивание' })
    expect(() => changeTheme(anItem('a'), ' ')).to.throw(RouteItemError)
    expect(() => changeTheme(anItem('a'), 'т'.repeat(501))).to.throw(RouteItemError)
  })

  it('M5: is moved to another day, and where it stood stays to be seen', () => {
    const once = moveDate(anItem('a'), '2027-01-10', rules.term)
    const twice = moveDate(once, '2027-02-10', rules.term)
    expect(twice.plannedOn).to.equal('2027-02-10')
    expect(twice.movedFrom).to.deep.equal(['2026-12-01', '2027-01-10'])
    expect(() => moveDate(once, '2030-01-01', rules.term)).to.throw(RouteItemError)
  })
})

describe('a draft', () => {
  const draft = { items: ['a', 'b', 'c'].map(id => anItem(id)), removed: [] }
  const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id).join('')

  it('adds at the end and replaces in place', () => {
    expect(ids(putItem(draft, anItem('d')))).to.equal('abcd')
    const replaced = putItem(draft, anItem('b', { title: 'Новое' }))
    expect(ids(replaced)).to.equal('abc')
    expect(replaced.items[1]?.title).to.equal('Новое')
  })

  it('moves by one place and not beyond its ends', () => {
    expect(ids(moveItem(draft, 'c', -1))).to.equal('acb')
    expect(ids(moveItem(draft, 'a', 1))).to.equal('bac')
    expect(moveItem(draft, 'a', -1)).to.equal(draft)
    expect(moveItem(draft, 'c', 1)).to.equal(draft)
  })

  it('puts what was removed back in its place', () => {
    const without = removeItem(draft, 'b')
    expect(ids(without)).to.equal('ac')
    const restored = restoreItem(without, 'b')
    expect(ids(restored)).to.equal('abc')
    expect(restored.removed).to.deep.equal([])
    expect(restoreItem(restored, 'b')).to.equal(restored)
  })
})

describe('a plan against its regulation', () => {
  const programme = { title: 'Современный урок', modules }

  it('says how many hours it will come to and which mandatory modules lack', () => {
    const items = [
      anItem('a', { moduleId: 'M1' }),
      anItem('b', { moduleId: 'M3', hours: h('68'), plannedOn: '2027-05-01' }),
      anItem('c', { hours: h('24') }),
    ]
    const sums = planSums(items, programme, tspu)
    expect(sums.planned).to.equal(h('100'))
    expect(sums.counting).to.equal(h('76'))
    expect(sums.required).to.equal(h('108'))
    expect(sums.mandatory.total).to.equal(2)
    expect(sums.mandatory.missing.map(({ id }) => id)).to.deep.equal(['M2'])
    expect(sums.lastPlannedOn).to.equal('2027-05-01')
  })

  it('asks for no hours where the regulation sets no threshold', () => {
    expect(planSums([anItem('a')], programme, regulationNamed('omsk')).required).to.equal(null)
  })

  it('M4: the order of a school is spread over events, what is left of it and what is beyond', () => {
    const split = { contact: h('30'), distance: h('10') }
    const items = [
      anItem('a', { hours: h('40'), hoursBy: split }),
      anItem('b', { hours: h('40'), hoursBy: split }),
    ]
    const budget = planBudget(items, h('72'))
    expect(budget).to.deep.include({ left: h('0'), over: h('8') })
    expect(budget.byKind).to.deep.equal([
      { kind: 'contact', hours: h('60') },
      { kind: 'distance', hours: h('20') },
      { kind: 'self-study', hours: h('0') },
    ])
    expect(planBudget(items, h('72'), ['distance']).byKind).to.deep.equal([
      { kind: 'distance', hours: h('20') },
    ])
  })

  it('T9: tells whoever answers for it how much of the plan took place', () => {
    const items = ['M1', 'M2', 'M3'].map(moduleId => anItem(moduleId, { moduleId }))
    const confirmed = [
      { id: 'e1', moduleId: 'M2', title: '', date: '2026-10-01' },
      { id: 'e2', moduleId: 'M9', title: '', date: '2026-10-01' },
    ]
    expect(factsOf(items, confirmed).size).to.equal(1)
    expect([...factsOf(items, confirmed).keys()]).to.deep.equal(['M2'])
    const own = [anItem('talk', { title: 'Доклад' }), anItem('fair', { title: 'Ярмарка' })]
    const held = [{ id: 'e3', moduleId: 'M9', title: 'ярмарка ', date: '2026-10-02' }]
    expect([...factsOf(own, held).keys()]).to.deep.equal(['fair'])
  })

  it('takes factual dates from confirmed entries, each entry the fact of one item', () => {
    const items = [
      anItem('a', { moduleId: 'M4' }),
      anItem('b', { moduleId: 'M4' }),
      anItem('c', { title: 'Моя  конференция «Ёлка»' }),
      anItem('d', { moduleId: 'M1' }),
    ]
    const entry = (id: string, moduleId: string, date: string, title = '') => ({ id, moduleId, date, title })
    const facts = factsOf(items, [
      entry('e2', 'M4', '2026-10-02'),
      entry('e1', 'M4', '2026-10-01'),
      entry('e3', 'X', '2026-10-03', 'моя конференция «елка»'),
    ])
    expect([...facts].map(([id, fact]) => [id, fact.actualOn, fact.entryId])).to.deep.equal([
      ['a', '2026-10-01', 'e1'],
      ['b', '2026-10-02', 'e2'],
      ['c', '2026-10-03', 'e3'],
    ])
  })
})

describe('the difference of two revisions', () => {
  it('names what was added, removed and changed, field by field', () => {
    const before = [anItem('a'), anItem('b'), anItem('c', { hoursBy: { contact: h('1'), distance: h('2') } })]
    const after = [
      anItem('b', { plannedOn: '2027-01-01', hours: h('12') }),
      anItem('c', { hoursBy: { distance: h('2'), contact: h('1') } }),
      anItem('d'),
    ]
    expect(diffItems(before, after).map(({ change, fields }) => [change, fields])).to.deep.equal([
      ['changed', ['hours', 'plannedOn']],
      ['same', []],
      ['added', []],
      ['removed', []],
    ])
  })

  const movesOf = (before: string, after: string) =>
    diffItems(
      [...before].map(id => anItem(id)),
      [...after].map(id => anItem(id)),
    ).flatMap(({ change, after: item, moved }) =>
      moved ? [`${item?.id} ${moved.from}>${moved.to} ${change}`] : [],
    )
  for (const [before, after, moves] of [
    ['abc', 'cab', ['c 3>1 moved']],
    ['abcde', 'bcdea', ['a 1>5 moved']],
    ['abcde', 'adcbe', ['d 4>2 moved', 'b 2>4 moved']],
    ['abc', 'abc', []],
    ['abc', 'xac', []],
    ['', 'abc', []],
  ] as const) {
    it(`tells the fewest moves that make ${after || 'nothing'} out of ${before || 'nothing'}`, () => {
      expect(movesOf(before, after)).to.deep.equal(moves)
    })
  }

  it('says of an event that changed where it went, too', () => {
    const [first] = diffItems([anItem('a'), anItem('b')], [anItem('b', { title: 'Иное' }), anItem('a')])
    const [alone] = diffItems(
      [anItem('a'), anItem('b'), anItem('c')],
      [anItem('c', { title: 'Иное' }), anItem('a'), anItem('b')],
    )
    expect(first?.change).to.equal('changed')
    expect(alone).to.deep.include({ change: 'changed', fields: ['title'], moved: { from: 3, to: 1 } })
  })
})
