import { expect } from 'chai'
import type { Book, BookFacts } from '#domain/books/book'
import { evaluate } from '#domain/books/evaluate'
import type { Progress } from '#domain/books/progress'
import { formatHours } from '#domain/hours'
import { aBook, aModule, anEntry, entryOf, h, regulationNamed, requirementOf } from '../support.ts'

const subscription = regulationNamed('subscription')
const FACTS: BookFacts = { diagnosisBefore: '2025-09-05', routeApproved: '2025-09-10' }

const MODULES = [
  aModule('W', 'workshop', '12'),
  aModule('M', 'master-class', '4'),
  aModule('R', 'round-table', '2.5'),
]

function readyBook(more: Partial<Book> = {}): Book {
  const entries = MODULES.map(({ id, kind, hours }, index) =>
    anEntry(`e${id}`, id, formatHours(hours), { kind, date: `2025-1${index}-10` }),
  )
  return aBook([...MODULES], entries, {
    regulation: 'subscription',
    enrolledOn: '2025-09-10',
    facts: FACTS,
    ...more,
  })
}

const judge = (book: Book, today = '2026-05-20'): Progress => evaluate(book, subscription, today)

describe('the methodical subscription', () => {
  it('finds a book eligible that meets every requirement', () => {
    const progress = judge(readyBook())
    expect(progress.requirements.filter(one => !one.met)).to.deep.equal([])
    expect(progress.hours).to.include({ required: h('18.5'), counted: h('18.5') })
  })

  it('M1: knows the levels: school, municipality, institute', () => {
    expect(subscription.roles.map(one => one.role)).to.include.members(['head', 'municipality', 'institute'])
    expect(subscription.route?.first.map(step => step.by.join())).to.deep.equal([
      'head',
      'municipality',
      'institute',
    ])
  })

  it('M3: the municipality may be left out: in a city the agreement has two parties', () => {
    expect(subscription.route?.first.map(step => step.optional)).to.deep.equal([false, true, false])
    const { routeApproved: _none, ...facts } = FACTS
    expect(requirementOf(judge(readyBook({ facts })), 'route-approved')).to.include({
      met: false,
      clause: 'п. 7.1',
    })
  })

  it('M4: hours are the unit of the order, and the volume that the school ordered is what is asked', () => {
    expect(subscription.hourBudget).to.deep.equal({
      per: 'school',
      kinds: ['contact', 'distance', 'self-study'],
      clause: 'п. 7.2',
    })
    const programme = { title: 'П', modules: MODULES, decisions: { totalHours: h('16') } }
    const progress = judge(readyBook({ programme }))
    expect(requirementOf(progress, 'total-hours')).to.include({ met: true, asks: '16.00', clause: 'п. 7.2' })
    expect(progress.hours.surplus).to.equal(h('2.5'))
  })

  it('M4: without a volume ordered, the teacher’s own programme is what is asked', () => {
    const book = readyBook()
    book.entries.pop()
    expect(requirementOf(judge(book), 'total-hours')).to.include({ met: false, asks: '18.50', has: '16.00' })
  })

  it('M5: has the plan of the school, with three kinds of hours and the transfer', () => {
    expect(subscription.forms[0]?.columns.map(one => one.id)).to.deep.equal([
      'title',
      'planned',
      'contact',
      'distance',
      'self-study',
      'moved',
    ])
    expect(subscription.forms[0]?.columns.map(one => one.title.ru)).to.deep.equal([
      'Форма и название мероприятия',
      'Дата и место проведения',
      'Количество часов: очных',
      'Количество часов: дистанционных',
      'Количество часов: самостоятельной работы',
      'Перенос мероприятия',
    ])
    expect(subscription.plan).to.include({ severalDays: true })
  })

  it('M6: dates move freely, themes are the school’s', () => {
    expect(subscription.plan).to.deep.equal({
      moveFree: true,
      themesFree: true,
      severalDays: true,
      clause: 'п. 7.4',
    })
    expect(subscription.route?.change).to.deep.equal([{ does: 'approves', by: ['head'], optional: false }])
  })

  for (const [date, reason] of [
    ['2026-09-10', undefined],
    ['2026-09-11', 'outside-term'],
  ] as const) {
    it(`M8: ${reason ? 'does not count' : 'counts'} what was completed on ${date}, in the one year`, () => {
      const book = readyBook()
      const entries = book.entries.map(one => (one.id === 'eR' ? { ...one, date } : one))
      expect(entryOf(judge({ ...book, entries }, '2026-10-01'), 'eR').reason).to.equal(reason)
    })
  }

  it('M8: ends with an удостоверение for every learner', () => {
    expect(subscription.document).to.include({ kind: 'udostoverenie', clause: 'раздел VIII' })
  })

  it('M9: may credit part of an event and count it in another programme of the credit system', () => {
    expect(subscription.confirmation.allowPartial).to.equal(true)
    expect(subscription.sharedModules).to.deep.equal({ policy: 'shared', clause: 'п. 7.2' })
  })
})
