import { expect } from 'chai'
import type { RouteView } from '#credits/routes/contract'
import type { Actor } from '#domain/access/actor'
import { parseHours } from '#domain/hours'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { anActor, system } from './use-credits.ts'
import { administrator, at, item, type RouteWorld, SCHOOL, useRoutes } from './use-routes.ts'

/** A route of Tyumen that was sent, with head and methodist appointed. */
async function sentRoute(w: RouteWorld) {
  const { enrolment, programme, actor: learner } = await w.learner('tyumen')
  const scope = { programmeIds: [programme.id], organisations: [SCHOOL] }
  const head = await w.person('Петров Пётр')
  const methodist = await w.person('Фёдорова Ирина')
  await w.appoint(head, 'head', scope)
  await w.appoint(methodist, 'methodist', { programmeIds: [programme.id] })
  const sent = await w.routes.send(learner, at(await w.draft(learner, enrolment)))
  return { enrolment, programme, learner, head, methodist, scope, sent }
}

const take = (w: RouteWorld, actor: Actor, route: RouteView) => w.routes.take(actor, at(route), {})

describe('a route from draft to approval', () => {
  const world = useRoutes()

  it('is approved by head and methodist, and the last step tells the requirement', async () => {
    const w = world()
    const { enrolment, head, methodist, sent } = await sentRoute(w)
    const agreed = await take(w, head, await w.routes.read(head, sent.id))
    expect(agreed.revision.state).to.equal('in-approval')
    expect((await w.stores.enrolments.byId(enrolment.id))?.facts.routeApproved).to.equal(undefined)
    const approved = await take(w, methodist, await w.routes.read(methodist, sent.id))
    expect(approved.revision.state).to.equal('approved')
    expect((await w.stores.enrolments.byId(enrolment.id))?.facts.routeApproved).to.equal('2026-11-22')
    expect(approved.history.map(line => [line.action, line.byRole])).to.deep.equal([
      ['start', 'learner'],
      ['draft', 'learner'],
      ['send', 'learner'],
      ['take', 'head'],
      ['take', 'methodist'],
    ])
  })

  it('makes the learner ready where the approval was the last that lacked', async () => {
    const w = world()
    const { enrolment, programme, actor: learner } = await w.learner('omsk')
    const head = await w.person('Петров Пётр')
    await w.appoint(head, 'head', { programmeIds: [programme.id] })
    const facts = { diagnosisBefore: '2024-09-03', presentation: '2024-12-03' }
    await w.credits.recordFacts(administrator, { enrolmentId: enrolment.id, facts })
    const isReady = async () => (await w.stores.enrolments.byId(enrolment.id))?.summary?.eligible
    const sent = await w.routes.send(learner, at(await w.draft(learner, enrolment)))
    const talked = await take(w, head, sent)
    expect(await isReady()).to.equal(false)
    await take(w, head, talked)
    expect(await isReady()).to.equal(true)
  })

  it('shows whose turn it is, by name, to whoever sees it', async () => {
    const w = world()
    const { sent, learner } = await sentRoute(w)
    const next = (await w.routes.read(learner, sent.id)).steps.filter(step => step.isNext)
    expect(next.map(({ does, holders }) => [does, holders.map(({ name }) => name)])).to.deep.equal([
      ['agrees', ['Петров Пётр']],
    ])
  })

  it('shows already in a draft who will decide, while it is nobody’s turn', async () => {
    const w = world()
    const { sent, learner } = await sentRoute(w)
    const draft = await w.routes.withdraw(learner, at(sent))
    expect(draft.steps.map(({ does, status, isNext }) => [does, status, isNext])).to.deep.equal(
      sent.steps.map(({ does }) => [does, 'waiting', false]),
    )
    expect(draft.steps[0]?.holders.map(({ name }) => name)).to.deep.equal(['Петров Пётр'])
  })

  it('stands among those that wait for me, and for nobody else', async () => {
    const w = world()
    const { sent, head, methodist } = await sentRoute(w)
    const ids = async (actor: Actor) =>
      (await w.routes.list(actor, { show: 'mine' })).rows.map(({ id }) => id)
    expect(await ids(head)).to.deep.equal([sent.id])
    expect(await ids(methodist)).to.deep.equal([])
    await take(w, head, sent)
    expect(await ids(head)).to.deep.equal([])
    expect(await ids(methodist)).to.deep.equal([sent.id])
    expect(await ids(await w.person('Чужой Иван'))).to.deep.equal([])
  })

  it('G6: keeps the texts of a plan with their revision, and the next one begins with them', async () => {
    const w = world()
    const { enrolment, programme, actor: learner } = await w.learner('grozny-91')
    const group = await w.person('Разработчикова Вера')
    const head = await w.person('Петров Пётр')
    await w.appoint(group, 'group', { programmeIds: [programme.id] })
    await w.appoint(group, 'curator', { programmeIds: [programme.id] })
    await w.appoint(head, 'head', { programmeIds: [programme.id] })
    await w.routes.start(head, { enrolmentId: enrolment.id })
    const draft = await w.draft(group, enrolment)
    expect(await codeOf(w.routes.writeTexts(learner, at(draft), { goals: 'Свои' }))).to.equal('route_role')
    expect(await codeOf(w.routes.writeTexts(group, at(draft), { budget: '1' }))).to.equal('route_text')
    const written = await w.routes.writeTexts(group, at(draft), { goals: 'Освоить', results: 'Освоено' })
    expect(await codeOf(w.routes.writeTexts(group, at(draft), { goals: 'Поздно' }))).to.equal('route_changed')
    const sent = await w.routes.send(group, at(written))
    const order = { order: { number: '12', date: '2024-09-03' } }
    const holds = await w.routes.take(head, at(sent), order)
    const changed = await w.routes.change(group, at(holds))
    const after = await w.routes.writeTexts(group, at(changed), { goals: 'Освоить больше' })
    const textOf = ({ texts }: typeof after, id: string) => texts.find(each => each.id === id)?.text
    expect([textOf(after, 'goals'), textOf(after, 'results')]).to.deep.equal(['Освоить больше', 'Освоено'])
    expect(textOf(await w.routes.read(learner, after.id, 1), 'goals')).to.equal('Освоить')
    const { texts } = await w.routes.diff(group, after.id, 1, 2)
    expect(texts.map(each => [each.id, each.before, each.after])).to.deep.equal([
      ['goals', 'Освоить', 'Освоить больше'],
    ])
  })

  it('O8: lets the head write the plan of a school beside the routes of its teachers', async () => {
    const w = world()
    const { enrolment, programme, actor: learner } = await w.learner('omsk')
    const head = await w.person('Петров Пётр')
    await w.appoint(head, 'head', { programmeIds: [programme.id], organisations: [SCHOOL] })
    expect((await w.routes.schoolProgrammes(head)).map(({ id }) => id)).to.deep.equal([programme.id])
    const key = { organisation: SCHOOL, programmeId: programme.id }
    expect(await codeOf(w.routes.start(learner, key))).to.equal('route_role')
    const begun = await w.routes.start(head, key)
    expect(begun.may).to.not.include('send')
    const written = await w.routes.writeTexts(head, at(begun), { 'formal-aim.staff': 'Освоить ФГОС' })
    const holds = await w.routes.send(head, at(written))
    expect(holds.revision.state).to.equal('approved')
    expect(holds.texts.find(({ id }) => id === 'formal-aim.staff')?.text).to.equal('Освоить ФГОС')
    expect((await w.stores.enrolments.byId(enrolment.id))?.facts.routeApproved).to.equal(undefined)
    const [own] = await w.routes.mine(learner)
    expect([own?.route, own?.mayStart]).to.deep.equal([null, true])
  })

  it('O4: tells learner and head what a course made due, until the interview and the corrected plan', async () => {
    const w = world()
    const { enrolment, programme, actor: learner } = await w.learner('omsk')
    const head = await w.person('Петров Пётр')
    await w.appoint(head, 'head', { programmeIds: [programme.id] })
    const sent = await w.routes.send(learner, at(await w.draft(learner, enrolment)))
    const course = { kind: 'course', provider: 'БОУ ДПО «ИРООО»', date: '2024-10-01' } as const
    const [entry] = await w.entries(enrolment, ['M1'], course)
    const ids = [entry?.id as string]
    await w.credits.confirmEntries(anActor(['curator']), { entryIds: ids, despiteRemarks: ids })
    const dueFor = async (actor: Actor) => (await w.routes.read(actor, sent.id)).due.map(({ step }) => step)
    expect(await dueFor(learner)).to.deep.equal(['interview'])
    expect(await dueFor(head)).to.deep.equal(['interview'])
    await take(w, head, await w.routes.read(head, sent.id))
    expect(await dueFor(learner)).to.deep.equal([])
  })

  it('takes factual dates from confirmed entries', async () => {
    const w = world()
    const { enrolment, actor } = await w.learner('tspu')
    const begun = await w.routes.start(actor, { enrolmentId: enrolment.id })
    const planned = await w.routes.addMandatory(actor, at(begun), '2025-01-20')
    expect(planned.items.map(({ moduleId, actualOn }) => [moduleId, actualOn])).to.deep.equal([
      ['M1', null],
      ['M2', null],
    ])
    const [entry] = await w.entries(enrolment, ['M1'])
    await w.credits.confirmEntries(anActor(['curator']), { entryIds: [entry?.id as string] })
    const after = await w.routes.read(actor, begun.id)
    expect(after.items.map(({ actualOn, entryId }) => [actualOn, entryId])).to.deep.equal([
      ['2025-01-15', entry?.id],
      [null, null],
    ])
    expect(after.plan.done).to.equal(1)
    const methodist = await w.person('Методист Мария')
    await w.appoint(methodist, 'methodist', { programmeIds: [after.programme.id] })
    const { rows } = await w.routes.list(methodist, { show: 'all' })
    expect(rows.map(({ id, done, events }) => [id, done, events])).to.deep.equal([[begun.id, 1, 2]])
  })

  it('is in force at once where the text asks for nobody, and a change waits for the curator', async () => {
    const w = world()
    const { enrolment, actor } = await w.learner('tspu')
    const draft = await w.draft(actor, enrolment)
    expect(draft.startsAlone).to.equal(true)
    const alone = await w.routes.send(actor, at(draft))
    expect(alone.revision.state).to.equal('approved')
    const changing = await w.routes.change(actor, at(alone))
    const sent = await w.routes.send(actor, at(await w.routes.putItem(actor, at(changing), item)))
    expect([sent.revision.state, sent.inForce]).to.deep.equal(['in-approval', 1])
    const curator = anActor(['curator'])
    expect((await w.routes.list(curator, { show: 'mine' })).rows.map(({ id }) => id)).to.include(sent.id)
    const approved = await take(w, curator, sent)
    expect(approved.inForce).to.equal(2)
    const diff = await w.routes.diff(actor, sent.id, 1, 2)
    expect(diff.items.map(({ change }) => change)).to.deep.equal(['same', 'added'])
    expect(diff.texts).to.deep.equal([])
  })

  it('is returned with a comment, reworked and sent again; the first revision stays', async () => {
    const w = world()
    const { learner, head, sent } = await sentRoute(w)
    expect(await codeOf(w.routes.returnForRework(head, at(sent), ' '))).to.equal('route_comment_required')
    await w.routes.returnForRework(head, at(sent), 'Мало практики')
    const draft = await w.routes.read(learner, sent.id)
    expect([draft.revision.number, draft.revision.state]).to.deep.equal([2, 'draft'])
    const again = await w.routes.send(learner, at(await w.routes.putItem(learner, at(draft), item)))
    expect(again.revisions.map(({ state }) => state)).to.deep.equal(['returned', 'in-approval'])
    expect((await w.routes.read(head, sent.id, 1)).items).to.have.length(1)
  })

  it('begun twice at once is one route', async () => {
    const w = world()
    const { enrolment, actor } = await w.learner('tspu')
    const both = await Promise.all([1, 2, 3].map(() => w.routes.start(actor, { enrolmentId: enrolment.id })))
    expect(new Set(both.map(({ id }) => id)).size).to.equal(1)
  })
})

describe('a route that others begin', () => {
  const world = useRoutes()

  it('is offered to whoever the text names, for learners of theirs who have none, and drafted by the group', async () => {
    const w = world()
    const { enrolment, programme, actor: learner } = await w.learner('grozny-91')
    const head = await w.person('Петров Пётр')
    const elsewhere = await w.person('Другой Денис')
    const scope = { programmeIds: [programme.id] }
    await w.appoint(head, 'head', { ...scope, organisations: [SCHOOL] })
    await w.appoint(elsewhere, 'head', { ...scope, organisations: ['Лицей № 3'] })
    const offered = await w.routes.startable(head)
    expect(offered.map(({ enrolmentId, name }) => [enrolmentId, name])).to.deep.equal([
      [enrolment.id, 'Сидорова Анна'],
    ])
    for (const nobody of [elsewhere, learner]) expect(await w.routes.startable(nobody)).to.deep.equal([])
    const begun = await w.routes.start(head, { enrolmentId: enrolment.id })
    expect(begun.may).to.not.include('edit')
    expect(begun.history[0]).to.include({ byRole: 'head', byName: 'Петров Пётр' })
    expect(await w.routes.startable(head)).to.deep.equal([])
    expect(await codeOf(w.routes.start(elsewhere, { enrolmentId: enrolment.id }))).to.equal('not_found')
  })
})

describe('a school’s plan', () => {
  const world = useRoutes()

  async function plan(w: RouteWorld) {
    const { enrolment, programme, actor: teacher } = await w.learner('subscription')
    const scope = { programmeIds: [programme.id] }
    const head = await w.person('Петров Пётр')
    const institute = await w.person('Институтский Игорь')
    await w.appoint(head, 'head', { ...scope, organisations: ['маоу  сош №12'] })
    await w.appoint(institute, 'institute', scope)
    const key = { organisation: SCHOOL, programmeId: programme.id }
    const begun = await w.routes.start(head, { ...key, orderedHours: parseHours('72') })
    const hoursBy = { contact: parseHours('30'), distance: parseHours('10') }
    const draft = await w.routes.putItem(head, at(begun), { ...item, hoursBy })
    return { enrolment, programme, teacher, head, institute, key, draft }
  }

  it('belongs to the school: the head asks, the institute concludes, and it holds for each of its teachers', async () => {
    const w = world()
    const { enrolment, teacher, head, institute, draft } = await plan(w)
    expect(draft.plan.budget).to.include({ ordered: parseHours('72'), left: parseHours('32') })
    const sent = await w.routes.send(head, at(draft))
    await take(w, institute, sent)
    expect((await w.stores.enrolments.byId(enrolment.id))?.facts.routeApproved).to.equal('2026-11-22')
    expect((await w.routes.read(teacher, sent.id)).may).to.deep.equal(['comment'])
  })

  it('holds for a teacher who is enrolled later, within a day', async () => {
    const w = world()
    const { programme, head, institute, draft } = await plan(w)
    await take(w, institute, await w.routes.send(head, at(draft)))
    const later = await w.credits.enrol(administrator, {
      identity: unique('lti|https://lms.example|'),
      person: { familyName: 'Новая', givenName: 'Нина', organisation: SCHOOL },
      programmeId: programme.id,
      enrolledOn: '2024-10-02',
    })
    expect(later.facts.routeApproved).to.equal(undefined)
    await w.routes.tellRequirements(system)
    expect((await w.stores.enrolments.byId(later.id))?.facts.routeApproved).to.equal('2026-11-22')
    expect(await codeOf(w.routes.tellRequirements(head))).to.equal('forbidden')
  })

  it('stands on each teacher’s own page, with what is for their subgroup', async () => {
    const w = world()
    const { teacher, head, draft } = await plan(w)
    expect(draft.teachers.map(({ id }) => id)).to.deep.equal([teacher.personId])
    const forWhom = { group: 'Физики', learnerIds: [teacher.personId] }
    const hoursBy = { contact: parseHours('4') }
    const sent = await w.routes.send(
      head,
      at(await w.routes.putItem(head, at(draft), { ...item, title: 'Физика', hoursBy, forWhom })),
    )
    const [own] = await w.routes.mine(teacher)
    expect([own?.route?.id, own?.mayStart]).to.deep.equal([sent.id, false])
    expect(own?.route?.items.map(({ title, forMe }) => [title, forMe])).to.deep.equal([
      ['Конференция', true],
      ['Физика', true],
    ])
    const seenByHead = await w.routes.read(head, sent.id)
    expect(seenByHead.items.map(({ forMe }) => forMe)).to.deep.equal([true, false])
  })

  it('moves an event without a new agreement, and shows where it stood', async () => {
    const w = world()
    const { head, institute, draft } = await plan(w)
    const approved = await take(w, institute, await w.routes.send(head, at(draft)))
    const [event] = approved.items
    const seen = await w.routes.read(head, approved.id)
    const moved = await w.routes.moveDate(head, at(seen), event?.id as string, '2024-11-05')
    expect(moved.revision).to.include({ number: 2, state: 'approved' })
    expect(moved.items[0]).to.deep.include({ plannedOn: '2024-11-05', movedFrom: ['2024-10-01'] })
    const outside = w.routes.moveDate(head, at(moved), event?.id as string, '2031-01-01')
    expect(await codeOf(outside)).to.equal('route_item_invalid')
  })

  it('M6: changes the theme of an event without a new agreement, and the history says both', async () => {
    const w = world()
    const { head, institute, draft } = await plan(w)
    const approved = await take(w, institute, await w.routes.send(head, at(draft)))
    const id = approved.items[0]?.id as string
    const seen = await w.routes.read(head, approved.id)
    expect(seen.may).to.include('change-theme')
    expect((await w.routes.read(institute, approved.id)).may).to.not.include('change-theme')
    expect(await codeOf(w.routes.changeTheme(institute, at(seen), id, 'Иное'))).to.equal('route_role')
    const changed = await w.routes.changeTheme(head, at(seen), id, ' Оценивание ')
    expect(changed.revision).to.include({ number: 2, state: 'approved' })
    expect(changed.items[0]?.title).to.equal('Оценивание')
    expect(changed.revisions.map(({ state }) => state)).to.deep.equal(['superseded', 'approved'])
    expect((await w.routes.read(head, approved.id, 1)).items[0]?.title).to.equal(seen.items[0]?.title)
    const { from, to } = changed.history.at(-1)?.facts ?? {}
    expect([from, to]).to.deep.equal([seen.items[0]?.title, 'Оценивание'])
    expect(await codeOf(w.routes.changeTheme(head, at(changed), id, ' '))).to.equal('route_item_invalid')
    expect(await codeOf(w.routes.changeTheme(head, at(seen), id, 'Поздно'))).to.equal('route_changed')
  })

  it('is begun by whoever heads that school, and by no other', async () => {
    const w = world()
    const { key, programme, enrolment } = await plan(w)
    const other = await w.person('Другой Денис')
    await w.appoint(other, 'head', { programmeIds: [programme.id], organisations: ['Лицей № 3'] })
    const begin = w.routes.start(other, { ...key, organisation: 'Гимназия № 1' })
    expect(await codeOf(begin)).to.equal('not_found')
    const single = w.routes.start(anActor(['learner'], { personId: enrolment.learnerId }), {
      enrolmentId: enrolment.id,
    })
    expect(await codeOf(single)).to.equal('forbidden')
  })
})

describe('what a route refuses', () => {
  const world = useRoutes()

  it('an item without hours, or outside the term: each field named, nothing written', async () => {
    const w = world()
    const { enrolment, actor } = await w.learner('tspu')
    const draft = await w.draft(actor, enrolment)
    const { hours: _hours, ...withoutHours } = item
    for (const wrong of [withoutHours, { ...item, plannedOn: '2031-01-01' }])
      expect(await codeOf(w.routes.putItem(actor, at(draft), wrong))).to.equal('route_item_invalid')
    expect((await w.routes.read(actor, draft.id)).version).to.equal(draft.version)
  })

  it('an approval out of turn, without the role, of one’s own, and of another revision', async () => {
    const w = world()
    const { programme, learner, head, methodist, sent } = await sentRoute(w)
    expect(await codeOf(take(w, methodist, sent))).to.equal('route_out_of_turn')
    expect(await codeOf(take(w, anActor(['issuer']), sent))).to.equal('route_role')
    expect(await codeOf(take(w, learner, sent))).to.equal('own_route')
    await w.appoint(learner, 'head', { programmeIds: [programme.id] })
    expect(await codeOf(take(w, learner, sent))).to.equal('own_route')
    const wrong = w.routes.take(head, { ...at(sent), revision: 7 }, {})
    expect(await codeOf(wrong)).to.equal('invalid_input')
    expect((await w.routes.read(learner, sent.id)).version).to.equal(sent.version)
  })

  it('an approval after the appointment ended', async () => {
    const w = world()
    const { programme, enrolment, actor: learner } = await w.learner('tyumen')
    const head = await w.person('Бывший Борис')
    const methodist = await w.person('Методист Мария')
    await w.appoint(methodist, 'methodist', { programmeIds: [programme.id] })
    const id = await w.appoint(head, 'head', { programmeIds: [programme.id] })
    const sent = await w.routes.send(learner, at(await w.draft(learner, enrolment)))
    await w.appointments.end(administrator, { id, until: '2026-11-21', reason: 'перевод' })
    expect(await codeOf(take(w, head, sent))).to.equal('not_found')
    await w.appoint(head, 'methodist', { programmeIds: [programme.id] })
    expect(await codeOf(take(w, head, sent))).to.equal('route_out_of_turn')
  })

  it('the second of two who decide at once: one wins, the other learns that it changed', async () => {
    const w = world()
    const { programme, learner, head, sent } = await sentRoute(w)
    const mentor = await w.person('Наставник Нина')
    await w.appoint(mentor, 'mentor', { programmeIds: [programme.id] })
    const codes = await Promise.all([head, mentor].map(actor => codeOf(take(w, actor, sent))))
    expect(codes.toSorted()).to.deep.equal(['nothing thrown', 'route_changed'])
    const { history } = await w.routes.read(learner, sent.id)
    expect(history.filter(({ action }) => action === 'take')).to.have.length(1)
  })

  it('not the same step pressed twice: it is one step and the same answer', async () => {
    const w = world()
    const { head, methodist, sent } = await sentRoute(w)
    const answers = await Promise.all([take(w, head, sent), take(w, head, sent)])
    expect(answers.map(({ version }) => version)).to.deep.equal([sent.version + 1, sent.version + 1])
    const agreed = await take(w, head, sent)
    expect(agreed.steps[0]?.status).to.equal('taken')
    await take(w, methodist, agreed)
    expect(await codeOf(take(w, methodist, sent))).to.equal('route_changed')
  })

  it('a draft that somebody else changed, and one that is not theirs to write', async () => {
    const w = world()
    const { enrolment, actor } = await w.learner('tspu')
    const seen = await w.draft(actor, enrolment)
    await w.routes.putItem(actor, at(seen), item)
    expect(await codeOf(w.routes.putItem(actor, at(seen), item))).to.equal('route_changed')
    const curator = anActor(['curator'])
    const now = await w.routes.read(curator, seen.id)
    expect(await codeOf(w.routes.putItem(curator, at(now), item))).to.equal('route_role')
  })

  it('everything to strangers: for them there is no route', async () => {
    const w = world()
    const { enrolment, learner, sent } = await sentRoute(w)
    const strangers = [
      await w.person('Чужой Иван', ['learner']),
      anActor(['curator'], { scope: ['https://other.example|c|1'] }),
    ]
    for (const stranger of strangers) {
      const tries = [
        w.routes.read(stranger, sent.id),
        w.routes.find(stranger, { enrolmentId: enrolment.id }),
        w.routes.start(stranger, { enrolmentId: enrolment.id }),
        w.routes.diff(stranger, sent.id, 1, 1),
        w.routes.send(stranger, at(sent)),
        w.routes.withdraw(stranger, at(sent)),
        take(w, stranger, sent),
        w.routes.returnForRework(stranger, at(sent), 'Нет'),
        w.routes.comment(stranger, at(sent), 'x'),
        w.routes.handOver(stranger, at(sent), 'x'),
        w.routes.accept(stranger, at(sent)),
      ]
      expect(new Set(await Promise.all(tries.map(codeOf)))).to.deep.equal(new Set(['not_found']))
    }
    expect((await w.routes.read(learner, sent.id)).version).to.equal(sent.version)
  })
})

describe('a learner who moves', () => {
  const world = useRoutes()

  it('is accepted at the new school, whose head decides from then on; signatures of before stay', async () => {
    const w = world()
    const { programme, learner, head, methodist, sent } = await sentRoute(w)
    const newHead = await w.person('Новиков Никита')
    await w.appoint(newHead, 'head', { programmeIds: [programme.id], organisations: ['Лицей № 3'] })
    const agreed = await take(w, head, sent)
    const moving = await w.routes.handOver(learner, at(agreed), 'Лицей № 3')
    expect(moving.handOver).to.include({ from: SCHOOL, to: 'Лицей № 3' })
    expect(await codeOf(w.routes.accept(head, at(moving)))).to.equal('route_role')
    expect((await w.routes.list(newHead, { show: 'mine' })).rows.map(({ id }) => id)).to.deep.equal([sent.id])
    const accepted = await w.routes.accept(newHead, at(moving))
    expect(accepted.organisation).to.equal('Лицей № 3')
    expect(accepted.steps[0]?.signature?.byName).to.equal('Петров Пётр')
    expect((await w.stores.people.byId(learner.personId))?.organisation).to.equal('Лицей № 3')
    expect((await w.routes.accept(newHead, at(moving))).version).to.equal(accepted.version)
    expect(await codeOf(w.routes.read(head, sent.id))).to.equal('not_found')
    expect((await take(w, methodist, accepted)).revision.state).to.equal('approved')
  })

  it('stops the route where only staff employees take part', async () => {
    const w = world()
    const { enrolment, programme, actor: learner } = await w.learner('grozny-91')
    const group = await w.person('Группа Галина')
    await w.appoint(group, 'group', { programmeIds: [programme.id] })
    await w.routes.start(learner, { enrolmentId: enrolment.id })
    const begun = await w.routes.find(group, { enrolmentId: enrolment.id })
    const draft = await w.routes.putItem(group, at(begun as RouteView), { ...item, plannedOn: '2025-01-10' })
    const stopped = await w.routes.handOver(learner, at(draft), 'Лицей № 3')
    expect(stopped.closed?.reason).to.equal('Лицей № 3')
    expect(stopped.may).to.deep.equal([])
    expect(await codeOf(w.routes.send(group, at(stopped)))).to.equal('route_state')
  })
})
