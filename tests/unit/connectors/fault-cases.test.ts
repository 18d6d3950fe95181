import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'

const CASES = 44
const tests = path.resolve(import.meta.dirname, '../..')
/** Where titles begin with numbers of cases. */
const FOLDERS = ['contract/connectors', 'unit/connectors', 'unit/sync', 'integration/jobs']

const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(tests, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => `${folder}/${file.replaceAll(path.sep, '/')}`)

interface Row {
  number: number
  /** Paths under `tests/`, without `.test.ts`, or the reason why there is none: Moodle, portal, kit and pull. */
  cells: string[]
}

function readTable(): Row[] {
  const manual = readFileSync(path.join(tests, '../docs/connector-faults.md'), 'utf8')
  return manual
    .split('\n')
    .filter(line => /^\| \d/.test(line))
    .map(line => {
      const [, number = '', , ...cells] = line.split('|').map(cell => cell.trim())
      return { number: Number(number), cells: cells.slice(0, 3) }
    })
}

/** Numbers at the beginning of titles of tests and groups. */
function numbersIn(text: string): Set<number> {
  const titles = text.matchAll(/\b(?:it|describe)\(\s*['"`](\d+(?:, \d+)*) /g)
  return new Set([...titles].flatMap(([, numbers = '']) => numbers.split(', ').map(Number)))
}

const isReason = (cell: string): boolean => cell.startsWith('– ')
const testsOf = ({ cells }: Row): string[] =>
  cells.filter(cell => cell !== '' && !isReason(cell)).flatMap(cell => cell.split(', '))

describe('the table of fault cases', () => {
  const table = readTable()
  const numbered = new Map(
    FOLDERS.flatMap(sourcesIn).map(file => [
      file.replace(/(\.test)?\.ts$/, ''),
      numbersIn(readFileSync(path.join(tests, file), 'utf8')),
    ]),
  )

  it('has every number once', () => {
    expect(table.map(({ number }) => number)).to.deep.equal(Array.from({ length: CASES }, (_, i) => i + 1))
  })

  it('names for each source a test or the reason why there is none', () => {
    for (const { number, cells } of table) {
      expect(cells, String(number)).to.have.length(3)
      for (const cell of cells.slice(0, 2)) expect(cell, `case ${number}`).not.to.equal('')
      const refersToKit = cells.some(cell => /: (kit|pull)$/.test(cell))
      if (refersToKit) expect(cells[2], `case ${number}`).not.to.equal('')
    }
  })

  it('names tests that there are, whose titles have the number', () => {
    for (const row of table)
      for (const test of testsOf(row))
        expect([...(numbered.get(test) ?? [])], `${row.number} in ${test}`).to.include(row.number)
  })

  it('leaves out no test with a number in its title', () => {
    for (const [test, numbers] of numbered)
      for (const number of numbers)
        expect(testsOf(table[number - 1] as Row), `${number} in ${test}`).to.include(test)
  })
})
