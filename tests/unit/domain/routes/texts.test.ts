import { expect } from 'chai'
import { diffTexts } from '#domain/routes/diff'
import { RouteTextError } from '#domain/routes/errors'
import type { RouteRevision } from '#domain/routes/route'
import { putTexts, textsAsked } from '#domain/routes/texts'
import { regulationNamed } from '../support.ts'

const grozny = regulationNamed('grozny-91')
const draft = { texts: { aim: 'Освоить ФГОС', tasks: 'Сдать проект' } }

describe('texts of a plan', () => {
  it('G6: are those of the explanatory note and the expected results, each in its part', () => {
    expect(textsAsked(grozny).map(({ id, part }) => [id, part.ru])).to.deep.equal([
      ['aim', 'Пояснительная записка'],
      ['difficulties', 'Пояснительная записка'],
      ['goals', 'Пояснительная записка'],
      ['tasks', 'Пояснительная записка'],
      ['results', 'Планируемые результаты обучения'],
    ])
    expect(textsAsked(regulationNamed('tyumen'))).to.deep.equal([])
  })

  it('G6: replace what is given, leave the rest, and go when they are emptied', () => {
    expect(putTexts(draft, { aim: ' Новая цель ', tasks: ' ' }, grozny).texts).to.deep.equal({
      aim: 'Новая цель',
    })
    expect(draft.texts.aim).to.equal('Освоить ФГОС')
  })

  it('O8: of a school’s plan are three blocks by aim, content and forms, for staff, groups and teachers', () => {
    const asked = textsAsked(regulationNamed('omsk'), 'school')
    expect(asked).to.have.length(27)
    expect(asked[0]).to.deep.include({ id: 'formal-aim.staff' })
    expect(asked[0]?.part.ru).to.equal('Формальное образование: Цель')
    expect(asked[0]?.title.ru).to.equal('Цель — Весь педагогический коллектив')
    const texts = { 'informal-forms.teachers': 'Вебинары' }
    const blank: Pick<RouteRevision, 'texts'> = {}
    expect(putTexts(blank, texts, regulationNamed('omsk'), 'school').texts).to.deep.equal(texts)
    expect(() => putTexts({}, texts, regulationNamed('omsk'))).to.throw(RouteTextError)
    expect(textsAsked(regulationNamed('subscription'), 'school')).to.deep.equal([])
  })

  it('are refused when the form has no such text, or they are too long', () => {
    expect(() => putTexts(draft, { budget: '1' }, grozny)).to.throw(RouteTextError)
    expect(() => putTexts(draft, { aim: 'х'.repeat(5001) }, grozny)).to.throw(RouteTextError)
    expect(() => putTexts(draft, { aim: 'x' }, regulationNamed('tyumen'))).to.throw(RouteTextError)
  })

  it('G6: of two revisions are told apart where they differ, in the order of the form', () => {
    const asked = textsAsked(grozny)
    const after = { texts: { results: 'Освоено', tasks: 'Сдать проект' } }
    expect(diffTexts(asked, draft, after).map(each => [each.id, each.before, each.after])).to.deep.equal([
      ['aim', 'Освоить ФГОС', ''],
      ['results', '', 'Освоено'],
    ])
    expect(diffTexts(asked, draft, draft)).to.deep.equal([])
    expect(diffTexts(asked, {}, {})).to.deep.equal([])
  })
})
