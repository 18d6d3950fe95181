import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { demandReadable, readBytes } from '#src/cli/input-file'
import { faultText } from '#src/cli/io'
import { readBackupFile } from '#store/backup/file'

const nowhere = path.join(tmpdir(), 'no-such-folder', 'file.csv')
const textOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return faultText(error)
  }
  return 'nothing thrown'
}

describe('a fault on the command line', () => {
  it('says where to look for what is not there', () => {
    expect(faultText(new NotFoundError('no such connection: moodle'))).to.equal(
      'no such connection: moodle [not_found]\n  what there is: zachetka connection list',
    )
    expect(faultText(new NotFoundError('nothing'))).to.equal('nothing [not_found]')
  })

  it('has no stack where the database does not answer, and names the variable', () => {
    const fault = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      name: 'MongooseServerSelectionError',
    })
    const text = faultText(fault)
    expect(text).to.include('ECONNREFUSED').and.to.include('MONGODB_URI').and.not.to.include('    at ')
  })

  it('names the first fifty faults of a file and counts the rest', () => {
    const issues = Array.from({ length: 60 }, (_, i) => ({ path: `line ${i}`, message: 'empty' }))
    const lines = faultText(new InvalidInputError('does not hold', issues)).split('\n')
    expect([lines.length, lines.at(-1)]).to.deep.equal([52, '  … and 10 more'])
  })

  it('keeps the stack of what nobody expected', () => {
    expect(faultText(new TypeError('x is not a function'))).to.include('    at ')
  })

  it('says why a file cannot be read, before anything is done with it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'zachetka-'))
    expect(textOf(() => readBytes(nowhere))).to.include('there is no such file')
    expect(textOf(() => demandReadable(nowhere))).to.include('there is no such file')
    expect(textOf(() => readBytes(folder))).to.include('it is a folder')
  })

  it('reaches whoever reads a backup that is gone', async () => {
    const fault = await readBackupFile(nowhere)
      .next()
      .then(
        () => null,
        error => error,
      )
    expect(fault).to.include({ code: 'ENOENT' })
  })
})
