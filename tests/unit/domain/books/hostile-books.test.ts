import { expect } from 'chai'
import fc from 'fast-check'
import { evaluate } from '#domain/books/evaluate'
import { parseBookFile, presentProgress } from '#domain/books/progress-file'
import { AppError, InvalidInputError } from '#domain/errors'
import { formatHours } from '#domain/hours'
import { tspu } from '../support.ts'

const MODULE = { id: 'M1', title: 'Модуль', kind: 'seminar', part: 'invariant', hours: '8' }
const ENTRY = { id: 'e1', module: 'M1', kind: 'seminar', hours: '8', date: '2025-01-15', status: 'confirmed' }

function aFile(more: object = {}) {
  const programme = { title: 'П', modules: [MODULE] }
  return { regulation: 'tspu', enrolledOn: '2024-09-02', programme, entries: [ENTRY], facts: {}, ...more }
}

function faultsOf(json: unknown): readonly { path: string; message: string }[] {
  try {
    parseBookFile(json)
    return []
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    return error.issues
  }
}

const pathsOf = (json: unknown) => faultsOf(json).map(({ path }) => path)
const judge = (json: unknown) => evaluate(parseBookFile(json), tspu, '2026-05-20')

describe('a hostile book', () => {
  for (const json of [null, [], 7, 'книжка'])
    it(`of ${JSON.stringify(json)} is refused as a file`, () => {
      expect(pathsOf(json)).to.deep.equal(['file'])
    })

  for (const date of ['9999-12-31', '2200-01-01', '0000-01-01', '-2025-01-01', '+12025-01-01'])
    it(`with ${date} is refused by the path of its field`, () => {
      expect(pathsOf(aFile({ enrolledOn: date }))).to.deep.equal(['enrolledOn'])
    })

  for (const hours of [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.1 + 0.2, '99999999', '8.125'])
    it(`with ${hours} hours is refused by the path of its field`, () => {
      expect(pathsOf(aFile({ entries: [{ ...ENTRY, hours }] }))).to.deep.equal(['entries.0.hours'])
    })

  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    it(`may call its modules and entries ${key}: they are names like any other`, () => {
      const programme = { title: 'П', modules: [{ ...MODULE, id: key }] }
      const progress = judge(aFile({ programme, entries: [{ ...ENTRY, id: key, module: key }] }))
      expect(formatHours(progress.hours.counted)).to.equal('8.00')
    })

    it(`may not call a kind or a status ${key}`, () => {
      expect(pathsOf(aFile({ entries: [{ ...ENTRY, kind: key, status: key }] })).sort()).to.deep.equal([
        'entries.0.kind',
        'entries.0.status',
      ])
    })
  }

  it('with a prototype among its keys changes no prototype', () => {
    const text = JSON.stringify(aFile()).replace('"facts":{}', '"facts":{},"__proto__":{"eligible":true}')
    expect(pathsOf(JSON.parse(text))).to.deep.equal(['__proto__'])
    expect(({} as { eligible?: unknown }).eligible).to.equal(undefined)
  })

  it('whose entries replace one another in a circle is refused, once a circle, by where it begins', () => {
    const replaced = (id: string, supersededBy: string) => ({ ...ENTRY, id, supersededBy })
    const entries = [ENTRY, replaced('a', 'b'), replaced('b', 'c'), replaced('c', 'b'), replaced('d', 'd')]
    expect(faultsOf(aFile({ entries }))).to.deep.equal([
      { path: 'entries.2.supersededBy', message: 'the entry is replaced by itself: b → c → b' },
      { path: 'entries.4.supersededBy', message: 'the entry is replaced by itself: d → d' },
    ])
    expect(faultsOf(aFile({ entries: [replaced('a', 'b'), { ...ENTRY, id: 'b' }] }))).to.deep.equal([])
  })

  it('of 130,000 lines, more than a call has arguments, is judged like a short one', () => {
    const entries = Array.from({ length: 130_000 }, (_, n) => ({ ...ENTRY, id: `e${n}` }))
    const { hours } = judge(aFile({ entries }))
    expect(formatHours(hours.counted)).to.equal('8.00')
    expect(formatHours(hours.uncounted)).to.equal('1039992.00')
  })

  it('of any JSON at all is judged or refused by name, never anything else', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('2025-01-15', '8', 'M1', 'seminar', '__proto__'))
    const book = fc.oneof(
      fc.jsonValue(),
      fc.record({ enrolledOn: value, programme: value, entries: value, facts: value }).map(aFile),
      fc
        .dictionary(fc.constantFrom(...Object.keys(ENTRY), 'supersededBy', 'number', 'papers'), value)
        .map(more => aFile({ entries: [{ ...ENTRY, ...more }] })),
    )
    fc.assert(
      fc.property(book, json => {
        try {
          const read = parseBookFile(json)
          presentProgress(evaluate(read, tspu, '2026-05-20'), read, tspu, 'ru')
        } catch (error) {
          expect(error).to.be.instanceOf(AppError)
          expect((error as InvalidInputError).issues.every(({ path }) => path !== '')).to.equal(true)
        }
      }),
    )
  })
})
