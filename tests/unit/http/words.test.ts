import { expect } from 'chai'
import { en } from '#http/words/en'
import { withNoun } from '#http/words/nouns'
import { ru } from '#http/words/ru'
import { QUARANTINE_REASONS, type QuarantineReason, reasonTitle } from '#sync/reasons'

type Leaf = [path: string, value: unknown]

function leaves(node: unknown, path = ''): Leaf[] {
  if (typeof node !== 'object' || node === null) return [[path, node]]
  return Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
}

const said = (value: unknown): string =>
  typeof value === 'function'
    ? String(value(...Array.from({ length: value.length }, () => 2)))
    : String(value)

const saidWith =
  (value: (...numbers: number[]) => unknown) =>
  (n: number): string =>
    String(value(...Array.from({ length: value.length }, () => n)))

/** «5 записей» where one would read «1 записей». */
function isStiff(say: (n: number) => string): boolean {
  const nouns = [...say(5).matchAll(/(?<![\d№.,:–])5[\s\u00a0](\p{Ll}+(?:ов|ев|ей))(?!\p{L})/gu)]
  return nouns.some(([, noun]) => say(1).replaceAll('\u00a0', ' ').includes(`1 ${noun}`))
}

describe('words of the pages', () => {
  it('have the same keys in both languages', () => {
    expect(leaves(en).map(([path]) => path)).to.deep.equal(leaves(ru).map(([path]) => path))
  })

  it('are never empty', () => {
    for (const [path, value] of [...leaves(ru), ...leaves(en)]) expect(said(value), path).to.match(/\S/)
  })

  it('hold no Cyrillic in English but the name of the other language', () => {
    const wrong = leaves(en).filter(
      ([path, value]) => path !== '.otherLanguage' && /[а-яё]/i.test(said(value)),
    )
    expect(wrong.map(([path]) => path)).to.deep.equal([])
  })

  it('hold no untranslated English sentence in Russian', () => {
    const wrong = leaves(ru).filter(
      ([path, value]) =>
        path !== '.otherLanguage' && !/[а-яё№]/i.test(said(value)) && /[a-z]{4}/.test(said(value)),
    )
    expect(wrong.map(([path]) => path)).to.deep.equal([])
  })

  it('tell for each error what happened, why, and what to do', () => {
    for (const language of [ru, en]) {
      for (const value of Object.values(language.errors)) {
        if (Array.isArray(value)) expect(value).to.have.length(3)
      }
    }
  })

  it('name every reason for which a completion is not resolved as the sync does', () => {
    for (const language of ['ru', 'en'] as const) {
      const titles = Object.keys(QUARANTINE_REASONS).map(id => reasonTitle(id as QuarantineReason, language))
      expect(new Set(titles)).to.have.property('size', titles.length)
      expect(titles.filter(title => title === '' || /[{?]/.test(title))).to.deep.equal([])
    }
  })

  it('put no noun beside a number that does not follow it', () => {
    const wrong = leaves(ru).filter(
      ([, value]) => typeof value === 'function' && isStiff(saidWith(value as never)),
    )
    expect(wrong.map(([path]) => path)).to.deep.equal([])
  })

  it('write dashes, minus signs and ranges as Russian and English print do', () => {
    const wrong = [...leaves(ru), ...leaves(en)].filter(([, value]) =>
      / - |\s--\s|"\p{L}+"/u.test(said(value)),
    )
    expect(wrong.map(([path]) => path)).to.deep.equal([])
  })

  it('decline nouns in four Russian forms', () => {
    const forms = [0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 111].map(n =>
      withNoun('ru', n, 'entry').replace('\u00a0', ' '),
    )
    expect(forms).to.deep.equal([
      '0 записей',
      '1 запись',
      '2 записи',
      '5 записей',
      '11 записей',
      '12 записей',
      '21 запись',
      '22 записи',
      '25 записей',
      '101 запись',
      '111 записей',
    ])
    expect([1, 2].map(n => withNoun('en', n, 'entry').replace('\u00a0', ' '))).to.deep.equal([
      '1 entry',
      '2 entries',
    ])
  })
})
