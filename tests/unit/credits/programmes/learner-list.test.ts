import { expect } from 'chai'
import { readLearnerList } from '#credits/programmes/learner-list'

const said = (text: string, enrolled = '') => readLearnerList(text, enrolled)
const faultsOf = (text: string) =>
  said(text).faults.map(({ line, column, fault }) => `${line} ${column} ${fault}`)

describe('a list of people to enrol', () => {
  it('is read by its heads, in Russian or English, in any order, with what a spreadsheet copies', () => {
    const copied =
      'Фамилия\tИмя\tНомер учётной записи\tДата зачисления\tОрганизация\nКовалёва\tАнна\t101\t02.09.2024\tшкола «№ 12»'
    const saved =
      '\ufeffuser;family;given;enrolled;organisation\r\n101;Ковалёва;Анна;2024-09-02;школа «№ 12»\r\n'
    const expected = {
      ...{ user: '101', family: 'Ковалёва', given: 'Анна', patronymic: '', organisation: 'школа «№ 12»' },
      ...{ enrolled: '2024-09-02', documents: '', snils: '', number: '' },
    }
    for (const text of [copied, saved])
      expect(said(text)).to.deep.equal({ rows: [expected], faults: [], unread: [] })
  })

  it('takes the date of the form for lines without one, and only for them', () => {
    const { rows } = said('user;family;enrolled\n1;А;\n2;Б;2025-01-10', '2026-09-01')
    expect(rows.map(({ enrolled }) => enrolled)).to.deep.equal(['2026-09-01', '2025-01-10'])
  })

  it('names each line that does not hold, as an editor counts them', () => {
    const lines = [
      '1;;2024-09-02;;',
      ';Б;2024-09-02;;',
      '3;В;2024-02-30;;',
      '4;Г;2024-09-02;123;',
      '5;Д;2024-09-02;;может быть',
    ]
    expect(faultsOf(['user;family;enrolled;snils;documents', ...lines].join('\n'))).to.deep.equal([
      '2 family empty',
      '3 user no-account',
      '4 enrolled no-date',
      '5 snils no-snils',
      '6 documents unknown-word',
    ])
  })

  it('knows a СНИЛС in place of an account, and words for documents', () => {
    const { rows, faults } = said('family;enrolled;snils;documents\nА;2024-09-02;112-233-445 95;Да')
    expect(faults).to.deep.equal([])
    expect(rows[0]).to.include({ snils: '11223344595', documents: 'complete', user: '' })
  })

  it('says that the heads are missing, and that a text is no table', () => {
    expect(faultsOf('101;Ковалёва;Анна')).to.deep.equal(['1 family no-column'])
    expect(faultsOf('')).to.deep.equal(['1 family no-column'])
    expect(said('user;family;enrolled\n').rows).to.deep.equal([])
    expect(faultsOf('user;family\n"1;А')).to.deep.equal(['1 undefined unreadable'])
  })

  it('keeps quotation marks and commas inside a name', () => {
    const { rows } = said('user;family;organisation;enrolled\n1;А;МБОУ "СОШ № 91", Томск;2024-09-02')
    expect(rows[0]?.organisation).to.equal('МБОУ "СОШ № 91", Томск')
    expect(said('user,family,enrolled\n1,Б,2024-09-02').rows[0]?.family).to.equal('Б')
  })

  it('names what it does not read: a column of another name, values beyond the heads, a column named twice', () => {
    const odd = said(
      '№;user;family;СНИЛСС;enrolled;\n1;101;А;112-233-445 95;2024-09-02;\n2;102;Б;;2024-09-02;',
    )
    expect([odd.unread, odd.faults]).to.deep.equal([['№', 'СНИЛСС'], []])
    expect(faultsOf('user;family;enrolled\n1;А;2024-09-02;;\n2;Б;2024-09-02;;учитель')).to.deep.equal([
      '3 undefined more-values',
    ])
    expect(faultsOf('user;Фамилия;учётная запись\n1;А;2')).to.deep.equal(['1 user twice'])
  })

  it('takes no value that a book has no room for, and begins where the table begins', () => {
    const long = `\n\nuser;family;enrolled\n1;${'Ж'.repeat(201)};2024-09-02`
    expect(faultsOf(long)).to.deep.equal(['4 family too-long'])
  })
})
