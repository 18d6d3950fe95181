import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect } from 'chai'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createReminders } from '#credits/reminders/remind'
import { signersOf } from '#credits/reminders/signers-of'
import { createEvents } from '#events/events'
import { createMailSubscriber } from '#events/mail/subscriber'
import { watchStores } from '#events/watch-stores'
import { smtpSender } from '#src/adapters/smtp'
import type { OutboxEvent } from '#store/ports/outbox'
import { anActor, useCredits } from '#tests/integration/credits/use-credits'
import { unique } from '#tests/integration/store/use-stores'

const curator = anActor(['curator'])

/** A mail server on loopback: what it took, as it was sent. */
async function mailServer(refuse: SMTPServerOptions['onRcptTo'] = (_address, _session, done) => done()) {
  const letters: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: refuse,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as { port: number }
  const close = () => new Promise<void>(resolve => server.close(() => resolve()))
  return { url: `smtp://127.0.0.1:${port}`, letters, close }
}

/** Body and headers as a reader sees them. */
function read(letter: string | undefined) {
  const [head = '', ...body] = (letter ?? '').split('\r\n\r\n')
  const unfolded = head.replace(/\r\n\s+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? ''
  const decoded = header('subject').replace(
    /=\?UTF-8\?([BQ])\?(.*?)\?=\s*/gi,
    (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : quoted(text.replaceAll('_', ' ')),
  )
  const raw = body.join('\r\n\r\n')
  const isBase64 = /base64/i.test(header('content-transfer-encoding'))
  const text = isBase64 ? Buffer.from(raw, 'base64').toString() : quoted(raw.replace(/=\r\n/g, ''))
  return { subject: decoded.replaceAll('\u00a0', ' '), text: text.replaceAll('\u00a0', ' '), header }
}
const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()

describe('letters', () => {
  const useWorld = useCredits()
  const open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(each => each.close()))
  })

  async function build(url: string, agrees = true, language: 'ru' | 'en' = 'ru') {
    const world = useWorld()
    const stores = watchStores(world.stores, world.deps.now)
    const send = smtpSender({ url, from: 'Зачётка <noreply@zachetka.example>', timeoutMs: 500 })
    const mail = createMailSubscriber({
      ...{ stores, send, now: world.deps.now, signersOf: book => signersOf(world.deps, book) },
      publicUrl: 'https://zachetka.example',
      timeZone: 'Asia/Tomsk',
    })
    const credits = world.creditsWith({ stores })
    const email = `${unique('anna')}@example.test`
    const person = { familyName: 'Ковалёва', givenName: 'Анна', email, language }
    const enrolment = await world.enrol(await world.programme(), { identity: unique('id'), person })
    const { learnerId: personId } = enrolment
    // a name of its own, and this learner alone: tests do not hear each other's
    const handle = async (event: OutboxEvent) => {
      if (event.stream === personId) await mail.handle(event)
    }
    const subscriber = { ...mail, name: unique('mail'), handle }
    const events = createEvents({
      ...{ stores, subscribers: [subscriber], now: world.deps.now },
      ...{ newId: randomUUID, random: () => 0 },
    })
    const consent = (given: boolean) =>
      stores.consents.add({
        ...{ personId, purpose: 'email', given, version: '1', at: world.deps.now().toISOString() },
        ...{ by: personId, byName: 'Ковалёва', way: 'self' },
      })
    if (agrees) await consent(true)
    const reject = async (moduleId = 'M1') => {
      const entries = await world.entries(enrolment, [moduleId], { title: 'Семинар «Оценивание»' })
      const entryIds = entries.map(each => each.id)
      await credits.rejectEntries(curator, { entryIds, reason: 'Нет справки' })
    }
    const reminded = async () => {
      const changes = { title: 'Семинар «Оценивание»', createdAt: '2026-11-12T05:00:00.000Z' }
      const [entry] = await world.entries(enrolment, ['M1'], changes)
      const { remind } = createReminders({ ...world.deps, stores })
      await remind(anActor(['learner'], { personId }), { entryId: entry?.id ?? '' })
    }
    /** A curator by appointment, who agreed to this wording. */
    const appoint = async ({ version, email }: { version: string; email: string }) => {
      const at = world.deps.now().toISOString()
      const who = { familyName: 'Орлова', givenName: 'Мария', email }
      const { id } = await stores.people.ensure(unique('id'), who, at)
      await stores.appointments.create({
        ...{ id: unique('appointment'), personId: id, role: 'curator', from: '2026-09-01' },
        ...{ programmeIds: [enrolment.programmeId], history: [], createdAt: at },
      })
      const consent = { personId: id, purpose: 'email' as const, given: true, version, at }
      await stores.consents.add({ ...consent, by: id, byName: 'Орлова', way: 'self' })
    }
    /** The time in which a rejection can be undone passes. */
    const settle = () => world.at(new Date(world.deps.now().getTime() + 15 * 60_000))
    const deliver = async () => {
      await events.derive()
      return events.dispatch()
    }
    const deadLetters = () => stores.outbox.deadLetters({ subscriber: subscriber.name, limit: 5 })
    const made = { world, credits, enrolment, email, consent, reject, settle, deliver, deadLetters }
    return { ...made, reminded, appoint }
  }

  const serve = async (refuse?: SMTPServerOptions['onRcptTo']) => {
    const server = await mailServer(refuse)
    open.push(server)
    return server
  }

  it('tell of a rejection with its reason, what to do, and how to get no more of them', async () => {
    const server = await serve()
    const { reject, settle, deliver, email } = await build(server.url)
    await reject()
    settle()
    await deliver()
    const { subject, text, header } = read(server.letters[0])
    expect(subject).to.equal('Запись отклонена: Семинар «Оценивание»')
    expect(text)
      .to.include('Здравствуйте, Анна!')
      .and.match(/Отклонено 2\d ноября 2026, [^:]+: «Нет справки»\. Исправьте и отправьте снова\./)
      .and.include('8 часов')
    expect(text).to.include('«Документы и данные»')
    expect(header('to')).to.equal(email)
    expect(header('message-id')).to.match(/^<[0-9a-f]{32}@zachetka\.example>$/)
    expect(header('auto-submitted')).to.equal('auto-generated')
  })

  it('speak the person’s language', async () => {
    const server = await serve()
    const { reject, settle, deliver } = await build(server.url, true, 'en')
    await reject()
    settle()
    await deliver()
    expect(read(server.letters[0]).text)
      .to.include('Dear Анна,')
      .and.match(/Rejected 2\d November 2026, [^:]+: “Нет справки”\./)
  })

  it('tell of eligibility and of the document, with the address that checks it', async () => {
    const server = await serve()
    const { world, credits, enrolment, deliver } = await build(server.url)
    const entries = await world.entries(enrolment, ['M1', 'M2', 'M3', 'M4'])
    await credits.confirmEntries(curator, { entryIds: entries.map(each => each.id) })
    await deliver()
    const certificate = await credits.issueCertificate(anActor(['issuer']), { enrolmentId: enrolment.id })
    await deliver()
    const letters = server.letters.map(read)
    expect(letters.map(each => each.subject.split(':')[0])).to.deep.equal([
      'Программа выполнена',
      `Документ № ${certificate.snapshot?.registrationNumber} выдан`,
    ])
    expect(letters[0]?.text).to.include('108 часов из 108 часов')
    expect(letters[1]?.text).to.include(certificate.snapshot?.verificationUrl)
  })

  it('go to nobody who did not agree, and a withdrawal holds at once', async () => {
    const server = await serve()
    const { reject, settle, deliver, consent } = await build(server.url, false)
    await reject()
    settle()
    await deliver()
    await consent(true)
    await reject('M2')
    settle()
    await deliver()
    await consent(false)
    await reject('M3')
    settle()
    await deliver()
    expect(server.letters).to.have.length(1)
  })

  it('tell whoever signs that a learner reminded, if they agreed to a wording that names it', async () => {
    const server = await serve()
    const { deliver, reminded, appoint } = await build(server.url)
    const signers = ['2026-11', '2026-09'].map(version => ({
      version,
      email: `${unique('head')}@example.test`,
    }))
    for (const each of signers) await appoint(each)
    await reminded()
    await deliver()
    const [letter, ...others] = server.letters.map(read)
    expect(others).to.deep.equal([])
    expect(letter?.header('to')).to.equal(signers[0]?.email)
    expect(letter?.subject).to.equal('Запись ждёт подтверждения: Семинар «Оценивание»')
    expect(letter?.text).to.include('напоминает о записи').and.include('ждёт с 12 ноября 2026')
  })

  it('are not sent of what was undone meanwhile', async () => {
    const server = await serve()
    const { world, credits, enrolment, deliver } = await build(server.url)
    const entries = await world.entries(enrolment, ['M1'])
    const entryIds = entries.map(each => each.id)
    const { batchId } = await credits.rejectEntries(curator, { entryIds, reason: 'Ошибка' })
    await credits.undoBatch(curator, { batchId })
    await deliver()
    expect(server.letters).to.deep.equal([])
  })

  it('about a rejection wait until it can be undone no longer, and tell of the last one only', async () => {
    const server = await serve()
    const { world, credits, enrolment, deliver, deadLetters } = await build(server.url)
    const entryIds = (await world.entries(enrolment, ['M1'])).map(each => each.id)
    const { batchId } = await credits.rejectEntries(curator, { entryIds, reason: 'Ошибка' })
    await deliver()
    expect(server.letters).to.deep.equal([])
    world.at('2026-11-22T09:14:59Z')
    await deliver()
    await credits.undoBatch(curator, { batchId })
    await credits.rejectEntries(curator, { entryIds, reason: 'Нет печати' })
    world.at('2026-11-22T09:15:00Z')
    await deliver()
    expect(server.letters).to.deep.equal([])
    world.at('2026-11-22T09:29:59Z')
    await deliver()
    expect(read(server.letters[0]).text).to.include(': «Нет печати»')
    expect([server.letters.length, await deadLetters()]).to.deep.equal([1, []])
  })

  it('an address that does not exist is a dead letter at once, and holds up nothing', async () => {
    const server = await serve((_address, _session, done) =>
      done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })),
    )
    const { reject, settle, deliver, deadLetters, email } = await build(server.url)
    await reject()
    settle()
    expect(await deliver()).to.include({ buried: 1 })
    const letters = await deadLetters()
    expect(letters.map(each => each.code)).to.deep.equal(['mail_refused'])
    expect(JSON.stringify(letters)).not.to.include(email)
  })

  it('wait while the server is away, hangs or asks to come again, and are sent afterwards, each once', async () => {
    let isBusy = true
    const server = await serve((_address, _session, done) =>
      done(isBusy ? Object.assign(new Error('busy'), { responseCode: 451 }) : null),
    )
    const { world, reject, settle, deliver, deadLetters } = await build(server.url)
    await reject()
    settle()
    expect(await deliver()).to.include({ failed: 1 })
    isBusy = false
    world.at('2026-11-22T09:15:30Z')
    expect(await deliver(), 'left in peace').to.include({ failed: 0 })
    expect(server.letters).to.deep.equal([])
    world.at('2026-11-22T09:16:00Z')
    await deliver()
    await deliver()
    expect([server.letters.length, (await deadLetters()).length]).to.deep.equal([1, 0])
  })

  it('do not wait for a server that takes the connection and says nothing', async () => {
    const sockets: Socket[] = []
    const silent = createServer(socket => void sockets.push(socket)).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as { port: number }
    const { reject, settle, deliver } = await build(`smtp://127.0.0.1:${port}`)
    await reject()
    settle()
    expect(await deliver()).to.include({ failed: 1 })
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
})
