import { expect } from 'chai'
import { buildTable, header } from '#tests/lms/portal/data'
import { type Portal, startPortal } from '#tests/lms/portal/server'
import { bypassNock, portalHarness, rejection, sorted } from './harness.ts'

const forever = { times: Number.POSITIVE_INFINITY }

describe('a portal that misbehaves', () => {
  bypassNock()
  let portal: Portal
  beforeEach(async () => {
    portal = await startPortal()
  })
  afterEach(() => portal.close())

  const open = (settings = {}, options = {}) =>
    portalHarness({ url: portal.exportUrl('csv'), pageSize: 5, ...settings }, options)
  const codes = async (promise: Promise<unknown>) => (await rejection(promise)).code

  it('1, 5 names a wrong login at the check, and a login page that comes with status 200', async () => {
    portal.faults.on('export', { kind: 'status', status: 401 })
    const refused = await open({}, { secrets: { username: 'u', password: 'wrong-password' } }).check()
    expect(refused.findings.map(({ code }) => code)).to.include('http_unauthorized')
    portal.demand('Basic something else')
    const page = await open({}, { secrets: { username: 'u', password: 'wrong-password' } }).check()
    expect(page.ok).to.equal(false)
    expect(page.findings.map(({ code }) => code)).to.include('portal_no_table')
    expect(JSON.stringify([refused, page])).not.to.include('wrong-password')
  })

  for (const [format, code] of [
    ['xml', 'portal_xml_broken'],
    ['html', 'portal_html_cut'],
    ['xlsx', 'portal_xlsx_broken'],
  ] as const) {
    it(`7 takes half of an export for nothing at all (${format})`, async () => {
      portal.faults.on('export', { kind: 'truncate', share: 0.7 }, forever)
      const harness = open({ url: portal.exportUrl(format) })
      expect(await codes(harness.pull())).to.equal(code)
      expect(harness.pages).to.equal(0)
    })
  }

  it('7, 8, 13 asks again when the connection breaks, stalls or the site is out of order', async () => {
    const calm = open()
    await calm.pull()
    for (const fault of [{ kind: 'reset' }, { kind: 'stall' }, { kind: 'status', status: 503 }] as const) {
      portal.faults.on('export', fault)
      const harness = open({}, { limits: { stallMs: 100 } })
      await harness.pull()
      expect(sorted(harness.records)).to.deep.equal(sorted(calm.records))
    }
  })

  it('18 follows a redirect inside the site and no other', async () => {
    const harness = open({ url: `${portal.url}/moved` })
    await harness.pull()
    expect(harness.records.size).to.equal(24)
    expect(await codes(open({ url: `${portal.url}/away` }).pull())).to.equal('http_redirect')
  })

  it('30 refuses a body that is too large', async () => {
    portal.faults.on('export', { kind: 'huge', bytes: 300_000 }, forever)
    expect(await codes(open({}, { limits: { bodyBytes: 100_000 } }).pull())).to.equal('http_body_too_large')
  })

  it('43 reads nothing from a private address unless the operator allows it', async () => {
    expect(await codes(open({}, { allowPrivateAddresses: false }).pull())).to.equal('address_refused')
  })

  it('38 tells an absent row by a complete pass and its count, and never by half of one', async () => {
    const harness = open()
    await harness.pull()
    expect(harness.snapshot).to.deep.equal({ complete: true, rows: 24, records: 24, withoutKey: 0 })
    portal.setTable(buildTable(3))
    const keys: string[] = []
    await harness.pull({ onPage: page => void keys.push(...page.records.map(({ key }) => key)) })
    expect(keys).to.have.length(6)
    expect(harness.snapshot).to.deep.include({ complete: true, rows: 6 })
    await harness.pull({ killAfter: 1 })
    expect(harness.snapshot).to.equal(null)
  })

  it('38 calls a pass incomplete when a row names nobody', async () => {
    const { rows } = buildTable(3)
    const nobody = header.map((_, k) =>
      k === 1 ? 'Иванова Анна Сергеевна' : k > 4 ? (rows[0]?.[k] ?? '') : '',
    )
    portal.setTable({ header, rows: [...rows, nobody] })
    const harness = open()
    await harness.pull()
    expect(harness.snapshot).to.deep.equal({ complete: false, rows: 7, records: 6, withoutKey: 1 })
    expect(harness.faults[0]).to.include({ code: 'portal_person_unidentified' })
  })

  it('20, 33 reads from the beginning, and says so, if the export changed while a pass was interrupted', async () => {
    const harness = open()
    await harness.pull({ killAfter: 2 })
    portal.setTable(buildTable(12, 2))
    await harness.pull({ from: harness.cursor })
    const whole = open()
    await whole.pull()
    expect(sorted(harness.records)).to.deep.equal(sorted(whole.records))
    expect(harness.warnings.map(({ code }) => code)).to.include('portal_file_changed')
  })

  it('44 puts one bad row aside and keeps the rest', async () => {
    const { rows } = buildTable(6)
    const bad = rows.map((row, k) =>
      k === 4 ? row.with(9, '31.02.2026') : k === 7 ? row.with(1, "=cmd|'/C calc'!A0") : row,
    )
    portal.setTable({ header, rows: bad })
    const harness = open()
    await harness.pull()
    expect(harness.records.size).to.equal(10)
    expect(harness.faults.map(({ code }) => code)).to.deep.equal(['portal_date_unreadable', 'portal_formula'])
    expect(harness.faults[0]?.key).to.equal('user3|GAL-1')
    expect(harness.faults[0]?.raw).to.include({ 'Дата завершения': '31.02.2026' })
    expect(harness.snapshot).to.include({ complete: true, rows: 12, records: 10 })
  })

  it('41 shows no secret that the site writes into its own rows', async () => {
    const { rows } = buildTable(3)
    const key = 'key-of-the-portal-4567'
    const linked = rows.map((row, k) => [
      ...(k === 1 ? row.with(9, 'вчера') : row),
      `https://portal.example/work?access=${key}&n=${k}`,
    ])
    portal.setTable({ header: [...header, 'Ссылка'], rows: linked })
    const harness = open({}, { secrets: { key } })
    await harness.pull()
    const report = await harness.check()
    const evidence = [...harness.records.values()].map(record => record.evidence)
    expect(evidence).to.include('https://portal.example/work?access=***&n=0')
    expect(harness.faults[0]?.raw).to.include({ Ссылка: 'https://portal.example/work?access=***&n=1' })
    expect(JSON.stringify([...harness.records.values(), harness.faults, report])).not.to.include(key)
    const short = open({}, { secrets: { username: 'user1', password: '0000' } })
    await short.pull()
    expect(short.records.get('user1|SEM-2')?.person.idNumber, 'what is one by chance stays').to.equal('00001')
  })

  it('previews what would be imported, what not and why, and stores nothing', async () => {
    const { rows } = buildTable(12)
    portal.setTable({
      header,
      rows: [...rows.slice(0, 23), (rows[23] ?? []).with(9, 'вчера').with(10, 'ожидает')],
    })
    const report = await open().check()
    expect(report).to.include({ ok: true, site: 'Сайты ТГПУ (master, planeta, uspeh): csv, utf-8, 24 rows' })
    expect(report.preview).to.include({ rows: 24, records: 23 })
    expect(report.preview?.sample).to.have.length(10)
    expect(report.preview?.faultCounts).to.deep.equal({ portal_date_unreadable: 1 })
    expect(report.columns?.find(({ header }) => header === 'ФИО')).to.include({ field: 'fullName' })
    expect(report.findings.map(({ code }) => code)).to.include.members([
      'source_answers',
      'portal_rows',
      'portal_date_unreadable',
      'portal_totals',
    ])
  })

  it('spends one call for a pass and one for a check', async () => {
    await open().pull()
    await open().check()
    expect(portal.requests.count('export')).to.equal(2)
  })
})
