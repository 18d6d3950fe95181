import { expect } from 'chai'
import { connectorOf, connectors } from '#connectors/registry'

describe('the registry of connectors', () => {
  it('has each connector under its own type', () => {
    expect(Object.keys(connectors)).to.include('moodle')
    for (const [type, connector] of Object.entries(connectors)) expect(connector.type).to.equal(type)
    expect(connectorOf('moodle').title).to.equal('Moodle')
  })

  it('says that a type is unknown', () => {
    for (const type of ['canvas9', '', '__proto__', 'constructor']) {
      expect(() => connectorOf(type))
        .to.throw()
        .that.includes({ code: 'connector_unknown', kind: 'config' })
    }
  })
})
