import { expect } from 'chai'
import type { Book, BookFacts } from '#domain/books/book'
import { evaluate } from '#domain/books/evaluate'
import type { Progress } from '#domain/books/progress'
import { formatHours } from '#domain/hours'
import type { Regulation } from '#domain/regulations/regulation'
import { requirementText } from '#domain/texts/texts'
import { aBook, aModule, anEntry, entryOf, h, regulationNamed, requirementOf } from '../support.ts'

const grozny = regulationNamed('grozny-91')
const TODAY = '2025-12-01'

const FACTS: BookFacts = {
  learnerCategory: '2025-01-20',
  diagnosisBefore: '2025-01-09',
  routeApproved: '2025-01-20',
  stageReports: '2025-11-01',
  finalReport: '2025-11-20',
}

const MODULES = [
  aModule('C', 'course', '36', { part: 'invariant', provider: 'Институт развития образования' }),
  aModule('V', 'course', '18', { provider: 'Педагогический университет' }),
  aModule('R', 'round-table', '4', { provider: 'СОШ № 91' }),
]

function readyBook(more: Partial<Book> = {}): Book {
  const entries = MODULES.map(({ id, kind, hours }, index) =>
    anEntry(`e${id}`, id, formatHours(hours), { kind, date: `2025-0${index + 3}-01` }),
  )
  return aBook([...MODULES], entries, {
    regulation: 'grozny-91',
    enrolledOn: '2025-01-20',
    facts: FACTS,
    ...more,
  })
}

const judge = (book: Book, regulation: Regulation = grozny, today = TODAY): Progress =>
  evaluate(book, regulation, today)

function without(...modules: string[]): Book {
  const book = readyBook()
  return { ...book, entries: book.entries.filter(entry => !modules.includes(entry.module)) }
}

describe('the regulation of School 91, Grozny', () => {
  it('finds a book eligible that meets every requirement', () => {
    const progress = judge(readyBook())
    expect(progress.requirements.filter(one => !one.met)).to.deep.equal([])
    expect(progress.eligible).to.equal(true)
  })

  it('G1: names the roles and bodies of the text', () => {
    expect(grozny.roles.map(one => one.role)).to.deep.equal([
      'learner',
      'tutor',
      'curator',
      'group',
      'association',
      'council',
      'head',
    ])
  })

  it('G2: is for staff employees of five categories', () => {
    expect(grozny.learners?.staffOnly).to.equal(true)
    expect(grozny.learners?.categories.map(one => one.id)).to.deep.equal([
      'young-specialist',
      'category-applicant',
      'contest-candidate',
      'interrupted-service',
      'changed-organisation',
    ])
  })

  it('G3: goes from the group by way of council and association, which may be left out, to the order', () => {
    expect(grozny.route?.initiatedBy).to.deep.equal(['head', 'association', 'learner'])
    expect(grozny.route?.first.map(step => [step.does, step.by.join(), step.optional])).to.deep.equal([
      ['drafts', 'group', false],
      ['discusses', 'learner', true],
      ['discusses', 'association', true],
      ['discusses', 'council', true],
      ['orders', 'head', false],
    ])
  })

  it('G3: nothing is issued before the programme was approved by order', () => {
    const { routeApproved: _none, ...facts } = FACTS
    const progress = judge(readyBook({ facts }))
    expect(requirementOf(progress, 'route-approved')).to.include({ met: false, clause: 'п. 2.11' })
    expect(progress.eligible).to.equal(false)
  })

  it('G3: once ordered, the programme is binding in full: its hours and every module', () => {
    const progress = judge(without('R'))
    expect(progress.hours).to.include({ required: h('58'), counted: h('54') })
    expect(requirementOf(progress, 'total-hours')).to.include({
      met: false,
      asks: '58.00',
      has: '54.00',
      clause: 'п. 2.11',
    })
    const modules = requirementOf(progress, 'invariant-modules')
    expect(modules).to.include({ met: false, asks: '3', has: '2' })
    expect(modules.facts?.missingIds).to.equal('R')
  })

  it('G3: hours of one module do not replace another', () => {
    const book = without('R')
    const entries = book.entries.map(one => (one.id === 'eV' ? { ...one, hours: h('22') } : one))
    const progress = judge({ ...book, entries })
    expect(requirementOf(progress, 'total-hours').met).to.equal(true)
    expect(progress.eligible).to.equal(false)
  })

  it('G3: a programme may name its hours itself', () => {
    const programme = { title: 'П', modules: MODULES, decisions: { totalHours: h('72') } }
    expect(requirementOf(judge(readyBook({ programme })), 'total-hours')).to.include({
      met: false,
      asks: '72.00',
    })
  })

  it('G3: a programme without modules asks for nothing and is never met', () => {
    const progress = judge(readyBook({ programme: { title: 'П', modules: [] }, entries: [] }))
    const total = requirementOf(progress, 'total-hours')
    expect(total.met).to.equal(false)
    expect(requirementText(total, 'ru').text).to.equal('В программе ещё нет ни часов, ни модулей')
    expect(progress.eligible).to.equal(false)
  })

  for (const [fact, id] of [
    ['stageReports', 'stage-reports'],
    ['finalReport', 'final-report'],
  ] as const) {
    it(`G4: asks for ${id}`, () => {
      const facts = { ...FACTS }
      delete facts[fact]
      const progress = judge(readyBook({ facts }))
      expect(requirementOf(progress, id)).to.include({ met: false, clause: 'п. 2.8' })
      expect(progress.eligible).to.equal(false)
    })
  }

  it('G4: names the stage that has no report', () => {
    const { stageReports: _none, ...facts } = FACTS
    const lacking = requirementOf(
      judge(readyBook({ facts: { ...facts, stageWithoutReport: 2 } })),
      'stage-reports',
    )
    expect(requirementText(lacking, 'ru').text).to.equal('Нет отчёта за этап 2')
    expect(requirementText(lacking, 'en').text).to.equal('Missing stage report 2')
    expect(requirementText(requirementOf(judge(readyBook({ facts })), 'stage-reports'), 'ru').text).to.equal(
      'Нет отчёта за этап',
    )
  })

  it('G2: nothing is issued before the category of a staff employee is recorded', () => {
    const { learnerCategory: _none, ...facts } = FACTS
    const progress = judge(readyBook({ facts }))
    expect(requirementOf(progress, 'learner-category')).to.include({ met: false, clause: 'п. 2.1' })
    expect(progress.eligible).to.equal(false)
  })

  it('G4: a stage has a term, a result and a form of report', () => {
    expect(grozny.stages?.needs).to.deep.equal(['term', 'result', 'report'])
  })

  it('G5: a stage may have a budget', () => {
    expect(grozny.stages?.may).to.deep.equal(['budget'])
  })

  it('G6: has the structure of the programme: its parts, and hours, place, level, participation', () => {
    const form = grozny.forms.find(one => one.id === 'programme')
    expect(form?.columns.map(one => one.id)).to.include.members([
      'hours',
      'provider',
      'level',
      'participation',
    ])
    expect(form?.rows?.map(one => one.id)).to.deep.equal([
      'introduction',
      'invariant',
      'variative',
      'other',
      'plan',
      'results',
    ])
  })

  it('G7: knows three controls', () => {
    expect(grozny.controls.map(one => one.id)).to.deep.equal(['preliminary', 'current', 'final'])
  })

  for (const [enrolledOn, today, met] of [
    ['2025-01-20', '2025-03-19', false],
    ['2025-01-20', '2025-03-20', true],
  ] as const) {
    it(`G7: the shortest term of two months is ${met ? '' : 'not '}over on ${today}`, () => {
      const requirement = requirementOf(judge(readyBook({ enrolledOn }), grozny, today), 'term-min')
      expect(requirement).to.include({ met, asks: '2025-03-20', clause: 'п. 2.7' })
    })
  }

  for (const [date, reason] of [
    ['2027-01-20', undefined],
    ['2027-01-21', 'outside-term'],
  ] as const) {
    it(`G7: ${reason ? 'does not count' : 'counts'} what was completed on ${date}, in a term of two years`, () => {
      const book = readyBook()
      const entries = book.entries.map(one => (one.id === 'eR' ? { ...one, date } : one))
      expect(entryOf(judge({ ...book, entries }, grozny, '2027-02-01'), 'eR').reason).to.equal(reason)
    })
  }

  it('G8: has the set of documents, and asks for the diagnosis among them', () => {
    expect(grozny.papers?.documents.map(one => one.id)).to.deep.equal([
      'orders',
      'diagnosis',
      'programme',
      'control-plan',
      'reports',
      'portfolio',
    ])
    const { diagnosisBefore: _none, ...facts } = FACTS
    expect(requirementOf(judge(readyBook({ facts })), 'diagnosis-before').met).to.equal(false)
  })

  it('G9: counts modules of different institutions together', () => {
    const providers = new Set(MODULES.map(module => module.provider))
    expect(providers.size).to.equal(3)
    expect(formatHours(judge(readyBook()).hours.counted)).to.equal('58.00')
  })
})
