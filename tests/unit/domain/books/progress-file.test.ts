import { expect } from 'chai'
import { evaluate } from '#domain/books/evaluate'
import { parseBookFile, parseOnDate, presentProgress } from '#domain/books/progress-file'
import { InvalidInputError } from '#domain/errors'
import { h, readyBook, tspu } from '../support.ts'

const file = () => ({
  regulation: 'tspu',
  enrolledOn: '2024-09-02',
  programme: {
    title: 'П',
    modules: [{ id: 'M1', title: 'Модуль', kind: 'seminar', part: 'invariant', hours: '8' }],
  },
  entries: [
    {
      id: 'e1',
      module: 'M1',
      kind: 'seminar',
      form: 'in-person',
      hours: '8',
      date: '2025-01-15',
      status: 'confirmed',
      document: 'справка № 4',
      selfEducation: false,
    },
  ],
  facts: { enrolmentDocuments: 'complete', projectDefence: '2026-05-20' },
})

function pathsOf(json: unknown): string[] {
  try {
    parseBookFile(json)
    return []
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    return error.issues.map(one => one.path)
  }
}

describe('parseBookFile', () => {
  it('reads the book of product.md', () => {
    const book = parseBookFile(file())
    expect(book.entries[0]).to.deep.include({ id: 'e1', hours: h('8'), document: 'справка № 4' })
    expect(book.facts).to.deep.equal({ enrolmentDocuments: 'complete', projectDefence: '2026-05-20' })
  })

  it('reads hours with a decimal comma and decisions of the programme', () => {
    const json = file()
    const programme = {
      ...json.programme,
      decisions: { kindCaps: { 'photo-gallery': '36,5' }, allowEarlyIssue: { by: 'А', reason: 'приказ' } },
    }
    expect(parseBookFile({ ...json, programme }).programme.decisions).to.deep.equal({
      kindCaps: { 'photo-gallery': 3650 },
      allowEarlyIssue: { by: 'А', reason: 'приказ' },
    })
  })

  describe('names a key that it does not know, where it stands, and what it knows there', () => {
    const faultOf = (json: unknown) => {
      try {
        parseBookFile(json)
        return undefined
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error
        const [first, ...rest] = error.issues
        expect(rest).to.deep.equal([])
        return first && `${first.path}: ${first.message.slice(0, 50)}`
      }
    }
    const withEntry = (more: object) => ({ ...file(), entries: [{ ...file().entries[0], ...more }] })
    for (const [json, said] of [
      [{ ...file(), entrys: [] }, 'entrys: no such key: known here: regulation, enrolledOn'],
      [withEntry({ docment: 'справка' }), 'entries.0.docment: no such key: did you mean document?'],
      [withEntry({ documents: 'справка' }), 'entries.0.documents: no such key: did you mean document?'],
      [
        withEntry({ imported_on: '2025-01-16' }),
        'entries.0.imported_on: no such key: did you mean importedOn?',
      ],
      [
        withEntry({ decision: { on: '2025-01-16', by: 'А' } }),
        'entries.0.decision.by: no such key: known here: on, byName',
      ],
      [
        { ...file(), facts: { projectDefense: '2026-05-20' } },
        'facts.projectDefense: no such key: did you mean projectDefence?',
      ],
      [
        { ...file(), programme: { ...file().programme, decisions: { kindCap: {} } } },
        'programme.decisions.kindCap: no such key: did you mean kindCaps?',
      ],
    ] as const) {
      it(said, () => expect(faultOf(json)?.slice(0, said.length)).to.equal(said))
    }

    it('and leaves words for people alone', () => {
      expect(faultOf(withEntry({ title: 'Семинар', comment: 'из архива' }))).to.equal(undefined)
    })

    it('beside the faults of the values', () => {
      const { status: _, ...bare } = file().entries[0] ?? {}
      const paths = pathsOf({ ...file(), entries: [{ ...bare, statuss: 'confirmed' }] })
      expect(paths).to.deep.equal(['entries.0.statuss', 'entries.0.status'])
    })
  })

  it('names every fault at once', () => {
    const json = file()
    const entry = {
      ...json.entries[0],
      date: '2025-02-30',
      hours: '36,5 ч.',
      status: 'done',
      kind: 'lecture',
    }
    const paths = pathsOf({
      ...json,
      enrolledOn: '2024-13-01',
      entries: [entry],
      facts: { finalReport: 'скоро' },
    })
    expect(paths.sort()).to.deep.equal([
      'enrolledOn',
      'entries.0.date',
      'entries.0.hours',
      'entries.0.kind',
      'entries.0.status',
      'facts.finalReport',
    ])
  })

  for (const hours of ['', '-4', '1e3', 'NaN', 'восемь', null, {}]) {
    it(`refuses ${JSON.stringify(hours)} as hours`, () => {
      const json = file()
      expect(pathsOf({ ...json, entries: [{ ...json.entries[0], hours }] })).to.deep.equal([
        'entries.0.hours',
      ])
    })
  }

  it('refuses an id that stands twice', () => {
    const json = file()
    const modules = [...json.programme.modules, ...json.programme.modules]
    const twice = {
      ...json,
      programme: { ...json.programme, modules },
      entries: [...json.entries, ...json.entries],
    }
    expect(pathsOf(twice)).to.deep.equal(['programme.modules.1.id', 'entries.1.id'])
  })

  it('refuses a decision that nobody took: an unknown kind, an early issue without a reason', () => {
    const json = file()
    const programme = {
      ...json.programme,
      decisions: { kindCaps: { gallery: '36' }, allowEarlyIssue: { by: 'А' } },
    }
    expect(pathsOf({ ...json, programme })).to.have.length(2)
  })

  for (const json of [null, 'книжка', 7, [], {}]) {
    it(`refuses ${JSON.stringify(json)} as a book`, () => {
      expect(pathsOf(json)).not.to.deep.equal([])
    })
  }

  it('refuses a day on the command line that does not exist', () => {
    expect(parseOnDate('2024-02-29')).to.equal('2024-02-29')
    expect(() => parseOnDate('2025-02-29')).to.throw(InvalidInputError)
    expect(() => parseOnDate('tomorrow')).to.throw(InvalidInputError)
  })
})

describe('presentProgress', () => {
  const answer = (lang: 'ru' | 'en') => {
    const book = readyBook()
    const last = book.entries[3]
    if (last) last.status = 'imported'
    return presentProgress(evaluate(book, tspu, '2026-09-01'), book, tspu, lang)
  }

  it('prints hours with two decimals and counted entries without a reason', () => {
    expect(answer('ru').hours).to.deep.equal({
      required: '108.00',
      counted: '40.00',
      pending: '68.00',
      uncounted: '0.00',
      surplus: '0.00',
    })
    expect(answer('ru').entries[0]).to.deep.equal({ id: 'e1', counted: '8.00' })
  })

  it('explains in the language asked for', () => {
    expect(answer('ru').entries[3]).to.include({
      counted: '0.00',
      reason: 'not-confirmed',
      text: 'Ждёт подтверждения куратора.',
    })
    expect(answer('en').entries[3]).to.include({ text: 'Awaiting the curator’s confirmation.' })
    expect(answer('en').requirements[0]).to.deep.equal({
      id: 'total-hours',
      clause: 'п. 2.6',
      met: false,
      asks: '108.00',
      has: '40.00',
      text: '68 h short of 108',
      remedy: 'Wait for the confirmation: the hours will suffice.',
    })
    expect(answer('ru').eligible).to.equal(false)
  })
})
