import { expect } from 'chai'
import { useCredits } from '#tests/integration/credits/use-credits'
import { aKeptBook, type KeptBook } from '#tests/integration/credits/use-keeping'
import { png } from '#tests/unit/domain/scans/samples'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, visit } from './visit.ts'

describe('a group act without scripts', () => {
  const world = useCredits()
  let book: KeptBook
  let site: Site
  beforeEach(async () => {
    book = await aKeptBook(world())
    await book.enrol('Ковалёва')
    await book.enrol('Баранов')
    site = await openSite({ credits: book.credits, keeping: book.keeping, now: book.deps.now })
  })
  afterEach(() => site.close())

  const path = () => `/acts/new?programme=${book.programme.id}`
  const filled = { number: '17', module: 'M1', date: '2026-02-12' }
  const linesOf = async () => {
    const enrolments = await book.stores.enrolments.listByProgramme({
      programmeIds: [book.programme.id],
      limit: 10,
    })
    return (await book.stores.entries.ofBooks(enrolments)).map(({ hours }) => hours).sort()
  }

  it('is typed, checked and written; each line leads to the act', async () => {
    const curator = await visit(site, ['curator'], 'c-1')
    const form = formOf((await curator.get(path())).html, 'name="roster"')
    const roster = 'Сидорова А. П.; 6\nКовалева Анна\nБаранов; н\nПетров Пётр'
    const checked = await curator.post('/acts/preview', {
      ...form,
      ...filled,
      there: book.at.learnerId,
      roster,
    })
    expect(checked.html).to.include('Пока ничего не записано').and.include('Внести 2 записи')
    expect(checked.html).to.include('Петров Пётр: такого слушателя').and.include('не был, записи нет')
    expect(await linesOf()).to.deep.equal([])
    const kept = formOf(checked.html, 'data-once')
    const done = await curator.post('/acts', kept)
    expect(done.html).to.include('Внесено: 2 записи').and.include('Баранов Анна Петровна')
    expect(
      [...done.html.matchAll(/(Баранов|Ковал[её]ва|Сидорова) Анна/g)].map(([, name]) => name),
    ).to.deep.equal([...['Баранов', 'Ковалёва', 'Сидорова']])
    expect(await linesOf()).to.deep.equal([600, 800])
    expect((await curator.post('/acts', kept)).path).to.equal(done.path)
    expect(await linesOf()).to.have.length(2)
    const text = { field: 'scan', name: 'акт.png', bytes: Buffer.from('no picture') }
    const refused = await curator.post(`${done.path}/scan`, {}, text)
    expect(refused.status).to.equal(422)
    expect(refused.html).to.include('href="#scan"')
    const attached = await curator.post(`${done.path}/scan`, {}, { ...text, bytes: png() })
    expect(attached.html).to.include(`${done.path}/scan"`).and.not.include('type="file"')
    expect((await curator.get(`${done.path}/scan`)).bytes.equals(png())).to.equal(true)
    const entry = /href="[^"]*(\/learners\/[^"]+\/entries\/act-[^"]+)"/.exec(done.html)?.[1] ?? ''
    expect((await curator.get(entry.replaceAll('&amp;', '&'))).html).to.include(done.path)
    expect((await curator.get('/queue')).html).to.include('по групповому акту')
    expect((await curator.get('/acts')).html)
      .to.include('Акт № 17')
      .and.include('участвовали 2, не были 1')
  })

  it('keeps everything when something is missing, and when it is changed after the check', async () => {
    const curator = await visit(site, ['curator'], 'c-1')
    const form = formOf((await curator.get(path())).html, 'name="roster"')
    const typed = { ...form, ...filled, number: '', date: '2027-01-01', roster: 'Петров' }
    const wrong = await curator.post('/acts/preview', typed)
    expect(wrong.status).to.equal(422)
    expect(wrong.html).to.include('Напишите номер акта').and.include('Петров: такого слушателя')
    expect(wrong.html).to.include('>Петров</textarea>')
    expect(formOf(wrong.html, 'name="roster"')).to.include({ module: 'M1', date: '2027-01-01' })
    const checked = await curator.post('/acts/preview', { ...form, ...filled, there: book.at.learnerId })
    const back = await curator.post('/acts/edit', formOf(checked.html, 'data-once'))
    expect(formOf(back.html, 'name="roster"')).to.include({ ...filled, there: book.at.learnerId })
  })

  it('with a number that is taken says which act has it', async () => {
    const curator = await visit(site, ['curator'], 'c-1')
    const form = formOf((await curator.get(path())).html, 'name="roster"')
    await curator.post('/acts', { ...form, ...filled, there: book.at.learnerId })
    const other = await curator.post('/acts', { ...form, ...filled, roster: 'Баранов' })
    expect(other.status).to.equal(409)
    expect(other.html).to.include('Акт с таким номером уже есть')
  })

  it('is not for learners', async () => {
    const learner = await visit(site, ['learner'], book.learner.personId)
    expect((await learner.get('/acts')).status).to.equal(403)
    expect((await learner.get(path())).status).to.equal(403)
  })
})
