import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { onSharedStore, scratch, zachetka } from '#tests/support/zachetka'

const period = ['--from', '2026-01-01', '--to', '2026-12-31']

describe('zachetka register', function () {
  this.timeout(60_000)

  it('checks and exports an empty register with whole lists', async () => {
    const environment = await onSharedStore()
    const checked = await zachetka(['register', 'check', '--json'], environment)
    expect(checked.code, checked.stderr).to.equal(0)
    expect(JSON.parse(checked.stdout)).to.deep.include({ documents: { checked: 0, lacking: [] } })
    expect(JSON.parse(checked.stdout).incompleteLists).to.deep.equal([])
    const out = path.join(scratch(), 'register.xlsx')
    const exported = await zachetka(['register', 'export', ...period, '--out', out, '--json'], environment)
    expect(JSON.parse(exported.stdout)).to.include({ rows: 0 })
    expect(existsSync(out)).to.equal(true)
  })

  it('exports nothing where the file cannot be kept, and leaves no file where nothing was exported', async () => {
    const environment = await onSharedStore()
    const out = path.join(scratch(), 'no-such-folder', 'register.xlsx')
    const lost = await zachetka(['register', 'export', ...period, '--out', out], environment)
    expect([lost.code, lost.stderr]).to.deep.equal([
      1,
      `cannot write ${out}: there is no such folder [invalid_input]\n`,
    ])
    const backwards = ['--from', '2026-12-31', '--to', '2026-01-01']
    const none = path.join(scratch(), 'register.xlsx')
    const refused = await zachetka(['register', 'export', ...backwards, '--out', none], environment)
    expect([refused.code, existsSync(none)]).to.deep.equal([1, false])
    const next = path.join(scratch(), 'register.xlsx')
    const kept = await zachetka(['register', 'export', ...period, '--out', next, '--json'], environment)
    expect(JSON.parse(kept.stdout)).to.include({ run: 'export-1' })
  })

  it('says of a period which day is none', async () => {
    const { code, stderr } = await zachetka(
      ['register', 'check', '--from', '2026-02-30', '--to', ''],
      await onSharedStore(),
    )
    expect(code).to.equal(1)
    expect(stderr).to.contain('from: a calendar date').and.to.contain('to: a calendar date')
  })

  it('writes over no file and takes no form that does not hold', async () => {
    const there = path.join(scratch(), 'there.xlsx')
    writeFileSync(there, 'mine')
    const environment = await onSharedStore()
    const over = await zachetka(['register', 'export', ...period, '--out', there], environment)
    expect([over.code, over.stderr]).to.deep.equal([
      1,
      `${there} exists: name another file [invalid_input]\n`,
    ])
    const form = path.join(scratch(), 'form.yaml')
    writeFileSync(form, 'id: x')
    const { stderr } = await zachetka(['register', 'check', '--form', form])
    expect(stderr).to.contain('[invalid_federal_form]').and.to.contain('columns')
    const missing = await zachetka(['register', 'check', '--form', '/nowhere.yaml'])
    expect(missing.stderr).to.equal('cannot read /nowhere.yaml: there is no such file [invalid_input]\n')
  })
})
