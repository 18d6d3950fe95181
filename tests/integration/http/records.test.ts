import { expect } from 'chai'
import { system, useCredits } from '#tests/integration/credits/use-credits'
import { aKeptBook, type KeptBook } from '#tests/integration/credits/use-keeping'
import { png } from '#tests/unit/domain/scans/samples'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, visit } from './visit.ts'

describe('stages and diagnosis without scripts', () => {
  const world = useCredits()
  let book: KeptBook
  let site: Site
  beforeEach(async () => {
    book = await aKeptBook(world(), { regulation: 'tyumen' })
    site = await openSite({ credits: book.credits, keeping: book.keeping, now: book.deps.now })
  })
  afterEach(() => site.close())

  const file = { field: 'scan', name: 'протокол.png', bytes: png() }
  const root = () => `/learners/${book.at.learnerId}`
  const at = (rest: string) => `${root()}/records${rest}?programme=${book.at.programmeId}`
  const defence = { title: 'Школа полного дня', date: '2024-11-20', result: 'защищён' }

  it('are recorded with a scan by the curator, seen by the learner, and meet the requirement', async () => {
    const curator = await visit(site, ['curator'], 'c-1')
    expect((await curator.get(`${root()}?programme=${book.at.programmeId}`)).html).to.include(
      'Этапы и диагностика',
    )
    const opened = await curator.get(`${at('/new')}&kind=project-defence`)
    const form = { ...formOf(opened.html, 'data-upload'), ...defence }
    const saved = await curator.post(at(''), form, file)
    expect(saved.html).to.include('Записано.').and.include('Школа полного дня')
    const learner = await visit(site, ['learner'], book.learner.personId)
    const { html } = await learner.get('/book/records')
    expect(html).to.include('защищён').and.not.include('/records/new')
    const [record] = await book.stores.records.ofEnrolment(book.enrolment.id)
    const scan = await learner.get(`/book/records/${record?.id}/scan`)
    expect([scan.headers.get('content-type'), scan.bytes.equals(png())]).to.deep.equal(['image/png', true])
    expect((await learner.get('/book')).html).to.include('Защита проекта')
  })

  it('say which enrolment documents are missing, to curator and learner alike, until none is', async () => {
    const tspu = await aKeptBook(world(), { regulation: 'tspu' })
    await tspu.stores.enrolments.setFacts(tspu.enrolment.id, { enrolmentDocuments: 'incomplete' })
    const own = await openSite({ credits: tspu.credits, keeping: tspu.keeping, now: tspu.deps.now })
    try {
      const curator = await visit(own, ['curator'], 'c-1')
      const learner = await visit(own, ['learner'], tspu.learner.personId)
      const { learnerId, programmeId } = tspu.at
      const path = (rest: string) => `/learners/${learnerId}${rest}?programme=${programmeId}`
      expect((await curator.get(path(''))).html).to.match(
        /records\?programme=[^"]*#pack">Записать, чего не хватает/,
      )
      const ticked = ({ html }: { html: string }) =>
        [...html.matchAll(/<input type="checkbox" name="missing" value="([\w-]+)" checked/g)].map(
          ([, id]) => id,
        )
      const before = ticked(await curator.get(path('/records')))
      expect(before).to.have.length(5).and.not.include('surname-change-copy')
      const missing = ['contract', 'diploma-copy']
      const noted = await curator.post(path('/records/pack'), { missing, version: '1' })
      expect(noted.html).to.include('Записано.')
      expect(ticked(noted)).to.deep.equal(['contract', 'diploma-copy'])
      const said = 'Документы для зачисления: не хватает — договор, копия диплома'
      expect((await learner.get('/book')).html.replace(/<[^>]+>/g, '')).to.include(said)
      const seen = (await learner.get('/book/records')).html
      expect(seen).to.include('копия диплома').and.not.include('name="missing"')
      expect((await learner.post('/book/records/pack', { version: '2' })).status).to.equal(403)
      expect(
        (await curator.post(path('/records/pack'), { missing: 'passport', version: '2' })).status,
      ).to.equal(422)
      expect((await curator.post(path('/records/pack'), { version: '2' })).html).to.include('Сданы полностью')
      expect((await learner.get('/book')).html).to.include('Документы для зачисления сданы')
    } finally {
      await own.close()
    }
  })

  it('tell the second of two curators who noted documents meanwhile, and which', async () => {
    const tspu = await aKeptBook(world(), { regulation: 'tspu' })
    const own = await openSite({ credits: tspu.credits, keeping: tspu.keeping, now: tspu.deps.now })
    try {
      const name = 'Белова Ирина Олеговна'
      const [first, second] = [
        await visit(own, ['curator'], 'c-1', 'ru', name),
        await visit(own, ['curator'], 'c-2'),
      ]
      const { learnerId, programmeId } = tspu.at
      const page = `/learners/${learnerId}/records?programme=${programmeId}`
      const post = page.replace('/records', '/records/pack')
      const [mine, theirs] = await Promise.all(
        [first, second].map(async each => formOf((await each.get(page)).html, 'name="missing"')),
      )
      await first.post(post, { ...mine, missing: ['contract'] })
      const met = await second.post(post, { ...theirs, missing: ['diploma-copy'] })
      const plain = met.html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')
      expect(met.status).to.equal(409)
      expect(plain)
        .to.include(`внёс другой человек: ${name}`)
        .and.to.match(/Не сданы .* стало договор/)
      const missing = async () =>
        (await tspu.stores.enrolments.byId(tspu.enrolment.id))?.facts.missingDocuments
      expect(await missing()).to.deep.equal(['contract'])
      await second.post(post, formOf(met.html, 'name="version"'))
      expect(await missing()).to.deep.equal(['diploma-copy'])
      await tspu.credits.recordFacts(system, {
        enrolmentId: tspu.enrolment.id,
        facts: { enrolmentDocuments: 'complete' },
      })
      const late = await second.post(post, { ...theirs, version: '2' })
      expect([
        late.status,
        (await tspu.stores.enrolments.byId(tspu.enrolment.id))?.pack?.version,
      ]).to.deep.equal([...[409, 4]])
    } finally {
      await own.close()
    }
  })

  it('G2: offer the categories of the text and tell the set of documents', async () => {
    const school = await aKeptBook(world(), { regulation: 'grozny-91' })
    const own = await openSite({ credits: school.credits, keeping: school.keeping, now: school.deps.now })
    try {
      const curator = await visit(own, ['curator'], 'c-1')
      const path = `/learners/${school.at.learnerId}/records`
      const opened = await curator.get(`${path}/new?kind=category&programme=${school.at.programmeId}`)
      expect(opened.html).to.match(/<select id="title"[\s\S]*молодой специалист/)
      const { html } = await curator.get(`${path}?programme=${school.at.programmeId}`)
      expect(html).to.include('Комплект документов').and.include('портфолио педагога')
    } finally {
      await own.close()
    }
  })

  it('keep what was typed and the file when a day is wrong', async () => {
    const curator = await visit(site, ['curator'], 'c-1')
    const opened = await curator.get(`${at('/new')}&kind=project-defence`)
    const form = { ...formOf(opened.html, 'data-upload'), ...defence, date: '2027-01-01' }
    const wrong = await curator.post(at(''), form, file)
    expect(wrong.status).to.equal(422)
    expect(wrong.html).to.include('Дата не может быть в будущем').and.include('«протокол.png» уже загружен')
    const again = { ...formOf(wrong.html, 'data-upload'), date: '2024-11-20' }
    expect((await curator.post(at(''), again)).html).to.include('Записано.')
    const [record] = await book.stores.records.ofEnrolment(book.enrolment.id)
    expect(record?.scan?.name).to.equal('протокол.png')
  })

  it('are corrected and withdrawn with a reason; who was slower is told so', async () => {
    const curator = await visit(site, ['curator'], 'c-1')
    const form = formOf((await curator.get(`${at('/new')}&kind=project-defence`)).html, 'data-upload')
    await curator.post(at(''), { ...form, ...defence })
    const [record] = await book.stores.records.ofEnrolment(book.enrolment.id)
    const path = at(`/${record?.id}/correct`)
    const other = await visit(site, ['curator'], 'c-2')
    const theirs = formOf((await other.get(path)).html, 'data-upload')
    const mine = formOf((await curator.get(path)).html, 'data-upload')
    const noReason = await curator.post(path, { ...mine, result: 'отлично' })
    expect(noReason.html).to.include('Причина: Заполните').and.include('value="отлично"')
    expect(
      (await curator.post(path, { ...mine, result: 'отлично', reason: 'по протоколу' })).html,
    ).to.include('отлично')
    expect((await other.post(path, { ...theirs, result: 'хорошо', reason: 'по протоколу' })).status).to.equal(
      409,
    )
    const shown = await curator.get(at(`/${record?.id}`))
    const withdrawal = { ...formOf(shown.html, '/withdraw'), reason: 'не тот слушатель' }
    const done = await curator.post(at(`/${record?.id}/withdraw`), withdrawal)
    expect(done.html).to.include('отозвано')
  })

  it('are not recorded by the learner', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    expect((await learner.get('/book/records/new?kind=stage')).status).to.equal(403)
    expect((await learner.post('/book/records', { kind: 'stage', key: 'k', ...defence })).status).to.equal(
      403,
    )
    expect(await book.stores.records.ofEnrolment(book.enrolment.id)).to.deep.equal([])
  })
})
