import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { createEvents } from '#events/events'
import { EVENT_TYPES, type Subscriber } from '#events/types'
import { watchStores } from '#events/watch-stores'
import type { OutboxEvent } from '#store/ports/outbox'
import { ltiKey } from '#store/ports/people'
import { anActor, system, useCredits } from '#tests/integration/credits/use-credits'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'

const curator = anActor(['curator'])
const operator = anActor(['administrator'], { scope: 'all' })

describe('outbox', () => {
  const useWorld = useCredits()

  /** A listener of its own, so that tests do not hear each other's learners. */
  function listen(name = unique('listener')) {
    const heard: OutboxEvent[] = []
    let fail: (event: OutboxEvent) => unknown = () => undefined
    const subscriber: Subscriber = {
      name,
      types: new Set(EVENT_TYPES),
      async handle(event) {
        const error = fail(event)
        if (error !== undefined) throw error
        heard.push(event)
      },
    }
    const of = (stream: string) => heard.filter(event => event.stream === stream)
    return { subscriber, heard, of, failWith: (make: typeof fail) => (fail = make) }
  }
  function build(subscribers: Subscriber[]) {
    const world = useWorld()
    const stores = watchStores(world.stores, world.deps.now)
    const events = createEvents({
      stores,
      subscribers,
      now: world.deps.now,
      newId: randomUUID,
      random: () => 0,
    })
    return { world, stores, events, credits: world.creditsWith({ stores }) }
  }
  async function learner({ world, credits }: ReturnType<typeof build>, moduleIds: string[]) {
    const enrolment = await world.enrol(await world.programme())
    const entries = await world.entries(enrolment, moduleIds)
    const entryIds = entries.map(entry => entry.id)
    const confirm = () => credits.confirmEntries(curator, { entryIds })
    return { enrolment, entries, entryIds, confirm }
  }

  it('names no account of the learner who came into a course: an event outlives an erasure', async () => {
    const { subscriber, of } = listen()
    const { world, stores, events } = build([subscriber])
    const [issuer, sub, grantId] = [unique('https://lms.example/'), unique('account'), unique('grant')]
    const { learnerId } = await world.enrol(await world.programme(), { identity: ltiKey(issuer, sub) })
    await stores.places.noteLaunch({ grantId, issuer, sub, roles: [] }, '2026-11-22T09:00:00.000Z')
    await events.derive()
    await events.derive()
    await events.dispatch()
    expect(of(learnerId).map(({ type, data }) => [type, data])).to.deep.equal([['place.added', { grantId }]])
    expect(JSON.stringify(of(learnerId))).not.to.include(sub)
  })

  it('tells what happened to a book in order, each once, when nobody fails', async () => {
    const { subscriber, of } = listen()
    const built = build([subscriber])
    const { enrolment, confirm } = await learner(built, ['M1'])
    await confirm()
    for (let i = 0; i < 3; i++) {
      await built.events.derive()
      await built.events.dispatch()
    }
    const told = of(enrolment.learnerId)
    expect(told.map(event => event.type)).to.deep.equal([
      'completion.imported',
      'entry.confirmed',
      'progress.changed',
    ])
    expect(told.map(event => event.seq)).to.deep.equal([1, 2, 3])
    expect(told.at(-1)?.data).to.deep.include({ counted: '8.00', required: '108.00', eligible: false })
  })

  it('tells of eligibility, of the certificate and of its annulment', async () => {
    const { subscriber, of } = listen()
    const built = build([subscriber])
    const { enrolment, confirm } = await learner(built, ['M1', 'M2', 'M3', 'M4'])
    await confirm()
    await built.events.derive()
    const { id } = await built.credits.issueCertificate(anActor(['issuer']), { enrolmentId: enrolment.id })
    await built.events.derive()
    const annulment = { at: '2026-11-22T09:30:00.000Z', by: 'p', reason: 'Ошибка' }
    expect(await built.stores.certificates.annul(id, annulment)).to.equal(true)
    await built.events.derive()
    await built.events.dispatch()
    const types = of(enrolment.learnerId).map(event => event.type)
    expect(types.indexOf('programme.eligible')).to.be.greaterThan(-1)
    expect(types.indexOf('certificate.issued')).to.be.greaterThan(types.indexOf('programme.eligible'))
    expect(types.at(-1)).to.equal('certificate.annulled')
    expect(types.filter(type => type === 'programme.eligible')).to.have.length(1)
  })

  it('finds by a sweep what was written past the look-out, and wakes those whom a crash left asleep', async () => {
    const { subscriber, of } = listen()
    const built = build([subscriber])
    const { enrolment, entryIds } = await learner(built, ['M1'])
    await built.world.credits.confirmEntries(curator, { entryIds })
    const asleep = { ...built.stores, outbox: { ...built.stores.outbox, wake: async () => {} } }
    const dying = createEvents({
      stores: asleep,
      subscribers: [subscriber],
      now: built.world.deps.now,
      newId: randomUUID,
      random: () => 0,
    })
    expect(await dying.sweep()).to.be.greaterThan(2)
    await built.events.dispatch()
    expect(of(enrolment.learnerId)).to.deep.equal([])
    expect(await built.events.sweep()).to.equal(0)
    await built.events.dispatch()
    expect(of(enrolment.learnerId)).to.have.length(3)
  })

  it('keeps the order of a learner: a failing event holds those after it, and nobody else’s', async () => {
    const { subscriber, of, failWith } = listen()
    const built = build([subscriber])
    const [one, two] = [await learner(built, ['M1']), await learner(built, ['M1'])]
    await one.confirm()
    await two.confirm()
    failWith(event =>
      event.stream === one.enrolment.learnerId && event.type === 'entry.confirmed'
        ? Object.assign(new Error('busy'), { code: 'busy', retryable: true })
        : undefined,
    )
    await built.events.derive()
    await built.events.dispatch()
    expect(of(one.enrolment.learnerId).map(event => event.type)).to.deep.equal(['completion.imported'])
    expect(of(two.enrolment.learnerId)).to.have.length(3)
    const [waiting] = await built.events.waiting(operator, { subscriber: subscriber.name, limit: 5 })
    expect(waiting).to.include({ attempts: 1, error: 'busy', done: 1 })
    failWith(() => undefined)
    await built.events.dispatch()
    expect(of(one.enrolment.learnerId), 'not before its time').to.have.length(1)
    built.world.at('2026-11-22T09:00:31Z')
    await built.events.dispatch()
    expect(of(one.enrolment.learnerId).map(event => event.seq)).to.deep.equal([1, 2, 3])
  })

  it('buries what cannot be taken and goes on; a person may replay it', async () => {
    const { subscriber, of, failWith } = listen()
    const built = build([subscriber])
    const { enrolment, confirm } = await learner(built, ['M1'])
    await confirm()
    failWith(event =>
      event.type === 'entry.confirmed' && event.stream === enrolment.learnerId
        ? Object.assign(new Error('no'), { code: 'refused', retryable: false })
        : undefined,
    )
    await built.events.derive()
    expect(await built.events.dispatch()).to.include({ buried: 1 })
    expect(of(enrolment.learnerId).map(event => event.seq)).to.deep.equal([1, 3])
    const [letter] = await built.events.deadLetters(operator, { subscriber: subscriber.name, limit: 5 })
    expect(letter).to.include({ code: 'refused', type: 'entry.confirmed', attempts: 1 })
    expect(await codeOf(built.events.replay(curator, letter?.id ?? ''))).to.equal('forbidden')
    expect(await codeOf(built.events.replay(operator, 'none'))).to.equal('not_found')
    await built.events.replay(operator, letter?.id ?? '')
    await built.events.dispatch()
    const [again] = await built.events.deadLetters(operator, { subscriber: subscriber.name, limit: 5 })
    expect(again).to.include({ attempts: 2, replay: false })
    failWith(() => undefined)
    await built.events.replay(operator, letter?.id ?? '')
    await built.events.dispatch()
    expect(of(enrolment.learnerId).map(event => event.seq)).to.deep.equal([1, 3, 2])
    expect(await built.events.deadLetters(operator, { subscriber: subscriber.name, limit: 5 })).to.deep.equal(
      [],
    )
  })

  it('tells each event once though two processes derive and deliver at once', async () => {
    const { subscriber, of } = listen()
    const [here, there] = [build([subscriber]), build([subscriber])]
    const learners = []
    for (let i = 0; i < 4; i++) learners.push(await learner(here, ['M1', 'M3']))
    for (const each of learners) await each.confirm()
    await Promise.all([here.events.derive(), there.events.derive()])
    await Promise.all([here.events.dispatch(), there.events.dispatch()])
    // two who told of one change at once left one link; the next look is content
    await here.events.derive()
    await here.events.dispatch()
    for (const { enrolment } of learners) {
      const seqs = of(enrolment.learnerId).map(event => event.seq)
      expect(seqs).to.deep.equal([1, 2, 3, 4, 5])
    }
  })

  it('gives a stream to another process once its lease has ended', async () => {
    const { subscriber } = listen()
    const built = build([subscriber])
    const { enrolment, confirm } = await learner(built, ['M1'])
    await confirm()
    await built.events.derive()
    const { outbox } = built.stores
    const now = built.world.deps.now()
    const lease = await outbox.claimStream(subscriber.name, enrolment.learnerId, 'dead', now, 60_000)
    expect(lease).not.to.equal(null)
    const claim = (at: Date) => outbox.claimStream(subscriber.name, enrolment.learnerId, 'other', at, 60_000)
    expect(await claim(now)).to.equal(null)
    const later = new Date(now.getTime() + 60_000)
    expect(await claim(later)).to.deep.include({ token: 'other', done: 0 })
    if (!lease) throw new Error('no lease')
    expect(await outbox.advance(lease, 3, later, 60_000), 'overtaken').to.equal(false)
  })

  it('forgets a mark only after a look a minute later found nothing new', async () => {
    const { subscriber } = listen()
    const built = build([subscriber])
    const { enrolment, confirm } = await learner(built, ['M1'])
    const marked = async () =>
      (await built.stores.outbox.touched(1_000)).some(book => book.learnerId === enrolment.learnerId)
    await confirm()
    await built.events.derive()
    expect(await marked()).to.equal(true)
    built.world.at('2026-11-22T09:02:00Z')
    await built.events.derive()
    expect(await marked()).to.equal(false)
  })

  it('passes over what happened before a listener’s time', async () => {
    const { subscriber, of } = listen()
    const built = build([{ ...subscriber, since: '2026-11-22T10:00:00.000Z' }])
    const { enrolment, confirm } = await learner(built, ['M1'])
    await confirm()
    await built.events.derive()
    await built.events.dispatch()
    expect(of(enrolment.learnerId)).to.deep.equal([])
    expect(system.personId).to.equal('system')
  })
})
