import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { scratch, zachetka } from '#tests/support/zachetka'

const period = ['--from', '2026-01-01', '--to', '2026-12-31']

describe('zachetka register', function () {
  this.timeout(60_000)

  it('checks and exports an empty register with whole lists', async () => {
    const environment = { DATA_DIR: scratch() }
    const checked = await zachetka(['register', 'check', '--json'], environment)
    expect(checked.code, checked.stderr).to.equal(0)
    expect(JSON.parse(checked.stdout)).to.deep.include({ documents: { checked: 0, lacking: [] } })
    expect(JSON.parse(checked.stdout).incompleteLists).to.deep.equal([])
    const out = path.join(scratch(), 'register.xlsx')
    const exported = await zachetka(['register', 'export', ...period, '--out', out, '--json'], environment)
    expect(JSON.parse(exported.stdout)).to.include({ rows: 0 })
    expect(existsSync(out)).to.equal(true)
  })

  it('writes over no file and takes no form that does not hold', async () => {
    const there = path.join(scratch(), 'there.xlsx')
    writeFileSync(there, 'mine')
    const over = await zachetka(['register', 'export', ...period, '--out', there])
    expect([over.code, over.stderr]).to.deep.equal([
      1,
      `${there} exists: name another file [invalid_input]\n`,
    ])
    const form = path.join(scratch(), 'form.yaml')
    writeFileSync(form, 'id: x')
    const { stderr } = await zachetka(['register', 'check', '--form', form])
    expect(stderr).to.contain('[invalid_federal_form]').and.to.contain('columns')
  })
})
