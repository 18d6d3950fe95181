import { expect } from 'chai'
import { readFederalForm } from '#config/frdo'
import { type FederalSource, federalValues } from '#domain/federal/fields'
import { columnName, parseFederalForm } from '#domain/federal/form'
import { incompleteLists, lintRow } from '#domain/federal/lint'
import { findingText } from '#domain/federal/words'

const yaml = readFederalForm()
const form = parseFederalForm(yaml)

const source: FederalSource = {
  document: {
    snapshot: {
      learner: { familyName: 'Ковалёва', givenName: 'Анна', patronymic: 'Сергеевна' },
      programme: { title: 'Цифровая дидактика: урок № 1', regulation: 'tspu', regulationVersion: '1' },
      issuer: { name: 'Институт', city: 'Томск', signatory: 'П.', secretary: 'В.' },
      documentTitle: 'Удостоверение о повышении квалификации',
      hours: '108.75',
      period: { from: '2024-09-02', to: '2026-05-18' },
      modules: [],
      issuedOn: '2026-11-22',
      registrationNumber: 'ПК-2026-000101',
      verificationCode: 'ABCDEFGH2345',
      verificationUrl: 'https://z.example/verify/ABCDEFGH2345',
    },
  },
  education: {
    sex: 'female',
    birthDate: '1980-02-29',
    citizenship: '643',
    snils: '11223344595',
    level: 'Высшее образование',
    diploma: { familyName: 'Петрова', series: '0012', number: '000345' },
  },
  programme: {
    area: 'Образование и наука',
    group: 'Образование и педагогические науки',
    studyForm: 'Очно-заочная (вечерняя)',
    funding: 'Платное обучение',
  },
}

const without = (change: Partial<FederalSource>) =>
  lintRow(form, federalValues(form, { ...source, ...change })).map(each => [each.column, each.fault])

describe('the form of the federal register', () => {
  it('has the 40 columns from A to AN in their order', () => {
    expect(form.columns).to.have.length(40)
    expect(columnName(39)).to.equal('AN')
    const places = Object.fromEntries(form.columns.map((each, i) => [columnName(i), each.header]))
    expect(places).to.include({
      A: 'Вид документа',
      K: 'Наименование дополнительной профессиональной программы',
      P: 'Фамилия указанная в дипломе о ВО или СПО',
      AA: 'СНИЛС',
      AE: 'Гражданство получателя (код страны по ОКСМ)',
      AN: 'Номер документа для изменения',
    })
  })

  it('has every value of its lists, and says of a list that is cut short how much is known', () => {
    expect(incompleteLists(form)).to.deep.equal([])
    const { areas, groups, citizenships } = form.lists
    const counts = [areas, groups, citizenships].map(list => new Set(list?.values).size)
    expect(counts).to.deep.equal([33, 466, 254])
    expect(areas?.values[0]).to.equal('Образование и наука')
    expect(groups?.values).to.include('Образование и педагогические науки')
    expect(citizenships?.values).to.include.members(['643', '008'])
    const cut = parseFederalForm(
      yaml.replace(
        'sexes: { values: [Муж, Жен] }',
        'sexes: { complete: false, expected: 3, values: [Муж, Жен] }',
      ),
    )
    expect(incompleteLists(cut)).to.deep.equal([{ list: 'sexes', known: 2, expected: 3 }])
  })

  it('refuses a data file with a field twice, a list that is not there or a word outside its list', () => {
    const faultsOf = (text: string) => {
      try {
        parseFederalForm(text)
        return []
      } catch (error) {
        return (error as { issues: { message: string }[] }).issues.map(each => each.message)
      }
    }
    expect(faultsOf(yaml.replace('field: series', 'field: number'))).to.deep.equal(['number stands twice'])
    expect(faultsOf(yaml.replace('list: sexes', 'list: genders'))).to.include('there is no list genders')
    expect(faultsOf(yaml.replace('male: Муж', 'male: Мужской'))).to.deep.equal([
      '«Мужской» stands in no list of its column',
    ])
    expect(faultsOf('columns: [')).to.have.length(1)
  })
})

describe('a row of the federal register', () => {
  it('passes when nothing is missing, with hours rounded down and СНИЛС as the form hints', () => {
    expect(without({})).to.deep.equal([])
    expect(federalValues(form, source)).to.include({
      documentStatus: 'Оригинал',
      loss: 'Нет',
      hours: 108,
      snils: '112-233-445 95',
      diplomaSeries: '0012',
      sex: 'Жен',
      yearFrom: 2024,
    })
  })

  it('names each datum that a person or a programme lacks', () => {
    const { education: _, programme: __, ...bare } = source
    expect(lintRow(form, federalValues(form, bare)).map(each => each.column)).to.deep.equal([
      'L',
      'M',
      'O',
      'P',
      'R',
      'Y',
      'Z',
      'AA',
      'AB',
      'AC',
      'AE',
    ])
  })

  it('finds a СНИЛС whose sum does not hold, in words without the number', () => {
    const education = { ...source.education, snils: '112-233-445 96' }
    const [finding] = lintRow(form, federalValues(form, { ...source, education }))
    expect(finding).to.include({ column: 'AA', fault: 'snils-sum' })
    const text = finding ? findingText(finding, 'ru') : ''
    expect(text).to.equal('AA СНИЛС: контрольное число СНИЛС не сходится: проверьте цифры')
    expect(without({ education: { ...education, snils: '1122' } })).to.deep.equal([['AA', 'snils-digits']])
  })

  it('finds signs that the title may not have', () => {
    const { snapshot } = source.document
    const programme = { ...snapshot.programme, title: 'Урок "A" & B — 2' }
    const document = { snapshot: { ...snapshot, programme } }
    const [finding] = lintRow(form, federalValues(form, { ...source, document }))
    expect(finding?.facts).to.deep.equal({ signs: '" & —' })
  })

  it('tells a value outside a whole list from one outside the known part', () => {
    const programme = { ...source.programme, funding: 'Бюджетное обучение', area: 'Культура' }
    expect(without({ programme })).to.deep.equal([
      ['L', 'not-in-list'],
      ['AC', 'not-in-list'],
    ])
    const areas = { values: ['Образование и наука'], complete: false, expected: 33 }
    const cut = { ...form, lists: { ...form.lists, areas } }
    const found = lintRow(cut, federalValues(cut, { ...source, programme }))
    expect(found.map(each => [each.column, each.fault])).to.deep.include(['L', 'not-in-known-part'])
  })

  it('finds dates and years that are none', () => {
    expect(without({ education: { ...source.education, birthDate: '1980-02-30' } })).to.deep.equal([
      ['Y', 'date'],
    ])
  })

  it('names the original of a duplicate, and the line that a correction changes', () => {
    const original = { ...source.document, wasExported: true }
    const replacing = (kind: 'duplicate' | 'correction' | 'exchange', more = {}) =>
      federalValues(form, {
        ...source,
        document: { ...source.document, replacement: { kind, destroyed: false, ...more } },
        original,
      })
    expect(replacing('duplicate', { loss: 'police' })).to.include({
      documentStatus: 'Дубликат',
      loss: 'Справка из органов внутренних дел',
      originalRegistrationNumber: 'ПК-2026-000101',
      originalFamilyName: 'Ковалёва',
    })
    expect(replacing('exchange', { exchange: 'damage', destroyed: true })).to.include({
      exchange: 'Обмен по причине порчи',
      destroyed: 'Да',
    })
    expect(replacing('correction').changes).to.equal('ПК-2026-000101')
    expect(replacing('correction').originalNumber).to.equal(undefined)
    const orphan = federalValues(form, source)
    expect(lintRow(form, orphan, 'duplicate').map(each => each.column)).to.deep.equal([
      'AF',
      'AH',
      'AI',
      'AJ',
      'AK',
      'AL',
    ])
  })
})
