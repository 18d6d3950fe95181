/** One catalogue: a reason, a requirement and the sentence read the same on the page and in the API. */
import { expect } from 'chai'
import { speech } from '#http/say'
import { openSite, type Site } from './support/fakes.ts'
import { bookView } from './support/views.ts'

const plain = (text: string): string =>
  text
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replace(/[\s\u00a0]+/g, ' ')

describe('what a book says', () => {
  let site: Site
  before(async () => {
    site = await openSite()
  })
  after(() => site.close())

  for (const language of ['ru', 'en'] as const)
    it(`is said in the same words by the page and by the API (${language})`, async () => {
      const { cookie } = await site.enter({ roles: ['learner'], language })
      const page = plain(await (await site.get('/book', cookie)).text())
      const api = plain(
        JSON.stringify(await (await site.get('/api/v1/books/me', cookie)).json()).replaceAll('\\"', '"'),
      )
      const say = speech(language)
      const book = bookView()
      const reasons = book.lines.filter(({ counted }) => counted.uncounted > 0).map(line => say.reason(line))
      const texts = [
        say.sentence(book),
        ...reasons.flatMap(reason => [reason?.text, reason?.remedy]),
        ...book.progress.requirements.map(requirement => say.requirement(requirement).text),
      ].map(text => plain(text ?? ''))
      expect(reasons.length).to.be.greaterThan(1)
      expect(texts.filter(text => !api.includes(text))).to.deep.equal([])
      const shown = book.lines
        .filter(({ counted }) => counted.reason === 'not-confirmed')
        .map(line => plain(say.reason(line)?.remedy ?? ''))
      expect(texts.filter(text => !page.includes(text) && !shown.includes(text))).to.deep.equal([])
    })
})
