import { expect } from 'chai'
import {
  alsoNeeded,
  askedKinds,
  choicesOf,
  factsOfRecords,
  type JudgedRecord,
  offeredFields,
  papersOf,
  titlesOf,
} from '#domain/records/facts'
import { faultsOfRecord, type RecordContent, tidyRecord } from '#domain/records/record'
import { regulationNamed } from './support.ts'

const step = { by: 'c', byName: 'К', byRole: 'curator', at: '2026-01-01T00:00:00.000Z' }
const rec = (content: RecordContent, withdrawn = false): JudgedRecord => ({
  content,
  history: [
    { ...step, action: 'recorded', content },
    ...(withdrawn ? [{ ...step, action: 'withdrawn' as const, reason: 'ошибка', content }] : []),
  ],
})
const days = { today: '2026-11-22', enrolledOn: '2026-09-01' }

describe('recorded facts', () => {
  it('T10: a diagnosis has a day and a result; the first one counts before, the last one after', () => {
    const before = (date: string) => rec({ kind: 'diagnosis-before', date, result: '62 балла' })
    const after = (date: string) => rec({ kind: 'diagnosis-after', date, result: '81 балл' })
    const facts = factsOfRecords([
      before('2026-09-05'),
      before('2026-09-01'),
      after('2026-11-01'),
      after('2026-11-20'),
    ])
    expect(facts).to.deep.equal({ diagnosisBefore: '2026-09-01', diagnosisAfter: '2026-11-20' })
    expect(faultsOfRecord({ kind: 'diagnosis-before', date: '2026-08-20' }, days)).to.deep.equal([
      { field: 'result', code: 'missing' },
    ])
  })

  it('T13: a defence has theme, place and format', () => {
    const content = {
      kind: 'project-defence' as const,
      title: 'Школа',
      date: '2026-11-01',
      result: 'защищён',
    }
    expect(faultsOfRecord({ ...content, place: 'ММС', report: 'очно' }, days)).to.deep.equal([])
    expect(faultsOfRecord({ kind: 'project-defence' }, days).map(({ field }) => field)).to.deep.equal([
      'title',
      'date',
      'result',
    ])
    expect(factsOfRecords([rec(content)])).to.deep.equal({ projectDefence: '2026-11-01' })
  })

  it('T12: an internship names its site and the note that proves it', () => {
    expect(faultsOfRecord({ kind: 'internship', date: '2026-10-01' }, days)).to.deep.equal([
      { field: 'place', code: 'missing' },
      { field: 'document', code: 'missing' },
    ])
  })

  it('G4: stages are reported once every one of them is', () => {
    const stage = (title: string, date?: string) =>
      rec({ kind: 'stage', title, until: '2026-12-01', ...(date && { date }) })
    expect(factsOfRecords([stage('1', '2026-10-01'), stage('2')])).to.deep.equal({
      stageReports: null,
      stageWithoutReport: 2,
    })
    expect(factsOfRecords([stage('1', '2026-10-01'), stage('2', '2026-11-01')])).to.deep.equal({
      stageReports: '2026-11-01',
      stageWithoutReport: null,
    })
  })

  it('G5: a stage may have a budget, other records have none', () => {
    expect(tidyRecord({ kind: 'stage', title: 'I', until: '2026-12-01', budget: ' 5000 ' })).to.deep.equal({
      kind: 'stage',
      title: 'I',
      until: '2026-12-01',
      budget: '5000',
    })
    expect(tidyRecord({ kind: 'interview', budget: '1' })).to.deep.equal({ kind: 'interview' })
  })

  it('are taken out of the facts when they are withdrawn, and kinds never recorded are left alone', () => {
    const gone = rec({ kind: 'project-defence', title: 'Школа', date: '2026-11-01', result: 'защищён' }, true)
    expect(factsOfRecords([gone])).to.deep.equal({ projectDefence: null })
    expect(factsOfRecords([])).to.deep.equal({})
  })

  it('are not dated in the future, nor before the enrolment, nor on days that there are not', () => {
    const of = (date: string) =>
      faultsOfRecord({ kind: 'final-report', date, result: 'сдан' }, days).map(({ code }) => code)
    expect([of('2026-11-23'), of('2026-08-31'), of('2026-02-30'), of('2026-11-22')]).to.deep.equal([
      ['in-future'],
      ['before-enrolment'],
      ['not-a-date'],
      [],
    ])
    const stage = { kind: 'stage' as const, title: 'I', until: '2027-01-01' }
    expect(faultsOfRecord(stage, days)).to.deep.equal([])
  })

  it('G4: a stage names its result and form of report from the beginning, where the text says so', () => {
    const stage = { kind: 'stage' as const, title: 'I', until: '2027-01-01' }
    const under = (name: string) => {
      const alsoNeeds = alsoNeeded(regulationNamed(name), 'stage')
      return faultsOfRecord(stage, { ...days, alsoNeeds })
    }
    expect(under('grozny-91')).to.deep.equal([
      { field: 'report', code: 'missing' },
      { field: 'result', code: 'missing' },
    ])
    expect(under('tyumen')).to.deep.equal([])
    expect(alsoNeeded(regulationNamed('grozny-91'), 'control')).to.deep.equal([])
  })

  it('G5: a budget of a stage is offered unless the text has stages and no budget', () => {
    const grozny = regulationNamed('grozny-91')
    expect(offeredFields(grozny, 'stage')).to.include('budget')
    expect(offeredFields(regulationNamed('tspu'), 'stage')).to.include('budget')
    const stages = grozny.stages && { ...grozny.stages, may: [] }
    expect(offeredFields({ ...grozny, ...(stages && { stages }) }, 'stage')).not.to.include('budget')
  })

  it('G7: that a control was held is recorded under its name in the regulation', () => {
    const named = titlesOf(regulationNamed('grozny-91'), 'control').map(({ ru }) => ru)
    expect(named).to.include('предварительный контроль')
    expect(
      faultsOfRecord({ kind: 'control', title: named[0] ?? '', date: '2026-10-01' }, days),
    ).to.deep.equal([{ field: 'result', code: 'missing' }])
  })

  it('O9: each of the five stages of the interview is recorded with its result', () => {
    const stages = titlesOf(regulationNamed('omsk'), 'interview')
    expect(stages).to.have.length(5)
    const content = {
      kind: 'interview' as const,
      title: stages[0]?.ru ?? '',
      date: '2026-10-01',
      result: 'итог',
    }
    expect(faultsOfRecord(content, days)).to.deep.equal([])
  })

  it('O9: levels of mastery are the four of the text, now and wanted, within a term', () => {
    const choices = choicesOf(regulationNamed('omsk'), 'interview')
    expect(choices.level).to.deep.equal([
      'осмысленное воспроизведение',
      'применение по образцу',
      'творческая деятельность',
      'трансляция',
    ])
    const content = {
      ...{ kind: 'interview' as const, title: 'Проектировочный', date: '2026-10-01', result: 'задачи' },
      ...{ level: 'применение по образцу', aim: 'трансляция', until: '2029-10-01' },
    }
    expect(faultsOfRecord(content, { ...days, choices })).to.deep.equal([])
    expect(tidyRecord(content)).to.deep.equal(content)
    expect(faultsOfRecord({ ...content, level: 'высокий' }, { ...days, choices })).to.deep.equal([
      { field: 'level', code: 'not-in-list' },
    ])
  })

  it('G2: a category is one of the five, with the order by which the teacher is staff', () => {
    const choices = choicesOf(regulationNamed('grozny-91'), 'category')
    const content = { kind: 'category' as const, title: 'молодой специалист', date: '2026-09-01' }
    const faults = (changes: object) => faultsOfRecord({ ...content, ...changes }, { ...days, choices })
    expect(faults({})).to.deep.equal([{ field: 'document', code: 'missing' }])
    expect(faults({ document: 'приказ № 7-к' })).to.deep.equal([])
    expect(faults({ document: 'приказ № 7-к', title: 'методист' })).to.deep.equal([
      { field: 'title', code: 'not-in-list' },
    ])
    expect(factsOfRecords([rec({ ...content, document: 'приказ № 7-к' })])).to.deep.equal({
      learnerCategory: '2026-09-01',
    })
    expect(askedKinds(regulationNamed('grozny-91')).map(({ kind }) => kind)).to.include('category')
  })

  it('G7: a control says what is corrected, the work or the plan', () => {
    const content = {
      ...{ kind: 'control' as const, title: 'текущий контроль', date: '2026-10-01' },
      ...{ result: 'модуль 2 отстаёт на месяц', measures: 'исправить план: перенести на ноябрь' },
    }
    expect(faultsOfRecord(content, days)).to.deep.equal([])
    expect(tidyRecord(content)).to.deep.equal(content)
  })

  it('G8: the set of documents is told paper by paper: recorded, shown by a fact, or not there', () => {
    const portfolio = {
      kind: 'paper' as const,
      title: 'портфолио педагога',
      date: '2026-10-05',
      document: '№ 2',
    }
    const facts = { diagnosisBefore: '2026-09-01', routeApproved: '2026-09-10' }
    const dates = (...records: JudgedRecord[]) =>
      papersOf(regulationNamed('grozny-91'), records, facts).map(({ date }) => date)
    expect(dates(rec(portfolio))).to.deep.equal([
      ...['2026-09-10', '2026-09-01', '2026-09-10'],
      ...[null, null, '2026-10-05'],
    ])
    expect(dates(rec(portfolio, true)).at(-1)).to.equal(null)
    const reported = papersOf(regulationNamed('grozny-91'), [], { ...facts, finalReport: '2026-10-30' })
    expect(reported[4]).to.deep.include({ date: '2026-10-30' })
    expect(choicesOf(regulationNamed('grozny-91'), 'paper').title).to.have.length(6)
  })

  it('T2: each regulation says which it asks for', () => {
    const kinds = (name: string) => askedKinds(regulationNamed(name)).map(({ kind }) => kind)
    expect(kinds('tyumen')).to.deep.equal([
      'diagnosis-before',
      'diagnosis-after',
      'project-defence',
      'internship',
      'expert-conclusion',
    ])
    expect(kinds('tspu')).to.deep.equal([])
    expect(kinds('grozny-91')).to.include.members(['stage', 'final-report', 'control'])
    expect(kinds('omsk')).to.include('interview')
  })
})
