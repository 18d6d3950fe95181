import { expect } from 'chai'
import { nameFormsOf } from '#credits/templates/name-forms'
import { transliterate } from '#domain/names/transliterate'

const nameOf = (text: string) => {
  const [familyName = '', givenName = '', ...patronymic] = text.split(' ')
  return { familyName, givenName, ...(patronymic.length > 0 && { patronymic: patronymic.join(' ') }) }
}

describe('names in the cases of forms', () => {
  for (const [nominative, genitive, dative] of [
    ['Ковалёва Анна Сергеевна', 'Ковалёвой Анны Сергеевны', 'Ковалёвой Анне Сергеевне'],
    ['Черных Пётр Ильич', 'Черных Петра Ильича', 'Черных Петру Ильичу'],
    ['Шевченко Ольга Ивановна', 'Шевченко Ольги Ивановны', 'Шевченко Ольге Ивановне'],
    ['Соловей Любовь Петровна', 'Соловей Любови Петровны', 'Соловей Любови Петровне'],
    ['Соловей Павел Львович', 'Соловея Павла Львовича', 'Соловею Павлу Львовичу'],
    [
      'Иванова-Петрова Мария Ильинична',
      'Ивановой-Петровой Марии Ильиничны',
      'Ивановой-Петровой Марии Ильиничне',
    ],
    ['Ким Вера', 'Ким Веры', 'Ким Вере'],
    ['Гоголь Илья Никитич', 'Гоголя Ильи Никитича', 'Гоголю Илье Никитичу'],
  ] as const) {
    it(`declines «${nominative}»`, () => {
      expect(nameFormsOf(nameOf(nominative))).to.include({ genitive, dative })
    })
  }

  it('lets a correction stand, form by form', () => {
    const forms = nameFormsOf(nameOf('Мамедов Эльдар Ариф оглы'), { dative: 'Мамедову Эльдару Арифу оглы' })
    expect(forms.dative).to.equal('Мамедову Эльдару Арифу оглы')
    expect(forms.genitive).to.match(/^Мамедова Эльдара /)
  })

  it('is written in Latin letters as in passports', () => {
    expect(nameFormsOf(nameOf('Щукина Юлия Андреевна')).latin).to.equal('Iuliia Shchukina')
    expect(transliterate('Подъёмный Цыганов Хажь')).to.equal('Podieemnyi Tsyganov Khazh')
  })
})
