import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'

const root = path.resolve(import.meta.dirname, '../../..')

interface Row {
  number: number
  /** Paths under `tests/`, without `.test.ts`. */
  tests: string[]
}

function tables(): Row[][] {
  const manual = readFileSync(path.join(root, 'docs/pages-checklist.md'), 'utf8')
  return manual.split('\n## ').map(part =>
    part
      .split('\n')
      .filter(line => /^\| \d/.test(line))
      .map(line => {
        const cells = line.split('|')
        const tests = [...(cells[4] ?? '').matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)
        return { number: Number(cells[1]), tests }
      }),
  )
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

describe('the checklist of the pages', () => {
  const [, points = [], traps = []] = tables()

  it('has each of the seventeen points and fifteen traps once', () => {
    expect(points.map(({ number }) => number)).to.deep.equal(upTo(17))
    expect(traps.map(({ number }) => number)).to.deep.equal(upTo(15))
  })

  it('names for each a test that there is', () => {
    for (const { number, tests } of [...points, ...traps]) {
      expect(tests, String(number)).to.not.deep.equal([])
      const missing = tests.filter(file => !existsSync(path.join(root, `tests/${file}.test.ts`)))
      expect(missing, String(number)).to.deep.equal([])
    }
  })

  it('15: no date goes out as this version of Node would write it', () => {
    const native = /\.toLocale(Date|Time)String\(|Intl\.DateTimeFormat\([^)]*\)\.format\(/
    const sources = ['src', 'lti', 'connectors'].flatMap(folder =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        file => `${folder}/${file}`,
      ),
    )
    const code = sources.filter(file => /\.(tsx?|js)$/.test(file))
    expect(code.filter(file => native.test(readFileSync(path.join(root, file), 'utf8')))).to.deep.equal([])
  })
})
