import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { LTI_CODES } from '#lti/errors/codes'
import { ACCEPTED } from './launch/accepted-rows.ts'
import { REFUSED } from './launch/refused-rows.ts'

interface Row {
  ids: string[]
  codes: string[]
  /** Paths under `tests/`, without `.test.ts`. */
  tests: string[]
}

const series = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`)
const ALL = [
  ...series('B', 12),
  ...series('V', 18),
  ...series('DL', 7),
  ...series('N', 5),
  'AGS',
  ...series('H', 26),
]

const fileOf = (test: string): URL => new URL(`../../${test}.test.ts`, import.meta.url)
const idsIn = (text: string): string[] => [...text.matchAll(/\b(?:[BVNH]\d+|DL\d|AGS)\b/g)].map(([id]) => id)

function readTable(): Row[] {
  const manual = readFileSync(new URL('../../../docs/lti.md', import.meta.url), 'utf8')
  return manual
    .split('\n')
    .filter(line => /^\| (?:[BVNH]\d|DL\d|AGS)/.test(line))
    .map(line => {
      const [, ids = '', , answer = '', tests = ''] = line.split('|').map(cell => cell.trim())
      return {
        ids: ids.split(', '),
        codes: [...answer.matchAll(/`(lti_\w+)`/g)].map(([, code = '']) => code),
        tests: tests.split(', '),
      }
    })
}

/** Ids that a test file names: in its titles, as a range too, and in the tables that it walks. */
function idsOf(test: string): Set<string> {
  const text = readFileSync(fileOf(test), 'utf8')
  const ranges = [...text.matchAll(/\b(DL|[BVNH])(\d+)–(?:DL|[BVNH])?(\d+)/g)].flatMap(
    ([, letter = '', from, to]) => series(letter, Number(to)).slice(Number(from) - 1),
  )
  const walked = [
    ...(text.includes('refused-rows') ? REFUSED.map(([id]) => id) : []),
    ...(text.includes('accepted-rows') ? ACCEPTED.map(([, id]) => id) : []),
  ]
  return new Set([...idsIn(text), ...ranges, ...walked])
}

describe('the table of conformance', () => {
  const table = readTable()

  it('has every id of the guide and of our own once', () => {
    expect(table.flatMap(row => row.ids).sort()).to.deep.equal([...ALL].sort())
  })

  for (const { ids, codes, tests } of table) {
    it(`tells the truth of ${ids.join(', ')}`, () => {
      for (const test of tests) {
        expect(existsSync(fileOf(test)), test).to.equal(true)
        expect([...idsOf(test)], test).to.include.members(ids)
      }
      expect(LTI_CODES).to.include.members(codes)
    })
  }

  it('names each code with which a row of the launch is refused', () => {
    const wrong = REFUSED.filter(([id, , , code]) => {
      const row = table.find(({ ids }) => ids.includes(id))
      return row !== undefined && !row.codes.includes(code)
    })
    expect(wrong).to.deep.equal([])
  })
})
