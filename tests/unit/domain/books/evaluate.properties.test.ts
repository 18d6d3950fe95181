import { expect } from 'chai'
import fc from 'fast-check'
import type { Book, BookEntry } from '#domain/books/book'
import { evaluate } from '#domain/books/evaluate'
import type { Hours } from '#domain/hours'
import { ENTRY_STATUSES, MODULE_KINDS } from '#domain/kinds'
import type { Regulation } from '#domain/regulations/regulation'
import { LANGS } from '#domain/texts/lang'
import { reasonText } from '#domain/texts/texts'
import { aBook, allRegulations, aModule, deepFreeze, h, tspu } from '../support.ts'

const modules = [
  aModule('A', 'seminar', '8', { part: 'invariant', study: true, listYear: 2025 }),
  aModule('B', 'photo-gallery', '12', { study: true, listYear: 2025 }),
  aModule('C', 'master-class', '24', { study: true, listYear: 2026 }),
  aModule('D', 'course', '4', { listYear: 2026 }),
]

const entryBody = fc.record({
  module: fc.constantFrom('A', 'B', 'C', 'D', 'elsewhere'),
  kind: fc.constantFrom(...MODULE_KINDS.slice(0, 5)),
  hours: fc.integer({ min: 0, max: 8000 }).map(hundredths => hundredths as Hours),
  date: fc.constantFrom(
    '2024-09-01',
    '2024-09-02',
    '2024-11-05',
    '2025-03-01',
    '2025-03-02',
    '2026-01-10',
    '2027-10-01',
  ),
  status: fc.constantFrom(...ENTRY_STATUSES, 'confirmed' as const, 'confirmed' as const),
  document: fc.constantFrom('справка № 1', 'письмо', ''),
  selfEducation: fc.boolean(),
})

function entriesOf(bodies: readonly Omit<BookEntry, 'id'>[]): BookEntry[] {
  return bodies.map((body, index) => ({ id: `e${index}`, ...body }))
}

const entries = fc.array(entryBody, { maxLength: 14 }).map(entriesOf)
const caps = fc.constantFrom(undefined, { 'photo-gallery': h('30'), seminar: h('5') })

function bookOf(list: BookEntry[], kindCaps?: { 'photo-gallery': Hours; seminar: Hours }): Book {
  const programme = { title: 'П', modules, ...(kindCaps && { decisions: { kindCaps } }) }
  return aBook(modules, list, { programme })
}

/** A regulation with every rule on. */
const strict: Regulation = {
  ...tspu,
  invariantShare: { maxBasisPoints: 3000, of: 'study', base: 'counted', clause: 'п. 1' },
  yearlyList: { clause: 'п. 2', year: 'calendar', decidedBy: { ru: 'ДОН', en: 'DON' } },
  kindCaps: [{ kind: 'master-class', hours: h('10'), clause: 'п. 3' }],
}
const regulations = fc.constantFrom(...allRegulations, strict)

/** A share may take hours away when elective ones come or go; no other rule of any regulation may. */
const withoutShare = fc.constantFrom(
  ...allRegulations.map(({ invariantShare: _share, ...rest }): Regulation => rest),
)

const TODAY = '2026-09-01'

describe('evaluate, for any book', () => {
  it('gives the same answer for every order of the entries', () => {
    fc.assert(
      fc.property(
        entries.chain(list =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        caps,
        regulations,
        ([list, shuffled], kindCaps, regulation) => {
          const [a, b] = [list, shuffled].map(order => evaluate(bookOf(order, kindCaps), regulation, TODAY))
          expect(a).to.deep.equal(b)
        },
      ),
    )
  })

  it('never counts less for one more entry unless a share says so', () => {
    fc.assert(
      fc.property(entries, entryBody, caps, withoutShare, (list, body, kindCaps, regulation) => {
        const before = evaluate(bookOf(list, kindCaps), regulation, TODAY)
        const after = evaluate(bookOf([...list, { id: 'new', ...body }], kindCaps), regulation, TODAY)
        expect(after.hours.counted).to.be.at.least(before.hours.counted)
      }),
    )
  })

  it('keeps counted + uncounted = claimed for each entry and in all', () => {
    fc.assert(
      fc.property(entries, caps, regulations, (list, kindCaps, regulation) => {
        const { entries: counted, hours } = evaluate(bookOf(list, kindCaps), regulation, TODAY)
        for (const one of counted) {
          expect(one.counted + one.uncounted).to.equal(list.find(({ id }) => id === one.id)?.hours)
        }
        const claimed = list.reduce((sum, one) => sum + one.hours, 0)
        expect(hours.counted + hours.pending + hours.uncounted).to.equal(claimed)
        expect(hours.counted).to.equal(counted.reduce((sum, one) => sum + one.counted, 0))
      }),
    )
  })

  it('names for every entry not counted a text and a remedy in both languages', () => {
    fc.assert(
      fc.property(entries, regulations, (list, regulation) => {
        for (const one of evaluate(bookOf(list), regulation, TODAY).entries) {
          for (const lang of LANGS) {
            const words = reasonText(one, lang)
            if (one.reason) expect(`${words?.text}${words?.remedy}`).not.to.match(/undefined|NaN|^\.|\{/)
          }
        }
      }),
    )
  })

  it('gives a reason exactly where not all of an entry counted', () => {
    fc.assert(
      fc.property(entries, caps, regulations, (list, kindCaps, regulation) => {
        const sized = list.map(one => ({ ...one, hours: Math.max(1, one.hours) as Hours }))
        for (const one of evaluate(bookOf(sized, kindCaps), regulation, TODAY).entries) {
          expect(one.reason !== undefined).to.equal(one.uncounted > 0)
        }
      }),
    )
  })

  it('changes nothing that it is given, and answers the same twice', () => {
    fc.assert(
      fc.property(entries, caps, regulations, (list, kindCaps, regulation) => {
        const book = deepFreeze(bookOf(list, kindCaps))
        const frozen = deepFreeze(structuredClone(regulation))
        expect(evaluate(book, frozen, TODAY)).to.deep.equal(evaluate(book, frozen, TODAY))
      }),
    )
  })

  it('calls pending exactly what counts more once everything is confirmed', () => {
    fc.assert(
      fc.property(entries, caps, withoutShare, (list, kindCaps, regulation) => {
        const { hours } = evaluate(bookOf(list, kindCaps), regulation, TODAY)
        const all = list.map(one => ({
          ...one,
          status: one.status === 'imported' ? ('confirmed' as const) : one.status,
        }))
        const later = evaluate(bookOf(all, kindCaps), regulation, TODAY)
        expect(hours.counted + hours.pending).to.equal(later.hours.counted)
      }),
    )
  })

  it('never counts more of an entry than it has', () => {
    fc.assert(
      fc.property(entries, caps, regulations, (list, kindCaps, regulation) => {
        const hours = new Map(list.map(one => [one.id, one.hours]))
        for (const one of evaluate(bookOf(list, kindCaps), regulation, TODAY).entries)
          expect(one.counted).to.be.within(0, hours.get(one.id) ?? -1)
      }),
    )
  })

  for (const status of ['rejected', 'revoked', 'superseded'] as const) {
    it(`judges a book with one more ${status} entry like the book without it`, () => {
      fc.assert(
        fc.property(entries, entryBody, caps, regulations, (list, body, kindCaps, regulation) => {
          const more = [...list, { id: 'new', ...body, status }]
          const before = evaluate(bookOf(list, kindCaps), regulation, TODAY)
          const after = evaluate(bookOf(more, kindCaps), regulation, TODAY)
          const uncounted = before.hours.uncounted + body.hours
          expect(after.hours).to.deep.equal({ ...before.hours, uncounted })
          expect(after.requirements).to.deep.equal(before.requirements)
          expect(after.entries.filter(({ id }) => id !== 'new')).to.deep.equal(before.entries)
        }),
      )
    })
  }
})
