import { expect } from 'chai'
import { openSite, type Site } from '../support/fakes.ts'
import { PAGES } from '../support/pages.ts'
import { STATES, statesOf } from '../support/states.ts'

/** Text outside of what says that it is Russian. */
const outsideRussian = (html: string): string => {
  let text = html
    .replace(/<head>[\s\S]*?<\/head>|<svg[\s\S]*?<\/svg>/g, '')
    .replace(/ data-words="[^"]*"/g, '')
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(/<(\w+)[^>]*\blang="ru"[^>]*>(?:(?!<\1\b)[\s\S])*?<\/\1>/g, '')
  }
  return text.replace(/<[^>]+>/g, ' ')
}

/** A link says where it leads (`hreflang`); a form's button is only named in the other language. */
function languageSwitch(role: (typeof PAGES)[number][0], language: 'ru' | 'en'): RegExp {
  const other = language === 'ru' ? 'en' : 'ru'
  return role === null
    ? new RegExp(`<a href="[^"]+" hreflang="${other}" lang="${other}">`)
    : new RegExp(`<button [^>]*name="language" value="${other}" lang="${other}">`)
}

/** What htmx would swap by a place that has no id, or in another way than by morphing, which keeps the focus. */
function withoutStableId(html: string): string[] {
  const tags = html.match(/<\w+[^>]*\shx-(?:get|post|boost="true")[^>]*>/g) ?? []
  return tags.filter(tag => {
    const targets = [...tag.matchAll(/\shx-(?:target|select|select-oob)="#([\w-]+)"/g)].map(([, id]) => id)
    return (
      targets.length < 2 ||
      !tag.includes('hx-swap="outerMorph"') ||
      targets.some(id => html.split(` id="${id}"`).length !== 2)
    )
  })
}

describe('every page', () => {
  let site: Site
  before(async () => {
    site = await openSite()
  })
  after(() => site.close())

  async function open(
    role: (typeof PAGES)[number][0],
    path: string,
    language: 'ru' | 'en',
  ): Promise<Response> {
    if (role === null) return site.get(path, '', { 'accept-language': language })
    const { cookie } = await site.enter({ roles: [role], language })
    return site.get(path, cookie)
  }

  for (const [role, path] of PAGES) {
    for (const language of ['ru', 'en'] as const) {
      it(`has one heading, a title and its language: ${path} (${language})`, async () => {
        const response = await open(role, path, language)
        const html = await response.text()
        expect(response.status, html.slice(0, 200)).to.equal(path.includes('AAAA') ? 404 : 200)
        expect(html).to.include(`<html lang="${language}"`)
        expect(html.match(/<h1/g)).to.have.length(1)
        expect(html).to.match(/<title>[^<]+ — (Зачётка|Zachetka)<\/title>/)
        expect(html).to.not.match(/undefined|\[object|NaN/)
        expect(html).to.not.match(
          /\son\w+=|\sstyle=|<script(?![^>]*src=)|\sautofocus|<dialog|target="_(top|parent)"/,
        )
        expect(html, 'whoever changes the language hears it').to.match(languageSwitch(role, language))
        expect(html.match(/id="live"/g) ?? []).to.have.length(role === null ? 0 : 1)
        expect(html).to.not.include('aria-live')
        expect(withoutStableId(html)).to.deep.equal([])
      })
    }

    it(`names what is Russian in the English interface: ${path}`, async () => {
      const text = outsideRussian(await (await open(role, path, 'en')).text())
      expect(text.match(/[^\s]*[а-яё]{3,}[^\s]*/gi) ?? []).to.deep.equal([])
    })
  }

  describe('in a state that is not the usual one', () => {
    let odd: Site
    before(async () => {
      odd = await openSite(statesOf())
    })
    after(() => odd.close())

    for (const { what, role, path, status } of STATES) {
      for (const language of ['ru', 'en'] as const) {
        it(`has one heading and a title that says so: ${what} (${language})`, async () => {
          const cookie = role === null ? '' : (await odd.enter({ roles: [role], language })).cookie
          const response = await odd.get(path, cookie, { 'accept-language': language })
          const html = await response.text()
          expect(response.status).to.equal(status)
          expect(html.match(/<h1/g)).to.have.length(1)
          const title = /<title>([^<]+)<\/title>/.exec(html)?.[1]
          expect(title).to.match(status < 400 ? /^(?!Ошибка|Error)/ : /^(Ошибка|Error): /)
          expect(html).to.not.match(/undefined|\[object|NaN/)
        })
      }
    }
  })

  it('is light in a frame and follows the system outside', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const themes = await Promise.all(
      ['iframe', 'document'].map(
        async dest =>
          /data-theme="(\w+)"/.exec(
            await (await site.get('/book', cookie, { 'sec-fetch-dest': dest })).text(),
          )?.[1],
      ),
    )
    expect(themes).to.deep.equal(['light', 'auto'])
  })

  it('says that it is a demonstration when it is one', async () => {
    const demo = await openSite({ config: { ...site.deps.config, isDemo: true } })
    expect(await (await demo.get('/verify')).text()).to.include('вымышлены')
    expect(await (await site.get('/verify')).text()).to.not.include('вымышлены')
    await demo.close()
  })
})
