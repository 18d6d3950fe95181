import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { evaluate } from '#domain/books/evaluate'
import { parseBookFile, presentProgress } from '#domain/books/progress-file'
import { REASONS } from '#domain/kinds'
import { regulationNamed } from './support.ts'

const dir = fileURLToPath(new URL('../../../docs/examples/', import.meta.url))
const read = (name: string): unknown => JSON.parse(readFileSync(dir + name, 'utf8'))

/** `book-ready.2026-11-22.progress.json` is the answer for `book-ready.json` on that day. */
const answers = readdirSync(dir).flatMap(name => {
  const match = /^(book-.+)\.(\d{4}-\d{2}-\d{2})\.progress\.json$/.exec(name)
  return match ? [{ name, book: `${match[1]}.json`, on: match[2] as string }] : []
})

describe('docs/examples', () => {
  it('has an answer for each book', () => {
    const books = readdirSync(dir).filter(name => /^book-[a-z-]+\.json$/.test(name))
    expect(books.sort()).to.deep.equal([...new Set(answers.map(one => one.book))].sort())
    expect(books).to.include.members(['book-in-progress.json', 'book-ready.json', 'book-explained.json'])
  })

  for (const { name, book: file, on } of answers) {
    it(`${name} is what ${file} gives on ${on}`, () => {
      const book = parseBookFile(read(file))
      const regulation = regulationNamed(book.regulation)
      const answer = presentProgress(evaluate(book, regulation, on), book, regulation, 'ru')
      expect(JSON.parse(JSON.stringify(answer))).to.deep.equal(read(name))
    })
  }

  it('explains every reason that the TSPU regulation can give', () => {
    const answer = answers.find(one => one.book === 'book-explained.json')
    const { entries } = read(answer?.name ?? '') as { entries: { reason?: string }[] }
    const elsewhere = ['not-in-list', 'share-cap', 'no-document']
    const given = [...new Set(entries.flatMap(one => one.reason ?? []))].sort()
    expect(given).to.deep.equal(REASONS.filter(reason => !elsewhere.includes(reason)).sort())
  })

  it('explains beside it every reason that only the Tyumen regulation gives', () => {
    const answer = answers.find(one => one.book === 'book-tyumen.json')
    const { entries } = read(answer?.name ?? '') as { entries: { reason?: string }[] }
    expect(entries.map(one => one.reason)).to.include.members(['not-in-list', 'share-cap', 'no-document'])
  })
})
