import { expect } from 'chai'
import { openSite, type Site } from '../support/fakes.ts'

describe('a link to a file', () => {
  let site: Site
  before(async () => {
    site = await openSite()
  })
  after(() => site.close())

  async function book(destination: string): Promise<string> {
    const { cookie } = await site.enter({ roles: ['learner'] })
    return (await site.get('/book', cookie, { 'sec-fetch-dest': destination })).text()
  }

  it('is a link to a new tab outside of a frame', async () => {
    expect(await book('document')).to.match(/<a class="button" href="\/book\.pdf\?[^"]+" target="_blank"/)
  })

  it('is a form with the ticket of a new tab inside a frame, and the ticket stands in no address', async () => {
    const html = await book('iframe')
    const forms = html.match(/<form class="file"[\s\S]*?<\/form>/g) ?? []
    expect(forms).to.have.length.above(0)
    for (const form of forms) {
      expect(form).to.match(/method="post" action="\/session\/tab" target="_blank"/)
      expect(form)
        .to.match(/name="ticket" value="[\w-]{40,}"/)
        .and.to.match(/name="path" value="\/[^"]+"/)
    }
    expect(html).to.not.match(/href="[^"]*\.pdf/)
    expect(html).to.not.match(/(href|action)="[^"]*ticket/)
  })
})
