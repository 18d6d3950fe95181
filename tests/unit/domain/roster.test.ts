import { expect } from 'chai'
import { matchRoster, parseRoster } from '#domain/acts/roster'

const people = [
  { id: 'k', familyName: 'Ковалёва', givenName: 'Анна', patronymic: 'Сергеевна' },
  { id: 'b1', familyName: 'Баранов', givenName: 'Иван', patronymic: 'Львович' },
  { id: 'b2', familyName: 'Баранов', givenName: 'Игорь', patronymic: 'Петрович' },
  { id: 's', familyName: 'Салтыкова-Щедрина', givenName: 'Ольга' },
]
const found = (text: string) =>
  matchRoster(parseRoster(text), people).map(match => ('id' in match ? match.id : match.unknown))

describe('a pasted list of participants', () => {
  it('reads names, hours and absences, one a line', () => {
    expect(
      parseRoster('1. Ковалёва Анна; 6\r\n\n2) Баранов И. Л.\tн\n Салтыкова-Щедрина ; 4,5 ч\nПетров; '),
    ).to.deep.equal([
      { name: 'Ковалёва Анна', absent: false, hours: 600 },
      { name: 'Баранов И. Л.', absent: true },
      { name: 'Салтыкова-Щедрина', absent: false, hours: 450 },
      { name: 'Петров', absent: false },
    ])
  })

  it('finds people by the family name and as much of the rest as was typed', () => {
    expect(
      found('КОВАЛЕВА\nКовалева А. С.\nБаранов Иван\nбаранов и. п.\nСалтыкова-Щедрина Ольга'),
    ).to.deep.equal(['k', 'k', 'b1', 'b2', 's'])
  })

  it('never guesses: two of a name, or nobody, are said to be so', () => {
    expect(found('Баранов\nБаранов И.\nПетров\nКовалёва Мария\nКовал')).to.deep.equal([
      'several',
      'several',
      'none',
      'none',
      'none',
    ])
  })
})
