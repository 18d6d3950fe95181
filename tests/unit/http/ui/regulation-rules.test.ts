import { expect } from 'chai'
import { speech } from '#http/say'
import { rulesOf } from '#http/ui/programme/regulation-rules'
import { type View, words } from '#http/view'
import { allRegulations, regulationNamed } from '#tests/unit/domain/support'

const viewIn = (lang: 'ru' | 'en') => ({ lang, t: words[lang], say: speech(lang) }) as View
const said = (name: string) =>
  rulesOf(viewIn('ru'), regulationNamed(name)).map(({ text, clause }) => `${text} (${clause})`)

describe('the rules of a regulation in words', () => {
  for (const regulation of allRegulations)
    for (const lang of ['ru', 'en'] as const)
      it(`are whole sentences with a clause each: ${regulation.id}, ${lang}`, () => {
        const rules = rulesOf(viewIn(lang), regulation)
        expect(rules.length).to.be.above(7)
        for (const { text, clause } of rules) {
          expect(text)
            .to.match(/[^:\s]$/)
            .and.not.to.match(/undefined|object|: ,|, ,/)
          expect(clause).to.match(/\d|[IVX]/)
          if (lang === 'en') expect(text.replace(/«[^»]*»/g, '')).not.to.match(/[а-яё]/i)
        }
      })

  it('P1: say whether one has to take part, and how one studies', () => {
    expect(said('tspu')).to.include(
      'Участие добровольное; обучение с отрывом от работы, с частичным отрывом, без отрыва (п. 1.2)',
    )
    expect(said('tyumen').join()).to.contain('Участие обязательное')
  })

  it('P9, P12: say what enrolment needs, and that a module is confirmed as a whole', () => {
    expect(said('tspu').join('\n'))
      .to.contain('копия документа о смене фамилии (если нужно) (п. 3.4)')
      .and.to.contain('Модуль подтверждают целиком (п. 5.2.4)')
  })

  it('T4: tell the days of the yearly list', () => {
    expect(said('tyumen'))
      .to.include('Предложения в перечень: до 15 ноября (п. 1.3)')
      .and.to.include('Перечень доводят до слушателей: до 1 декабря (п. 1.3)')
  })

  it('T6, T15: name the documents of an entry, who confirms, and who decides which of them', () => {
    const rules = said('tyumen').join('\n')
    expect(rules).to.contain('справка, свидетельство, аттестат, сертификат, удостоверение, и другие (п. 4.3)')
    expect(rules).to.contain('Записи подтверждают: руководитель (заместитель руководителя) ОО / методист ММС')
    expect(rules).to.contain('Кто из них, решает: муниципальный орган управления образованием (п. 4.3)')
  })

  it('T16, T17: say to whom the book is shown, and that a lost one is restored', () => {
    expect(said('tyumen').slice(-2)).to.deep.equal([
      'Книжку показывают по запросу: ДОН / ТОГИРРО / методист ММС или муниципального органа управления образованием (куратор) (п. 4.4)',
      'Утраченную книжку восстанавливают по документам (п. 4.5)',
    ])
  })

  it('G3: write the chain of the route, with the steps that may be left out', () => {
    expect(said('grozny-91').join('\n')).to.match(
      /Маршрут: составляет группа .*→ обсуждает педагог \(можно пропустить\) → .*→ утверждает приказом руководитель/,
    )
  })

  it('G4, G5: say what a stage has and may have', () => {
    expect(said('grozny-91'))
      .to.include('У каждого этапа: срок, результат, форма отчёта (п. 2.8)')
      .and.to.include('У этапа может быть: смета (п. 2.8)')
  })
})
