import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'

/** Folders whose failures a call of the API may meet. */
const FOLDERS = ['src/domain', 'src/credits', 'src/administration', 'src/documents', 'src/http']

/** Met on pages and by letters, or when a process starts: no operation answers them. */
const ELSEWHERE = ['session_over_draft', 'too_many_checks', 'invalid_consent_text', 'invalid_federal_form']

const codesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => [
      ...readFileSync(path.join(folder, file), 'utf8').matchAll(/readonly code = '([a-z_]+)'/g),
    ])
    .map(([, code = '']) => code)

describe('the codes of failures', () => {
  it('stand in the table of the API, every one that a call may meet', () => {
    const codes = [...new Set(FOLDERS.flatMap(codesIn))].filter(code => !ELSEWHERE.includes(code))
    expect(codes.length).to.be.greaterThan(40)
    const table = readFileSync('docs/api.md', 'utf8').split('| status | codes |')[1] ?? ''
    expect(codes.filter(code => !table.includes(`\`${code}\``))).to.deep.equal([])
  })
})
