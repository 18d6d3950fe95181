import { expect } from 'chai'
import { bypassNock, type Harness, portalHarness, sorted } from '#tests/contract/connectors/harness'
import { buildTable, type PortalTable } from '#tests/lms/portal/data'
import type { TextEncoding } from '#tests/lms/portal/encode'
import { bodyOf, type ExportFormat, type Portal, startPortal } from '#tests/lms/portal/server'

const table = buildTable(12)
/** Without letters that KOI8-R does not have. */
const plain = { ...table, rows: table.rows.map(row => row.map(text => text.replace(/[«»№]/g, '*'))) }

async function pull(bytes: Uint8Array, settings = {}, contentType?: string): Promise<Harness<unknown>> {
  const upload = { name: 'export', bytes, ...(contentType ? { contentType } : {}) }
  const harness = portalHarness(settings, { upload })
  await harness.pull()
  return harness
}

interface Exported {
  own: PortalTable
  format: ExportFormat
  encoding: TextEncoding
  bytes: Uint8Array
}

describe('the same data in every format and encoding, from an address, a hand or a directory', () => {
  bypassNock()
  let portal: Portal
  before(async () => {
    portal = await startPortal()
  })
  after(() => portal.close())

  const sources: Record<string, (one: Exported, settings: object) => Promise<Harness<unknown>>> = {
    upload: ({ bytes }, settings) => pull(bytes, settings),
    address: async ({ own, format, encoding }, settings) => {
      portal.setTable(own)
      const harness = portalHarness({ url: portal.exportUrl(format, encoding), ...settings })
      await harness.pull()
      return harness
    },
    directory: async ({ bytes }, settings) => {
      const openFile = async (name: string) => ({ name, bytes })
      const harness = portalHarness({ file: 'export', ...settings }, { openFile })
      await harness.pull()
      return harness
    },
  }
  const encodings: Record<ExportFormat, TextEncoding[]> = {
    csv: ['utf-8', 'utf-8-bom', 'windows-1251', 'koi8-r', 'utf-16le'],
    xml: ['utf-8', 'utf-8-bom', 'windows-1251', 'koi8-r'],
    html: ['utf-8', 'windows-1251', 'koi8-r'],
    xls: ['utf-8', 'windows-1251', 'koi8-r'],
    xlsx: ['utf-8'],
  }
  for (const [format, list] of Object.entries(encodings) as [ExportFormat, TextEncoding[]][]) {
    for (const encoding of list) {
      // nothing in a CSV says that it is KOI8-R
      const isBare = format === 'csv' && encoding === 'koi8-r'
      const settings = isBare ? { encoding } : {}
      for (const [source, pulled] of Object.entries(sources)) {
        it(`26 gives identical records (${format}, ${encoding}, ${source})`, async () => {
          const own = isBare ? plain : table
          const told = await pull(bodyOf('csv', 'utf-8', own))
          const harness = await pulled(
            { own, format, encoding, bytes: bodyOf(format, encoding, own) },
            settings,
          )
          expect(harness.records.size).to.equal(24)
          expect(harness.faults).to.deep.equal([])
          expect(sorted(harness.records)).to.deep.equal(sorted(told.records))
        })
      }
    }
  }

  it('26 believes the header before the bytes, and the operator before the header', async () => {
    const koi = bodyOf('csv', 'koi8-r', plain)
    const told = await pull(bodyOf('csv', 'utf-8', plain))
    const byHeader = await pull(koi, {}, 'text/csv; charset=KOI8-R')
    const forced = await pull(koi, { forceEncoding: 'koi8-r' }, 'text/csv; charset=utf-8')
    for (const { records } of [byHeader, forced]) expect(sorted(records)).to.deep.equal(sorted(told.records))
  })

  it('26 believes the header before the prolog, and the byte order mark before both', async () => {
    const told = await pull(bodyOf('csv', 'utf-8', table))
    const relabelled = bodyOf('xml', 'koi8-r', table).toString('latin1').replace('"koi8-r"', '"windows-1251"')
    const byHeader = await pull(Buffer.from(relabelled, 'latin1'), {}, 'application/xml; charset=koi8-r')
    const byMark = await pull(bodyOf('xml', 'utf-8-bom', table), {}, 'application/xml; charset=koi8-r')
    for (const { records } of [byHeader, byMark]) expect(sorted(records)).to.deep.equal(sorted(told.records))
  })

  it('are this record', async () => {
    const { records } = await pull(bodyOf('csv', 'windows-1251', table))
    expect(records.get('user1|SEM-2')).to.deep.equal({
      key: 'user1|SEM-2',
      person: records.get('user1|SEM-2')?.person,
      item: { courseId: 'SEM-2', title: 'Семинар "ФГОС"; часть 2', shortName: 'SEM-2', kind: 'seminar' },
      state: 'completed',
      rawState: 'Зачтено',
      when: { at: '2025-02-01T17:00:00.000Z', quality: 'exact', raw: '02.02.2025' },
      hours: [
        {
          value: '8',
          unit: 'ac45',
          kind: 'nominal',
          from: 'tariff:seminar',
          raw: '8 ч. (Приложение 1, строка 1)',
        },
        { value: '8', unit: 'ac45', kind: 'nominal', from: 'column:hours', raw: '8 ч.' },
      ],
    })
    expect(records.get('user1|SEM-2')?.person).to.include({ userId: 'user1', idNumber: '00001' })
    expect(records.get('user1|SEM-2')?.person.patronymic).to.match(/(вна|ич)$/)
  })
})
