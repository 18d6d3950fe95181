import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { connectorOf, connectors } from '#connectors/registry'

describe('the registry of connectors', () => {
  it('has each connector under its own type', () => {
    expect(Object.keys(connectors)).to.include('moodle')
    for (const [type, connector] of Object.entries(connectors)) expect(connector.type).to.equal(type)
    expect(connectorOf('moodle').title).to.equal('Moodle')
  })

  it('has each run through the suite that all of them keep, and through its own fault cases', () => {
    const folder = new URL('../../contract/connectors/', import.meta.url)
    for (const [type, { title }] of Object.entries(connectors)) {
      const own = readFileSync(new URL(`${type}.test.ts`, folder), 'utf8')
      expect(own, title).to.include('describeConnector(').and.include(`connector: ${type}Connector`)
      expect(readFileSync(new URL(`${type}-faults.test.ts`, folder), 'utf8')).to.match(/it\([`'"]\d/)
    }
  })

  it('says that a type is unknown', () => {
    for (const type of ['canvas9', '', '__proto__', 'constructor']) {
      expect(() => connectorOf(type))
        .to.throw()
        .that.includes({ code: 'connector_unknown', kind: 'config' })
    }
  })
})
