import { expect } from 'chai'
import type { SetupView } from '#administration/connection-setup'
import type { CheckReport } from '#connectors/contract'
import { InvalidInputError } from '#domain/errors'
import { openSite, type Site } from '../support/fakes.ts'
import { checkOf, fakeSetup } from '../support/setup.ts'

const plain = (html: string) => html.replaceAll('\u00a0', ' ')
const missing = 'core_completion_get_course_completion_status'
const report: CheckReport = {
  ok: false,
  site: 'Moodle ТГПУ, Moodle 4.5',
  findings: [
    {
      ...{ level: 'ok', code: 'source_answers', message: '120 ms until the site answered' },
      asked: { what: ['core_webservice_get_site_info'], ms: 1234 },
    },
    {
      ...{ level: 'error', code: 'moodle_function_missing' },
      message: `${missing} is missing: completions have no date`,
    },
  ],
}

describe('the check of a source on its page', () => {
  let site: Site
  let check = checkOf(report)
  const changes: unknown[] = []
  let fault: string | null = null
  let tried: SetupView['setup']
  before(async () => {
    const fake = fakeSetup({ check: (...asked) => check(...asked) })
    const change: typeof fake.change = (actor, seen, asked) => {
      changes.push(asked)
      if (fault) throw new InvalidInputError('does not hold', [{ path: fault, message: 'is not YAML' }])
      return fake.change(actor, seen, asked)
    }
    const read: typeof fake.read = async (...asked) => ({
      ...(await fake.read(...asked)),
      ...(tried && { setup: tried }),
    })
    site = await openSite({ setup: { ...fake, change, read } })
  })
  after(() => site.close())
  afterEach(() => {
    check = checkOf(report)
    fault = null
    tried = undefined
    changes.length = 0
  })

  async function open(signal?: AbortSignal): Promise<Response> {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const init = { headers: { cookie }, ...(signal && { signal }) }
    return fetch(`${site.url}${base}/admin/connections/c2/setup/check`, init)
  }
  const wait = () => {
    let go = () => {}
    const gone = new Promise<void>(resolve => {
      go = resolve
    })
    return { go, gone }
  }

  it('tells what was asked and how long it took, gives what is missing to be copied, and sums up below', async () => {
    const html = plain(await (await open()).text())
    expect(html).to.include('Адрес отвечает, 120 мс')
    expect(html).to.include('Спросили: <code>core_webservice_get_site_info</code>, 1234 мс')
    expect(html).to.match(new RegExp(`<input id="paste-2" readOnly value="${missing}"`, 'i'))
    expect(html).to.include('data-copy="paste-2"')
    expect(html.indexOf('href="#finding-2">Мешает: 1.')).to.be.greaterThan(html.indexOf('id="finding-2"'))
    expect(html.match(/<main|<\/main>|<\/html>/g), 'one page').to.deep.equal(['<main', '</main>', '</html>'])
    expect(html).not.to.include('data-live')
  })

  it('says in Russian what is lost without a right, and whether that is sure', async () => {
    const right = 'moodle/user:viewalldetails'
    const level = 'warning' as const
    const findings = [
      {
        level,
        code: 'moodle_right_missing',
        message: `${right} is missing (of 9 learners …): no department`,
      },
      { level, code: 'moodle_right_doubtful', message: 'moodle/user:viewdetails may be missing (…): people' },
    ]
    check = checkOf({ ...report, ok: true, findings })
    const html = plain(await (await open()).text())
    expect(html).to.match(new RegExp(`<b>Не хватает права ${right}: подразделения не видно`))
    expect(html).to.include(`Разрешите ${right} роли`).and.include('of 9 learners')
    expect(html).to.match(/<b>Возможно, не хватает права moodle\/user:viewdetails: большинство людей/)
    expect(html).to.match(/<input id="paste-2" readOnly value="moodle\/user:viewdetails"/i)
  })

  it('leads to the address while something is wrong, and on once nothing is', async () => {
    const main = (html: string) => /<a class="button main" href="[^"]*\/setup\/(\w+)"/.exec(html)?.[1]
    const bad = plain(await (await open()).text())
    expect(main(bad)).to.equal('check')
    expect(bad).to.match(/href="[^"]*\/setup\/address">Адрес и ключ/)
    check = checkOf({ ...report, ok: true, findings: report.findings.slice(0, 1) })
    expect(main(await (await open()).text())).to.equal('scope')
  })

  it('says on the list of steps which one comes next, and switches on once it was tried', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const path = `${base}/admin/connections/c2/setup`
    const next = async (setup: SetupView['setup']) => {
      tried = setup
      const html = plain(await (await site.get(path, cookie)).text())
      return /class="(?:button )?main"[^>]*>([^<]+)</.exec(html)?.[1]
    }
    expect(await next({})).to.equal('Дальше: Проверка')
    expect(await next({ checkedAt: 'at', isFine: false })).to.equal('Дальше: Проверка')
    expect(await next({ checkedAt: 'at', isFine: true })).to.equal('Дальше: Пробная загрузка')
    expect(await next({ isFine: true, previewedAt: 'at' })).to.equal('Включить')
  })

  it('shows each answer as it comes, while the site is still asked', async () => {
    const { go, gone } = wait()
    check = async (actor, id, options) => {
      options?.onFinding?.(report.findings[0] as never)
      await gone
      return checkOf(report)(actor, id)
    }
    const response = await open()
    expect(response.headers.get('x-accel-buffering'), 'no proxy keeps it back').to.equal('no')
    const parts = (response.body as ReadableStream<Uint8Array>).getReader()
    const text = new TextDecoder()
    let html = ''
    while (!html.includes('Адрес отвечает')) html += text.decode((await parts.read()).value, { stream: true })
    expect(html).to.include('Спрашиваем сайт').and.not.include('Мешает: 1.')
    go()
    for (let part = await parts.read(); !part.done; part = await parts.read())
      html += text.decode(part.value, { stream: true })
    expect(plain(html)).to.include('Мешает: 1.')
  })

  it('tells how many records the trial import has read, before what they would become', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const answer = await fetch(`${site.url}${base}/admin/connections/c2/setup/preview`, {
      headers: { cookie },
    })
    const html = plain(await answer.text())
    const [read, lead] = [html.indexOf('<li>Прочитано: 214'), html.indexOf('Найдено: 214')]
    expect([read > 0, lead > read]).to.deep.equal([true, true])
  })

  it('asks what an unknown column is beside an example of it, and keeps only what was chosen anew', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    const path = `${base}/admin/connections/p1/setup`
    const html = plain(await (await site.get(`${path}/preview`, cookie)).text())
    expect(html).to.match(
      /<label for="column-2" lang="ru"><b>Часики<\/b><\/label>|<label for="column-2"><b>Часики<\/b><\/label>/,
    )
    expect(html).to.match(/24 ч<\/td>[\s\S]*?<option value selected>выберите, что это<\/option>/)
    const form = {
      version: '3',
      header: ['Логин', 'Примечание', 'Часики', 'Иное'],
      was: ['personId', '-', '', ''],
      field: ['personId', '-', 'hours', '-'],
    }
    const answer = await site.post(`${path}/columns`, form, cookie)
    expect(answer.headers.get('location')).to.equal(`${path}/preview`)
    expect(changes).to.deep.equal([
      {
        settings: {
          mapping: {
            headers: [
              { header: 'Часики', field: 'hours' },
              { header: 'Иное', field: null },
            ],
          },
        },
      },
    ])
    const strange = { ...form, field: ['personId', '-', 'toString', '-'] }
    expect((await site.post(`${path}/columns`, strange, cookie)).status).to.equal(422)
  })

  it('says at the field what a setting should look like', async () => {
    const { cookie, base } = await site.enter({ roles: ['administrator'] })
    fault = 'settings.mapping'
    const path = `${base}/admin/connections/p1/setup/scope`
    const answer = await site.post(path, { version: '3', mapping: '{ a: [' }, cookie)
    expect(answer.status).to.equal(422)
    expect(plain(await answer.text())).to.match(/id="mapping-error">Описание колонок не читается как YAML/)
  })

  it('says a fault of our own as the last line, with its number, and ends the page', async () => {
    check = async () => {
      throw new Error('the store is away: secret')
    }
    const response = await open()
    const html = plain(await response.text())
    expect(html).to.match(/role="alert" id="notice".*по нашей вине.*Номер для поддержки/s)
    expect(html).to.include('</html>').and.not.include('secret')
  })

  it('stops asking when the reader leaves', async () => {
    const { go, gone } = wait()
    check = async (_actor, _id, options) => {
      options?.signal?.addEventListener('abort', go)
      await gone
      return report
    }
    const leaving = new AbortController()
    await open(leaving.signal)
    leaving.abort()
    await gone
  })
})
