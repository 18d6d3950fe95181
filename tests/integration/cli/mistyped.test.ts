import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { onSharedStore, scratch, zachetka } from '#tests/support/zachetka'

const programme = (more: string): string => {
  const file = path.join(scratch(), 'programme.yaml')
  writeFileSync(
    file,
    `id: p\ntitle: П\nregulation: tspu\nprovider: ВУЗ\nissuer: {name: ВУЗ, city: Томск, signatory: О, secretary: С}\n${more}`,
  )
  return file
}

/** What is typed, and what is said of it. */
const MISTYPED: [string[], string][] = [
  [['platform', 'test', 'x', '--language', 'fr'], 'Allowed choices are ru, en'],
  [['user', 'find', 'К'], 'at least two letters'],
  [['events', 'waiting', 'mial'], 'issue, grades, mail, or webhook|ID'],
  [['certificate', 'verify', 'no-such.pdf'], 'cannot read no-such.pdf: there is no such file'],
  [['certificate', 'verify', 'ABC', '--status', 'list.jwt'], '--status takes --keys'],
  [['backup', '/no-such-folder/file'], 'name a file in a folder that exists'],
  [['token', 'revoke', ''], 'what there is: zachetka token list'],
  [['token', 'create', '--name', 'x', '--scope', 'books:read', '--deployment', 'a|b|c'], 'LMS has a|b|c'],
  [['webhook', 'add', 'ftp://x', '--title', 'x'], 'url: no address: write it as https://'],
  [['webhook', 'add', 'https://example.org', '--title', 'x', '--event', 'x'], 'events: known are '],
  [['programme', 'save', programme('modules: [')], 'programme.yaml is neither YAML nor JSON: '],
  [['programme', 'save', programme('modules: []\ndeployments: [a|b|c]')], 'no registered LMS has a|b|c'],
]

describe('what is mistyped on the command line', function () {
  this.timeout(60_000)

  it('is named with its remedy, on standard error, and nothing is done', async () => {
    const environment = await onSharedStore()
    const made = ['token', 'create', '--name', 'only one', '--scope', 'books:read']
    expect((await zachetka(made, environment)).code).to.equal(0)
    for (const [typed, said] of MISTYPED) {
      const { code, stderr, stdout } = await zachetka(typed, environment)
      expect([code, stdout], typed.join(' ')).to.deep.equal([1, ''])
      expect(stderr).to.contain(said)
      expect(stderr).not.to.match(/\n {4}at .*:\d+/)
    }
    const { stdout } = await zachetka(['token', 'list', '--json'], environment)
    const [only] = JSON.parse(stdout)
    expect(only).to.include({ name: 'only one' }).and.not.to.have.property('revokedAt')
  })
})
