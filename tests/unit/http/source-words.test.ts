import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { sourceWords } from '#http/words/source-words'

const root = path.resolve(import.meta.dirname, '../../..')

const textOf = (folder: string): string =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(path.join(root, folder, file), 'utf8'))
    .join('\n')

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, code, other = '']) => code ?? other)

/** Every code that the sources of connectors name, however they name it. */
function codesOfConnectors(): Set<string> {
  const text = textOf('connectors')
  const moodle = readFileSync(path.join(root, 'connectors/moodle/rest/faults.ts'), 'utf8')
  return new Set([
    ...all(text, /['"]((?:moodle|portal|http)_[a-z0-9_]+)['"]/g),
    ...all(text, /code: '([a-z_]+)'/g),
    ...all(text, /\bfail\(\s*'([a-z_]+)'/g),
    ...all(text, /portalFault\(\s*'([a-z_]+)'/g).map(code => `portal_${code}`),
    ...all(text, /\bbad: '([a-z_]+)'/g).map(code => `portal_${code}`),
    ...all(moodle, /^ {2}([a-z]+): \[/gm).map(code => `moodle_${code}`),
  ])
}

describe('what connectors say', () => {
  it('has Russian words for every code', () => {
    const codes = codesOfConnectors()
    expect(codes.size).to.be.greaterThan(90)
    const missing = [...codes].filter(code => {
      const words = sourceWords(code, 'ru')
      return !words || (words === sourceWords('moodle_unknown', 'ru') && code !== 'moodle_unknown')
    })
    expect(missing).to.deep.equal([])
  })

  it('has Russian words for what is lost without each function and right of Moodle', () => {
    const rights = all(textOf('connectors/moodle'), /^ {2}'([a-z]+\/[a-z]+:[a-z]+)':/gm)
    const functions = all(textOf('connectors/moodle'), /(?:\b(core_[a-z_]+): '|Function = '([a-z_]+)'$)/gm)
    expect([rights.length, functions.length]).to.deep.equal([11, 7])
    const worded = (code: string, names: string[]) =>
      names.filter(name => !sourceWords(code, 'ru', name)?.[0].includes(': '))
    expect(worded('moodle_right_missing', rights)).to.deep.equal([])
    expect(worded('moodle_right_doubtful', rights)).to.deep.equal([])
    expect(worded('moodle_function_missing', functions)).to.deep.equal([])
    expect(sourceWords('moodle_right_missing', 'ru', 'local/other:view')?.[0]).to.equal(
      'Не хватает права {0}',
    )
  })

  it('lists for a service account the rights that the documentation lists for every connection', () => {
    const docs = readFileSync(path.join(root, 'docs/connectors.md'), 'utf8')
    const rows = all(docs, /^ {3}\| `([a-z]+\/[^`]+)` +\|/gm)
    const needed = rows.filter(right => right !== 'moodle/site:viewuseridentity')
    const [, remedy = ''] = sourceWords('moodle_account_admin', 'ru') ?? []
    expect(all(remedy, /([a-z]+\/[a-z]+:[a-z]+)/g)).to.have.members(needed)
  })

  it('is an error of Moodle where Moodle invents a code', () => {
    expect(sourceWords('moodle_localplugin/oops', 'ru')).to.equal(sourceWords('moodle_unknown', 'ru'))
    expect(sourceWords('other_code', 'ru')).to.equal(undefined)
  })

  it('has English words for what the pull says in Russian', () => {
    const text = textOf('src/sync')
    const russian = all(text, /code: '([a-z_]+)',[^}]*?message: ['`][^'`]*[а-яё]/g)
    expect(russian).to.include.members(['replaced', 'unexpected', 'pass_incomplete'])
    for (const code of russian) expect(sourceWords(code, 'en'), code).not.to.equal(undefined)
  })
})
