import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import { readFederalForm } from '#config/frdo'
import { readXlsx } from '#connectors/portal/formats/xlsx'
import { writeFederalRegister } from '#documents/federal-register-xlsx'
import { parseFederalForm } from '#domain/federal/form'

const form = parseFederalForm(readFederalForm())
const row = {
  documentKind: 'Удостоверение о повышении квалификации',
  number: '000345',
  registrationNumber: '=1+1',
  programmeTitle: 'Урок «<A & B>»\u0001',
  issuedOn: '2026-11-22',
  birthDate: '1980-02-29',
  yearFrom: 2024,
  hours: 108,
  snils: '112-233-445 95',
  citizenship: '031',
}
const file = writeFederalRegister(form, [row])
const parts = Object.fromEntries(
  Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]),
)
const sheet = parts['xl/worksheets/sheet1.xml'] ?? ''
const textOf = ({ text }: { text: string }) => text
const cell = (at: string) => new RegExp(`<c r="${at}"[^>]*>.*?</c>`).exec(sheet)?.[0]

describe('the file of the federal register', () => {
  it('reads back, by other code than wrote it, as 40 headers in order and the row', async () => {
    const [grid, more] = await readXlsx(file)
    expect(more).to.equal(undefined) // the lists are hidden
    expect(grid?.name).to.equal('Шаблон')
    const [header, values] = (grid?.rows ?? []).map(row => row.cells.map(textOf))
    expect(header).to.deep.equal(form.columns.map(each => each.header))
    expect(header).to.have.length(40)
    const read = Object.fromEntries(form.columns.map((each, i) => [each.field, values?.[i] ?? '']))
    expect(read).to.include({
      number: '000345',
      registrationNumber: '=1+1',
      programmeTitle: 'Урок «<A & B>»',
      snils: '112-233-445 95',
      citizenship: '031',
      yearFrom: '2024',
      hours: '108',
      issuedOn: '22.11.2026',
      birthDate: '29.02.1980',
      loss: '',
    })
  })

  it('keeps text as text, dates as dates, numbers as numbers', () => {
    expect(cell('G2')).to.match(/ s="2" t="s">/)
    expect(cell('AA2')).to.match(/ s="2" t="s">/)
    // 46348 days after 30 December 1899 is 22 November 2026
    expect(cell('H2')).to.equal('<c r="H2" s="3"><v>46348</v></c>')
    expect(cell('U2')).to.equal('<c r="U2"><v>108</v></c>')
    expect(sheet).to.not.contain('<f>')
    expect(parts['xl/styles.xml']).to.contain('formatCode="dd\\.mm\\.yyyy"')
  })

  it('offers every list as a drop-down from the hidden sheet', () => {
    expect(parts['xl/workbook.xml']).to.match(/name="Проверки" sheetId="2" state="hidden"/)
    const formula = /sqref="C2:C1048576"><formula1>'Проверки'!\$(\w+)\$1:\$\1\$(\d+)</.exec(sheet)
    expect([formula?.[1], formula?.[2]]).to.deep.equal(['C', '5'])
    const offered = [...sheet.matchAll(/sqref="([A-Z]+)2:/g)].map(each => each[1])
    expect(offered).to.deep.equal([
      ...['A', 'B', 'C', 'D', 'E', 'J', 'L', 'M', 'O', 'Z', 'AB', 'AC', 'AD', 'AE', 'AF'],
    ])
    expect(parts['xl/sharedStrings.xml']).to.contain('Объявление в газете')
  })

  it('gives the same bytes for the same rows', () => {
    expect(Buffer.compare(file, writeFederalRegister(form, [row]))).to.equal(0)
  })
})
