/** Nobody of another school, and no fellow learner, gets or changes anything by any way into the site. */
import { expect } from 'chai'
import { unzipSync } from 'fflate'
import { z } from 'zod'
import type { Role } from '#domain/access/actor'
import { OPERATIONS } from '#http/api/operations'
import { textOf } from '#tests/support/pdf-text'
import { allDoors, type Door, fillPath } from '#tests/unit/http/support/doors'
import { ELSEWHERE, MARK, type OtherSchool, openOtherSchool } from './other-school.ts'

/** What `:id` is, by the beginning of the path. */
const KINDS: readonly (readonly [start: string, kind: string])[] = [
  ['/issue/templates', 'templateId'],
  ['/issue/drafts', 'issueBatchId'],
  ['/issue/batches', 'issueBatchId'],
  ['/register/federal/people', 'learnerId'],
  ['/register/federal/programmes', 'programmeId'],
  ['/admin/connections', 'connectionId'],
  ['/admin/programmes', 'programmeId'],
  ['/admin/tokens', 'tokenId'],
  ['/admin/runs', 'runId'],
  ['/admin/platforms', 'platformId'],
  ['/admin/courses', 'courseId'],
  ['/admin/webhooks', 'webhookId'],
  ['/admin/people', 'appointmentId'],
  ['/certificates', 'certificateId'],
  ['/register', 'certificateId'],
  ['/entries', 'entryId'],
  ['/api/v1/certificates', 'certificateId'],
  ['/admin/invitations', 'invitationId'],
  ['/queue/batch', 'batchId'],
  ['/routes', 'routeId'],
  ['/matching', 'strangerId'],
  ['/api/v1/runs', 'runId'],
  ['/api/v1/webhooks', 'webhookId'],
  ['/api/v1/appointments', 'appointmentId'],
]

describe('another school on the same site', function () {
  this.timeout(120_000)
  let school: OtherSchool
  before(async () => {
    school = await openOtherSchool()
  })
  after(() => school.site.close())

  const addressOf = ({ path }: Door): string => {
    const { ids } = school
    const kind = KINDS.find(([start]) => path.startsWith(start))?.[1] ?? ''
    const values = {
      ...ids,
      id: ids[kind] ?? 'x',
      connection: ids.connectionId ?? '',
      personId: ids.learnerId ?? '',
    }
    return fillPath(path, values)
  }
  const callers: [who: string, roles: Role[], deployment: () => string][] = [
    ['everybody of another school', ['learner', 'curator', 'issuer', 'administrator'], () => ELSEWHERE],
    ['a fellow learner', ['learner'], () => school.site.deployment],
  ]
  /** Doors behind which somebody finds the mark, and those that broke. */
  async function seenBy(cookie: string, marks: readonly string[]): Promise<string[]> {
    const { learnerId = '' } = school.ids
    const asked = {
      find: MARK.slice(0, 3),
      programme: 'programme-1',
      programmeId: 'programme-1',
      learner: learnerId,
    }
    const seen: string[] = []
    for (const door of allDoors().filter(({ method }) => method === 'GET')) {
      const query = new URLSearchParams(knownTo(door, 'query', asked))
      const address = `${school.site.url}${addressOf(door)}?${query}`
      const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' })
      const text = await readAnswer(answer)
      const isSeen = marks.some(mark => text.includes(mark))
      if (isSeen || answer.status >= 500) seen.push(`${door.path} ${answer.status}`)
    }
    return seen
  }

  it('shows what is behind most doors to its own people, else what follows would prove nothing', async () => {
    const own = await school.enter(['curator', 'issuer', 'administrator'], school.site.deployment)
    const seen = await seenBy(own, school.marks)
    expect(seen.length).to.be.greaterThan(70)
    expect(seen.filter(one => !one.endsWith(' 200'))).to.deep.equal([])
  })

  for (const [who, roles, deployment] of callers) {
    it(`shows nothing of a book or its school to ${who}`, async () => {
      // a fellow learner's own data names the platform that they share
      const marks = deployment() === ELSEWHERE ? school.marks : school.marks.slice(0, 1)
      expect(await seenBy(await school.enter(roles, deployment()), marks)).to.deep.equal([])
    })

    it(`lets ${who} change nothing of it`, async () => {
      const cookie = await school.enter(roles, deployment())
      const before = await photograph(school)
      const doubtful: string[] = []
      for (const door of allDoors().filter(({ method }) => method === 'POST')) {
        const { status } = await send(school, door, addressOf(door), cookie)
        if (status >= 500) doubtful.push(`${door.path} ${status}`)
      }
      expect(doubtful).to.deep.equal([])
      expect(await changesSince(before, school)).to.deep.equal([])
    })
  }
})

async function readAnswer(answer: Response): Promise<string> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const type = answer.headers.get('content-type') ?? ''
  if (type.includes('pdf')) return textOf(bytes)
  if (!/sheet|zip/.test(type)) return Buffer.from(bytes).toString('utf8')
  return Object.values(unzipSync(bytes))
    .map(file => Buffer.from(file).toString('utf8'))
    .join(' ')
}

/** What any form or operation may ask for, all of it about the other school. */
function everything({ ids }: OtherSchool): Record<string, unknown> {
  const { learnerId, programmeId, enrolmentId, entryId, batchId } = ids
  const text = {
    reason: 'x',
    comment: 'x',
    title: 'x',
    name: 'x',
    note: 'x',
    basis: 'x',
    number: '7',
    key: 'key-98765',
  }
  const dates = {
    date: '2025-02-15',
    from: '2024-09-02',
    until: '2026-12-01',
    on: '2026-11-22',
    enrolledOn: '2024-09-02',
  }
  const words = {
    yes: 'yes',
    confirm: 'yes',
    checked: 'yes',
    sure: 'yes',
    action: 'save',
    way: 'post',
    kind: 'stage',
  }
  return {
    ...{
      ...text,
      ...dates,
      ...words,
      ...ids,
      id: programmeId,
      entry: entryId,
      entries: [entryId],
      entryIds: [entryId],
    },
    ...{
      batch: batchId,
      programme: programmeId,
      learner: learnerId,
      person: learnerId,
      fromPersonId: learnerId,
    },
    ...{
      toPersonId: learnerId,
      enrolment: enrolmentId,
      enrolmentIds: [enrolmentId],
      role: 'head',
      version: 1,
    },
    ...{ after: 0, steps: 1, hours: '8', moduleId: 'M1', module: 'M1', regulation: 'tspu', provider: 'x' },
    ...{
      deployments: [ELSEWHERE],
      person_: learnerId,
      familyName: 'Гость',
      givenName: 'Пётр',
      connection: ids.connectionId,
    },
    ...{ modules: [{ id: 'm1', title: 'x', kind: 'seminar', part: 'invariant', hours: '8' }], active: false },
    ...{
      issuer: { name: 'x', city: 'x', signatory: 'x', secretary: 'x' },
      facts: {},
      enter: ['learner'],
      sign: ['curator'],
    },
    ...{
      participants: [{ learnerId, absent: false, hours: '4' }],
      deployment: ids.platformId,
      purpose: 'email',
      answer: 'given',
    },
  }
}
/** Of what might be asked for, what this door asks for: the API refuses all else before it looks at rights. */
function knownTo<T>(door: Door, input: 'query' | 'body', all: Record<string, T>): Record<string, T> {
  if (!door.path.startsWith('/api/')) return all
  const operation = OPERATIONS.find(op => `/api/v1${op.path}` === door.path && isMethod(op, door))
  const schema = operation?.[input] && z.toJSONSchema(operation[input], { io: 'input' })
  const { properties = {} } = schema?.anyOf?.[0] ?? schema ?? {}
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in properties))
}
const isMethod = (op: { method: string }, { method }: Door) => op.method.toUpperCase() === method

function send(school: OtherSchool, door: Door, path: string, cookie: string): Promise<Response> {
  const isApi = door.path.startsWith('/api/')
  const body = knownTo(door, 'body', everything(school))
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(body))
    for (const one of [value].flat())
      form.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one))
  const headers = {
    cookie,
    'sec-fetch-site': 'same-origin',
    accept: isApi ? 'application/json' : 'text/html',
  }
  return fetch(school.site.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: isApi ? { ...headers, 'content-type': 'application/json' } : headers,
    body: isApi ? JSON.stringify(body) : form,
  })
}

type Photograph = Map<string, string>

/** Every document of the store but sessions, as text. */
async function photograph({ site }: OtherSchool): Promise<Photograph> {
  const { db } = site.application.database.connection
  const seen: Photograph = new Map()
  for (const { name } of (await db?.listCollections().toArray()) ?? []) {
    if (/session|attempt|launch/i.test(name)) continue
    for await (const one of db?.collection(name).find() ?? [])
      seen.set(`${name} ${one._id}`, JSON.stringify(one))
  }
  return seen
}

/** What was there is as it was; what is new says nothing of the school. */
async function changesSince(before: Photograph, school: OtherSchool): Promise<string[]> {
  const now = await photograph(school)
  const changed = [...before].filter(([id, text]) => now.get(id) !== text).map(([id]) => `changed ${id}`)
  const made = [...now]
    .filter(([id, text]) => !before.has(id) && isAbout(school, text))
    .map(([id]) => `made ${id}`)
  return [...changed, ...made]
}

const isAbout = ({ ids }: OtherSchool, text: string): boolean =>
  text.includes(MARK) || [ids.learnerId, ids.enrolmentId, ids.entryId].some(id => id && text.includes(id))
