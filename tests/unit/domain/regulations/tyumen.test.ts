import { expect } from 'chai'
import type { Book, BookEntry, BookFacts } from '#domain/books/book'
import { evaluate } from '#domain/books/evaluate'
import type { Progress } from '#domain/books/progress'
import { remarksOf } from '#domain/entries/remarks'
import { formatHours } from '#domain/hours'
import { listYearOf, type Regulation } from '#domain/regulations/regulation'
import { reasonText, requirementText } from '#domain/texts/texts'
import {
  aBook,
  aModule,
  anEntry,
  aStoredEntry,
  entryOf,
  h,
  regulationNamed,
  requirementOf,
} from '../support.ts'

const tyumen = regulationNamed('tyumen')
const TODAY = '2025-04-10'

const FACTS: BookFacts = {
  diagnosisBefore: '2025-01-09',
  routeApproved: '2025-01-14',
  projectDefence: '2025-04-08',
  diagnosisAfter: '2025-04-09',
}

const listed = { listYear: 2025 }
const MODULES = [
  aModule('I', 'course', '18', { part: 'invariant', study: true, ...listed }),
  aModule('V', 'course', '42', { study: true, ...listed }),
  aModule('S', 'seminar', '6', listed),
  aModule('P', 'internship', '16', { provider: 'Гимназия № 1', ...listed }),
]

function entriesFor(modules = MODULES): BookEntry[] {
  return modules.map(({ id, kind, hours }, index) =>
    anEntry(`e${id}`, id, formatHours(hours), {
      kind,
      date: `2025-02-1${index}`,
      document: `справка № ${index + 1}`,
    }),
  )
}

/** A book that meets every requirement of the text. */
function readyBook(more: Partial<Book> = {}): Book {
  return aBook([...MODULES], entriesFor(), {
    regulation: 'tyumen',
    enrolledOn: '2025-01-15',
    facts: FACTS,
    ...more,
  })
}

const judge = (book: Book, regulation: Regulation = tyumen, today = TODAY): Progress =>
  evaluate(book, regulation, today)

function without(book: Book, ...modules: string[]): Book {
  return { ...book, entries: book.entries.filter(entry => !modules.includes(entry.module)) }
}

function withEntry(id: string, more: Partial<BookEntry>): Book {
  const book = readyBook()
  return { ...book, entries: book.entries.map(one => (one.id === id ? { ...one, ...more } : one)) }
}

describe('the Tyumen regulation', () => {
  it('finds a book eligible that meets every requirement, without any threshold of hours', () => {
    const progress = judge(readyBook())
    expect(progress.requirements.filter(one => !one.met)).to.deep.equal([])
    expect(progress.eligible).to.equal(true)
    expect(progress.hours).to.include({ required: 0, counted: h('82'), surplus: 0 })
    expect(progress.requirements.map(one => one.id)).not.to.include('total-hours')
  })

  it('T1: names the roles of the text', () => {
    expect(tyumen.roles.map(one => one.role)).to.deep.equal([
      'learner',
      'mentor',
      'head',
      'methodist',
      'municipality',
      'institute',
      'department',
      'provider',
    ])
  })

  it('T2: sums the study programme, self-education and events', () => {
    const book = readyBook()
    book.programme.modules.push(aModule('E', 'pilot-project', '10', listed))
    book.entries.push(
      anEntry('eE', 'E', '10', { kind: 'pilot-project', date: '2025-03-01', document: 'заключение № 2' }),
    )
    expect(formatHours(judge(book).hours.counted)).to.equal('92.00')
  })

  for (const [papers, reason] of [
    [undefined, undefined],
    [['expert-conclusion', 'agreement'], undefined],
    [['expert-conclusion'], 'no-document'],
    [['agreement'], 'no-document'],
  ] as const) {
    it(`T2: ${reason ? 'refuses' : 'counts'} self-education with ${papers ? papers.join(' and ') : 'a document alone'}`, () => {
      const self = { selfEducation: true, ...(papers && { papers }) }
      const entry = entryOf(judge(withEntry('eS', self)), 'eS')
      expect(entry.reason).to.equal(reason)
      if (!reason) return
      expect(entry.clause).to.equal('п. 1.3')
      const missing = papers.includes('agreement' as never) ? 'экспертное заключение' : 'согласование'
      expect(reasonText(entry, 'ru')?.text).to.contain(missing)
    })
  }

  it('T2: a municipality may ask for both papers by name', () => {
    const rule = tyumen.selfEducation
    const strict = { ...tyumen, ...(rule && { selfEducation: { ...rule, papersListed: 'always' as const } }) }
    expect(entryOf(judge(withEntry('eS', { selfEducation: true }), strict), 'eS').reason).to.equal(
      'no-document',
    )
    expect(entryOf(judge(readyBook(), strict), 'eS').reason).to.equal(undefined)
  })

  for (const listYear of [2024, undefined]) {
    it(`T3: does not count an event of ${listYear ?? 'no'} list, and names who decides`, () => {
      const book = readyBook()
      const event = aModule('N', 'conference', '8', listYear === undefined ? {} : { listYear })
      book.programme.modules.push(event)
      book.entries.push(anEntry('n', 'N', '8', { kind: 'conference', document: 'справка' }))
      const entry = entryOf(judge(book), 'n')
      expect(entry).to.include({ counted: 0, reason: 'not-in-list', clause: 'п. 1.3' })
      expect(reasonText(entry, 'ru')?.remedy).to.contain('департамент образования и науки')
    })
  }

  it('T3: the list of the calendar year or, where decided so, of the school year', () => {
    const list = tyumen.yearlyList
    if (!list) throw new Error('no list')
    expect(list.year).to.equal('calendar')
    expect(['2025-08-31', '2025-09-01', '2026-08-31'].map(day => listYearOf(list, day))).to.deep.equal([
      2025, 2025, 2026,
    ])
    const school = { ...list, year: 'school' as const }
    expect(['2025-08-31', '2025-09-01', '2026-08-31'].map(day => listYearOf(school, day))).to.deep.equal([
      2024, 2025, 2025,
    ])
  })

  it('T4: carries the days of the list: proposals until 15 November, published until 1 December', () => {
    expect(tyumen.yearlyList).to.include({ proposalsBy: '11-15', publishedBy: '12-01' })
  })

  it('T5: tells the methodist that the hours of self-education are theirs to set', () => {
    const remarks = (kind: 'seminar' | 'self-education', selfEducation: boolean) => {
      const module = aModule('M1', kind, '8', listed)
      const entry = aStoredEntry({ kind, selfEducation, document: 'справка' })
      return remarksOf(entry, { module, regulation: tyumen, siblings: [], enrolledOn: '2025-01-01' })
    }
    const told = [{ id: 'hours-set-by-curator', facts: { hours: '8.00' } }]
    expect(remarks('self-education', false)).to.deep.equal(told)
    expect(remarks('seminar', true)).to.deep.equal(told)
    expect(remarks('seminar', false)).to.deep.equal([])
    expect(tyumen.selfEducation?.hoursSetBy).to.deep.equal(['methodist'])
    expect(tyumen.confirmation.allowPartial).to.equal(true)
  })

  for (const document of [undefined, '', '  ']) {
    it(`T6: does not count an entry with ${JSON.stringify(document)} for a document`, () => {
      const book = readyBook()
      const entries = book.entries.map(one => {
        if (one.id !== 'eS') return one
        const { document: _taken, ...rest } = one
        return document === undefined ? rest : { ...rest, document }
      })
      expect(entryOf(judge({ ...book, entries }), 'eS')).to.include({
        counted: 0,
        reason: 'no-document',
        clause: 'п. 4.3',
      })
    })
  }

  it('T6: takes any document, or only the five kinds where the list is closed', () => {
    expect(tyumen.entryDocument?.kinds.map(one => one.ru)).to.deep.equal([
      'справка',
      'свидетельство',
      'аттестат',
      'сертификат',
      'удостоверение',
    ])
    const letter = withEntry('eS', { document: 'благодарственное письмо' })
    expect(entryOf(judge(letter), 'eS').reason).to.equal(undefined)
    const rule = tyumen.entryDocument
    const closed = { ...tyumen, ...(rule && { entryDocument: { ...rule, others: false } }) }
    const refused = entryOf(judge(letter, closed), 'eS')
    expect(refused.reason).to.equal('no-document')
    expect(reasonText(refused, 'ru')?.text).to.contain('подходят: справка, свидетельство')
    const proven = withEntry('eS', { document: 'Сертификат № 7' })
    expect(entryOf(judge(proven, closed), 'eS').reason).to.equal(undefined)
    const capital = { kinds: [{ ru: 'Сертификат', en: 'Certificate' }], others: false, clause: 'п. 1.3' }
    expect(entryOf(judge(proven, { ...tyumen, entryDocument: capital }), 'eS').reason).to.equal(undefined)
  })

  it('T7: counts only what stands in the route', () => {
    const book = readyBook()
    book.entries.push(anEntry('x', 'elsewhere', '8', { document: 'справка' }))
    expect(entryOf(judge(book), 'x')).to.include({ reason: 'not-in-programme', clause: 'п. 4.1' })
  })

  it('T8: asks for the approved route, and knows its chain: two approvals by different roles', () => {
    expect(tyumen.route?.first).to.deep.equal([
      { does: 'drafts', by: ['learner'], optional: false },
      { does: 'agrees', by: ['mentor', 'head'], optional: false },
      { does: 'approves', by: ['methodist'], optional: false },
    ])
    expect(tyumen.route?.change).to.deep.equal(tyumen.route?.first)
    const { routeApproved: _none, ...facts } = FACTS
    const progress = judge(readyBook({ facts }))
    expect(requirementOf(progress, 'route-approved')).to.include({ met: false, clause: 'п. 2.2' })
    expect(progress.eligible).to.equal(false)
  })

  for (const [fact, id, clause] of [
    ['diagnosisBefore', 'diagnosis-before', 'п. 3.1'],
    ['diagnosisAfter', 'diagnosis-after', 'п. 3.6'],
  ] as const) {
    it(`T10: asks for ${id}, recorded and not in the future`, () => {
      const facts = { ...FACTS }
      delete facts[fact]
      expect(requirementOf(judge(readyBook({ facts })), id)).to.include({ met: false, has: 'none', clause })
      const later = judge(readyBook({ facts: { ...FACTS, [fact]: '2025-04-11' } }))
      expect(requirementOf(later, id).met).to.equal(false)
      expect(requirementOf(judge(readyBook()), id).met).to.equal(true)
    })
  }

  it('T10: the second diagnosis is not before the first', () => {
    const facts = { ...FACTS, diagnosisBefore: '2025-03-02', diagnosisAfter: '2025-03-01' }
    const requirement = requirementOf(judge(readyBook({ facts })), 'diagnosis-after')
    expect(requirement.met).to.equal(false)
    expect(requirementText(requirement, 'ru').text).to.equal(
      'Диагностика после программы: дата 1 марта 2025 не подходит, граница — 2 марта 2025',
    )
  })

  for (const [id, when, fact, good, bad] of [
    ['diagnosis-before', 'before-entries', 'diagnosisBefore', '2025-02-10', '2025-02-11'],
    ['diagnosis-after', 'after-entries', 'diagnosisAfter', '2025-02-13', '2025-02-12'],
  ] as const) {
    it(`T10: ${when}, where decided so, holds ${id} to the entries that count`, () => {
      const requirements = tyumen.requirements.map(rule => (rule.id === id ? { ...rule, when } : rule))
      const met = (day: string, regulation: Regulation) =>
        requirementOf(judge(readyBook({ facts: { ...FACTS, [fact]: day } }), regulation), id).met
      expect(met(good, { ...tyumen, requirements })).to.equal(true)
      expect(met(bad, { ...tyumen, requirements })).to.equal(false)
      expect(met(bad, tyumen)).to.equal(true)
    })
  }

  it('T11: asks for the theory part: a course, or any module of the study programme', () => {
    const none = requirementOf(judge(without(readyBook(), 'I', 'V')), 'theory-part')
    expect(none).to.include({ met: false, asks: '1', has: '0', clause: 'п. 3.2.1' })
    expect(requirementOf(judge(without(readyBook(), 'I')), 'theory-part').met).to.equal(true)
    const book = without(readyBook(), 'I', 'V')
    const modules = MODULES.map(one => (one.id === 'S' ? { ...one, study: true } : one))
    const studied = { ...book, programme: { title: 'П', modules } }
    expect(requirementOf(judge(studied), 'theory-part').met).to.equal(true)
  })

  it('T11: two courses, where decided so, are two modules and not one module twice', () => {
    const requirements = tyumen.requirements.map(rule =>
      rule.id === 'theory-part' ? { ...rule, atLeast: 2 } : rule,
    )
    const regulation = { ...tyumen, requirements }
    expect(requirementOf(judge(readyBook(), regulation), 'theory-part')).to.include({ met: true, has: '2' })
    const book = without(readyBook(), 'V')
    const modules = MODULES.map(one => (one.id === 'I' ? { ...one, repeatable: true } : one))
    const twice = { ...book, programme: { title: 'П', modules } }
    const entries = [
      ...book.entries,
      ...book.entries.filter(one => one.id === 'eI').map(one => ({ ...one, id: 'eI2' })),
    ]
    expect(requirementOf(judge({ ...twice, entries }, regulation), 'theory-part')).to.include({
      met: false,
      has: '1',
    })
  })

  for (const [invariant, counted, share, met] of [
    ['18', '18.00', '30', true],
    ['18.01', '18.00', '30.02', false],
  ] as const) {
    it(`T11: counts ${counted} of ${invariant} invariant hours in a study programme of 60`, () => {
      const modules = MODULES.map(one => {
        if (one.id === 'I') return { ...one, hours: h(invariant) }
        return one.id === 'V' ? { ...one, hours: (6000 - h(invariant)) as typeof one.hours } : one
      })
      const entries = entriesFor(modules)
      const progress = judge(readyBook({ programme: { title: 'П', modules }, entries }))
      const entry = entryOf(progress, 'eI')
      expect(formatHours(entry.counted)).to.equal(counted)
      expect(entry.reason).to.equal(met ? undefined : 'share-cap')
      expect(requirementOf(progress, 'invariant-share')).to.include({
        met,
        asks: '30',
        has: share,
        clause: 'п. 3.2.1',
      })
    })
  }

  it('T11: never calls a share above the limit the limit itself', () => {
    const modules = [
      aModule('I', 'course', '300.01', { part: 'invariant', study: true, ...listed }),
      aModule('V', 'course', '699.99', { study: true, ...listed }),
    ]
    const book = readyBook({ programme: { title: 'П', modules }, entries: entriesFor(modules) })
    expect(requirementOf(judge(book), 'invariant-share')).to.include({ met: false, has: '30.01' })
  })

  it('T11: takes the share of the study programme, not of the route', () => {
    const book = readyBook()
    book.programme.modules.push(aModule('B', 'conference', '100', listed))
    const before = entryOf(judge(readyBook()), 'eI').counted
    expect(entryOf(judge(book), 'eI').counted).to.equal(before)
    expect(tyumen.invariantShare).to.include({ of: 'study', base: 'planned', maxBasisPoints: 3000 })
  })

  it('T12: asks for the practice part, which the study programme does not replace', () => {
    const practice = requirementOf(judge(without(readyBook(), 'S', 'P')), 'practice-part')
    expect(practice).to.include({ met: false, clause: 'п. 3.2.2' })
    expect(requirementOf(judge(without(readyBook(), 'P')), 'practice-part').met).to.equal(true)
    const modules = MODULES.map(one => (one.id === 'S' ? { ...one, study: true } : one))
    const book = { ...without(readyBook(), 'P'), programme: { title: 'П', modules } }
    expect(requirementOf(judge(book), 'practice-part').met).to.equal(false)
  })

  it('T12: asks for an internship, events do not replace it', () => {
    const progress = judge(without(readyBook(), 'P'))
    expect(requirementOf(progress, 'internship')).to.include({ met: false, has: '0', clause: 'п. 3.2.2' })
    expect(progress.eligible).to.equal(false)
  })

  it('T12: an internship outside the list of the year is not at an approved site', () => {
    const modules = MODULES.map(one => (one.id === 'P' ? aModule('P', 'internship', '16') : one))
    expect(
      requirementOf(judge(readyBook({ programme: { title: 'П', modules } })), 'internship').met,
    ).to.equal(false)
  })

  it('T12: a programme that names its approved sites asks for one of them', () => {
    const at = (approvedSites: string[]) => {
      const programme = { title: 'П', modules: MODULES, decisions: { approvedSites } }
      return requirementOf(judge(readyBook({ programme })), 'internship')
    }
    expect(at(['Гимназия № 1', 'Лицей № 2']).met).to.equal(true)
    expect(at(['Лицей № 2'])).to.include({ met: false, has: '0' })
    expect(requirementText(at(['Лицей № 2']), 'ru').text).to.contain('Гимназия № 1')
  })

  it('T13: ends with the defence of the project', () => {
    const { projectDefence: _none, ...facts } = FACTS
    const progress = judge(readyBook({ facts }))
    expect(requirementOf(progress, 'project-defence')).to.include({ met: false, clause: 'п. 3.3' })
    expect(progress.eligible).to.equal(false)
  })

  for (const [date, reason] of [
    ['2025-01-14', 'outside-term'],
    ['2025-01-15', undefined],
    ['2025-04-15', undefined],
    ['2025-04-16', 'outside-term'],
  ] as const) {
    it(`T14: ${reason ? 'does not count' : 'counts'} what was completed on ${date}, in a term of three months`, () => {
      expect(entryOf(judge(withEntry('eS', { date }), tyumen, '2025-05-01'), 'eS').reason).to.equal(reason)
    })
  }

  it('T14: has no shortest term, and after three months only those go on who mastered everything', () => {
    expect(judge(readyBook()).term).to.deep.equal({
      from: '2025-01-15',
      earliestIssue: null,
      until: '2025-04-15',
    })
    expect(requirementOf(judge(readyBook(), tyumen, '2025-06-01'), 'term-max').met).to.equal(true)
    const late = judge(without(readyBook(), 'P'), tyumen, '2025-06-01')
    expect(requirementOf(late, 'term-max')).to.include({ met: false, clause: 'п. 3.5' })
  })

  it('T15: lets heads and methodists make entries, as the municipality decides', () => {
    expect(tyumen.confirmation).to.deep.equal({
      allowPartial: true,
      by: ['head', 'methodist'],
      decidedBy: 'municipality',
      clause: 'п. 4.3',
    })
  })

  it('T16: opens the book on request to department, institute and methodist', () => {
    expect(tyumen.book?.openTo).to.deep.equal(['department', 'institute', 'methodist'])
  })

  it('T17: restores a lost book from its documents', () => {
    expect(tyumen.book?.duplicateFromDocuments).to.equal(true)
  })

  const columnsOf = (id: string) => tyumen.forms.find(one => one.id === id)?.columns.map(one => one.title.ru)

  it('T22: has the seven columns of the route', () => {
    expect(columnsOf('route')).to.deep.equal([
      '№ п/п',
      'Наименование мероприятия (вид, тематика)',
      'Формат проведения',
      'Количество часов',
      'Дата проведения (план)',
      'Дата проведения (факт)',
      'Название учреждения, на базе которого проведено мероприятие',
    ])
  })

  it('T23: has the eight columns of the book', () => {
    expect(columnsOf('book')).to.deep.equal([
      '№ п/п',
      'Наименование мероприятия (вид, тематика)',
      'Формат проведения',
      'Количество часов',
      'Дата проведения',
      'Название учреждения, на базе которого проведено мероприятие',
      'Наименование документа, подтверждающего реализацию мероприятия',
      'Подпись специалиста',
    ])
  })
})
