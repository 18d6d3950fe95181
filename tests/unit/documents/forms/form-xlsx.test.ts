import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from '#connectors/portal/formats/xlsx'
import { writeForm } from '#documents/forms/form-xlsx'
import { aForm, HEADS, lineOf } from './sample.ts'

const read = async (bytes: Uint8Array) =>
  (await readXlsx(bytes)).map(({ name, rows }) => ({
    name,
    rows: rows.map(row => row.cells.map(cell => cell.text)),
  }))

const part = (bytes: Uint8Array, name: string): string =>
  strFromU8(unzipSync(bytes)[name] ?? new Uint8Array())

describe('a printed form as XLSX', () => {
  it('reads back, by other code than wrote it, as title, heads and lines', async () => {
    const [sheet] = await read(writeForm(aForm({ mark: 'ДУБЛИКАТ', rows: [lineOf(1)] })))
    expect(sheet?.name).to.equal('Зачётно-накопительная книжка')
    const rows =
      sheet?.rows.map(cells => [...new Set(cells.filter(Boolean))]).filter(cells => cells.length > 0) ?? []
    expect(rows[0]).to.deep.equal(['Зачётно-накопительная книжка · ДУБЛИКАТ'])
    // cells that are one read as the same text in each: told once
    expect(rows[3]).to.deep.equal(HEADS)
    expect(rows[4]?.slice(0, 7)).to.deep.equal([
      '1',
      'Открытый урок на курсах повышения квалификации',
      'очно',
      '24',
      '12.02.2026',
      'ТГПУ',
      'справка № 41',
    ])
    expect(rows.at(-1)).to.deep.equal(['Всего засчитано: 48 академических часов'])
  })

  it('keeps hours as numbers and dates as dates, and nothing as a formula', () => {
    const sheet = part(writeForm(aForm({ rows: [lineOf(1, '=1+1')] })), 'xl/worksheets/sheet1.xml')
    expect(sheet).to.match(/<c r="D\d+" s="10"><v>24<\/v>/)
    // 46065 days after 30 December 1899 is 12 February 2026
    expect(sheet).to.match(/<c r="E\d+" s="11"><v>46065<\/v>/)
    expect(sheet).to.not.contain('<f>')
  })

  it('prints across, as wide as the paper, with the heads on every page', () => {
    const bytes = writeForm(aForm({ hasColumnNumbers: true }))
    const sheet = part(bytes, 'xl/worksheets/sheet1.xml')
    expect(sheet).to.match(/<pageSetup [^>]*orientation="landscape" fitToWidth="1" fitToHeight="0"/)
    expect(part(bytes, 'xl/workbook.xml')).to.contain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Зачётно-накопительная книжка'!$5:$6</definedName>`,
    )
  })

  it('merges title and headings across all columns, each merged once', () => {
    const sheet = part(
      writeForm(aForm({ rows: [{ section: 'Формальное образование' }, lineOf(1)] })),
      'xl/worksheets/sheet1.xml',
    )
    const merged = [...sheet.matchAll(/<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"/g)].map(m => m[1])
    expect(merged).to.include('A1:H1').and.to.include('A6:H6')
    expect(new Set(merged).size).to.equal(merged.length)
    expect(sheet.indexOf('</sheetData>')).to.be.below(sheet.indexOf('<mergeCells'))
  })

  it('gives a sheet a name that Excel takes, whatever the title', async () => {
    const [sheet] = await read(writeForm(aForm({ title: 'План: [весь] коллектив / группы, год 2026–2027?' })))
    expect(sheet?.name).to.match(/^[^[\]:*?/\\']{1,31}$/)
  })
})
