import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect } from 'chai'
import type { Issuing } from '#credits/issue/contract'
import { createIssuing } from '#credits/issue/issuing'
import type { Actor } from '#domain/access/actor'
import type { Stores } from '#store/ports/index'
import { codeOf } from '#tests/support/thrown'
import { anActor, NOON, useCredits, type World } from './use-credits.ts'

const HOUR = 3_600_000

/** The batches of a process; `stores` of another process, or of one that dies. */
function issuingOf(w: World, stores: Stores = w.stores): Issuing {
  const deps = { ...w.deps, stores }
  return createIssuing({ ...deps, issueCertificate: w.creditsWith({ stores }).issueCertificate })
}

async function readyLearners(w: World, count: number) {
  const programme = await w.programme()
  const ready: string[] = []
  for (let i = 0; i < count; i++) ready.push((await w.readyLearner(programme)).enrolment.id)
  return { programme, ready }
}

async function confirmed(issuing: Issuing, actor: Actor, enrolmentIds: string[]): Promise<string> {
  const batchId = await issuing.choose(actor, { enrolmentIds })
  await issuing.start(actor, { batchId })
  return batchId
}

describe('a batch of certificates', () => {
  const world = useCredits()

  it('issues in the order of the list and says from which number to which', async () => {
    const w = world()
    const issuer = anActor(['issuer'])
    const { ready } = await readyLearners(w, 4)
    const issuing = issuingOf(w)
    const batchId = await confirmed(issuing, issuer, ready)
    expect((await issuing.read(issuer, batchId)).counts).to.deep.equal({ waiting: 4, issued: 0, refused: 0 })
    expect(await issuing.work()).to.equal(4)
    const { batch, counts, items, numbers } = await issuing.read(issuer, batchId)
    expect([batch.state, counts]).to.deep.equal(['done', { waiting: 0, issued: 4, refused: 0 }])
    expect(items.map(item => item.enrolmentId)).to.deep.equal(ready)
    expect(numbers).to.deep.equal({ first: 'ПК-2026-000001', last: 'ПК-2026-000004' })
    expect(await issuing.work()).to.equal(0)
  })

  it('does nothing until it is confirmed, and is confirmed once', async () => {
    const w = world()
    const issuer = anActor(['issuer'])
    const { ready } = await readyLearners(w, 1)
    const issuing = issuingOf(w)
    const batchId = await issuing.choose(issuer, { enrolmentIds: ready })
    expect(await issuing.work()).to.equal(0)
    await issuing.start(issuer, { batchId })
    await issuing.work()
    expect((await issuing.start(issuer, { batchId })).state).to.equal('done')
    expect(await issuing.work()).to.equal(0)
  })

  it('tells before the confirmation who is left out and why, and afterwards why each was refused', async () => {
    const w = world()
    const { programme, ready } = await readyLearners(w, 2)
    const annulled = await w.readyLearner(programme)
    const issuer = anActor(['issuer'])
    const { id } = await w.credits.issueCertificate(issuer, { enrolmentId: annulled.enrolment.id })
    await w.credits.annulCertificate(issuer, { certificateId: id, reason: 'ошибка' })
    const idle = await w.enrol(programme)
    const own = await w.readyLearner(programme)
    const actor = anActor(['issuer'], { personId: own.enrolment.learnerId })
    const issuing = issuingOf(w)
    const chosen = [...ready, annulled.enrolment.id, idle.id, own.enrolment.id]
    const batchId = await issuing.choose(actor, { enrolmentIds: chosen })
    const check = await issuing.check(actor, batchId)
    expect(check.ready.map(row => row.enrolmentId)).to.deep.equal(ready)
    expect(check.leftOut.map(row => row.obstacle)).to.deep.equal([
      'certificate_annulled',
      'not_eligible',
      'own_certificate',
    ])
    await issuing.start(actor, { batchId })
    await issuing.work()
    const { items, counts } = await issuing.read(actor, batchId)
    expect(counts).to.deep.equal({ waiting: 0, issued: 2, refused: 3 })
    const refused = items.filter(item => item.state === 'refused')
    expect(refused.map(item => item.code)).to.deep.equal([
      'certificate_annulled',
      'not_eligible',
      'own_certificate',
    ])
    expect(refused[1]?.missing).to.include('total-hours')
  })

  it('takes everybody who is ready and has no certificate yet', async () => {
    const w = world()
    const issuer = anActor(['issuer'])
    const { programme, ready } = await readyLearners(w, 3)
    await w.enrol(programme)
    await w.credits.issueCertificate(issuer, { enrolmentId: ready[1] as string })
    const issuing = issuingOf(w)
    const batchId = await issuing.choose(issuer, { allReady: true, programmeId: programme.id })
    const { batch } = await issuing.check(issuer, batchId)
    expect(batch.chosen).to.have.members([ready[0], ready[2]])
  })

  for (const step of ['certificates.assignNumber', 'certificates.markIssued', 'issue.settle'] as const)
    it(`is gone on with after a kill at ${step}: each is issued once`, async () => {
      const w = world()
      const issuer = anActor(['issuer'])
      const { ready } = await readyLearners(w, 3)
      const batchId = await confirmed(issuingOf(w), issuer, ready)
      await new Promise<void>(died => void issuingOf(w, killedAt(w, step, died)).work())
      expect(await issuingOf(w).work()).to.equal(0)
      w.at(new Date(NOON.getTime() + HOUR))
      await issuingOf(w).work()
      const { counts, items } = await issuingOf(w).read(issuer, batchId)
      expect(counts).to.deep.equal({ waiting: 0, issued: 3, refused: 0 })
      expect(new Set(items.map(item => item.registrationNumber)).size).to.equal(3)
      const issued = await w.stores.certificates.ofEnrolments(ready)
      expect(issued.map(each => each.seq)).to.have.members([1, 2, 3])
    })

  it('is gone on with after its process was killed by the system, again and again', async () => {
    const w = world()
    const issuer = anActor(['issuer'])
    const { ready } = await readyLearners(w, 8)
    const batchId = await confirmed(issuingOf(w), issuer, ready)
    for (let death = 1; death <= 3; death++)
      await killWorker(w.store.uri, new Date(NOON.getTime() + death * HOUR), death)
    const before = (await issuingOf(w).read(issuer, batchId)).counts
    expect(before.waiting).to.be.within(1, 7)
    w.at(new Date(NOON.getTime() + 9 * HOUR))
    await issuingOf(w).work()
    const { counts, items } = await issuingOf(w).read(issuer, batchId)
    expect(counts).to.deep.equal({ waiting: 0, issued: 8, refused: 0 })
    expect(items.map(item => item.registrationNumber)).to.deep.equal(
      ready.map((_, i) => `ПК-2026-00000${i + 1}`),
    )
    expect(await w.stores.certificates.ofEnrolments(ready)).to.have.length(8)
  }).timeout(60_000)

  it('is worked on by one of several workers, and a lost lease writes nothing more', async () => {
    const w = world()
    const issuer = anActor(['issuer'])
    const { ready } = await readyLearners(w, 4)
    await confirmed(issuingOf(w), issuer, ready)
    const second = (await w.store.secondProcess()).stores
    const settled = await Promise.all(
      [issuingOf(w), issuingOf(w, second), issuingOf(w)].map(each => each.work()),
    )
    expect(settled.filter(count => count > 0)).to.deep.equal([4])
  })

  it('of two issuers at once issues each certificate once and tells whose it is', async () => {
    const w = world()
    const [a, b] = [anActor(['issuer']), anActor(['issuer'])]
    const { ready } = await readyLearners(w, 3)
    const [first, second] = [issuingOf(w), issuingOf(w, (await w.store.secondProcess()).stores)]
    const [ofA, ofB] = [await confirmed(first, a, ready), await confirmed(second, b, ready)]
    await Promise.all([first.work(), second.work()])
    const [seenByA, seenByB] = [await first.read(a, ofA), await second.read(b, ofB)]
    const numbers = (view: typeof seenByA) => view.items.map(item => item.registrationNumber)
    expect(numbers(seenByA)).to.deep.equal(numbers(seenByB))
    const fresh = [...seenByA.items, ...seenByB.items].filter(item => !item.already)
    expect(fresh.map(item => item.enrolmentId)).to.have.members(ready)
    expect(await codeOf(first.read(b, ofA))).to.equal('not_found')
  })

  it('is not made of what the actor does not reach, of nothing, or by who is no issuer', async () => {
    const w = world()
    const { ready } = await readyLearners(w, 1)
    const foreign = anActor(['issuer'], { scope: ['https://other.example|x|1'] })
    const issuing = issuingOf(w)
    expect(await codeOf(issuing.choose(foreign, { enrolmentIds: ready }))).to.equal('not_found')
    expect(await codeOf(issuing.choose(anActor(['issuer']), { enrolmentIds: [] }))).to.equal('invalid_input')
    const elsewhere = { allReady: true as const, programmeId: 'none' }
    expect(await codeOf(issuing.choose(anActor(['issuer']), elsewhere))).to.equal('not_found')
    expect(await codeOf(issuing.choose(anActor(['curator']), { enrolmentIds: ready }))).to.equal('forbidden')
  })

  it('names its order on each certificate, and refuses one that is expired', async () => {
    const w = world()
    const issuer = anActor(['issuer'])
    const { programme, ready } = await readyLearners(w, 2)
    const issuing = issuingOf(w)
    await issuing.savePolicy(issuer, { programmeId: programme.id, mode: 'by-hand', orderValidDays: 30 })
    const start = async (enrolmentId: string, on: string) => {
      const batchId = await issuing.choose(issuer, { enrolmentIds: [enrolmentId] })
      await issuing.start(issuer, { batchId, order: { number: '17-к', on } })
      await issuing.work()
      return (await issuing.read(issuer, batchId)).items[0]
    }
    expect((await start(ready[0] as string, '2026-10-22'))?.code).to.equal('order_expired')
    expect(await w.stores.certificates.byEnrolment(ready[0] as string)).to.equal(null)
    expect((await start(ready[1] as string, '2026-10-23'))?.state).to.equal('issued')
    const certificate = await w.stores.certificates.byEnrolment(ready[1] as string)
    expect(certificate?.order).to.deep.equal({ number: '17-к', on: '2026-10-23' })
    const draft = await issuing.choose(issuer, { enrolmentIds: [ready[0] as string] })
    const tomorrow = { number: '1', on: '2026-11-23' }
    expect(await codeOf(issuing.start(issuer, { batchId: draft, order: tomorrow }))).to.equal('invalid_input')
  })
})

/** Takes a step for the second time and is never heard of again. */
function killedAt(w: World, step: string, died: () => void): Stores {
  const [name, method] = step.split('.') as ['issue', 'settle']
  const store = w.stores[name] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
  let calls = 0
  const take = async (...args: unknown[]) => {
    const answer = await store[method]?.(...args)
    if (++calls < 2) return answer
    died()
    return new Promise(() => {})
  }
  return { ...w.stores, [name]: { ...store, [method]: take } } as unknown as Stores
}

/** Starts a worker in a process of its own and kills it (SIGKILL) while it draws document number `after`. */
async function killWorker(uri: string, now: Date, after: number): Promise<void> {
  const file = new URL('./batch-worker.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', file, uri, now.toISOString()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let drawn = 0
  for await (const line of createInterface({ input: child.stdout }))
    if (line === 'rendered' && ++drawn === after) child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).to.equal('SIGKILL')
}
