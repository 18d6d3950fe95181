import { expect } from 'chai'
import type { BooksView } from '#credits/contract'
import { fakeCredits, openSite } from '../support/fakes.ts'
import { booksView } from '../support/views.ts'

async function open(path: string, books: BooksView = booksView()): Promise<string> {
  const site = await openSite({ credits: fakeCredits({ readBooks: async () => books }) })
  try {
    const { cookie } = await site.enter({ roles: ['learner'] })
    return (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')
  } finally {
    await site.close()
  }
}

describe('a link that was placed for one module', () => {
  const [module] = booksView().book?.programme.modules ?? []
  const id = module?.id ?? ''

  it('opens the book with that module first and its lines standing out', async () => {
    const html = await open(`/book?module=${id}`)
    const lines = booksView().book?.lines.filter(({ entry }) => entry.moduleId === id) ?? []
    expect(lines).not.to.deep.equal([])
    expect(html).to.include('Вы открыли модуль').and.include(module?.title)
    for (const { entry } of lines) {
      expect(html).to.include(`href="#entry-${entry.id}"`)
      expect(html).to.match(new RegExp(`id="entry-${entry.id}" class="[^"]*\\bat\\b`))
    }
    expect(html.match(/class="[^"]*\bat\b[^"]*"/g)).to.have.length(lines.length)
  })

  it('says of a module without entries that they appear once it is completed', async () => {
    const books = booksView()
    const book = books.book && {
      ...books.book,
      lines: books.book.lines.filter(one => one.entry.moduleId !== id),
    }
    expect(await open(`/book?module=${id}`, { ...books, book })).to.include('пока нет: они появятся')
  })

  it('is an ordinary book for a module that the programme has no more, and without one', async () => {
    for (const path of ['/book?module=gone', '/book'])
      expect(await open(path)).not.to.include('Вы открыли модуль')
  })
})
