import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { recogniseScan } from '#domain/scans/scan-file'
import { anActor, useCredits } from '#tests/integration/credits/use-credits'
import { aKeptBook, anAppointed, type KeptBook } from '#tests/integration/credits/use-keeping'
import { unique } from '#tests/integration/store/use-stores'
import { png } from '#tests/unit/domain/scans/samples'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, visit } from './visit.ts'

describe('a paper proof without scripts', () => {
  const world = useCredits()
  let book: KeptBook
  let site: Site
  beforeEach(async () => {
    book = await aKeptBook(world())
    site = await openSite({ credits: book.credits, keeping: book.keeping, now: book.deps.now })
  })
  afterEach(() => site.close())

  const filled = {
    module: 'M3',
    date: '2026-02-12',
    documentKind: 'справка',
    documentNumber: '41',
  }
  const file = { field: 'scan', name: 'справка.png', bytes: png() }

  it('goes from the book to the curator and back, each file only to who may see it', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const opened = await learner.get('/book/proof')
    expect((await learner.get('/book')).html).to.include('/book/proof?programme=')
    const sent = await learner.post('/book/proof', { ...formOf(opened.html, 'data-upload'), ...filled }, file)
    expect(sent.path).to.match(/^\/book\/proof\/sent\/paper-/)
    expect(sent.html).to.include('Отправлено куратору').and.include('24 часа')
    const [entry] = await book.stores.entries.ofBook(book.at.learnerId, book.at.programmeId)
    const curator = await visit(site, ['curator'], 'c-1')
    expect((await curator.get('/queue')).html).to.include('справка № 41')
    const path = `/learners/${book.at.learnerId}/entries/${entry?.id}`
    expect((await curator.get(path)).html).to.include('class="scan"')
    const scan = await curator.get(`${path}/scan`)
    expect(scan.bytes.equals(png())).to.equal(true)
    expect(Object.fromEntries(scan.headers)).to.include({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename=scan-${entry?.scan?.sha256.slice(0, 12)}.png`,
    })
    const stranger = await visit(site, ['learner'], 'stranger')
    expect((await stranger.get(`/book/entries/${entry?.id}/scan`)).status).to.equal(404)
  })

  it('T6: goes by the API in two steps, the scan and then the proof that names it', async () => {
    const { cookie } = await site.enter({ roles: ['learner'], personId: book.learner.personId })
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const root = `${site.url}/api/v1/books/${book.at.learnerId}`
    const sendScan = (bytes: Buffer) => {
      const body = new FormData()
      body.append('scan', new Blob([new Uint8Array(bytes)]), 'справка.png')
      return fetch(`${root}/scans?programme=${book.at.programmeId}`, { method: 'POST', body, headers })
    }
    const refused = await sendScan(Buffer.from('no picture'))
    expect(refused.status).to.equal(422)
    expect(await refused.text()).to.include('scan_refused')
    const kept = (await (await sendScan(png())).json()) as { id: string; type: string }
    expect(kept.type).to.equal('image/png')
    const proof = { programmeId: book.at.programmeId, key: 'of-my-own-1', moduleId: 'M3', date: '2026-02-12' }
    const paper = { documentKind: 'справка', documentNumber: '41' }
    const send = (more: object) =>
      fetch(`${root}/proofs`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ ...proof, ...paper, ...more }),
      })
    expect((await send({})).status).to.equal(422)
    expect((await send({ scanId: kept.id })).status).to.equal(201)
    const [entry] = await book.stores.entries.ofBook(book.at.learnerId, book.at.programmeId)
    expect(entry?.scan?.id).to.equal(kept.id)
  })

  it('keeps what was typed when the file is no picture, and takes the right one then', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const opened = await learner.get('/book/proof')
    const form = { ...formOf(opened.html, 'data-upload'), ...filled, documentNumber: '41-А' }
    const wrong = await learner.post('/book/proof', form, { ...file, bytes: Buffer.from('MZ program') })
    expect(wrong.status).to.equal(422)
    expect(wrong.html).to.include('<title>Ошибка:').and.include('Это не PDF и не картинка')
    const again = formOf(wrong.html, 'data-upload')
    expect(again).to.include({
      ...filled,
      documentNumber: '41-А',
      key: String((form as Record<string, unknown>).key),
    })
    expect((await learner.post('/book/proof', again, file)).html).to.include('Отправлено куратору')
  })

  it('keeps what was typed when the file is too large', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const form = { ...formOf((await learner.get('/book/proof')).html, 'data-upload'), ...filled }
    const large = { ...file, bytes: Buffer.alloc(10 * 1024 * 1024 + 1) }
    const answer = await learner.post('/book/proof', form, large)
    expect(answer.status).to.equal(422)
    expect(answer.html.replaceAll('\u00a0', ' ')).to.include('Файл 11 МБ, можно до 10.')
    expect(formOf(answer.html, 'data-upload')).to.include(filled)
  })

  it('takes a photo of an iPhone: the file stays the evidence, a JPEG of it is shown', async () => {
    const bytes = readFileSync(new URL('../../fixtures/scans/page.heic', import.meta.url))
    const learner = await visit(site, ['learner'], book.learner.personId)
    const form = { ...formOf((await learner.get('/book/proof')).html, 'data-upload'), ...filled }
    const broken = await learner.post('/book/proof', form, { ...file, bytes: bytes.subarray(0, 4_000) })
    expect(broken.status).to.equal(422)
    expect(broken.html.replaceAll('\u00a0', ' ')).to.include(
      'Файл не открывается: похоже, загрузка прервалась.',
    )
    const sent = await learner.post('/book/proof', form, { ...file, name: 'IMG_0412.HEIC', bytes })
    expect(sent.html).to.include('Отправлено куратору')
    const [entry] = await book.stores.entries.ofBook(book.at.learnerId, book.at.programmeId)
    expect(entry?.scan).to.include({ type: 'image/heic', name: 'IMG_0412.HEIC', bytes: bytes.length })
    const path = `/book/entries/${entry?.id}`
    expect((await learner.get(path)).html).to.match(/<img class="scan" src="[^"]*as=picture"/)
    const original = await learner.get(`${path}/scan`)
    expect([original.headers.get('content-type'), original.bytes.equals(bytes)]).to.deep.equal([
      'image/heic',
      true,
    ])
    const shown = await learner.get(`${path}/scan?as=picture`)
    expect(shown.headers.get('content-type')).to.equal('image/jpeg')
    expect(recogniseScan(shown.bytes)).to.deep.equal({ type: 'image/jpeg' })
  })

  it('keeps a good file when a field is wrong: it is not asked for again', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const form = { ...formOf((await learner.get('/book/proof')).html, 'data-upload'), ...filled }
    const wrong = await learner.post('/book/proof', { ...form, date: '2027-01-01', hours: 'много' }, file)
    expect(wrong.html).to.include('Дата не может быть в будущем').and.include('Напишите часы числом')
    expect(wrong.html).to.include('Файл «справка.png» уже загружен')
    const mended = { ...formOf(wrong.html, 'data-upload'), date: '2026-02-12', hours: '' }
    const sent = await learner.post('/book/proof', mended)
    expect(sent.html).to.include('Отправлено куратору')
    const [entry] = await book.stores.entries.ofBook(book.at.learnerId, book.at.programmeId)
    expect(entry?.scan?.name).to.equal('справка.png')
  })

  it('asks what is in doubt and takes it at the second press', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const form = { ...formOf((await learner.get('/book/proof')).html, 'data-upload'), ...filled }
    const doubted = await learner.post('/book/proof', { ...form, date: '2024-09-01' }, file)
    expect(doubted.status).to.equal(422)
    expect(doubted.html).to.include('вне срока программы').and.include('name="despite"')
    expect(doubted.html).to.not.include('Это она')
    const again = { ...formOf(doubted.html, 'data-upload'), despite: 'yes' }
    expect((await learner.post('/book/proof', again)).html).to.include('Отправлено куратору')
  })

  it('shows what a proof seems to repeat: it is opened, or sent as another one', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const form = async () => ({
      ...formOf((await learner.get('/book/proof')).html, 'data-upload'),
      ...filled,
    })
    await learner.post('/book/proof', await form(), file)
    const [first] = await book.stores.entries.ofBook(book.at.learnerId, book.at.programmeId)
    const doubted = await learner.post('/book/proof', await form(), file)
    const html = doubted.html.replaceAll('\u00a0', ' ')
    // the clock stands still here: both came at once, and either is the first
    expect(html).to.match(/Похоже, это уже есть: № [12], 12\.02\.2026\./)
    expect(html).to.match(
      new RegExp(`href="[^"]*/entries/${first?.id}[^"]*">\\s*Это она: открыть запись № [12]<`),
    )
    expect(html).to.match(/<button type="submit" form="proof" name="despite" value="yes">Нет, другая/)
  })

  it('says by which day it will be looked at', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const form = { ...formOf((await learner.get('/book/proof')).html, 'data-upload'), ...filled }
    const html = (await learner.post('/book/proof', form, file)).html.replaceAll('\u00a0', ' ')
    expect(html).to.match(/Документ проверит куратор программы, обычно до \d+ [а-я]+ 20\d\d\./)
  })

  it('says so where several look at it: by name as long as they are few', async () => {
    const at = '2026-01-01T00:00:00.000Z'
    for (const [n, familyName] of ['Орлова', 'Белова', 'Серова', 'Чернова'].entries()) {
      const { id } = await book.stores.people.ensure(unique('k'), { familyName, givenName: 'Мария' }, at)
      await anAppointed(book, 'curator', { personId: id })
      if (n === 0) continue
      const learner = await visit(site, ['learner'], book.learner.personId)
      const form = {
        ...formOf((await learner.get('/book/proof')).html, 'data-upload'),
        ...filled,
        despite: 'yes',
      }
      const { html } = await learner.post('/book/proof', form, file)
      const who = /Документ проверит (.+?), обычно до/.exec(html)?.[1]
      if (n === 1) expect(who).to.match(/^один из кураторов: \S+ Мария или \S+ Мария$/)
      if (n === 3) expect(who).to.equal('один из кураторов программы (всего 4)')
    }
  })

  it('tells who chose nothing just that', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    const { html } = await learner.post(
      '/book/proof',
      formOf((await learner.get('/book/proof')).html, 'data-upload'),
    )
    const summary = html.slice(html.indexOf('id="errors"'), html.indexOf('<h1'))
    expect([...summary.matchAll(/href="#(\w+)"/g)].map(([, id]) => id)).to.deep.equal([
      'module',
      'date',
      'documentKind',
      'documentNumber',
      'scan',
    ])
  })

  it('is entered by the curator for a learner', async () => {
    const curator = await visit(site, ['curator'], 'c-1')
    const path = `/learners/${book.at.learnerId}/proof?programme=${book.at.programmeId}`
    const form = { ...formOf((await curator.get(path)).html, 'data-upload'), ...filled }
    expect((await curator.post(path, form)).html).to.include('Отправлено куратору')
    const outside = await visit(site, ['issuer'], 'i-1')
    expect((await outside.get(path)).status).to.equal(403)
  })

  it('of an event that is not listed is given its module by the curator', async () => {
    const claim = {
      title: 'Мастерская',
      kind: 'master-class' as const,
      date: '2026-02-12',
      documentNumber: '4',
    }
    const curator = await visit(site, ['curator'], 'c-1')
    const { id } = await book.keeping.proofs.send(anActor(['curator']), {
      ...book.at,
      key: 'k',
      claim: { ...claim, documentKind: 'справка' },
    })
    const path = `/learners/${book.at.learnerId}/entries/${id}/correct?programme=${book.at.programmeId}`
    const form = formOf((await curator.get(path)).html, 'name="reason"')
    expect((await curator.post(path, { ...form, module: 'M3', reason: 'модуль' })).html).to.include(
      'Исправлено',
    )
    const [entry] = await book.stores.entries.ofBook(book.at.learnerId, book.at.programmeId)
    expect((await book.stores.entries.byId(`${entry?.id}-c1`))?.moduleId).to.equal('M3')
  })

  it('T2: of self-education counts once its papers are there and the curator has set the hours', async () => {
    const programme = await aKeptBook(world(), {
      regulation: 'tyumen',
      modules: [
        {
          id: 'S',
          title: 'Пилотная площадка',
          kind: 'pilot-project',
          part: 'variative',
          hours: 2000 as never,
          listYear: 2024,
        },
      ],
    })
    const own = await openSite({
      credits: programme.credits,
      keeping: programme.keeping,
      now: programme.deps.now,
    })
    const learner = await visit(own, ['learner'], programme.learner.personId)
    const form = formOf((await learner.get('/book/proof')).html, 'data-upload')
    const typed = { ...form, module: 'S', date: '2024-11-12', documentKind: 'справка', documentNumber: '4' }
    await learner.post('/book/proof', { ...typed, papers: 'agreement' }, file)
    const [entry] = await programme.stores.entries.ofBook(programme.at.learnerId, programme.at.programmeId)
    expect(entry?.papers).to.deep.equal(['agreement'])
    const curator = await visit(own, ['curator'], 'c-1')
    const path = `/learners/${programme.at.learnerId}/entries/${entry?.id}/correct?programme=${programme.at.programmeId}`
    const correction = formOf((await curator.get(path)).html, 'name="reason"')
    expect(correction.papers).to.equal('agreement')
    const reason = '2 мероприятия'
    await curator.post(path, {
      ...correction,
      papers: ['agreement', 'expert-conclusion'],
      hours: '20',
      reason,
    })
    const ids = [`${entry?.id}-c1`]
    const asked = { entryIds: ids, despiteRemarks: ids }
    expect((await programme.credits.confirmEntries(anActor(['curator']), asked)).done).to.deep.equal(ids)
    const { book: view } = await programme.credits.readBooks(programme.learner, {})
    expect(view?.lines.find(line => line.entry.id === ids[0])?.counted).to.include({ counted: 2000 })
    await own.close()
  })
})
