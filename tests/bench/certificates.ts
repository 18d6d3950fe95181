/** A batch of certificates: time and memory of each, and a page of the same process meanwhile against the page alone. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Credits } from '#credits/contract'
import { createCredits } from '#credits/credits'
import { createRenderer } from '#documents/renderer'
import { systemActor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { hoursFromHundredths } from '#domain/hours'
import { loadRegulations } from '#src/adapters/regulations'
import { connectStore } from '#store/connect'
import { migrateStore } from '#store/migrate'
import type { Stores } from '#store/ports/index'
import type { StoredProgramme } from '#store/ports/people'
import { createStores } from '#store/stores'
import { uniqueDatabaseUri } from '#tests/support/store'
import { fakeCredits, openSite } from '#tests/unit/http/support/fakes'
import { type Measure, timed } from './measure.ts'

const COUNT = Number(process.env.BENCH_CERTIFICATES ?? 1_000)
const IDLE_REQUESTS = 200
const AT = '2026-11-01T00:00:00.000Z'
const curator = { ...systemActor, personId: 'curator', roles: ['curator' as const] }
const issuer = { ...systemActor, personId: 'issuer', roles: ['issuer' as const] }

export async function benchCertificates(): Promise<Measure[]> {
  const { connection, close } = await connectStore(await uniqueDatabaseUri())
  const renderer = createRenderer()
  try {
    await migrateStore(connection, new Date())
    const stores = createStores(connection)
    const credits = createCredits({
      stores,
      regulations: loadRegulations(null),
      render: snapshot => renderer.certificate(snapshot),
      now: () => new Date('2026-11-22T00:00:00Z'),
      newId: randomUUID,
      randomBytes,
      publicUrl: 'http://localhost',
      timeZone: 'Asia/Tomsk',
    })
    await stores.programmes.save(programme)
    return await measureBatch(credits, await seed(stores, credits))
  } finally {
    await renderer.close()
    await close()
  }
}

interface Seeded {
  enrolmentId: string
  learnerId: string
}

async function measureBatch(credits: Credits, seeded: Seeded[]): Promise<Measure[]> {
  const [first, ...rest] = seeded
  if (!first) throw new RangeError('BENCH_CERTIFICATES is at least 1')
  const readBooks: Credits['readBooks'] = () => credits.readBooks(systemActor, { learnerId: first.learnerId })
  const site = await openSite({ credits: fakeCredits({ readBooks }) })
  try {
    const { cookie, base } = await site.enter({ roles: ['learner'] })
    const page = () => timed(async () => void (await (await site.get(`${base}/book`, cookie)).text()))
    await credits.issueCertificate(issuer, { enrolmentId: first.enrolmentId })
    for (let i = 0; i < 20; i++) await page()
    const idle: number[] = []
    for (let i = 0; i < IDLE_REQUESTS; i++) idle.push(await page())
    const before = process.memoryUsage.rss()
    const busy: number[] = []
    let isIssuing = true
    const batch = timed(async () => {
      for (const { enrolmentId } of rest) await credits.issueCertificate(issuer, { enrolmentId })
      isIssuing = false
    })
    while (isIssuing) busy.push(await page())
    return report({
      ms: await batch,
      issued: rest.length,
      grown: process.memoryUsage.rss() - before,
      idle,
      busy,
    })
  } finally {
    await site.close()
  }
}

interface Taken {
  ms: number
  issued: number
  /** Bytes. */
  grown: number
  idle: number[]
  busy: number[]
}

const p99 = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0

function report({ ms, issued, grown, idle, busy }: Taken): Measure[] {
  const ratio = p99(busy) / p99(idle)
  const megabytes = grown / 2 ** 20
  return [
    {
      name: `a page while ${issued} certificates are issued`,
      promise: 'p99 within 3 × of the same page alone',
      measured: `${p99(busy).toFixed(1)} ms of ${busy.length} / ${p99(idle).toFixed(1)} ms = ${ratio.toFixed(2)}; ${(ms / issued).toFixed(1)} ms a certificate, with a page asked for all the time`,
      holds: ratio <= 3,
    },
    {
      name: `memory of a batch of ${issued}`,
      promise: 'grows by less than 150 MB, however many',
      measured: `${megabytes.toFixed(0)} MB, thread included`,
      holds: megabytes < 150,
    },
  ]
}

const MODULES = [
  ['M1', 'seminar', 800, 'invariant'],
  ['M2', 'master-class', 2400, 'variative'],
  ['M3', 'network-project', 6800, 'variative'],
  ['M4', 'seminar', 800, 'variative'],
] as const

const programme: StoredProgramme = {
  id: 'p1',
  title: 'Современный урок',
  regulation: 'tspu',
  modules: MODULES.map(([id, kind, hours, part]) => ({
    id,
    title: `Модуль ${id}`,
    kind,
    part,
    hours: hoursFromHundredths(hours),
  })),
  issuer: { name: 'Учебный институт', city: 'Томск', signatory: 'И. О. Первый', secretary: 'И. О. Вторая' },
  provider: 'ТГПУ',
  deployments: ['https://lms.example|c|1'],
  createdAt: AT,
}

async function seed(stores: Stores, credits: Credits): Promise<Seeded[]> {
  const seeded: Seeded[] = []
  for (let i = 0; i < COUNT; i++) {
    const { id, learnerId } = await credits.enrol(systemActor, {
      identity: `lti|https://lms.example|${i}`,
      person: { familyName: `Слушатель ${i}`, givenName: 'Анна' },
      programmeId: programme.id,
      enrolledOn: '2024-09-02',
      facts: { enrolmentDocuments: 'complete' },
    })
    seeded.push({ enrolmentId: id, learnerId })
    const entries = MODULES.map(([moduleId], place) => waiting(learnerId, moduleId, place))
    await stores.entries.insertNew(entries)
    const entryIds = entries.map(entry => entry.id)
    await credits.confirmEntries(curator, { entryIds, despiteRemarks: entryIds })
  }
  return seeded
}

function waiting(learnerId: string, moduleId: string, place: number): Entry {
  const [, kind, hours] = MODULES[place] ?? MODULES[0]
  const by = { by: 'system', byName: 'Зачётка', byRole: 'system', at: AT }
  return {
    id: randomUUID(),
    learnerId,
    programmeId: programme.id,
    moduleId,
    kind,
    form: 'in-person',
    title: `Модуль ${moduleId}`,
    hours: hoursFromHundredths(hours),
    date: `2025-0${place + 1}-15`,
    provider: 'ТГПУ',
    document: `справка № ${place}`,
    selfEducation: false,
    status: 'imported',
    origin: { type: 'paper' },
    history: [{ action: 'import', from: null, to: 'imported', ...by }],
    createdAt: AT,
  }
}
