import { expect } from 'chai'
import { CLAIM } from '#lti/launch/claims'
import { parseName } from '#lti/launch/names'

describe('name of a person in a launch', () => {
  it('takes the patronymic from its claim', () => {
    const claims = { given_name: 'Анна', family_name: 'О’Коннор', middle_name: 'Сергеевна' }
    expect(parseName(claims)).to.deep.equal({ given: 'Анна', family: 'О’Коннор', patronymic: 'Сергеевна' })
  })

  it('takes it from the custom parameter that Moodle fills, not from one that it did not', () => {
    const claims = (middle_name: string) => ({ given_name: 'Анна', [CLAIM.custom]: { middle_name } })
    expect(parseName(claims('Сергеевна')).patronymic).to.equal('Сергеевна')
    expect(parseName(claims('$Person.name.middle')).patronymic).to.equal(undefined)
  })

  it('finds it inside the given name', () => {
    for (const patronymic of ['Леонидовна', 'Ильич', 'Никитична', 'Кузьминична', 'Фаридовна', 'Мамедоглы']) {
      expect(parseName({ given_name: `Имя ${patronymic}` })).to.deep.equal({ given: 'Имя', patronymic })
    }
  })

  it('leaves a second given name where it is', () => {
    for (const given of ['Анна Мария', 'Anna Maria', 'Жан Клод', 'Анна', 'Ким Чен Ир']) {
      expect(parseName({ given_name: given })).to.deep.equal({ given })
    }
  })

  it('knows nothing when nothing is told, or when it is no text', () => {
    expect(parseName({ name: 7, given_name: '  ', family_name: 'x'.repeat(300) })).to.deep.equal({})
  })
})
