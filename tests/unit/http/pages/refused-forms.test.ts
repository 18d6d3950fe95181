import { expect } from 'chai'
import { openSite, type Site } from '../support/fakes.ts'
import { PAGES } from '../support/pages.ts'

interface Sent {
  action: string
  fields: [string, string][]
  isMultipart: boolean
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&')

/** The forms of a page with what they carry by themselves; whatever a person fills in is left empty. */
const formsOf = (html: string): Sent[] =>
  [...html.matchAll(/<form\s[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const [open = ''] = /<form[^>]*>/.exec(form) ?? []
    const inputs = form.match(/<input[^>]*>/g) ?? []
    return {
      action: attribute(open, 'action') ?? '',
      isMultipart: open.includes('multipart/form-data'),
      fields: inputs
        .filter(input => attribute(input, 'type') === 'hidden')
        .map((input): [string, string] => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']),
    }
  })

/** Links of the summary that lead nowhere, and words of it that do not stand at their field. */
function astray(html: string): string[] {
  const summary = /<div class="note problem" role="alert" id="errors"[\s\S]*?<\/div>/.exec(html)?.[0] ?? ''
  return [...summary.matchAll(/<a href="#([^"]+)">([\s\S]*?)<\/a>/g)].flatMap(([, id = '', words = '']) => {
    if (!html.includes(` id="${id}"`)) return [`#${id} leads nowhere`]
    const said = new RegExp(`id="${id}-error"[^>]*>([\\s\\S]*?)</p>`).exec(html)?.[1]
    return said === words ? [] : [`#${id}: «${words}», at the field ${said ?? 'nothing'}`]
  })
}

describe('a form that was refused', () => {
  let site: Site
  before(async () => {
    site = await openSite()
  })
  after(() => site.close())

  async function send(form: Sent, cookie: string): Promise<Response> {
    if (!form.isMultipart) return site.post(form.action, Object.fromEntries(form.fields), cookie)
    const body = new FormData()
    for (const [name, value] of form.fields) body.append(name, value)
    return fetch(site.url + form.action, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    })
  }

  for (const [role, path] of PAGES)
    it(`says at the field what its summary says, and leads there: ${path}`, async () => {
      const cookie = role === null ? '' : (await site.enter({ roles: [role] })).cookie
      for (const form of formsOf(await (await site.get(path, cookie)).text())) {
        const html = await (await send(form, cookie)).text()
        expect(astray(html), form.action).to.deep.equal([])
      }
    })
})
