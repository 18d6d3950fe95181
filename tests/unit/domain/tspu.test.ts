import { expect } from 'chai'
import { evaluate } from '#domain/books/evaluate'
import { remarksOf } from '#domain/entries/remarks'
import { formatHours } from '#domain/hours'
import { requirementText } from '#domain/texts/texts'
import {
  aBook,
  aModule,
  anEntry,
  aStoredEntry,
  entryOf,
  h,
  readyBook,
  requirementOf,
  tspu,
} from './support.ts'

const TODAY = '2026-09-01'

describe('the TSPU regulation', () => {
  it('finds a book eligible that meets every requirement', () => {
    const progress = evaluate(readyBook(), tspu, TODAY)
    expect(progress.requirements.filter(one => !one.met)).to.deep.equal([])
    expect(progress.eligible).to.equal(true)
    expect(formatHours(progress.hours.counted)).to.equal('108.00')
  })

  it('P1: is voluntary and allows study off, partly off and on the job', () => {
    expect(tspu.study).to.deep.equal({
      voluntary: true,
      modes: ['off-the-job', 'partly-off-the-job', 'on-the-job'],
      clause: 'п. 1.2',
    })
  })

  it('P10: leaves the first route to the learner, a change needs the curator', () => {
    const step = { does: 'agrees', by: ['curator'], optional: false }
    expect(tspu.route).to.deep.equal({ first: [], change: [step], clause: 'п. 3.5' })
  })

  it('P3: carries the kinds and hours of the list as data, known before anybody enrols', () => {
    expect(tspu.tariff.map(row => row.kind)).to.have.length(12)
    expect(tspu.moduleList).to.deep.equal({ directionOnly: true, clause: 'п. 2.6' })
  })

  it('P3: judges a module by the list that was in force on the day it was completed', () => {
    const size = tspu.moduleSize
    if (!size) throw new TypeError('no size of a module')
    const next = { ...tspu, validFrom: '2025-09-01', moduleSize: { ...size, min: h('10') } }
    const modules = [aModule('A', 'seminar', '8'), aModule('B', 'seminar', '8')]
    const book = aBook(modules, [
      anEntry('a', 'A', '8', { date: '2025-08-31' }),
      anEntry('b', 'B', '8', { date: '2025-09-01' }),
    ])
    const progress = evaluate(book, tspu, TODAY, [tspu, next])
    expect(['a', 'b'].map(id => entryOf(progress, id).reason)).to.deep.equal([undefined, 'module-size'])
  })

  for (const [hours, counted] of [
    ['7.99', '0.00'],
    ['8', '8.00'],
    ['68', '68.00'],
    ['68.01', '0.00'],
  ] as const) {
    it(`P4: counts ${counted} of an entry of ${hours} hours, and never clips`, () => {
      const book = aBook([aModule('M1', 'course', hours)], [anEntry('e1', 'M1', hours, { kind: 'course' })])
      const entry = entryOf(evaluate(book, tspu, TODAY), 'e1')
      expect(formatHours(entry.counted)).to.equal(counted)
      expect(entry.reason).to.equal(counted === '0.00' ? 'module-size' : undefined)
      if (entry.reason) expect(entry.clause).to.equal('п. 2.3')
    })
  }

  it('P5: asks for every invariant module, whatever the total', () => {
    const book = readyBook()
    book.programme.modules.push(aModule('M9', 'seminar', '8', { part: 'invariant', title: 'Право' }))
    const progress = evaluate(book, tspu, TODAY)
    const invariant = requirementOf(progress, 'invariant-modules')
    expect(requirementOf(progress, 'total-hours').met).to.equal(true)
    expect(invariant).to.include({ met: false, asks: '3', has: '2', clause: 'п. 2.4' })
    expect(invariant.facts?.missing).to.equal('Право')
    expect(progress.eligible).to.equal(false)
  })

  it('P9: names the papers that the curator said are missing, also one that only some learners need', () => {
    const missingDocuments = ['surname-change-copy', 'contract', 'unknown']
    const facts = { enrolmentDocuments: 'incomplete' as const, missingDocuments }
    const papers = requirementOf(evaluate({ ...readyBook(), facts }, tspu, TODAY), 'enrolment-documents')
    expect(requirementText(papers, 'ru').text).to.equal(
      'Документы для зачисления: не хватает — договор, копия документа о смене фамилии',
    )
    expect(requirementText(papers, 'en').text).to.match(/^Enrolment documents: missing contract, copy of/)
    const complete = { ...facts, enrolmentDocuments: 'complete' as const }
    expect(
      requirementOf(evaluate({ ...readyBook(), facts: complete }, tspu, TODAY), 'enrolment-documents'),
    ).to.include({ met: true })
  })

  it('P5: does not let hours alone suffice in a programme without its mandatory element', () => {
    const book = readyBook()
    for (const module of book.programme.modules) module.part = 'variative'
    const progress = evaluate(book, tspu, TODAY)
    expect(requirementOf(progress, 'invariant-modules')).to.include({ met: false, asks: '1', has: '0' })
    expect(progress.eligible).to.equal(false)
  })

  it('P5: an invariant module that awaits the curator is not there yet, and is named as awaiting', () => {
    const book = readyBook()
    const first = book.entries[0]
    if (first) first.status = 'imported'
    const invariant = requirementOf(evaluate(book, tspu, TODAY), 'invariant-modules')
    expect(invariant).to.include({ met: false, has: '1' })
    expect(invariant.facts?.awaiting).to.equal('1')
    const { text, remedy } = requirementText(invariant, 'ru')
    expect(text).to.match(/^Обязательные модули: 1 из 2\. Ждёт куратора: «[^»]+»$/)
    expect(remedy).to.equal('Всё пройдено: дождитесь подтверждения.')
    expect(requirementText(invariant, 'en').text).to.match(/1 of 2\. Awaiting the curator: “/)
  })

  it('P5: of two that lack, names the one to be done apart from the one that awaits', () => {
    const book = readyBook()
    const [first, second] = book.entries
    if (first) first.status = 'imported'
    book.entries = book.entries.filter(entry => entry !== second)
    const invariant = requirementOf(evaluate(book, tspu, TODAY), 'invariant-modules')
    expect(requirementText(invariant, 'ru').text).to.match(
      /0 из 2\. Не хватает «[^»]+»\. Ждёт куратора: «[^»]+»$/,
    )
    expect(requirementText(invariant, 'ru').remedy).to.match(/^Пройдите обязательные модули/)
  })

  it('P6: chooses nothing more for whoever only waits', () => {
    const book = readyBook()
    const first = book.entries.find(entry => entry.id === 'e3')
    if (first) first.status = 'imported'
    const total = requirementOf(evaluate(book, tspu, TODAY), 'total-hours')
    expect([total.met, total.facts?.waitsOnly]).to.deep.equal([false, 'yes'])
    expect(requirementText(total, 'ru').remedy).to.equal('Дождитесь подтверждения: часов хватит.')
  })

  it('P6: asks for 108 hours', () => {
    const book = readyBook()
    book.entries = book.entries.filter(entry => entry.id !== 'e3')
    const total = requirementOf(evaluate(book, tspu, TODAY), 'total-hours')
    expect(total).to.include({ met: false, asks: '108.00', has: '84.00', clause: 'п. 2.6' })
    expect(total.facts).to.deep.equal({ missing: '24.00' })
  })

  it('P6: asks for no more than 108 hours', () => {
    const book = readyBook()
    const last = book.entries[3]
    expect(requirementOf(evaluate(book, tspu, TODAY), 'total-hours')).to.include({ met: true, has: '108.00' })
    if (last) last.hours = h('67.99')
    expect(requirementOf(evaluate(book, tspu, TODAY), 'total-hours')).to.include({
      met: false,
      has: '107.99',
    })
  })

  it('P6: counts only modules of the list of the direction', () => {
    const book = readyBook()
    book.entries.push(anEntry('x', 'elsewhere', '16'))
    const entry = entryOf(evaluate(book, tspu, TODAY), 'x')
    expect(entry).to.include({ counted: 0, uncounted: h('16'), reason: 'not-in-programme', clause: 'п. 2.6' })
  })

  for (const [today, met] of [
    ['2025-09-01', false],
    ['2025-09-02', true],
  ] as const) {
    it(`P7: lets a document ${met ? '' : 'not '}be issued on ${today} after enrolment on 2024-09-02`, () => {
      const progress = evaluate(readyBook(), tspu, today)
      expect(requirementOf(progress, 'term-min')).to.include({
        met,
        asks: '2025-09-02',
        has: today,
        clause: 'п. 2.8',
      })
      expect(progress.eligible).to.equal(met)
    })
  }

  it('P7: a decision of the programme, with its reason, lifts the shortest term', () => {
    const book = readyBook()
    book.programme.decisions = { allowEarlyIssue: { by: 'Ковалёва А. С.', reason: 'приказ № 7' } }
    const requirement = requirementOf(evaluate(book, tspu, '2025-06-01'), 'term-min')
    expect(requirement.met).to.equal(true)
    expect(requirement.facts).to.deep.equal({ allowedBy: 'Ковалёва А. С.', why: 'приказ № 7' })
  })

  for (const [date, reason] of [
    ['2024-09-01', 'outside-term'],
    ['2024-09-02', undefined],
    ['2027-09-02', undefined],
    ['2027-09-03', 'outside-term'],
  ] as const) {
    it(`P7: ${reason ? 'does not count' : 'counts'} what was completed on ${date}`, () => {
      const book = aBook([aModule('M1', 'seminar', '8')], [anEntry('e1', 'M1', '8', { date })])
      expect(entryOf(evaluate(book, tspu, '2027-09-03'), 'e1').reason).to.equal(reason)
    })
  }

  it('P7: the term of an enrolment on 29 February ends on the last day of February', () => {
    const { term } = evaluate({ ...readyBook(), enrolledOn: '2024-02-29' }, tspu, TODAY)
    expect(term).to.deep.equal({ from: '2024-02-29', earliestIssue: '2025-02-28', until: '2027-02-28' })
  })

  it('P7: after the term, the longest term is unmet for whoever has not mastered everything', () => {
    const book = readyBook()
    book.entries.pop()
    expect(requirementOf(evaluate(book, tspu, '2027-09-02'), 'term-max').met).to.equal(true)
    expect(requirementOf(evaluate(book, tspu, '2027-09-03'), 'term-max')).to.include({
      met: false,
      asks: '2027-09-02',
    })
  })

  it('P7: whoever mastered everything in time gets the document later too, unless the regulation closes', () => {
    const term = tspu.term && { ...tspu.term, afterEnd: 'closed' as const }
    expect(evaluate(readyBook(), tspu, '2027-12-01').eligible).to.equal(true)
    expect(evaluate(readyBook(), { ...tspu, ...(term && { term }) }, '2027-12-01').eligible).to.equal(false)
  })

  it('P8: judges each programme by its own book; one module in two is for the regulation to open', () => {
    expect(tspu.sharedModules).to.deep.equal({ policy: 'exclusive', clause: 'п. 3.2' })
    const book = readyBook()
    const [first] = book.entries
    if (first) first.consumedBy = 'ПК-2026-000007'
    const entry = entryOf(evaluate(book, tspu, TODAY), 'e1')
    expect(entry).to.include({ counted: 0, reason: 'consumed' })
    expect(entry.facts).to.deep.equal({ certificate: 'ПК-2026-000007' })
  })

  it('P9: asks for the enrolment pack and names its papers', () => {
    const progress = evaluate({ ...readyBook(), facts: {} }, tspu, TODAY)
    const papers = requirementOf(progress, 'enrolment-documents')
    expect(papers).to.include({ met: false, asks: 'complete', has: 'incomplete', clause: 'п. 3.4' })
    expect(papers.facts?.documentsRu).to.contain('согласие на обработку персональных данных')
    expect(papers.facts?.documentsRu).not.to.contain('фамилии')
    expect(tspu.enrolment?.documents.filter(one => one.ifNeeded).map(one => one.id)).to.deep.equal([
      'surname-change-copy',
    ])
    expect(progress.eligible).to.equal(false)
  })

  it('P11: names the document and goes by the sum of mastered hours', () => {
    expect(tspu.document).to.include({ kind: 'udostoverenie', clause: 'п. 3.6' })
    const book = readyBook()
    book.entries.push(anEntry('more', 'M5', '12', { kind: 'photo-gallery' }))
    book.programme.modules.push(aModule('M5', 'photo-gallery', '12'))
    expect(formatHours(evaluate(book, tspu, TODAY).hours.surplus)).to.equal('12.00')
  })

  it('P12: counts nothing before a curator confirms it, in full or not at all', () => {
    const book = readyBook()
    for (const entry of book.entries) entry.status = 'imported'
    const { hours, entries } = evaluate(book, tspu, TODAY)
    expect(entries.map(one => one.reason)).to.deep.equal(Array(4).fill('not-confirmed'))
    expect(hours).to.include({ counted: 0, pending: h('108'), uncounted: 0 })
    expect(tspu.confirmation).to.deep.equal({ allowPartial: false, by: ['curator'], clause: 'п. 5.2.4' })
  })

  it('P13: counts nine galleries of one module as 108 hours, for nothing caps repeats', () => {
    const entries = Array.from({ length: 9 }, (_, n) =>
      anEntry(`g${n}`, 'G', '12', { kind: 'photo-gallery', date: `2025-01-0${n + 1}` }),
    )
    const { hours } = evaluate(aBook([aModule('G', 'photo-gallery', '12')], entries), tspu, TODAY)
    expect(formatHours(hours.counted)).to.equal('108.00')
  })

  it('P13: a programme may cap a kind: what is above counts in part, then not at all', () => {
    const entries = ['a', 'b', 'c', 'd'].map((id, n) =>
      anEntry(id, 'G', '12', { kind: 'photo-gallery', date: `2025-01-0${n + 1}` }),
    )
    const book = aBook([aModule('G', 'photo-gallery', '12')], entries)
    book.programme.decisions = { kindCaps: { 'photo-gallery': h('30') } }
    const progress = evaluate(book, tspu, TODAY)
    expect(progress.entries.map(one => formatHours(one.counted))).to.deep.equal([
      '12.00',
      '12.00',
      '6.00',
      '0.00',
    ])
    expect(entryOf(progress, 'c')).to.include({ reason: 'kind-cap', uncounted: h('6') })
    expect(entryOf(progress, 'd').facts).to.include({ cap: '30.00', used: '30.00', countedIn: 'a, b, c' })
  })

  it('P13: flags hours that differ from the tariff, and counts them as claimed', () => {
    const module = aModule('M1', 'seminar', '16')
    const entry = aStoredEntry({ hours: h('16') })
    const remarks = remarksOf(entry, {
      module,
      regulation: tspu,
      siblings: [entry],
      enrolledOn: '2024-09-02',
    })
    expect(remarks).to.deep.equal([
      { id: 'hours-differ-from-tariff', facts: { hours: '16.00', expected: '8.00' } },
    ])
    const progress = evaluate(aBook([module], [anEntry('e1', 'M1', '16')]), tspu, TODAY)
    expect(formatHours(progress.hours.counted)).to.equal('16.00')
  })
})
