import { expect } from 'chai'
import type { BookView } from '#credits/contract'
import { buildBlankForm, formsOf } from '#credits/forms/blank-form'
import { buildBookForm } from '#credits/forms/book-form'
import { buildRouteForm } from '#credits/forms/route-form'
import { typicalBook, typicalRoute } from '#credits/forms/typical-forms'
import type { RouteItemView, RouteView } from '#credits/routes/contract'
import type { FormCell, PrintedForm } from '#domain/certificates/printed-form'
import { canonicalLine } from '#domain/entries/signature'
import { parseHours } from '#domain/hours'
import { textsAsked } from '#domain/routes/texts'
import { speech } from '#http/say'
import { regulationNamed } from '#tests/unit/domain/support'
import { routeView } from '#tests/unit/http/support/routes'
import { bookView, entryOf, longBook } from '#tests/unit/http/support/views'

const tyumen = regulationNamed('tyumen')
const omsk = regulationNamed('omsk')
const options = {
  timeZone: 'Asia/Tomsk',
  hash: (text: string) => `h${text.length}`.padEnd(64, '0'),
}
const days = { today: '2026-11-22', timeZone: 'Asia/Tomsk' }

const said = (cell: FormCell): string =>
  cell === null ? '' : 'text' in cell ? cell.text : 'hours' in cell ? cell.hours : cell.date
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const table = ({ rows }: PrintedForm): string[][] =>
  rows.map(row => ('section' in row ? [`## ${row.section}`] : row.cells.map(said)))
const heads = ({ columns }: PrintedForm): string[] => columns.map(each => each.title)

const item = (number: number, more: Partial<RouteItemView>): RouteItemView => ({
  ...{ id: `i${number}`, number, title: `Мероприятие ${number}`, kind: 'seminar', plannedOn: '2026-12-01' },
  ...{ actualOn: null, entryId: null, forMe: true, hours: parseHours('8') },
  ...more,
})

describe('the book as a printed form', () => {
  it('says below the total why hours of a signed line are not in it, in the words of the page', () => {
    const book = bookView()
    const left = book.lines.filter(
      ({ entry, counted }) => entry.status === 'confirmed' && counted.uncounted > 0,
    )
    const { foot } = buildBookForm(book, tyumen, options)
    const told = foot.map(plain).filter(text => text.startsWith('В сумму не вошло'))
    expect(told).to.have.length(left.length).and.not.have.length(0)
    for (const line of left)
      expect(told.join('\n')).to.include(`записи № ${line.number}. ${speech('ru').reason(line)?.text}`)
  })

  it('names a hundred of many lines, so that the foot stays on its page', () => {
    const { foot } = buildBookForm(longBook(2000).book as BookView, tyumen, options)
    const waiting = foot.find(text => text.startsWith('Ждут подтверждения'))
    expect(waiting).to.match(/ и ещё 122$/)
    expect(foot.join('\n').length).to.be.lessThan(4000)
  })

  it('tells the first ten of many reasons and names the other lines', () => {
    const long = longBook(200).book as BookView
    const { foot } = buildBookForm(long, tyumen, options)
    expect(foot.filter(text => plain(text).startsWith('В сумму не вошло'))).to.have.length(10)
    expect(foot.find(text => text.startsWith('В сумму не вошли и'))).to.match(/записей № \d+(, \d+)+$/)
  })

  it('T23: has the eight columns of Приложение 2 in their order', () => {
    expect(heads(buildBookForm(bookView(), tyumen, options))).to.deep.equal([
      '№ п/п',
      'Наименование мероприятия (вид, тематика)',
      'Формат проведения',
      'Количество часов',
      'Дата проведения',
      'Название учреждения, на базе которого проведено мероприятие',
      'Наименование документа, подтверждающего реализацию мероприятия',
      'Подпись специалиста',
    ])
  })

  it('T23: falls back on that form where a regulation has none', () => {
    const book = tyumen.forms.find(form => form.id === 'book')
    expect(typicalBook.columns).to.deep.equal(book?.columns)
    expect(typicalRoute.columns).to.deep.equal(tyumen.forms.find(form => form.id === 'route')?.columns)
    expect(heads(buildBookForm(bookView(), regulationNamed('tspu'), options))).to.have.length(8)
  })

  it('T23: prints what a specialist signed, and names apart what waits for that', () => {
    const book = bookView()
    const waiting = book.lines.filter(({ entry }) => entry.status === 'imported').map(each => each.number)
    expect(waiting).to.have.length.above(0)
    const { foot, rows } = buildBookForm(book, tyumen, options)
    expect(table({ rows } as PrintedForm).map(row => Number(row[0]))).to.not.include.members(waiting)
    expect(foot).to.include(
      `Ждут подтверждения и в книжку не внесены: № ${waiting.toSorted((a, b) => a - b).join(', ')}`,
    )
  })

  it('lists confirmed lines from the first, with the numbers that pages show', () => {
    const book = bookView()
    const [first] = book.lines
    if (!first) throw new TypeError('no lines')
    const rejected = { ...first, number: 99, entry: { ...first.entry, status: 'rejected' as const } }
    const rows = table(buildBookForm({ ...book, lines: [...book.lines, rejected] }, tyumen, options))
    const numbers = rows.map(row => Number(row[0]))
    expect(numbers).to.deep.equal(numbers.toSorted((a, b) => a - b))
    expect(numbers).to.not.include(99)
    expect(rows[0]?.slice(1, 7)).to.deep.equal([
      'Семинар «Введение в цифровую дидактику» (семинар)',
      'очно',
      '8.00',
      '2024-10-15',
      'ТГПУ',
      'справка № 2',
    ])
  })

  it('signs a line with name, role, day and the beginning of its hash, and says when it does not fit', () => {
    const book = bookView()
    const step = { action: 'confirm' as const, from: 'imported' as const, to: 'confirmed' as const, by: 'c' }
    const who = { byName: 'Петрова Ольга Ивановна', byRole: 'methodist', at: '2026-02-19T20:00:00.000Z' }
    const entry = { ...entryOf({ n: 1, status: 'confirmed' }), history: [{ ...step, ...who }] }
    const hash = options.hash(canonicalLine(entry, { ...step, ...who }))
    const signatureWith = (kept?: string) => {
      const history = [{ ...step, ...who, ...(kept && { hash: kept }) }]
      const [line] = book.lines
      if (!line) throw new TypeError('no lines')
      const form = buildBookForm(
        { ...book, lines: [{ ...line, entry: { ...entry, history } }] },
        tyumen,
        options,
      )
      return table(form)[0]?.[7]
    }
    const role = tyumen.roles.find(each => each.role === 'methodist')?.title.ru
    const signed = `Петрова Ольга Ивановна, ${role}, 20.02.2026`
    expect(signatureWith()).to.equal(signed)
    expect(signatureWith(hash)).to.equal(`${signed}\nSHA-256: ${hash.slice(0, 16).match(/.{4}/g)?.join(' ')}`)
    expect(signatureWith('f'.repeat(64))).to.match(/подпись не соответствует записи$/)
  })

  it('T17: a duplicate says so, and that it was restored from documents', () => {
    const by = { by: 'c', byName: 'Петрова', byRole: 'methodist', at: '2026-11-20T09:00:00Z' }
    const duplicate = { number: 2, on: '2026-11-20', reason: 'утрата', unproved: [], ...by }
    const book = bookView()
    const lost = { ...book, duplicateOf: duplicate }
    const form = buildBookForm(lost, tyumen, options)
    expect(form.mark).to.equal('ДУБЛИКАТ № 2')
    const said = 'Выдан 20.11.2026 взамен утраченной'
    expect(form.head).to.include(`${said}; записи восстановлены по подтверждающим документам (п. 4.5)`)
    expect(buildBookForm(bookView(), tyumen, options)).to.not.have.property('mark')
    const elsewhere = buildBookForm(lost, regulationNamed('tspu'), options)
    expect([elsewhere.mark, elsewhere.head.includes(said)]).to.deep.equal(['ДУБЛИКАТ № 2', true])
  })

  it('T17: names the lines of a duplicate that still have no document', () => {
    const by = { by: 'c', byName: 'Петрова', byRole: 'methodist', at: '2026-11-20T09:00:00Z' }
    const [first, second] = bookView().lines.toSorted((a, b) => a.number - b.number)
    if (!first || !second) throw new TypeError('no lines')
    const { document: _, ...bare } = first.entry
    const duplicateOf = { number: 1, on: '2026-11-20', reason: 'утрата', unproved: [1, 2], ...by }
    const lost = { ...bookView(), duplicateOf, lines: [{ ...first, entry: bare }, second] }
    const { foot } = buildBookForm(lost, tyumen, options)
    expect(foot).to.include('Не восстановлены, подтверждающего документа нет: № 1')
    expect(buildBookForm({ ...lost, lines: [first, second] }, tyumen, options).foot).to.have.length(1)
  })

  it('says whose it is and how many hours counted', () => {
    const { head, foot, file } = buildBookForm(bookView(), tyumen, options)
    expect(head[0]).to.equal('Слушатель: Ковалёва Анна Сергеевна')
    expect(foot[0]).to.equal('Всего засчитано: 84 академических часа')
    expect(file).to.equal('book-kovaleva-2026-11-22')
  })
})

describe('the route as a printed form', () => {
  it('T22: has the seven columns of the seed, plan and fact apart', () => {
    const form = buildRouteForm(routeView(), tyumen, days)
    expect(heads(form)).to.deep.equal([
      '№ п/п',
      'Наименование мероприятия (вид, тематика)',
      'Формат проведения',
      'Количество часов',
      'Дата проведения (план)',
      'Дата проведения (факт)',
      'Название учреждения, на базе которого проведено мероприятие',
    ])
    expect(table(form)).to.deep.equal([
      ['1', 'Семинар «Смешанное обучение» (семинар)', '', '8.00', '2026-12-01', '', 'ТГПУ'],
      ['2', 'Конференция «Школа будущего» (конференция)', '', '8.00', '2026-12-01', '2026-11-15', 'ТГПУ'],
    ])
    expect(form.foot).to.deep.equal(['Всего по плану: 112 академических часов'])
  })

  it('T22: names who took each step, and leaves a rule for whom it waits', () => {
    const roles = [{ role: 'head' as const, title: { ru: 'руководитель ОО', en: 'head' } }]
    const step = { by: ['head' as const], optional: false, roles, holders: [], isNext: false }
    const signature = {
      by: 'p',
      byName: 'Петров Пётр Петрович',
      as: 'head' as const,
      at: '2026-11-20T20:00:00Z',
    }
    const steps: RouteView['steps'] = [
      { ...step, does: 'agrees', status: 'taken', signature },
      {
        ...step,
        does: 'orders',
        status: 'taken',
        signature: { ...signature, order: { number: '7', date: '2026-11-21' } },
      },
      { ...step, does: 'approves', status: 'waiting' },
      { ...step, does: 'discusses', status: 'waiting', optional: true },
    ]
    expect(buildRouteForm(routeView({ steps }), tyumen, days).signatures).to.deep.equal([
      { post: 'Согласовано', name: 'Петров Пётр Петрович, руководитель ОО, 21.11.2026' },
      {
        post: 'Утверждено приказом № 7 от 21.11.2026',
        name: 'Петров Пётр Петрович, руководитель ОО, 21.11.2026',
      },
      { post: 'Утверждено: руководитель ОО' },
    ])
  })

  it('O7: puts items beside the competences of Приложение 1, every competence there', () => {
    const items = [
      item(1, { details: { competence: 'methodical', tasks: 'Освоить приёмы', result: 'Урок' } }),
      item(2, { details: { competence: 'Методические' } }),
    ]
    const form = buildRouteForm(routeView({ items }), omsk, days)
    expect(heads(form)).to.deep.equal([
      '№',
      'Компетенции',
      'Ведущие задачи по развитию профессиональной компетентности',
      'ТФ*',
      'Необходимые знания и умения',
      'Что предполагается для этого сделать',
      'Ожидаемый результат',
      'Срок реализации задач',
    ])
    expect(table(form)).to.deep.equal([
      ['1', 'Предметные', '', '', '', '', '', ''],
      ['2', 'Методические', 'Освоить приёмы', '', '', 'Мероприятие 1', 'Урок', '2026-12-01'],
      ['', '', '', '', '', 'Мероприятие 2', '', '2026-12-01'],
      ['3', 'Психологические', '', '', '', '', '', ''],
      ['4', 'Коммуникативные', '', '', '', '', '', ''],
    ])
    expect(form.foot.at(-1)).to.match(/^\*распределить трудовые функции/)
  })

  it('G6: puts modules below the parts of the programme, other forms below theirs', () => {
    const items = [
      item(1, { part: 'variative', moduleId: 'm', details: { level: 'городской' } }),
      item(2, { details: { participation: 'докладчик' } }),
    ]
    const rows = table(buildRouteForm(routeView({ items }), regulationNamed('grozny-91'), days))
    const at = (head: string) => rows.findIndex(([first]) => first?.startsWith(`## ${head}`))
    expect(rows[at('Вариативная часть') + 1]?.[1]).to.equal('Мероприятие 1 (семинар)')
    expect(rows[at('Вариативная часть') + 1]?.[5]).to.equal('городской')
    expect(rows[at('Иные формы') + 1]?.[6]).to.equal('докладчик')
  })

  it('O8: prints what the head wrote in the cells of the three blocks', () => {
    const texts = textsAsked(omsk, 'school').map(each => ({
      ...each,
      text: each.id === 'non-formal-content.groups' ? 'Мастерские' : '',
    }))
    const subject = { type: 'school' as const }
    const rows = table(buildRouteForm(routeView({ items: [], texts, subject }), omsk, days))
    const block = rows.findIndex(([first]) => first?.startsWith('## Неформальное'))
    expect(rows[block + 2]).to.deep.equal(['Содержание', '', 'Мастерские', ''])
    expect(rows[block + 1]?.slice(1).join('')).to.equal('')
  })

  it('G6: prints the texts of the note under their words, written or not, and the plan of study by days', () => {
    const grozny = regulationNamed('grozny-91')
    const items = [
      item(1, { moduleId: 'm', plannedOn: '2026-12-20' }),
      item(2, { moduleId: 'n', plannedOn: '2026-12-05' }),
    ]
    const texts = textsAsked(grozny).map(each => ({ ...each, text: each.id === 'goals' ? 'Научиться' : '' }))
    const rows = table(buildRouteForm(routeView({ items, texts }), grozny, days))
    const at = (head: string) => rows.findIndex(([first]) => first?.startsWith(`## ${head}`))
    const note = at('Пояснительная записка')
    expect(rows[note + 1]?.[1]).to.equal('Общая целевая направленность обучения:')
    expect(rows[note + 3]?.[1]).to.equal('Цели обучения: Научиться')
    const plan = at('Учебно-тематический план')
    expect([rows[plan + 1]?.[1], rows[plan + 2]?.[1]]).to.deep.equal([
      'Мероприятие 2 (семинар)',
      'Мероприятие 1 (семинар)',
    ])
  })

  it('M5: prints a plan of the school with hours by kind, day and place together, and what was moved', () => {
    const items = [
      item(1, {
        ...{ provider: 'СОШ № 1', plannedUntil: '2026-12-02', movedFrom: ['2026-11-25'] },
        hoursBy: { contact: parseHours('4'), distance: parseHours('2.5') },
      }),
    ]
    const subject = { type: 'school' as const }
    const form = buildRouteForm(routeView({ items, subject }), regulationNamed('subscription'), days)
    expect(form.title).to.equal('Индивидуальный план школы')
    expect(table(form)).to.deep.equal([
      [
        'Мероприятие 1 (семинар)',
        '01.12.2026 – 02.12.2026, СОШ № 1',
        '4.00',
        '2.50',
        '',
        'перенесено с 25.11.2026',
      ],
    ])
  })

  it('O8: prints a plan of the school in the blocks of Приложение 2, under numbered columns', () => {
    const items = [item(1, { details: { component: 'formal-forms', staff: 'Курсы' } })]
    const form = buildRouteForm(routeView({ items, subject: { type: 'school' } }), omsk, days)
    expect(form.hasColumnNumbers).to.equal(true)
    const rows = table(form)
    expect(rows.filter(row => row.length === 1).flat()).to.deep.equal([
      '## Формальное образование',
      '## Неформальное образование',
      '## Информальное образование',
    ])
    expect(rows.slice(1, 4)).to.deep.equal([
      ['Цель', '', '', ''],
      ['Содержание', '', '', ''],
      ['Формы', 'Курсы', '', ''],
    ])
  })
})

describe('forms to fill in by hand', () => {
  it('are all that a regulation names, the interview among them', () => {
    expect(formsOf(omsk).map(form => form.id)).to.deep.equal(['programme', 'school-plan', 'interview'])
    expect(formsOf(tyumen).map(form => form.id)).to.deep.equal(['route', 'book'])
    expect(buildBlankForm(omsk, 'nothing', { head: [], today: '2026-11-22' })).to.equal(undefined)
  })

  it('O9: have the five stages of Приложение 3 beside what is talked about', () => {
    const form = buildBlankForm(omsk, 'interview', { head: [], today: '2026-11-22' })
    if (!form) throw new TypeError('no interview')
    expect([form.title, ...heads(form)]).to.deep.equal([
      'Собеседование с педагогом по результатам обучения на КПК',
      'Этапы',
      'Обсуждаемые вопросы',
    ])
    const rows = table(form)
    expect(rows.map(([stage]) => stage)).to.deep.equal([
      'Установочный',
      'Рефлексивный',
      'Мотивационный',
      'Проектировочный',
      'Прогностический',
    ])
    expect(rows[3]?.[1]).to.contain(
      'осмысленное воспроизведение → применение по образцу → творческая деятельность → трансляция',
    )
    expect(rows[3]?.[1]).to.contain('На каком уровне находитесь сейчас? Какого уровня планируете достичь?')
  })

  it('have rows to write on, as many as the form names or a page holds', () => {
    const rowsOf = (id: string) => {
      const form = buildBlankForm(tyumen, id, { head: [], today: '2026-11-22' })
      return [form?.isBlank, form?.rows.length]
    }
    expect(rowsOf('book')).to.deep.equal([true, 12])
    const plan = buildBlankForm(omsk, 'school-plan', { head: [], today: '2026-11-22' })
    expect(plan?.rows).to.have.length(12)
  })
})
