import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createEvents } from '#events/events'
import { EVENT_SCHEMAS, PUBLIC_EVENTS } from '#events/schemas'
import { watchStores } from '#events/watch-stores'
import { createWebhooks } from '#events/webhooks/webhooks'
import { bytesFrom } from '#src/adapters/bytes-from'
import { faultOfUrl, postWebhook } from '#src/adapters/post-webhook'
import { createSecretBox } from '#store/secret-box'
import { anActor, HERE, useCredits } from '#tests/integration/credits/use-credits'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'

interface Received {
  headers: IncomingMessage['headers']
  text: string
  body: { id: string; type: string; timestamp: string; data: Record<string, unknown> }
}
type Answer = (res: ServerResponse, received: Received) => void

const ok: Answer = res => void res.writeHead(204).end()
const fail: Answer = res => void res.writeHead(500).end('down')

/** A receiver on a real socket, whose answers a test chooses. */
async function receiver() {
  const received: Received[] = []
  let answer = ok
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const one = { headers: req.headers, text, body: JSON.parse(text) }
    received.push(one)
    answer(res, one)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return {
    url,
    received,
    answerWith: (next: Answer) => (answer = next),
    types: (learnerId: string) =>
      received.filter(each => each.body.data.learnerId === learnerId).map(each => each.body.type),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('webhooks', () => {
  const useWorld = useCredits()
  const open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(each => each.close()))
  })

  async function build(options: { isPrivateAllowed?: boolean; timeoutMs?: number } = {}) {
    const world = useWorld()
    const { isPrivateAllowed = true, timeoutMs = 5_000 } = options
    const stores = watchStores(world.stores, world.deps.now)
    const box = createSecretBox('a test key that is long enough, by far', 'webhooks')
    const webhooks = createWebhooks({
      stores,
      post: postWebhook({ allowPrivateAddresses: isPrivateAllowed, timeoutMs }),
      faultOfUrl: faultOfUrl(isPrivateAllowed),
      seal: secret => box.seal(secret),
      open: sealed => box.open(sealed),
      now: world.deps.now,
      newId: randomUUID,
      randomBytes,
      bytesFor: bytesFrom('k'.repeat(32)),
    })
    for (const { id } of await world.stores.webhooks.all()) await world.stores.webhooks.remove(id)
    const deps = { stores, subscribers: [], now: world.deps.now, newId: randomUUID, random: () => 0 }
    const events = createEvents({ ...deps, joined: () => webhooks.subscribers() })
    const credits = world.creditsWith({ stores })
    const hook = await receiver()
    open.push(hook)
    // a deployment of its own, so that tests do not hear each other's learners
    const scope = [unique('https://lms.example|client')]
    const [administrator, curator] = [anActor(['administrator'], { scope }), anActor(['curator'], { scope })]
    const add = (
      changes: Partial<{ url: string; events: readonly string[]; key: string }> = {},
      actor = administrator,
    ) => webhooks.add(actor, { title: 'Кадры', url: hook.url, events: PUBLIC_EVENTS, ...changes })
    async function learner(moduleIds: string[] = ['M1']) {
      const enrolment = await world.enrol(await world.programme({ deployments: scope }))
      const entries = await world.entries(enrolment, moduleIds)
      await credits.confirmEntries(curator, { entryIds: entries.map(entry => entry.id) })
      return enrolment
    }
    const deliver = async () => {
      await events.derive()
      return events.dispatch()
    }
    return { world, webhooks, events, hook, administrator, add, learner, deliver }
  }

  it('tell of a learner in order, signed, with ids and no personal data, as the schemas say', async () => {
    const { administrator, webhooks, hook, add, learner, deliver, world } = await build()
    const { id } = await add()
    const { learnerId } = await learner()
    await deliver()
    expect(hook.types(learnerId)).to.deep.equal(['entry.confirmed', 'progress.changed'])
    const secret = await webhooks.secret(administrator, id)
    for (const { headers, text, body } of hook.received) {
      const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
      expect(headers['webhook-signature']).to.equal(
        `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
      )
      expect(headers['webhook-id']).to.equal(body.id)
      const { learnerId: _, seq: __, ...data } = body.data
      EVENT_SCHEMAS[body.type as 'entry.confirmed'].data.strict().parse(data)
    }
    const person = await world.stores.people.byId(learnerId)
    expect(JSON.stringify(hook.received)).not.to.include(person?.familyName)
  })

  it('are one when a form comes twice, also at once', async () => {
    const { webhooks, add, administrator } = await build()
    const key = '2026-11-22T09:00:00.000Z'
    const [first, second] = await Promise.all([add({ key }), add({ key })])
    expect(second.id).to.equal(first.id)
    const secret = await webhooks.secret(administrator, first.id)
    expect((await add({ key })).id).to.equal(first.id)
    expect(await webhooks.secret(administrator, first.id)).to.equal(secret)
    await add({ key, events: ['entry.confirmed'] })
    expect(await webhooks.list(administrator)).to.have.length(2)
  })

  it('hear of nothing that happened before they were added', async () => {
    const { hook, add, learner, deliver, events, world } = await build()
    const { learnerId } = await learner()
    world.at('2026-11-22T10:00:00Z')
    await add()
    await deliver()
    await events.sweep()
    await deliver()
    expect(hook.types(learnerId)).to.deep.equal([])
  })

  it('lose nothing while an address answers 500 for a day, and tell all of it in order afterwards', async () => {
    const { administrator, webhooks, hook, add, learner, deliver, world } = await build()
    const { id } = await add()
    hook.answerWith(fail)
    const { learnerId } = await learner()
    for (let hour = 0; hour < 24; hour++) {
      world.at(new Date(Date.parse('2026-11-22T09:00:00Z') + hour * 3_600_000))
      await deliver()
    }
    const tried = new Set(
      hook.received.filter(each => each.body.data.learnerId === learnerId).map(each => each.body.id),
    )
    expect(tried, 'the first event holds those after it').to.have.property('size', 1)
    const { endpoint, deadLetters, waiting } = await webhooks.read(administrator, id)
    expect(endpoint.health).to.include({ error: 'webhook_status' })
    expect(endpoint.health.failures).to.be.greaterThan(5)
    expect([deadLetters.length, waiting.count > 0]).to.deep.equal([0, true])
    hook.answerWith(ok)
    hook.received.length = 0
    world.at('2026-11-23T10:30:00Z')
    await deliver()
    expect(hook.types(learnerId)).to.deep.equal(['entry.confirmed', 'progress.changed'])
    expect((await webhooks.read(administrator, id)).endpoint.health).to.deep.equal({ failures: 0 })
  })

  it('leave an address that fails in peace: many learners are not many tries', async () => {
    const { hook, add, learner, deliver } = await build()
    await add()
    hook.answerWith(fail)
    for (let i = 0; i < 12; i++) await learner()
    await deliver()
    expect(hook.received.length).to.be.within(1, 4)
  })

  it('give up on an event in the end, keep it as a dead letter, and replay it when asked', async () => {
    const { administrator, webhooks, hook, add, learner, deliver, world } = await build()
    const { id } = await add({ events: ['entry.confirmed'] })
    hook.answerWith(fail)
    const { learnerId } = await learner()
    const hourly = (hour: number) => new Date(Date.parse('2026-11-22T09:00:00Z') + hour * 3_600_000)
    for (let hour = 0; hour < 40; hour++) {
      world.at(hourly(hour))
      await deliver()
    }
    const letters = async () => (await webhooks.read(administrator, id)).deadLetters
    const [letter] = await letters()
    expect(letter).to.include({ type: 'entry.confirmed', code: 'webhook_status', stream: learnerId })
    hook.answerWith(ok)
    hook.received.length = 0
    expect(await codeOf(webhooks.replay(administrator, id, 'grades|x'))).to.equal('not_found')
    expect(await webhooks.replay(administrator, id)).to.be.greaterThan(0)
    world.at(hourly(41))
    await deliver()
    expect(hook.types(learnerId)).to.deep.equal(['entry.confirmed'])
    expect(await letters()).to.deep.equal([])
  })

  it('wait no longer than their deadline for an address that hangs, and hold up no other', async () => {
    const { administrator, webhooks, hook, add, learner, deliver } = await build({ timeoutMs: 300 })
    const other = await receiver()
    open.push(other)
    const { id } = await add()
    await add({ url: other.url })
    hook.answerWith(() => {})
    const { learnerId } = await learner()
    await deliver()
    expect(other.types(learnerId)).to.have.length(2)
    const [delivery] = (await webhooks.read(administrator, id)).deliveries
    expect(delivery).to.include({ ok: false, error: 'webhook_timeout' })
  })

  it('follow no redirect: what is signed for one address goes to no other', async () => {
    const { administrator, webhooks, hook, add } = await build()
    const other = await receiver()
    open.push(other)
    const { id } = await add()
    hook.answerWith(res => void res.writeHead(307, { location: other.url }).end())
    expect(await webhooks.test(administrator, id)).to.include({ ok: false, error: 'webhook_redirect' })
    expect(other.received).to.deep.equal([])
  })

  it('refuse a private address when it is added and when a name turns out to lead to one', async () => {
    const { administrator, webhooks, add, world, hook } = await build({ isPrivateAllowed: false })
    for (const url of ['https://127.0.0.1/x', 'https://[::1]/x', 'https://10.0.0.7', 'https://localhost/x'])
      expect(await codeOf(add({ url })), url).to.equal('invalid_input')
    for (const url of ['ftp://lms.example', 'http://lms.example', 'https://user:key@lms.example', 'lms', ''])
      expect(await codeOf(add({ url })), url).to.equal('invalid_input')
    const { id } = await add({ url: 'https://lms.example/hook' })
    const stored = await world.stores.webhooks.byId(id)
    if (!stored) throw new Error('no endpoint')
    const url = hook.url.replace('127.0.0.1', 'localhost')
    await world.stores.webhooks.create({ ...stored, id: `${id}-rebound`, url })
    const delivery = await webhooks.test(administrator, `${id}-rebound`)
    expect(delivery).to.include({ ok: false, error: 'webhook_private_address' })
    expect(hook.received).to.deep.equal([])
  })

  it('stop where the receiver says that it is gone, and go on from there when resumed', async () => {
    const { administrator, webhooks, hook, add, learner, deliver, world } = await build()
    const { id } = await add()
    hook.answerWith(res => void res.writeHead(410).end())
    const { learnerId } = await learner()
    await deliver()
    expect((await webhooks.read(administrator, id)).endpoint).to.include({ active: false })
    hook.answerWith(ok)
    hook.received.length = 0
    world.at('2026-11-22T10:00:00Z')
    await deliver()
    expect(hook.received).to.deep.equal([])
    await webhooks.setActive(administrator, id, true)
    await deliver()
    expect(hook.types(learnerId)).to.have.length(2)
  })

  it('wait as long as the receiver asks', async () => {
    const { administrator, webhooks, hook, add, learner, deliver, world } = await build()
    const { id } = await add()
    hook.answerWith(res => void res.writeHead(429, { 'retry-after': '1800' }).end())
    await learner()
    await deliver()
    hook.answerWith(ok)
    hook.received.length = 0
    world.at('2026-11-22T09:29:00Z')
    await deliver()
    expect(hook.received).to.deep.equal([])
    expect(await webhooks.test(administrator, id)).to.include({ ok: true, status: 204 })
    world.at('2026-11-22T09:31:00Z')
    await deliver()
    expect(hook.received.length).to.be.greaterThan(1)
  })

  it('sign with both secrets for a day after a rotation, then with the new one', async () => {
    const { administrator, webhooks, hook, add, world } = await build()
    const { id } = await add()
    const before = await webhooks.secret(administrator, id)
    const after = await webhooks.rotate(administrator, id)
    expect(after).not.to.equal(before)
    await webhooks.test(administrator, id)
    world.at('2026-11-23T09:00:01Z')
    await webhooks.test(administrator, id)
    const signatures = hook.received.map(each => String(each.headers['webhook-signature']).split(' ').length)
    expect(signatures).to.deep.equal([2, 1])
    const stored = JSON.stringify(await world.stores.webhooks.byId(id))
    expect(stored).not.to.include(after.slice(6)).and.not.to.include(before.slice(6))
  })

  it('keep the secret that the receiver knows through the day when two rotate at once', async () => {
    const { administrator, webhooks, hook, add, world } = await build()
    const { id } = await add()
    await webhooks.rotate(administrator, id)
    await webhooks.rotate(administrator, id)
    await webhooks.test(administrator, id)
    world.at('2026-11-23T09:00:01Z')
    await webhooks.test(administrator, id)
    const signatures = hook.received.map(each => String(each.headers['webhook-signature']).split(' ').length)
    expect(signatures).to.deep.equal([3, 1])
  })

  it('hear of the programmes of who added them alone, and are nobody else’s to see', async () => {
    const { administrator, webhooks, hook, add, learner, deliver } = await build()
    const elsewhere = anActor(['administrator'], { scope: ['https://other.example|client|1'] })
    const { id } = await add({}, elsewhere)
    const { learnerId } = await learner()
    await deliver()
    expect(hook.types(learnerId)).to.deep.equal([])
    expect(await codeOf(webhooks.read(administrator, id))).to.equal('not_found')
    expect(await webhooks.list(administrator)).to.deep.equal([])
    const everything = await add({}, anActor(['administrator'], { scope: 'all' }))
    expect(await codeOf(webhooks.secret(administrator, everything.id))).to.equal('not_found')
    for (const actor of [anActor(['curator']), anActor(['learner'], { scope: [HERE] })])
      expect(await codeOf(webhooks.list(actor))).to.equal('forbidden')
  })

  it('removed, leave nothing behind', async () => {
    const { administrator, webhooks, hook, add, learner, deliver, world } = await build()
    const { id } = await add()
    hook.answerWith(fail)
    await learner()
    await deliver()
    await webhooks.remove(administrator, id)
    expect(await codeOf(webhooks.read(administrator, id))).to.equal('not_found')
    expect(await world.stores.outbox.waiting(`webhook|${id}`, 5)).to.deep.equal([])
    expect(await world.stores.webhooks.deliveries({ endpointId: id, limit: 5 })).to.deep.equal([])
  })
})
