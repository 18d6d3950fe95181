import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { loadRegulations, RegulationFileError } from '#src/adapters/regulations'

const own = readFileSync('docs/examples/own-regulation.yaml', 'utf8')
const later = own.replace('version: "2026"', 'version: "2027"')

describe('a folder of one’s own regulations', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'regulations-'))
    writeFileSync(path.join(folder, 'a.yaml'), own)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is read besides those that come along, version beside version', () => {
    writeFileSync(path.join(folder, 'b.yaml'), later.replace('"2026-01-01"', '"2027-01-01"'))
    const regulations = loadRegulations(folder)
    expect(regulations.inForce('north-mentors', '2026-12-31').version).to.equal('2026')
    expect(regulations.inForce('north-mentors', '2027-01-01').version).to.equal('2027')
    expect(regulations.get('tspu').id).to.equal('tspu')
  })

  for (const [why, second] of [
    ['from the same day', later],
    ['of the same name', own.replace('"2026-01-01"', '"2027-01-01"')],
  ])
    it(`is refused with two versions ${why}, both files named`, () => {
      writeFileSync(path.join(folder, 'b.yaml'), second ?? '')
      expect(() => loadRegulations(folder))
        .to.throw(RegulationFileError)
        .with.property('message')
        .that.matches(/b\.yaml:5 validFrom: version 2026 of north-mentors \(a\.yaml\)/)
    })
})
