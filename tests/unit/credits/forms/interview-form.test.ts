import { expect } from 'chai'
import { buildInterviewForm } from '#credits/forms/interview-form'
import type { RecordsView } from '#credits/records/contract'
import type { FormCell, PrintedForm } from '#domain/certificates/printed-form'
import type { RecordContent } from '#domain/records/record'
import type { BookRecord } from '#store/ports/records'
import { regulationNamed } from '#tests/unit/domain/support'

const omsk = regulationNamed('omsk')
const days = { today: '2026-11-22', timeZone: 'Asia/Omsk' }

const anAnswer = (id: string, content: Partial<RecordContent>, withdrawn = false): BookRecord => {
  const kept: RecordContent = { kind: 'interview', date: '2026-11-19', ...content }
  const by = { by: 'p-head', byName: 'Петров Пётр Петрович', byRole: 'head', at: '2026-11-19T20:00:00.000Z' }
  const recorded = { action: 'recorded' as const, ...by, content: kept }
  const history = withdrawn ? [recorded, { ...recorded, action: 'withdrawn' as const }] : [recorded]
  const of = { enrolmentId: 'en-1', learnerId: 'p-1', programmeId: 'prog' }
  return { id, ...of, content: kept, history, createdAt: by.at }
}

const viewOf = (records: BookRecord[], regulation = omsk): RecordsView => ({
  learner: { id: 'p-1', familyName: 'Ковалёва', givenName: 'Анна', organisation: 'школа № 12' },
  programme: { id: 'prog', title: 'ИППР' },
  regulation,
  today: days.today,
  own: false,
  canWrite: true,
  asked: [],
  records,
  pack: null,
  papers: [],
  earlierDiagnosis: null,
})

const said = (cell: FormCell | undefined): string => (cell && 'text' in cell ? cell.text : '')
const topicsOf = ({ rows }: PrintedForm): string[] =>
  rows.map(row => ('cells' in row ? said(row.cells[1]) : ''))

function formOf(records: BookRecord[]): PrintedForm {
  const form = buildInterviewForm(viewOf(records), days)
  if (!form) throw new TypeError('no interview')
  return form
}

describe('the interview as a printed form', () => {
  it('O9: prints each answer below what its stage talks about, with levels, term and paper', () => {
    const levels = { level: 'применение по образцу', aim: 'трансляция', until: '2029-09-01' }
    const topics = topicsOf(
      formOf([
        anAnswer('a', { title: 'Рефлексивный', result: 'Понял, зачем оценка' }),
        anAnswer('b', { title: 'Проектировочный', result: 'Мастер-классы', document: 'лист № 2', ...levels }),
      ]),
    )
    expect(topics[1]).to.match(
      /Какова ценность приобретённых знаний\?\nОтвет от 19\.11\.2026: Понял, зачем оценка$/,
    )
    expect(topics[3]?.split('\n').slice(-4)).to.deep.equal([
      'Ответ от 19.11.2026: Мастер-классы',
      'Уровень освоения сейчас: применение по образцу',
      'Планируемый уровень: трансляция до 01.09.2029',
      'Документ: лист № 2',
    ])
    expect(topics[0]).not.to.contain('Ответ')
  })

  it('O9: leaves out what was withdrawn, and what is recorded of other kinds', () => {
    const report = { kind: 'final-report', title: 'Рефлексивный', result: 'Отчёт принят' } as const
    const text = topicsOf(
      formOf([anAnswer('a', { title: 'Рефлексивный', result: 'Ошибка' }, true), anAnswer('b', report)]),
    ).join()
    expect(text).not.to.contain('Ошибка').and.not.to.contain('Отчёт')
  })

  it('O9: names the learner, the school and whoever held it, in the role of the text, once a day', () => {
    const form = formOf([
      anAnswer('a', { title: 'Рефлексивный', result: 'да' }),
      anAnswer('b', { title: 'Мотивационный', result: 'да' }),
    ])
    expect(form.head).to.deep.equal([
      'Слушатель: Ковалёва Анна',
      'Образовательная организация: школа № 12',
      'Программа: ИППР',
      omsk.title.ru,
    ])
    expect(form.signatures).to.deep.equal([
      {
        post: 'Собеседование проведено',
        name: 'Петров Пётр Петрович, руководитель образовательной организации, 20.11.2026',
      },
    ])
  })

  it('O9: names a role that the text does not know as the pages do', () => {
    const answer = anAnswer('a', { title: 'Рефлексивный', result: 'да' })
    const history = answer.history.map(each => ({ ...each, byRole: 'curator' }))
    expect(formOf([{ ...answer, history }]).signatures?.[0]?.name).to.contain(', куратор, ')
  })

  it('O9: without an answer is a form to write on, and is none where the text has no interview', () => {
    expect(formOf([])).to.deep.include({
      isBlank: true,
      signatures: [{ post: 'Собеседование проведено' }],
      file: 'interview-kovaleva-2026-11-22',
    })
    expect(buildInterviewForm(viewOf([], regulationNamed('tspu')), days)).to.equal(undefined)
  })
})
