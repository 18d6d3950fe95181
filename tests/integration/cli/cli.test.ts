import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { onSharedStore, scratch, zachetka } from '#tests/support/zachetka'

const file = (text: string, name: string): string => {
  const written = path.join(scratch(), name)
  writeFileSync(written, text)
  return written
}

describe('the zachetka command', function () {
  this.timeout(60_000)

  it('explains an example book exactly as its recorded answer says', async () => {
    const { stdout, code } = await zachetka([
      'progress',
      'docs/examples/book-ready.json',
      '--on',
      '2026-11-22',
      '--json',
    ])
    const expected = readFileSync('docs/examples/book-ready.2026-11-22.progress.json', 'utf8')
    expect(code).to.equal(0)
    expect(JSON.parse(stdout)).to.deep.equal(JSON.parse(expected))
  })

  it('names every fault of a book with its path, and no stack', async () => {
    const book = file(
      '{"regulation":"tspu","enrolledOn":"2025-02-30","entries":[{"id":"e1","hours":"-4"}]}',
      'book.json',
    )
    const { stderr, code } = await zachetka(['progress', book])
    expect(code).to.equal(1)
    expect(stderr).to.contain('invalid_input').and.to.contain('enrolledOn').and.to.contain('entries.0.hours')
    expect(stderr).not.to.contain('    at ')
  })

  it('says in a line which file it cannot read, and why', async () => {
    const latin = path.join(scratch(), 'book.json')
    writeFileSync(latin, Buffer.from([0xff, 0xfe, 0x00]))
    for (const [name, why] of [
      ['/nowhere/book.json', 'no such file'],
      [scratch(), 'a folder'],
      [latin, 'UTF-8'],
    ] as const) {
      const { stderr, code } = await zachetka(['progress', name])
      expect(code, name).to.equal(1)
      expect(stderr).to.match(new RegExp(`^.*${why}.*\\[invalid_input\\]\\n$`))
    }
  })

  it('takes a file as Notepad saves it, and shows what would steer the terminal', async () => {
    const book = readFileSync('docs/examples/book-explained.json', 'utf8')
    const { stdout, code } = await zachetka([
      'progress',
      file(`\uFEFF${book.replaceAll('"id": "e', '"id": "\\u001b[2Je')}`, 'notepad.json'),
    ])
    expect(code).to.equal(0)
    expect(stdout).to.contain('�[2Je').and.not.to.contain('\u001b')
  })

  it('counts the faults beyond the first fifty', async () => {
    const entries = Array.from({ length: 60 }, (_, n) => ({ id: `e${n}` }))
    const book = JSON.stringify({ regulation: 'tspu', enrolledOn: '2025-02-03', entries })
    const { stderr } = await zachetka(['progress', file(book, 'faults.json')])
    expect(stderr).to.match(/… and \d+ more\n$/)
    expect(stderr.split('\n')).to.have.length(53)
  })

  it('says which line of a regulation file is wrong, and exits with 1', async () => {
    const text = readFileSync('config/regulations/tspu.yaml', 'utf8').replace(
      'kind: seminar',
      'kind: seminarr',
    )
    const line = text.split('\n').findIndex(l => l.includes('seminarr')) + 1
    const { stdout, code } = await zachetka(['regulation', 'check', file(text, 'r.yaml'), '--json'])
    expect(code).to.equal(1)
    expect(JSON.parse(stdout).faults.map((f: { line: number }) => f.line)).to.include(line)
  })

  it('evaluates where nothing can be written', async () => {
    const book = 'docs/examples/book-ready.json'
    const { code, stderr } = await zachetka(['progress', book], { DATA_DIR: '/dev/null/nowhere' })
    expect(code, stderr).to.equal(0)
  })

  it('accepts the regulations that come along', async () => {
    const { stdout, code } = await zachetka(['regulation', 'check', 'config/regulations/tspu.yaml'])
    expect(code).to.equal(0)
    expect(stdout).to.contain('valid')
  })

  it('reports every fault of the configuration at once', async () => {
    const { stderr, code } = await zachetka(['regulation', 'list'], { PORT: 'x', TIME_ZONE: 'Mars' })
    expect(code).to.equal(1)
    expect(stderr).to.contain('PORT').and.to.contain('TIME_ZONE').and.to.contain('invalid_config')
  })

  it('adds a connection whose token comes from standard input, and never prints it', async () => {
    const environment = await onSharedStore()
    const token = 'token-that-must-not-show'
    const add = ['connection', 'add', 'moodle', 'm1', '--url', 'https://lms.example.org', '--json']
    const added = await zachetka(add, environment, token)
    expect(added.code, added.stderr).to.equal(0)
    const listed = await zachetka(['connection', 'list', '--json'], environment)
    expect(JSON.parse(listed.stdout)[0]).to.include({ name: 'm1', type: 'moodle' })
    expect(added.stdout + added.stderr + listed.stdout + listed.stderr).not.to.contain(token)
  })

  it('changes settings of a connection, takes one away, and refuses one that nobody reads', async () => {
    const environment = await onSharedStore()
    const add = ['connection', 'add', 'moodle', 'm2', '--url', 'https://lms.example.org']
    const added = await zachetka([...add, '--set', 'pullEveryMinutes=15', '--json'], environment, 'token')
    expect(JSON.parse(added.stdout).settings, added.stderr).to.include({ pullEveryMinutes: 15 })
    const set = (...pairs: string[]) => zachetka(['connection', 'set', 'm2', ...pairs], environment)
    const changed = await set('fullEveryDays=30', 'pullEveryMinutes=', '--json')
    const { settings } = JSON.parse(changed.stdout)
    expect(settings, changed.stderr).to.include({ fullEveryDays: 30, pageSize: 250 })
    expect(settings).not.to.have.property('pullEveryMinutes')
    const refused = await set('pageSize=1', 'ceiling=5')
    expect(refused.code).to.equal(1)
    expect(refused.stderr).to.match(/settings\.ceiling: is no setting; there are: .*removalCeilingPercent/)
    expect((await set('pageSize=300')).stdout).to.equal('pageSize: 300\n')
  })

  it('refuses a connection whose settings do not hold, naming each', async () => {
    const { code, stderr } = await zachetka(
      ['connection', 'add', 'moodle', 'Bad Name', '--url', 'ftp://x'],
      {},
      'token',
    )
    expect(code).to.equal(1)
    expect(stderr).to.contain('name:').and.to.contain('settings.url:')
  })

  it('registers a platform by hand, active at once, and lists it', async () => {
    const environment = { ...(await onSharedStore()), ALLOW_PRIVATE_ADDRESSES: 'true' }
    const site = 'http://127.0.0.1:4999'
    const facts = ['--name', 'M', '--issuer', site, '--client-id', 'c1', '--deployment', '1']
    const urls = ['--auth-url', `${site}/a`, '--token-url', `${site}/t`, '--jwks-url', `${site}/k`]
    const added = await zachetka(['platform', 'add', ...facts, ...urls], environment)
    expect(added.code, added.stderr).to.equal(0)
    const { stdout } = await zachetka(['platform', 'list', '--json'], environment)
    expect(JSON.parse(stdout)[0]).to.deep.include({ issuer: site, clientId: 'c1', active: true })
    const tested = await zachetka(['platform', 'test', JSON.parse(stdout)[0].id], environment)
    expect(tested.code).to.equal(1)
    for (const words of [
      'redirect address',
      '× The public keys cannot be read',
      'network: Check the address',
    ])
      expect(tested.stdout).to.contain(words)
  })

  it('invites an LMS, lists what is open, and takes it back', async () => {
    const environment = await onSharedStore()
    const invited = await zachetka(['platform', 'invite', 'Лицей', '--json'], environment)
    expect(JSON.parse(invited.stdout).url).to.match(/\/lti\/register\?invitation=[\w-]{43}$/)
    const open = async () =>
      JSON.parse((await zachetka(['platform', 'invitations', '--json'], environment)).stdout)
    const [invitation] = await open()
    expect(invitation).to.include({ name: 'Лицей' })
    expect((await zachetka(['platform', 'revoke', invitation.id], environment)).code).to.equal(0)
    expect(await open()).to.deep.equal([])
    expect((await zachetka(['platform', 'revoke', invitation.id], environment)).code).to.equal(1)
  })

  it('saves a programme from a file and enrols learners from a list, twice to the same end', async () => {
    const environment = await onSharedStore()
    const add = ['connection', 'add', 'moodle', 'my-moodle', '--url', 'https://lms.example.org']
    await zachetka(add, environment, 'token')
    const saved = await zachetka(['programme', 'save', 'docs/examples/programme.yaml'], environment)
    expect(saved.code, saved.stderr).to.equal(0)
    const list = file('user;family;given;enrolled;documents\n101;Ёлкина;Анна;2024-09-02;complete\n', 'l.csv')
    const enrol = ['enrol', list, '--programme', 'digital-didactics', '--connection', 'my-moodle']
    expect((await zachetka(enrol, environment)).stdout).to.contain('Enrolled 1')
    expect((await zachetka(enrol, environment)).stdout).to.contain('Enrolled 0')
    // windows-1251: «Зуева» is not who has account 101
    const other = Buffer.from([
      ...Buffer.from('user;family;enrolled;class\n101;'),
      0xc7,
      0xf3,
      0xe5,
      0xe2,
      0xe0,
    ])
    writeFileSync(list, Buffer.concat([other, Buffer.from(';2024-09-02;5\n')]))
    const { code, stdout } = await zachetka([...enrol, '--json'], environment)
    expect(code).to.equal(1)
    expect(JSON.parse(stdout)).to.deep.include({
      refused: [{ user: '101', family: 'Зуева', known: 'Ёлкина Анна' }],
      unread: ['class'],
    })
  })

  it('says of a list that names nobody that it names nobody', async () => {
    const list = file('user;family;enrolled\n', 'l.csv')
    const { code, stderr } = await zachetka(['enrol', list, '--programme', 'p', '--connection', 'c'])
    expect([code, stderr]).to.deep.equal([1, `${list} names nobody; nobody was enrolled [invalid_input]\n`])
  })

  it('saves no programme from a file with a word that nobody reads, and names its place', async () => {
    const example = readFileSync('docs/examples/programme.yaml', 'utf8')
    const wrong = example.replace('id: M1,', 'id: M1, credits: 8,')
    const path = file(`${wrong}decisions: { kindCap: { seminar: "8" } }\n`, 'programme.yaml')
    const { code, stderr } = await zachetka(['programme', 'save', path])
    expect(code).to.equal(1)
    expect(stderr).to.contain('modules.0.credits:').and.to.contain('decisions.kindCap:')
  })

  it('enrols nobody from a list with a wrong line, and names the line', async () => {
    const list = file('user,family,given,enrolled\n1,К,А,2024-09-02\n,К,А,2024-02-31\n', 'l.csv')
    const { code, stderr } = await zachetka(['enrol', list, '--programme', 'p', '--connection', 'c'])
    expect(code).to.equal(1)
    expect(stderr).to.contain('line 3, user').and.to.contain('line 3, enrolled').and.not.to.contain('line 2')
  })

  it('finds secrets that do not open under this SECRET_KEY', async () => {
    const environment = await onSharedStore()
    const add = ['connection', 'add', 'moodle', 'my-moodle', '--url', 'https://lms.example.org']
    expect((await zachetka(add, environment, 'token')).code).to.equal(0)
    const SECRET_KEY = 'another key of more than thirty-two characters'
    const { code, stdout } = await zachetka(['doctor'], { ...environment, SECRET_KEY })
    expect(code).to.equal(1)
    expect(stdout).to.contain('× connections: the secrets of my-moodle do not open: set SECRET_KEY')
  })

  it('finds a healthy site healthy', async () => {
    const { code, stdout } = await zachetka(['doctor', '--json'])
    expect(code).to.equal(0)
    expect(JSON.parse(stdout).every((finding: { ok: boolean }) => finding.ok)).to.equal(true)
  })
})
