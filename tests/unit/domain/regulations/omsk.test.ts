import { expect } from 'chai'
import type { Book, BookFacts } from '#domain/books/book'
import { evaluate } from '#domain/books/evaluate'
import type { Progress } from '#domain/books/progress'
import { stepAfterCourse } from '#domain/regulations/regulation'
import { progressSentence } from '#domain/texts/progress-sentence'
import { aBook, aModule, anEntry, entryOf, h, regulationNamed, requirementOf } from '../support.ts'

const omsk = regulationNamed('omsk')
const FACTS: BookFacts = {
  diagnosisBefore: '2020-09-20',
  routeApproved: '2020-10-01',
  presentation: '2022-04-15',
}
const MODULES = [aModule('C', 'course', '72', { provider: 'ИРООО' }), aModule('O', 'open-lesson', '0')]

function readyBook(more: Partial<Book> = {}): Book {
  const entries = [
    anEntry('eC', 'C', '72', { kind: 'course', date: '2021-03-01' }),
    anEntry('eO', 'O', '0', { kind: 'open-lesson', date: '2021-05-01' }),
  ]
  return aBook([...MODULES], entries, { regulation: 'omsk', enrolledOn: '2020-10-01', facts: FACTS, ...more })
}

const judge = (book: Book, today = '2022-06-01'): Progress => evaluate(book, omsk, today)

describe('the Omsk regulation', () => {
  it('finds a book eligible that meets every requirement, and asks for no hours', () => {
    const progress = judge(readyBook())
    expect(progress.requirements.filter(one => !one.met)).to.deep.equal([])
    expect(progress.eligible).to.equal(true)
    expect(progress.hours).to.include({ required: 0, counted: h('72'), surplus: 0 })
    expect(progress.requirements.map(one => one.id)).not.to.include('total-hours')
  })

  it('says what counted without a threshold, what awaits the curator and what is missing', () => {
    const book = readyBook({ facts: {} })
    const waiting = book.entries.map(one => ({ ...one, status: 'imported' as const }))
    const { diagnosisBefore = '' } = FACTS
    const progress = judge({ ...book, entries: waiting, facts: { diagnosisBefore } })
    expect(progressSentence(progress, { lang: 'ru', regulation: omsk })).to.equal(
      'Засчитано 0 часов. Ещё 72 ждут куратора. Не хватает: утверждённый маршрут; представление опыта.',
    )
    expect(progressSentence(progress, { lang: 'en', regulation: omsk })).to.equal(
      '0 hours counted. 72 more await the curator. Missing: route approved; presentation.',
    )
  })

  for (const [provider, step] of [
    ['ИРООО', 'interviews'],
    ['БОУ ДПО «ИРООО»', 'interviews'],
    ['Академия просвещения', 'drafts'],
    ['', 'drafts'],
  ] as const) {
    it(`O4: after a course of «${provider}», ${step === 'drafts' ? 'a new programme' : 'an interview'}`, () => {
      expect(stepAfterCourse(omsk, { kind: 'course', provider })).to.equal(step)
      expect(stepAfterCourse(omsk, { kind: 'seminar', provider })).to.equal(undefined)
    })
  }

  it('O4: approves after an interview with the head, and corrects in the same way', () => {
    const acts = (steps: readonly { does: string; by: readonly string[] }[] = []) =>
      steps.map(step => `${step.does} ${step.by.join()}`)
    expect(acts(omsk.route?.first)).to.deep.equal(['drafts learner', 'interviews head', 'approves head'])
    expect(acts(omsk.route?.change)).to.deep.equal(['interviews head', 'approves head'])
    const { routeApproved: _none, ...facts } = FACTS
    expect(requirementOf(judge(readyBook({ facts })), 'route-approved')).to.include({
      met: false,
      clause: 'п. 3.4',
    })
  })

  it('O4: ends with the presentation of the results', () => {
    const { presentation: _none, ...facts } = FACTS
    const progress = judge(readyBook({ facts }))
    expect(requirementOf(progress, 'presentation')).to.include({ met: false, clause: 'п. 3.4' })
    expect(progress.eligible).to.equal(false)
  })

  it('O6: rests on a diagnosis', () => {
    const { diagnosisBefore: _none, ...facts } = FACTS
    expect(requirementOf(judge(readyBook({ facts })), 'diagnosis-before')).to.include({
      met: false,
      clause: 'п. 3.1',
    })
  })

  it('O7: has the eight columns and four rows of Annex 1', () => {
    const form = omsk.forms.find(one => one.id === 'programme')
    expect(form?.columns.map(one => one.title.ru)).to.deep.equal([
      '№',
      'Компетенции',
      'Ведущие задачи по развитию профессиональной компетентности',
      'ТФ*',
      'Необходимые знания и умения',
      'Что предполагается для этого сделать',
      'Ожидаемый результат',
      'Срок реализации задач',
    ])
    expect(form?.rows?.map(one => one.title.ru)).to.deep.equal([
      'Предметные',
      'Методические',
      'Психологические',
      'Коммуникативные',
    ])
  })

  for (const [date, reason] of [
    ['2023-10-01', undefined],
    ['2023-10-02', 'outside-term'],
  ] as const) {
    it(`O7: ${reason ? 'does not count' : 'counts'} what was completed on ${date}, between courses of three years`, () => {
      const book = readyBook()
      const entries = book.entries.map(one => (one.id === 'eC' ? { ...one, date } : one))
      expect(entryOf(judge({ ...book, entries }, '2024-01-01'), 'eC').reason).to.equal(reason)
    })
  }

  for (const [presentation, met] of [
    ['2023-10-01', true],
    ['2023-10-02', false],
  ] as const) {
    it(`O7: after the term, a presentation on ${presentation} is ${met ? '' : 'not '}in time`, () => {
      const progress = judge(readyBook({ facts: { ...FACTS, presentation } }), '2024-01-01')
      expect(requirementOf(progress, 'term-max').met).to.equal(met)
      expect(requirementOf(progress, 'presentation').met).to.equal(true)
    })
  }

  it('O8: has three blocks of aim, content and forms for staff, groups and teachers', () => {
    const form = omsk.forms.find(one => one.id === 'school-plan')
    expect(form?.columns.map(one => one.id)).to.deep.equal(['component', 'staff', 'groups', 'teachers'])
    const blocks = ['formal', 'non-formal', 'informal']
    const rows = blocks.flatMap(block => ['aim', 'content', 'forms'].map(part => `${block}-${part}`))
    expect(form?.rows?.map(one => one.id)).to.deep.equal(rows)
  })

  it('O9: has the five stages of the interview, each with its topics', () => {
    expect(omsk.interview?.stages.map(one => one.title.ru)).to.deep.equal([
      'Установочный',
      'Рефлексивный',
      'Мотивационный',
      'Проектировочный',
      'Прогностический',
    ])
    expect(omsk.interview?.stages.map(one => one.topics.length)).to.deep.equal([3, 2, 1, 3, 3])
    const designing = omsk.interview?.stages[3]?.topics.map(one => one.ru).join(' ')
    expect(designing).to.contain('ближайших трёх лет').and.to.contain('применение по образцу')
  })

  it('O10: knows the four levels: region, city, school, teacher', () => {
    expect(omsk.roles.map(one => one.role)).to.include.members([
      'department',
      'municipality',
      'head',
      'learner',
    ])
  })
})
