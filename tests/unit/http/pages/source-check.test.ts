import { expect } from 'chai'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeSetup } from '../support/setup.ts'

const plain = (html: string) => html.replaceAll('\u00a0', ' ')

describe('the check of a source on its page', () => {
  let site: Site
  before(async () => {
    site = await openSite({
      setup: fakeSetup({
        check: async () => ({
          ok: false,
          site: 'Moodle ТГПУ, Moodle 4.5',
          findings: [
            { level: 'ok', code: 'source_answers', message: '120 ms until the site answered' },
            {
              level: 'error',
              code: 'moodle_function_missing',
              message: 'core_completion_get_course_completion_status is missing: completions have no date',
            },
          ],
        }),
      }),
    })
  })
  after(() => site.close())

  it('gives the name of what is missing to be copied, first, and tells how long the site took', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const html = plain(await (await site.get(`${base}/admin/connections/c2/setup/check`, cookie)).text())
    expect(html).to.match(
      /<input id="paste-1" readOnly value="core_completion_get_course_completion_status"/i,
    )
    expect(html).to.include('data-copy="paste-1"')
    expect(html.indexOf('Нет функции')).to.be.within(1, html.indexOf('Адрес отвечает, 120 мс'))
  })
})
