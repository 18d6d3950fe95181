import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')

interface Row {
  regulation: string
  id: string
  state: string
  where: string
  test: string
  open: string
}

/** Every line of the tables «clause by clause». */
function rowsOf(markdown: string): Row[] {
  const part = markdown.split('## Clause by clause')[1] ?? ''
  return part.split('\n### ').flatMap(section => {
    const regulation = /^[a-z0-9-]+/.exec(section)?.[0] ?? ''
    return [...section.matchAll(/^\| ([TPGMO]\d+) \|(.*)\|$/gm)].map(([, id = '', rest = '']) => {
      const [, state = '', where = '', test = '', open = ''] = rest.split('|').map(cell => cell.trim())
      return { regulation, id, state, where, test, open }
    })
  })
}

const rows = rowsOf(read('docs/regulations.md'))
const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(one => one[1] ?? '')

/** Ids of domain.md, section 1: letter and how many. */
const ASKED = {
  tyumen: ['T', 23],
  tspu: ['P', 13],
  'grozny-91': ['G', 9],
  subscription: ['M', 9],
  omsk: ['O', 10],
} as const

/** Whether a file of the regulation has a dotted field. */
function hasField(regulation: string, path: string): boolean {
  const raw: unknown = parse(read(`config/regulations/${regulation}.yaml`))
  return (
    path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], raw) !==
    undefined
  )
}

/** What a programme decides, or a requirement says: fields that stand elsewhere than at the top of the file. */
const ELSEWHERE = ['allowEarlyIssue', 'approvedSites', 'totalHours', 'when', 'atLeast', 'writing']

/** Files of `tests/unit`, or of `tests/integration` by that name; of `src/domain`, or of `src/credits`. */
const testFile = (name: string) => `tests/${name.startsWith('integration/') ? '' : 'unit/'}${name}`
const sourceFile = (name: string) => `src/${name.startsWith('credits/') ? '' : 'domain/'}${name}`

describe('docs/regulations.md, clause by clause', () => {
  it('has one line for each id of each regulation', () => {
    for (const [regulation, [letter, count]] of Object.entries(ASKED)) {
      const ids = rows.filter(row => row.regulation === regulation).map(row => row.id)
      expect(ids, regulation).to.deep.equal(Array.from({ length: count }, (_, n) => `${letter}${n + 1}`))
    }
  })

  it('says of what is done in part what the rest is', () => {
    for (const row of rows.filter(one => one.state === 'in part'))
      expect(row.open, row.id).to.have.length.above(9)
  })

  for (const row of rows) {
    it(`${row.id} is ${row.state}, with the test that shows it`, () => {
      expect(row.state).to.be.oneOf(['done', 'in part', 'data', 'not done'])
      const tests = [...row.test.matchAll(/`([^`]+)` ([A-Z]\d+)/g)]
      expect(tests.length > 0, 'a test where something is done, none where nothing is').to.equal(
        row.state !== 'not done',
      )
      for (const [, file = '', id = ''] of tests) {
        expect(id).to.equal(row.id)
        expect(existsSync(root + testFile(file)), file).to.equal(true)
        expect(read(testFile(file)), `${file} ${id}`).to.match(new RegExp(`it\\(\\s*['"\`]${id}: `))
      }
    })

    it(`${row.id} names files and fields that exist`, () => {
      for (const name of quoted(row.where)) {
        if (name.endsWith('.ts')) expect(existsSync(root + sourceFile(name)), name).to.equal(true)
        else expect(hasField(row.regulation, name), name).to.equal(true)
      }
      for (const name of quoted(row.open)) {
        if (!ELSEWHERE.includes(name)) expect(hasField(row.regulation, name), name).to.equal(true)
      }
    })
  }
})
