import { expect } from 'chai'
import { portalSettings } from '#connectors/portal/settings'

describe('settings of a portal connection', () => {
  const read = (given: object) => portalSettings.parse(given)
  const wrong = (given: object) =>
    portalSettings.safeParse(given).error?.issues.map(({ path }) => path.join('.'))

  it('have defaults for all, and the preset of the TSPU sites', () => {
    expect(read({})).to.deep.include({
      preset: 'tspu',
      format: 'auto',
      pageSize: 500,
      allowUnknownHeaders: false,
    })
  })

  it('understand texts of a command line, a mapping as YAML among them', () => {
    const given = {
      url: 'https://p.example/x?k={key}',
      mapping: 'columns: { hours: [Часики] }',
      pageSize: '50',
    }
    expect(read(given)).to.deep.include({ mapping: { columns: { hours: ['Часики'] } }, pageSize: 50 })
    expect(wrong({ mapping: '{ a: [' })).to.deep.equal(['mapping'])
  })

  it('are read back from what they were stored as', () => {
    const settings = read({ url: 'https://p.example/x', mapping: 'ignore: [Город]' })
    const stored = JSON.parse(JSON.stringify({ ...settings, file: null }))
    expect(JSON.stringify(read(stored))).to.equal(JSON.stringify(settings))
  })

  it('refuse two sources, a login in the address, and an address that is none', () => {
    expect(wrong({ url: 'https://p.example/', file: 'a.csv' })).to.deep.equal(['file'])
    for (const url of ['https://u:p@p.example/', 'ftp://p.example/', 'file:///etc/passwd', 'x']) {
      expect(wrong({ url }), url).to.deep.equal(['url'])
    }
  })
})
