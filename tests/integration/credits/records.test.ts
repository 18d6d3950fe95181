import { expect } from 'chai'
import type { RecordContent } from '#domain/records/record'
import { requirementText } from '#domain/texts/texts'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits } from './use-credits.ts'
import { aKeptBook, anAppointed, type KeptBook, scanFile } from './use-keeping.ts'

const defence: RecordContent = {
  kind: 'project-defence',
  title: 'Школа полного дня',
  date: '2024-11-20',
  result: 'защищён',
  place: 'ММС',
}

describe('recorded facts of a book', () => {
  const world = useCredits()
  const curator = anActor(['curator'])
  const aBook = () => aKeptBook(world(), { regulation: 'tyumen' })
  const record = (book: KeptBook, content: RecordContent = defence, key = 'key') =>
    book.keeping.records.record(curator, { ...book.at, key, content })
  const isMet = async ({ credits, learner }: KeptBook, id: string) =>
    (await credits.readBooks(learner, {})).book?.progress.requirements.find(one => one.id === id)?.met

  it('meet the requirement that refers to them, until they are withdrawn', async () => {
    const book = await aBook()
    expect(await isMet(book, 'project-defence')).to.equal(false)
    const { id } = await record(book)
    expect(await isMet(book, 'project-defence')).to.equal(true)
    await book.keeping.records.withdraw(curator, { id, steps: 1, reason: 'не тот слушатель' })
    expect(await isMet(book, 'project-defence')).to.equal(false)
    const { records } = await book.keeping.records.list(book.learner, { programmeId: book.programme.id })
    expect(records[0]?.history.map(({ action, reason }) => [action, reason])).to.deep.equal([
      ['recorded', undefined],
      ['withdrawn', 'не тот слушатель'],
    ])
  })

  it('T10: the repeat diagnosis of one programme begins the next, until that has its own', async () => {
    const first = await aBook()
    await record(first, { kind: 'diagnosis-after', date: '2024-11-20', result: '81 балл' })
    const second = await aKeptBook(world(), { regulation: 'tyumen' })
    await first.stores.enrolments.create({
      ...second.enrolment,
      id: `${second.enrolment.id}-next`,
      learnerId: first.at.learnerId,
    })
    const at = { learnerId: first.at.learnerId, programmeId: second.at.programmeId }
    const { earlierDiagnosis } = await second.keeping.records.list(curator, at)
    expect(earlierDiagnosis?.record.content.result).to.equal('81 балл')
    expect(earlierDiagnosis?.programme).to.equal(first.programme.title)
    const content = { ...earlierDiagnosis?.record.content, kind: 'diagnosis-before' as const }
    await second.keeping.records.record(curator, { ...at, key: 'taken', content })
    const after = await second.keeping.records.list(curator, at)
    expect(after.earlierDiagnosis).to.equal(null)
    const enrolment = await second.stores.enrolments.find(at.learnerId, at.programmeId)
    expect(enrolment?.facts.diagnosisBefore).to.equal('2024-11-20')
  })

  it('G2: a category outside the list of the text is refused, one of it meets the requirement', async () => {
    const book = await aKeptBook(world(), { regulation: 'grozny-91' })
    const content = { kind: 'category' as const, date: '2024-09-02', document: 'приказ № 7-к' }
    expect(await codeOf(record(book, { ...content, title: 'методист' }))).to.equal('invalid_input')
    expect(await isMet(book, 'learner-category')).to.equal(false)
    await record(book, { ...content, title: 'молодой специалист' }, 'again')
    expect(await isMet(book, 'learner-category')).to.equal(true)
  })

  it('G4: name the stage that has no report, until it has one', async () => {
    const book = await aKeptBook(world(), { regulation: 'grozny-91' })
    const stage = { kind: 'stage' as const, title: 'Внедрение', until: '2026-10-01' }
    const content = { ...stage, result: 'уроки проведены', report: 'справка' }
    const said = async () => {
      const { book: read } = await book.credits.readBooks(book.learner, {})
      const found = read?.progress.requirements.find(({ id }) => id === 'stage-reports')
      return found && requirementText(found, 'ru').text
    }
    expect(await said()).to.equal('Нет отчёта за этап')
    await record(book, { ...content, date: '2026-09-30', until: '2026-09-01', title: 'Подготовка' })
    const second = await record(book, content, 'second')
    expect(await said()).to.equal('Нет отчёта за этап 2')
    const reported = { ...content, date: '2026-10-05' }
    await book.keeping.records.correct(curator, {
      id: second.id,
      steps: 1,
      content: reported,
      reason: 'сдан',
    })
    expect(await said()).to.equal('Отчёты за этапы: 5 октября 2026')
  })

  it('are corrected by a step more: what stood there before stays', async () => {
    const book = await aBook()
    const { id } = await record(book)
    const content = { ...defence, date: '2024-11-25' }
    await book.keeping.records.correct(curator, { id, steps: 1, content, reason: 'дата по протоколу' })
    const { records, canWrite } = await book.keeping.records.list(curator, book.at)
    expect([canWrite, records[0]?.content.date]).to.deep.equal([true, '2024-11-25'])
    expect(records[0]?.history.map(each => each.content.date)).to.deep.equal(['2024-11-20', '2024-11-25'])
    expect((await book.stores.enrolments.byId(book.enrolment.id))?.facts.projectDefence).to.equal(
      '2024-11-25',
    )
  })

  it('are changed by one of two curators at once; the other is told', async () => {
    const book = await aBook()
    const { id } = await record(book)
    const content = { ...defence, result: 'хорошо' }
    const codes = await Promise.all(
      [1, 2, 3].map(n =>
        codeOf(book.keeping.records.correct(anActor(['curator']), { id, steps: 1, content, reason: `${n}` })),
      ),
    )
    expect(codes.filter(code => code === 'conflict')).to.have.length(2)
    expect((await book.stores.records.byId(id))?.history).to.have.length(2)
  })

  it('sent twice are one; recorded at once by many, all of them count', async () => {
    const book = await aBook()
    await Promise.all([1, 2, 3].map(() => record(book)))
    expect(await book.stores.records.ofEnrolment(book.enrolment.id)).to.have.length(1)
    const kinds = ['diagnosis-before', 'diagnosis-after', 'final-report', 'presentation'] as const
    await Promise.all(
      kinds.map(kind => record(book, { kind, date: '2024-11-01', title: 'Опыт', result: 'есть' }, kind)),
    )
    const { facts } = (await book.stores.enrolments.byId(book.enrolment.id)) ?? {}
    expect(facts).to.include({
      projectDefence: '2024-11-20',
      diagnosisBefore: '2024-11-01',
      diagnosisAfter: '2024-11-01',
      finalReport: '2024-11-01',
      presentation: '2024-11-01',
    })
  })

  it('are written by whoever holds a role towards the book, in that role, and never by its learner', async () => {
    const book = await aBook()
    const head = await anAppointed(book, 'head')
    const made = await book.keeping.records.record(head, { ...book.at, key: 'k', content: defence })
    expect(made.history[0]).to.include({ by: head.personId, byRole: 'head' })
    const own = await anAppointed(book, 'head', {
      personId: book.at.learnerId,
      roles: ['curator', 'learner'],
    })
    const refused = [
      [own, 'own_entry'],
      [book.learner, 'own_entry'],
      [anActor(['learner']), 'not_found'],
      [anActor(['issuer']), 'forbidden'],
      [anActor(['curator'], { scope: ['elsewhere'] }), 'not_found'],
    ] as const
    for (const [actor, code] of refused) {
      const input = { ...book.at, key: 'k2', content: defence }
      expect(await codeOf(book.keeping.records.record(actor, input))).to.equal(code)
      const withdrawal = { id: made.id, steps: 1, reason: 'нет' }
      expect(await codeOf(book.keeping.records.withdraw(actor, withdrawal))).to.equal(code)
    }
    expect(await book.stores.records.ofEnrolment(book.enrolment.id)).to.have.length(1)
  })

  it('need a reason to be changed, and days that can be', async () => {
    const book = await aBook()
    const { id } = await record(book)
    expect(await codeOf(book.keeping.records.withdraw(curator, { id, steps: 1, reason: ' ' }))).to.equal(
      'invalid_input',
    )
    expect(await codeOf(record(book, { ...defence, date: '2027-01-01' }, 'k2'))).to.equal('invalid_input')
    expect(await book.stores.records.ofEnrolment(book.enrolment.id)).to.have.length(1)
  })

  it('show their scan to who sees the book', async () => {
    const book = await aBook()
    const scan = await book.keeping.proofs.keepScan(curator, book.at, scanFile())
    const input = { ...book.at, key: 'k', content: defence, scanId: scan.id }
    const { id } = await book.keeping.records.record(curator, input)
    expect((await book.keeping.records.readScan(book.learner, { id })).scan.sha256).to.equal(scan.sha256)
    expect(await codeOf(book.keeping.records.readScan(anActor(['learner']), { id }))).to.equal('not_found')
  })
})
