import { expect } from 'chai'
import { evaluate } from '#domain/books/evaluate'
import { formatHours } from '#domain/hours'
import { type Regulation, regulationInForce } from '#domain/regulations/regulation'
import { reasonText } from '#domain/texts/texts'
import { aBook, aModule, anEntry, entryOf, h, readyBook, requirementOf, tspu } from '../support.ts'

const TODAY = '2026-09-01'
const seminar = aModule('M1', 'seminar', '8')

describe('evaluate', () => {
  it('counts the earlier of two entries of one module, whatever their order', () => {
    const entries = [
      anEntry('a', 'M1', '8', { date: '2025-05-02' }),
      anEntry('b', 'M1', '8', { date: '2025-05-01' }),
    ]
    for (const order of [entries, [...entries].reverse()]) {
      const progress = evaluate(aBook([seminar], order), tspu, TODAY)
      expect(entryOf(progress, 'a')).to.include({ counted: 0, reason: 'duplicate', clause: 'п. 2.1' })
      expect(entryOf(progress, 'a').facts).to.deep.equal({ n: 'b', id: 'b', date: '2025-05-01' })
      expect(entryOf(progress, 'b').reason).to.equal(undefined)
    }
  })

  it('names whom to ask when the source took a mark back', () => {
    const entries = [anEntry('a', 'M1', '8', { status: 'revoked', provider: 'ТГПУ' })]
    const line = entryOf(evaluate(aBook([seminar], entries), tspu, TODAY), 'a')
    expect(reasonText(line, 'ru')?.remedy).to.include('организатору (ТГПУ)')
    expect(reasonText(line, 'en')?.remedy).to.include('the provider (ТГПУ)')
  })

  it('counts the smaller id of two entries of one module on one day', () => {
    const book = aBook([seminar], [anEntry('b', 'M1', '8'), anEntry('a', 'M1', '8')])
    expect(entryOf(evaluate(book, tspu, TODAY), 'b').reason).to.equal('duplicate')
  })

  it('counts the one with more hours of two entries of one module, so that a late small one takes nothing away', () => {
    const book = aBook([seminar], [anEntry('a', 'M1', '10', { date: '2025-06-01' }), anEntry('b', 'M1', '8')])
    expect(formatHours(evaluate(book, tspu, TODAY).hours.counted)).to.equal('10.00')
  })

  it('lets a module that says so repeat, and one that says it does not stay single', () => {
    const twice = [anEntry('a', 'M1', '8'), anEntry('b', 'M1', '8')]
    const repeating = aBook([{ ...seminar, repeatable: true }], twice)
    const single = aBook([{ ...aModule('M1', 'photo-gallery', '12'), repeatable: false }], twice)
    expect(formatHours(evaluate(repeating, tspu, TODAY).hours.counted)).to.equal('16.00')
    expect(formatHours(evaluate(single, tspu, TODAY).hours.counted)).to.equal('8.00')
  })

  it('does not let a rejected, withdrawn, replaced or waiting entry take the place of a confirmed one', () => {
    for (const status of ['rejected', 'revoked', 'superseded', 'imported'] as const) {
      const book = aBook([seminar], [anEntry('a', 'M1', '8', { status }), anEntry('b', 'M1', '8')])
      const progress = evaluate(book, tspu, TODAY)
      expect(entryOf(progress, 'b').counted).to.equal(h('8'))
      expect(entryOf(progress, 'a').reason).to.equal(status === 'imported' ? 'not-confirmed' : status)
    }
  })

  it('does not count a module again after a certificate used it', () => {
    const book = aBook([seminar], [anEntry('a', 'M1', '8', { consumedBy: 'ПК-1' }), anEntry('b', 'M1', '10')])
    const progress = evaluate(book, tspu, TODAY)
    expect(entryOf(progress, 'a')).to.include({ counted: 0, reason: 'consumed' })
    expect(entryOf(progress, 'b')).to.include({ counted: 0, reason: 'duplicate' })
  })

  it('names the number of the entry that counts, where the book has numbers', () => {
    const book = aBook(
      [seminar],
      [anEntry('a', 'M1', '8', { number: 7 }), anEntry('b', 'M1', '8', { number: 9 })],
    )
    expect(entryOf(evaluate(book, tspu, TODAY), 'b').facts?.n).to.equal('7')
  })

  it('does not call hours pending that could not count even if confirmed', () => {
    const waiting = { status: 'imported' } as const
    const book = aBook(
      [seminar, aModule('M2', 'seminar', '8')],
      [anEntry('a', 'M1', '8'), anEntry('b', 'M1', '8', waiting), anEntry('c', 'M2', '8', waiting)],
    )
    const { hours } = evaluate(book, tspu, TODAY)
    expect(hours).to.include({ counted: h('8'), pending: h('8'), uncounted: h('8') })
  })

  it('leaves a mandatory module mastered when a cap takes its hours', () => {
    const book = readyBook()
    book.programme.decisions = { kindCaps: { seminar: h('8') } }
    const progress = evaluate(book, tspu, TODAY)
    expect(formatHours(progress.hours.counted)).to.equal('100.00')
    expect(requirementOf(progress, 'invariant-modules').met).to.equal(true)
  })

  it('sums hundredths exactly', () => {
    const modules = Array.from({ length: 10 }, (_, n) => aModule(`M${n}`, 'course', '8.1'))
    const entries = modules.map(({ id }) => anEntry(id, id, '8.1', { kind: 'course' }))
    expect(formatHours(evaluate(aBook(modules, entries), tspu, TODAY).hours.counted)).to.equal('81.00')
  })

  it('answers an empty book', () => {
    const progress = evaluate(aBook([], [], { facts: {} }), tspu, TODAY)
    expect(progress.hours).to.deep.equal({
      required: h('108'),
      counted: 0,
      pending: 0,
      uncounted: 0,
      surplus: 0,
    })
    expect(progress.eligible).to.equal(false)
    expect(progress.requirements.map(one => one.id)).to.deep.equal([
      'total-hours',
      'invariant-modules',
      'term-min',
      'term-max',
      'enrolment-documents',
    ])
  })

  it('judges an entry by the version in force on its completion date', () => {
    const next: Regulation = {
      ...tspu,
      version: '2',
      validFrom: '2025-09-01',
      moduleSize: { min: h('10'), max: h('68'), clause: 'п. 2.3' },
    }
    const book = aBook(
      [seminar, aModule('M2', 'seminar', '8')],
      [anEntry('a', 'M1', '8', { date: '2025-08-31' }), anEntry('b', 'M2', '8', { date: '2025-09-01' })],
    )
    const progress = evaluate(book, tspu, TODAY, [next, tspu])
    expect(progress.entries.map(one => one.reason)).to.deep.equal([undefined, 'module-size'])
    expect(regulationInForce([next, tspu], '2012-01-01')).to.equal(undefined)
  })
})

describe('rules that other regulations ask for', () => {
  const share = { maxBasisPoints: 3000, of: 'study', base: 'planned', clause: 'п. 3.2.1' } as const
  const study = [
    aModule('I', 'course', '40', { part: 'invariant', study: true }),
    aModule('V', 'course', '60', { study: true }),
    aModule('P', 'conference', '20'),
  ]
  const entries = [
    anEntry('i', 'I', '40', { kind: 'course', document: 'справка № 1' }),
    anEntry('p', 'P', '20', { kind: 'conference' }),
  ]

  it('share-cap: counts invariant hours up to their share of the planned study programme', () => {
    const progress = evaluate(aBook(study, entries), { ...tspu, invariantShare: share }, TODAY)
    expect(entryOf(progress, 'i')).to.include({ counted: h('30'), reason: 'share-cap', clause: 'п. 3.2.1' })
    expect(entryOf(progress, 'p').reason).to.equal(undefined)
  })

  it('share-cap: of the counted base, elective hours raise the limit', () => {
    const counted = { ...tspu, invariantShare: { ...share, base: 'counted' } } as const
    const before = evaluate(aBook(study, entries), counted, TODAY)
    const more = [...entries, anEntry('v', 'V', '60', { kind: 'course' })]
    const after = evaluate(aBook(study, more), counted, TODAY)
    expect(formatHours(entryOf(before, 'i').counted)).to.equal('0.00')
    expect(formatHours(entryOf(after, 'i').counted)).to.equal('25.71')
  })

  it('no-document: an entry without a supporting document does not count', () => {
    const regulation = { ...tspu, entryDocument: { clause: 'п. 4.3', kinds: [], others: true } }
    const progress = evaluate(aBook(study, entries), regulation, TODAY)
    expect(entryOf(progress, 'i').reason).to.equal(undefined)
    expect(entryOf(progress, 'p')).to.include({ reason: 'no-document', clause: 'п. 4.3' })
  })

  it('not-in-list: a module counts only in a year whose list has it', () => {
    const yearlyList = {
      clause: 'п. 1.3',
      year: 'calendar' as const,
      decidedBy: { ru: 'ДОН', en: 'the department' },
    }
    const modules = [
      aModule('A', 'seminar', '8', { listYear: 2025 }),
      aModule('B', 'seminar', '8', { listYear: 2024 }),
    ]
    const book = aBook(modules, [anEntry('a', 'A', '8'), anEntry('b', 'B', '8')])
    const progress = evaluate(book, { ...tspu, yearlyList }, TODAY)
    expect(progress.entries.map(one => one.reason)).to.deep.equal([undefined, 'not-in-list'])
  })

  it('kind-cap: a cap of the regulation holds where the programme decides nothing', () => {
    const kindCaps = [{ kind: 'seminar', hours: h('8'), clause: 'Приложение 1' }] as const
    const book = aBook(
      [seminar, aModule('M2', 'seminar', '8')],
      [anEntry('a', 'M1', '8'), anEntry('b', 'M2', '8')],
    )
    expect(entryOf(evaluate(book, { ...tspu, kindCaps }, TODAY), 'b').facts).to.include({
      decidedBy: 'regulation',
    })
  })

  it('asks for parts by kind and for recorded steps by date', () => {
    const requirements = [
      { id: 'theory-part', clause: 'п. 3.2.1', kinds: ['course'] },
      { id: 'internship', clause: 'п. 3.2.2', kinds: ['internship'] },
      { id: 'project-defence', clause: 'п. 3.3' },
      { id: 'diagnosis-after', clause: 'п. 3.6' },
      { id: 'final-report', clause: 'п. 2.8' },
    ] as const
    const book = aBook(study, entries, {
      facts: { projectDefence: '2026-05-20', diagnosisAfter: '2026-09-02' },
    })
    const progress = evaluate(book, { ...tspu, requirements }, TODAY)
    expect(progress.requirements.map(({ id, met, has }) => ({ id, met, has }))).to.deep.equal([
      { id: 'theory-part', met: true, has: '1' },
      { id: 'internship', met: false, has: '0' },
      { id: 'project-defence', met: true, has: '2026-05-20' },
      { id: 'diagnosis-after', met: false, has: '2026-09-02' },
      { id: 'final-report', met: false, has: 'none' },
    ])
  })

  it('asks for the invariant share in percent', () => {
    const regulation = {
      ...tspu,
      invariantShare: { ...share, base: 'counted' },
      requirements: [{ id: 'invariant-share', clause: 'п. 3.2.1' }],
    } as const
    const more = [...entries, anEntry('v', 'V', '60', { kind: 'course' })]
    const requirement = requirementOf(evaluate(aBook(study, more), regulation, TODAY), 'invariant-share')
    expect(requirement).to.include({ met: false, asks: '30', has: '40' })
  })
})
