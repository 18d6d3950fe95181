import { expect } from 'chai'
import { isTitled, searchedStems, titleStems } from '#domain/names/title-words'

describe('a title by the beginnings of its words', () => {
  const title = 'Семинар «Смешанное обучение»: чтение и ёмкие 5-минутки'

  it('is indexed by three letters of each word, once', () => {
    expect(titleStems(title)).to.deep.equal(['сем', 'сме', 'обу', 'чте', 'и', 'емк', '5', 'мин'])
    expect(titleStems(' — ')).to.deep.equal([])
  })

  it('is found by the beginnings of any of its words, whatever their case, ё and punctuation', () => {
    for (const text of ['смеш', 'ОБУЧ сем', 'ёмк', 'емкие', '«чтение'])
      expect(isTitled(title, text), text).to.equal(true)
    for (const text of ['мешан', 'смешанный', 'семинар этика'])
      expect(isTitled(title, text), text).to.equal(false)
  })

  it('is looked for by the words that are long enough to tell', () => {
    expect(searchedStems('о чтении и Чтецах')).to.deep.equal(['чте'])
    expect(searchedStems('о и')).to.deep.equal([])
  })
})
