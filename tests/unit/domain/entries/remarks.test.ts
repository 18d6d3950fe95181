import { expect } from 'chai'
import type { Entry } from '#domain/entries/entry'
import { numberEntries } from '#domain/entries/entry-numbers'
import { REMARK_IDS, remarksOf } from '#domain/entries/remarks'
import { titleSimilarity } from '#domain/names/similar-titles'
import type { Regulation } from '#domain/regulations/regulation'
import { aModule, aStoredEntry, h, tspu } from '../support.ts'

const module = aModule('M1', 'seminar', '8')

function idsOf(entry: Entry, siblings: Entry[] = [], regulation: Regulation = tspu, of = module): string[] {
  return remarksOf(entry, { module: of, regulation, siblings, enrolledOn: '2024-09-02' }).map(one => one.id)
}

describe('remarksOf', () => {
  it('has nothing to say of an ordinary entry', () => {
    const entry = aStoredEntry()
    expect(idsOf(entry, [entry])).to.deep.equal([])
  })

  it('sees the same module again and names the number of the first', () => {
    const first = aStoredEntry({ id: 'a', status: 'confirmed', createdAt: '2025-01-10T00:00:00.000Z' })
    const other = aStoredEntry({
      id: 'b',
      moduleId: 'M2',
      title: 'Другое',
      date: '2025-03-01',
      createdAt: '2025-01-09T00:00:00.000Z',
    })
    const [remark] = remarksOf(aStoredEntry(), {
      module,
      regulation: tspu,
      siblings: [first, other],
      enrolledOn: '2024-09-02',
    })
    expect(remark).to.deep.equal({
      id: 'looks-like-duplicate',
      facts: { n: '2', id: 'a', date: '2025-01-15' },
    })
  })

  it('sees one event from the LMS and on paper: near dates and like titles', () => {
    const paper = {
      id: 'p',
      moduleId: 'M2',
      title: 'Семинар «Смешанное обучение в школе»',
      date: '2025-01-18',
    }
    expect(idsOf(aStoredEntry(), [aStoredEntry(paper)])).to.deep.equal(['looks-like-duplicate'])
    expect(idsOf(aStoredEntry(), [aStoredEntry({ ...paper, date: '2025-01-19' })])).to.deep.equal([])
    expect(idsOf(aStoredEntry(), [aStoredEntry({ ...paper, title: 'Право в школе' })])).to.deep.equal([])
  })

  it('does not mind rejected twins, nor repeats of what counts per piece', () => {
    expect(idsOf(aStoredEntry(), [aStoredEntry({ id: 'a', status: 'rejected' })])).to.deep.equal([])
    const gallery = aModule('G', 'photo-gallery', '12')
    const one = aStoredEntry({ moduleId: 'G', kind: 'photo-gallery', hours: h('12'), title: 'Мой край' })
    const next = { ...one, id: 'b', date: '2025-02-15' }
    expect(idsOf(one, [next], tspu, gallery)).to.deep.equal([])
    expect(idsOf(one, [{ ...next, date: one.date }], tspu, gallery)).to.deep.equal(['looks-like-duplicate'])
  })

  it('compares with the hours of the module where the tariff has no such kind', () => {
    const course = aModule('M1', 'course', '36')
    const entry = aStoredEntry({ kind: 'course', hours: h('36.5') })
    const [remark] = remarksOf(entry, {
      module: course,
      regulation: tspu,
      siblings: [],
      enrolledOn: '2024-09-02',
    })
    expect(remark).to.deep.equal({
      id: 'hours-differ-from-tariff',
      facts: { hours: '36.50', expected: '36.00' },
    })
  })

  it('lists all remarks in the order of their weight', () => {
    const regulation: Regulation = {
      ...tspu,
      yearlyList: { clause: 'п. 1.3', year: 'calendar', decidedBy: { ru: 'ДОН', en: 'DON' } },
      entryDocument: { clause: 'п. 4.3', kinds: [], others: true },
      selfEducation: {
        clause: 'п. 1.3',
        kinds: ['self-education'],
        hoursSetBy: ['methodist'],
        papers: [],
        papersListed: 'if-given',
      },
    }
    const entry = aStoredEntry({
      hours: h('4'),
      date: '2024-01-01',
      document: ' ',
      selfEducation: true,
      differs: [{ field: 'hours', was: '8.00', now: '4.00', seenAt: '2025-01-16T00:00:00.000Z' }],
    })
    expect(idsOf(entry, [aStoredEntry({ id: 'a' })], regulation)).to.deep.equal([...REMARK_IDS])
  })
})

describe('numbers and titles of entries', () => {
  it('numbers a book by the first step, then by id', () => {
    const numbers = numberEntries([
      { id: 'c', createdAt: '2025-01-02' },
      { id: 'b', createdAt: '2025-01-01' },
      { id: 'a', createdAt: '2025-01-02' },
    ])
    expect(Object.fromEntries(numbers)).to.deep.equal({ b: 1, a: 2, c: 3 })
  })

  it('compares titles by their words, ё and е alike', () => {
    expect(titleSimilarity('Зачёт по праву', 'зачет по ПРАВУ')).to.equal(1)
    expect(titleSimilarity('Зачёт', 'Семинар')).to.equal(0)
    expect(titleSimilarity('', '')).to.equal(0)
  })
})
