import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse as parseYaml } from 'yaml'
import type { SourceFile } from '#connectors/contract'
import type { ColumnsError } from '#connectors/errors'
import { mappingOf, readExport } from '#connectors/portal/read'
import { portalSettings } from '#connectors/portal/settings'
import { rejection } from '#tests/contract/connectors/harness'
import { buildTable } from '#tests/lms/portal/data'
import { encodeText } from '#tests/lms/portal/encode'
import { workbookOf } from '#tests/lms/portal/workbook'
import { zipOf } from '#tests/lms/portal/zip-writer'

const file = (text: string | Uint8Array): SourceFile => ({
  name: 'export',
  bytes: typeof text === 'string' ? encodeText(text, 'utf-8') : text,
})
const read = (text: string | Uint8Array, settings: object = {}, inflatedBytes?: number) =>
  readExport(file(text), portalSettings.parse(settings), inflatedBytes)
const code = async (...given: Parameters<typeof read>) => (await rejection(read(...given))).code
const records = async (...given: Parameters<typeof read>) =>
  (await read(...given)).rows.flatMap(row => ('record' in row ? [row.record] : []))
const faults = async (...given: Parameters<typeof read>) =>
  (await read(...given)).rows.flatMap(row => ('fault' in row ? [row.fault] : []))

const head = 'Логин;ФИО;Название модуля;Часы;Дата'
const csv = (...lines: string[]) => [head, ...lines].join('\n')
const line = 'u1;Иванова Анна Сергеевна;Семинар;8;05.12.2025'

describe('the header of an export', () => {
  it('32 names a column that was renamed, and the stranger that may be it', async () => {
    const fault = await rejection(read('Логин;ФИО;Название модуля;Часики;Дата\nu1;И А;С;8;05.12.2025'))
    expect(fault).to.include({ code: 'portal_header_missing', kind: 'config' })
    expect(fault.message).to.include('«Часы»').and.to.include('«Часики»')
  })

  it('32 names a new column that nobody knows, and passes it over only if told to', async () => {
    const text = csv(line).replace('Дата', 'Дата;Зарплата').replace('2025', '2025;100')
    expect((await rejection(read(text))).message).to.include('«Зарплата»')
    const allowed = await read(text, { allowUnknownHeaders: 'true' })
    expect(allowed.rows).to.have.length(1)
    expect(allowed.warnings).to.deep.include({
      code: 'portal_columns_passed',
      message: 'columns are not known and were passed over: «Зарплата»',
    })
  })

  it('is understood as the connection renames it', async () => {
    const text = csv(line).replace('Часы', 'Часики')
    const [record] = await records(text, { mapping: 'columns: { hours: [Часики] }' })
    expect(record?.hours[0]?.value).to.equal('8')
  })

  it('is understood as a person says of single headers, over what the description of columns says', async () => {
    const headers = [
      { header: 'часики', field: 'hours' },
      { header: 'Название модуля', field: 'courseId' },
      { header: 'Зарплата', field: null },
    ]
    const text = 'Логин;Название модуля;Часики;Дата;Зарплата\nu1;С-1;8;05.12.2025;100'
    const [record] = await records(text, { mapping: { headers } })
    expect(record).to.deep.include({ key: 'u1|С-1' })
    expect(record?.hours[0]?.value).to.equal('8')
  })

  it('is told with an example even where it cannot be understood, so that a person can say what is what', async () => {
    const columnsOf = async (text: string) => ((await rejection(read(text))) as ColumnsError).columns
    expect(await columnsOf('Логин;Модуль;Часики;Дата\nu1;С;;05.12.2025\nu2;С;8;05.12.2025')).to.deep.equal([
      { header: 'Логин', field: 'personId', example: 'u1' },
      { header: 'Модуль', field: 'title', example: 'С' },
      { header: 'Часики', field: null, isUnknown: true, example: '8' },
      { header: 'Дата', field: 'date', example: '05.12.2025' },
    ])
    expect(await columnsOf('Отчёт\nКто;Что;Когда\nu1;С;05.12.2025')).to.deep.equal([
      { header: 'Кто', field: null, isUnknown: true, example: 'u1' },
      { header: 'Что', field: null, isUnknown: true, example: 'С' },
      { header: 'Когда', field: null, isUnknown: true, example: '05.12.2025' },
    ])
    expect(await columnsOf('просто текст')).to.deep.equal([])
  })

  it('may not name one thing twice', async () => {
    expect(await code(csv(line).replace('Часы', 'Login'))).to.equal('portal_header_twice')
  })

  it('is found below titles, whatever its case, spaces and line breaks', async () => {
    const text = `Выгрузка;;;;\n;;;;\nЛОГИН:;"Ф.И.О.";"Название\nмодуля";Часы*;Дата\n${line}`
    expect(await records(text)).to.have.length(1)
  })
})

describe('rows of an export', () => {
  it('29 keep zeros in front, line breaks in quotes, quotes inside words and links that are formulas', async () => {
    const text = [
      'Табельный номер;ФИО;Модуль;Часы;Дата;Ссылка',
      '"=""00042""";"Иванова\nАнна";МБОУ "СОШ" и ко;36,5 ч.;05.12.2025;"=HYPERLINK(""https://a.example/1"";""работа"")"',
    ].join('\r\n')
    const [record] = await records(text)
    expect(record?.person).to.deep.include({ userId: 'tab:00042', familyName: 'Иванова', givenName: 'Анна' })
    expect(record?.item.title).to.equal('МБОУ "СОШ" и ко')
    expect(record?.hours[0]).to.include({ value: '36.5', raw: '36,5 ч.' })
    expect(record?.evidence).to.equal('https://a.example/1')
  })

  it('27 have dates in the zone that is named, with its history, and no other format', async () => {
    const at = async (date: string, timeZone: string) =>
      (await records(csv(line.replace('05.12.2025', date)), { timeZone }))[0]?.when.at
    expect(await at('05.12.2025', 'Europe/Moscow')).to.equal('2025-12-04T21:00:00.000Z')
    expect(await at('05.12.2013', 'Europe/Moscow')).to.equal('2013-12-04T20:00:00.000Z')
    expect(await at('05.12.2025 10:30', 'Asia/Tomsk')).to.equal('2025-12-05T03:30:00.000Z')
    expect(await at('', 'Asia/Tomsk')).to.equal(null)
    for (const date of ['12/31/2025', '31.02.2025', '5.12.25', '46000', 'вчера']) {
      expect((await faults(csv(line.replace('05.12.2025', date))))[0]?.code, date).to.equal(
        'portal_date_unreadable',
      )
    }
  })

  it('31 have an unknown state when the word is not known, and none is taken for completed', async () => {
    const states = async (word: string) => (await records(`${head};Статус\n${line};${word}`))[0]?.state
    expect(await states('ЗАЧТЕНО')).to.equal('completed')
    expect(await states('Не зачтено')).to.equal('failed')
    expect([await states('ждём'), await states('')]).to.deep.equal(['unknown', 'unknown'])
    expect((await records(csv(line)))[0]?.state).to.equal('completed')
  })

  it('are no totals, no notes and no header once more, and each that is passed over is told', async () => {
    const { rows, warnings } = await read(csv(line, head, 'Итого:;;;8;', 'Выгружено 05.12.2025;;;;', ';;;;'))
    expect(rows).to.have.length(1)
    expect(warnings.map(warning => warning.code)).to.have.members([
      'portal_totals',
      'portal_header_again',
      'portal_notes',
    ])
  })

  it('19 count once when they repeat word for word, and are put aside when they contradict', async () => {
    const twice = await read(csv(line, line))
    expect(twice.snapshot).to.deep.equal({ complete: true, rows: 1, records: 1, withoutKey: 0 })
    const [fault] = await faults(csv(line, line.replace('8;', '16;')))
    expect(fault).to.include({ code: 'portal_rows_contradict', key: 'row:3:u1|title:семинар' })
  })

  it('23 are two records when one person passed a module twice and each pass has its number', async () => {
    const numbered = (id: number, date: string) => `${id};u1;Иванова Анна Сергеевна;Семинар;8;${date}`
    const text = [`№ записи;${head}`, numbered(1, '05.12.2025'), numbered(2, '06.02.2026')].join('\n')
    const found = await records(text, { mapping: 'columns: { recordId: [№ записи] }' })
    expect(found.map(({ key }) => key)).to.deep.equal(['id:1', 'id:2'])
  })

  it('whose cells a spreadsheet would run are put aside', async () => {
    for (const cell of ["=cmd|'/C calc'!A0", '@SUM(1)', '+cmd', '-cmd', '=1+1']) {
      const [fault] = await faults(csv(line.replace('Иванова Анна Сергеевна', cell)))
      expect(fault?.code, cell).to.equal('portal_formula')
    }
    expect((await records(csv(line.replace(';8;', ';-4;'))))[0]?.hours[0]?.value).to.equal('-4')
  })

  it('26 with characters that were lost are put aside', async () => {
    expect((await faults(csv(line.replace('Анна', 'Анн\ufffd'))))[0]?.code).to.equal('portal_text_damaged')
  })

  it('that name a person only by name are nobody', async () => {
    expect((await faults(csv(line.replace('u1', ''))))[0]?.code).to.equal('portal_person_unidentified')
  })

  it('42 may be called __proto__ and change nothing', async () => {
    const xml = `<a><row><login>u1</login><title>С</title><date>05.12.2025</date><hours>8</hours><__proto__><x>1</x></__proto__></row></a>`
    expect(await code(xml)).to.equal('portal_header_unknown')
    expect(({} as { x?: string }).x).to.equal(undefined)
  })
})

describe('the tariff of a preset', () => {
  const kind = async (word: string, hours: string, more = '') =>
    (await read(`${head};Вид;Количество\n${line.replace(';8;', `;${hours};`)};${word};${more}`)).rows[0]
  const values = async (...given: Parameters<typeof kind>) => {
    const row = await kind(...given)
    return row && 'record' in row ? row.record.hours.map(({ value, from }) => `${from} ${value}`) : []
  }

  it('is that of Приложение 1, hours and kinds', () => {
    const path = new URL('../../../../config/regulations/tspu.yaml', import.meta.url)
    const regulation = parseYaml(readFileSync(path, 'utf8')) as {
      tariff: { kind: string; hours: number; clause: string }[]
    }
    const own = mappingOf(portalSettings.parse({})).tariff
    const plain = (lines: { kind: string; hours: string | number; clause: string }[]) =>
      lines.map(({ kind, hours, clause }) => `${kind} ${hours} ${clause}`)
    expect(plain(own)).to.deep.equal(plain(regulation.tariff))
  })

  it('28 gives the hours of the kind, beside what the row states', async () => {
    expect(await values('Мастер-класс', '')).to.deep.equal(['tariff:master-class 24'])
    expect(await values('мастер-класс', '16')).to.deep.equal(['tariff:master-class 24', 'column:hours 16'])
  })

  it('counts galleries by the piece', async () => {
    expect(await values('Фото-галерея', '', '3')).to.deep.equal(['tariff:photo-gallery 36'])
    expect(await values('Фото-галерея', '24')).to.deep.equal(['tariff:photo-gallery 24', 'column:hours 24'])
    expect(await values('Фото-галерея', '20')).to.deep.equal(['tariff:photo-gallery 12', 'column:hours 20'])
  })

  it('names a kind that it does not have', async () => {
    const { warnings } = await read(`${head};Вид\n${line};Субботник`)
    expect(warnings[0]?.message).to.include('«Субботник»')
    expect(await values('Субботник', '8')).to.deep.equal(['column:hours 8'])
  })
})

describe('a file that is not what it should be', () => {
  it('26 is refused when it is not in the encoding it names', async () => {
    const bytes = encodeText(`<?xml version="1.0" encoding="utf-8"?><a>Иванова</a>`, 'windows-1251')
    expect(await code(bytes)).to.equal('portal_not_in_encoding')
    expect(await code(encodeText('<?xml version="1.0" encoding="klingon"?><a/>', 'utf-8'))).to.equal(
      'portal_encoding_unknown',
    )
  })

  it('42 is refused with a document type or entities, in XML and in a workbook', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "ха"><!ENTITY y "&x;&x;">]><a><row><login>&y;</login></row></a>'
    expect(await code(bomb)).to.equal('portal_xml_doctype')
    const evil = Buffer.from('<!DOCTYPE a SYSTEM "http://169.254.169.254/"><worksheet/>')
    expect(
      await code(workbookOf(buildTable(1), { parts: [{ name: 'xl/worksheets/sheet1.xml', data: evil }] })),
    ).to.equal('portal_xml_doctype')
  })

  it('42 is refused when its elements are too deep', async () => {
    expect(await code(`<a>${'<b>'.repeat(5000)}${'</b>'.repeat(5000)}</a>`)).to.equal('portal_xml_broken')
  })

  it('30 is refused when a workbook unpacks to more than allowed, whatever it claims', async () => {
    const zeros = { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(5_000_000, ' ') }
    const honest = workbookOf(buildTable(1), { parts: [zeros] })
    const liar = workbookOf(buildTable(1), { parts: [{ ...zeros, claimedSize: 100 }] })
    expect(honest.length).to.be.below(50_000)
    expect(await code(honest, {}, 1_000_000)).to.equal('portal_too_large')
    expect(await code(liar, {}, 1_000_000)).to.match(/^portal_(too_large|xlsx_broken)$/)
  })

  it('30 is refused when few bytes spread over too many cells', async () => {
    const cells = '<td colspan="1000">x</td>'
    expect(await code(`<table><tr>${cells}</tr></table>`)).to.equal('portal_too_large')
    const tall = `<table><tr>${'<td rowspan="0">x</td>'.repeat(200)}</tr>${'<tr></tr>'.repeat(30_000)}</table>`
    expect(await code(tall)).to.equal('portal_too_large')
  })

  it('3, 5 is named: an old workbook, a zip of something else, JSON, bytes, a page without a table', async () => {
    expect(await code(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).to.equal('portal_xls_binary')
    expect(await code(zipOf([{ name: 'a.txt', data: Buffer.from('x') }]))).to.equal('portal_xlsx_broken')
    expect(await code('[{"id":1}]')).to.equal('portal_format_unknown')
    expect(await code(Uint8Array.of(1, 0, 2, 0, 3))).to.equal('portal_format_unknown')
    expect(await code('<html><body>Вход</body></html>')).to.equal('portal_no_table')
    expect(await code('%PDF-1.4\n1 0 obj<<>>endobj')).to.equal('portal_format_unknown')
    expect(await code(Array(301).fill('Колонка').join(';'))).to.equal('portal_too_large')
    expect(await code('<html><body>Вход</body></html>', { format: 'csv' })).to.equal('portal_format_other')
    expect(await code(csv('"u1;Иванова'))).to.equal('portal_csv_broken')
    expect(await code('<export><people><man/></people></export>')).to.equal('portal_rows_missing')
  })

  it('4, 6 is refused when it is an error in XML, or stands behind a notice', async () => {
    const error =
      '<EXCEPTION class="x"><ERRORCODE>invalidlogin</ERRORCODE><MESSAGE>Вход</MESSAGE></EXCEPTION>'
    expect(await code(error)).to.match(/^portal_/)
    const row = '<row><login>u1</login><title>С</title><date>05.12.2025</date><hours>8</hours></row>'
    expect(await code(`Notice: Undefined index in /srv/export.php on line 3\n<a>${row}</a>`)).to.match(
      /^portal_/,
    )
  })

  it('25 is empty without a fault when an XML has no rows, and a table has none', async () => {
    const empty = { complete: true, rows: 0, records: 0, withoutKey: 0 }
    expect((await read('<export/>')).snapshot).to.deep.equal(empty)
    expect((await read(csv())).snapshot).to.deep.equal(empty)
  })
})

describe('cells of a workbook', () => {
  const table = { header: ['Логин', 'ФИО', 'Модуль', 'Часы', 'Дата'], rows: [] }
  const sheet = (cells: string, merges: string[] = []) => workbookOf(table, { extraRows: [cells], merges })
  const text = (ref: string, value: string) => `<c r="${ref}2" t="inlineStr"><is><t>${value}</t></is></c>`
  const person = text('A', 'u1') + text('B', 'Иванова Анна') + text('C', 'Семинар')

  it('are dates by their format, with the time, in any of the two calendars', async () => {
    const [record] = await records(
      sheet(`${person}<c r="D2"><v>36.5</v></c><c r="E2" s="1"><v>45996.4375</v></c>`),
    )
    expect(record?.when).to.deep.include({ raw: '05.12.2025 10:30', at: '2025-12-05T03:30:00.000Z' })
    expect(record?.hours[0]).to.include({ value: '36.5' })
  })

  it('are what a formula gave, and put aside where it gave nothing or an error', async () => {
    const hours = (xml: string) => sheet(`${person}${xml}<c r="E2" s="1"><v>45996</v></c>`)
    expect((await records(hours('<c r="D2"><f>4+4</f><v>8</v></c>')))[0]?.hours[0]?.value).to.equal('8')
    expect((await faults(hours('<c r="D2"><f>4+4</f></c>')))[0]?.code).to.equal('portal_formula')
    expect((await faults(hours('<c r="D2" t="e"><v>#REF!</v></c>')))[0]?.code).to.equal('portal_error')
  })

  it('that are merged all have the value of the first', async () => {
    const second = `<c r="C3" t="inlineStr"><is><t>Мастер-класс</t></is></c><c r="D3"><v>24</v></c><c r="E3" s="1"><v>45997</v></c>`
    const book = workbookOf(table, {
      extraRows: [`${person}<c r="D2"><v>8</v></c><c r="E2" s="1"><v>45996</v></c>`, second],
      merges: ['A2:A3', 'B2:B3'],
    })
    expect((await records(book)).map(({ key }) => key)).to.deep.equal([
      'u1|title:семинар',
      'u1|title:мастер-класс',
    ])
  })
})
