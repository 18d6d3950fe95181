import { expect } from 'chai'
import type { Templates } from '#credits/templates/contract'
import { TemplateChangedError } from '#credits/templates/errors'
import { ImageRefusedError } from '#documents/images/image'
import { TemplateFaultyError } from '#domain/templates/check'
import { aPng } from '#tests/support/images'
import { fakeTemplates } from '../support/fake-templates.ts'
import { openSite, type Site } from '../support/fakes.ts'

const PAGE = '/issue/templates/tpl-1'
const FIELDS = {
  basedOn: '1',
  'lines-organisation': '{organisation}',
  'lines-title': ' {title} ',
  'signatures-0-post': 'Ректор',
  'signatures-0-name': '{signatory}',
  'signatures-2-post': 'Методист',
  'layout-orientation': 'portrait',
  'layout-marginMm': '20,5',
  seal: 'М. П.',
  'english-on': 'yes',
  'english-organisation': 'University',
  'english-programmes-prog-1': 'Digital didactics',
}

function lastOf(done: readonly [string, unknown][]): unknown {
  const last = done.at(-1)
  if (!last) throw new TypeError('nothing was done')
  return last[1]
}

/** With plain spaces, as a test writes them. */
const htmlOf = async (response: Response): Promise<string> => (await response.text()).replace(/\u00a0/g, ' ')

describe('the template editor', () => {
  const done: [what: string, input: unknown][] = []
  let site: Site
  let cookie: string

  beforeEach(async () => {
    done.splice(0)
    const record =
      <T>(what: string, answer: T) =>
      async (_actor: unknown, input: unknown) => {
        done.push([what, input])
        return answer
      }
    const base: Partial<Templates> = {
      saveDraft: record('draft', undefined),
      dropDraft: record('drop', undefined),
      save: record('save', { templateId: 'tpl-1', version: 2 }),
      saveNames: record('names', undefined),
    }
    site = await openSite({
      templates: fakeTemplates(base),
      statements: {
        issue: async (_actor, input) => {
          done.push(['statement', input])
          return (await site.deps.credits.issueCertificate(_actor, { enrolmentId: 'en-1' })) as never
        },
        find: async () => null,
      },
    })
    cookie = (await site.enter({ roles: ['issuer'] })).cookie
  })
  afterEach(() => site.close())

  function send(press: string, file?: Uint8Array, more: Record<string, string> = {}): Promise<Response> {
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...FIELDS, ...more, do: press })) body.append(name, value)
    if (file) body.append('image', new Blob([file as BlobPart]), 'логотип.png')
    const headers = { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' }
    return fetch(site.url + PAGE, { method: 'POST', body, redirect: 'manual', headers })
  }

  it('keeps what was written as a draft with every press, and saves a version on one', async () => {
    const shown = await send('show')
    expect([shown.status, shown.headers.get('location')?.endsWith(PAGE)]).to.deep.equal([303, true])
    expect(done.map(([what]) => what)).to.deep.equal(['draft'])
    expect((await send('save')).status).to.equal(303)
    expect(done.map(([what]) => what)).to.deep.equal(['draft', 'draft', 'save'])
    const { content, basedOn } = lastOf(done) as Parameters<Templates['save']>[1]
    expect(basedOn).to.equal(1)
    expect(content.lines).to.include({ organisation: '{organisation}', title: '{title}', city: '' })
    expect(content.signatures).to.deep.equal([
      { post: 'Ректор', name: '{signatory}' },
      { post: 'Методист', name: '' },
    ])
    expect(content.layout).to.deep.equal({ orientation: 'portrait', marginMm: 20.5, hasFrame: false })
    expect(content.english).to.deep.include({ programmes: { 'prog-1': 'Digital didactics' } })
  })

  it('says each fault at its field and in the summary', async () => {
    const faulty = new TemplateFaultyError([
      { path: 'lines.title', code: 'unknown-field', fact: 'nmae' },
      { path: 'signatures.0.post', code: 'required' },
    ])
    await site.close()
    site = await openSite({ templates: fakeTemplates({ save: () => Promise.reject(faulty) }) })
    cookie = (await site.enter({ roles: ['issuer'] })).cookie
    const response = await send('save')
    const html = await htmlOf(response)
    expect(response.status).to.equal(422)
    expect(html).to.contain('href="#lines-title"').and.to.contain('id="lines-title-error"')
    expect(html).to.contain('Поля {nmae} нет').and.to.contain('href="#signatures-0-post"')
    expect(html).to.match(/<title>Ошибка: /)
  })

  it('tells of two who save at once that a version came between', async () => {
    const meanwhile = {
      byName: 'Белова Ирина Олеговна',
      at: '2026-11-22T04:04:00Z',
      differences: [],
      version: 7,
    }
    await site.close()
    site = await openSite({
      templates: fakeTemplates({
        save: () => Promise.reject(new TemplateChangedError('x', {}, { meanwhile })),
      }),
    })
    cookie = (await site.enter({ roles: ['issuer'] })).cookie
    const response = await send('save')
    const html = await htmlOf(response)
    expect(response.status).to.equal(409)
    expect(html).to.contain('Белова Ирина Олеговна').and.to.contain('Применить моё поверх')
    expect(html).to.match(/name="basedOn" value="7"/)
  })

  it('puts an uploaded image where the form says', async () => {
    await send('upload', aPng(), { imageFor: 'facsimile-1' })
    const { content } = lastOf(done) as Parameters<Templates['saveDraft']>[1]
    expect(content.signatures.map(each => each.facsimile)).to.deep.equal([undefined, 'b'.repeat(64)])
  })

  for (const [what, file, words] of [
    ['no file', undefined, 'Выберите файл.'],
    ['one of more than a megabyte', new Uint8Array(1024 * 1024 + 1), 'Файл больше 1 МБ'],
    ['one with a script', aPng(), 'В SVG есть «script»'],
  ] as const) {
    it(`refuses ${what} as an image and loses nothing of the form`, async () => {
      await site.close()
      site = await openSite({
        templates: fakeTemplates({
          saveDraft: async (_actor, input) => void done.push(['draft', input]),
          addImage: () => Promise.reject(new ImageRefusedError('svg-element', 'script')),
        }),
      })
      cookie = (await site.enter({ roles: ['issuer'] })).cookie
      const response = await send('upload', file, { imageFor: 'logo' })
      expect(response.status).to.equal(422)
      expect(await htmlOf(response))
        .to.contain(words)
        .and.to.contain('id="image-error"')
      const { content } = lastOf(done) as Parameters<Templates['saveDraft']>[1]
      expect(content.signatures).to.have.length(2)
    })
  }

  it('shows the sample as a PDF, and an image so that nothing in it can run', async () => {
    const pdf = await site.get(`${PAGE}/preview.pdf`, cookie)
    expect([pdf.headers.get('content-type'), await pdf.text()]).to.deep.equal([
      'application/pdf',
      '%PDF-1.7 sample',
    ])
    const image = await site.get(`${PAGE}/images/${'a'.repeat(64)}`, cookie)
    expect(image.headers.get('content-type')).to.match(/^image\/svg\+xml/)
    expect(image.headers.get('content-security-policy'))
      .to.contain("default-src 'none'")
      .and.to.contain('sandbox')
  })

  it('shows the faults where the sample cannot be drawn', async () => {
    await site.close()
    const faulty = new TemplateFaultyError([{ path: 'lines', code: 'does-not-fit' }])
    site = await openSite({ templates: fakeTemplates({ preview: () => Promise.reject(faulty) }) })
    cookie = (await site.enter({ roles: ['issuer'] })).cookie
    const response = await site.get(`${PAGE}/preview.pdf`, cookie)
    expect(response.status).to.equal(422)
    expect(await htmlOf(response)).to.contain('Слова не помещаются на лист')
  })

  it('drops a draft when told to', async () => {
    expect((await site.post(`${PAGE}/discard`, {}, cookie)).status).to.equal(303)
    expect(done).to.deep.equal([['drop', 'tpl-1']])
  })

  it('saves a name in its cases', async () => {
    const response = await site.post(
      '/issue/names/p-kovaleva',
      { version: '0', dative: 'Ковалёвой Анне' },
      cookie,
    )
    expect(response.status).to.equal(303)
    expect(done).to.deep.equal([
      [
        'names',
        { personId: 'p-kovaleva', forms: { genitive: '', dative: 'Ковалёвой Анне', latin: '' }, seen: 0 },
      ],
    ])
  })

  it('issues a statement after one tick, with both parts of the order or none', async () => {
    const path = '/issue/statements/en-1'
    const whose = { learner: 'p-kovaleva', programme: 'prog-1' }
    const unticked = await site.post(path, whose, cookie)
    expect(unticked.status).to.equal(422)
    expect(await htmlOf(unticked)).to.contain('поставьте отметку')
    const half = { ...whose, checked: 'yes', orderNumber: '17-к' }
    expect((await site.post(path, half, cookie)).status).to.equal(422)
    expect(done).to.deep.equal([])
    const response = await site.post(path, { ...half, orderDate: '2026-11-20' }, cookie)
    expect(response.status).to.equal(303)
    expect(done).to.deep.equal([
      ['statement', { enrolmentId: 'en-1', order: { number: '17-к', on: '2026-11-20' } }],
    ])
  })
})
