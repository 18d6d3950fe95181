import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createFileOpener } from '#connectors/kit/operator-files'
import { portalHarness, rejection } from '#tests/contract/connectors/harness'
import { buildTable } from '#tests/lms/portal/data'
import { csvOf } from '#tests/lms/portal/write'

describe('files that an operator lays out for connections', () => {
  let root: string
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'imports-'))
    await mkdir(join(root, 'open'))
    await writeFile(join(root, 'secret.csv'), 'no')
    await writeFile(join(root, 'open', 'master.csv'), csvOf(buildTable(3)))
    await symlink(join(root, 'secret.csv'), join(root, 'open', 'link.csv'))
  })
  after(() => rm(root, { recursive: true }))

  const openFile = (path: string, maxBytes = 1_000_000) =>
    createFileOpener({ directory: join(root, 'open'), maxBytes })(path)

  it('are read by a connection that names one', async () => {
    const harness = portalHarness({ file: 'master.csv' }, { openFile: path => openFile(path) })
    await harness.pull()
    expect(harness.records.size).to.equal(6)
    expect(harness.calls.size).to.equal(0)
  })

  it('are none outside the directory, by a path or by a link', async () => {
    for (const path of ['../secret.csv', '/etc/passwd', 'link.csv', '.']) {
      expect((await rejection(openFile(path))).code, path).to.equal('file_not_allowed')
    }
    expect((await rejection(openFile('none.csv'))).code).to.equal('file_missing')
    expect((await rejection(openFile('master.csv', 10))).code).to.equal('file_too_large')
  })

  it('are not read where the operator has opened no directory', async () => {
    expect((await rejection(portalHarness({ file: 'master.csv' }).pull())).code).to.equal(
      'portal_file_not_opened',
    )
  })
})
