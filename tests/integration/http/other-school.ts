/** A school with one of everything, each thing bearing its mark, and ways to come as anybody: who must not see it. */
import { randomBytes } from 'node:crypto'
import { operator, type Role } from '#domain/access/actor'
import { issueSession } from '#http/session/issue-session'
import { grantId } from '#store/ports/grants'
import { deploymentKey, ltiKey } from '#store/ports/people'
import { modules } from '#tests/integration/credits/use-credits'
import { type LtiSite, openLtiSite } from '#tests/integration/lti/support/site'
import { sampleEntry, sampleRun } from '#tests/integration/store/samples'

/** Stands in every name, title and reason of the school, and nowhere else. */
export const MARK = 'Зюзякинск'

export interface OtherSchool {
  site: LtiSite
  /** Ids of its things, by the kind of place in an address. */
  ids: Readonly<Record<string, string>>
  /** Whoever reads one of these has seen something of it. */
  marks: readonly string[]
  /** Cookie of somebody with these roles at a deployment. */
  enter(roles: Role[], deployment: string, personId?: string): Promise<string>
}

/** Another LMS on the same site. */
export const ELSEWHERE = deploymentKey('https://elsewhere.example', 'client', '1')

export async function openOtherSchool(): Promise<OtherSchool> {
  const site = await openLtiSite()
  const enter = comingTo(site)
  const ids = await furnish(site, enter)
  return { site, ids, marks: [MARK, site.tool.clientId], enter }
}

function comingTo({ application, url }: LtiSite): OtherSchool['enter'] {
  const { sessions, people } = application.stores
  const open = issueSession({ sessions, config: { publicUrl: url }, now: () => new Date(), randomBytes })
  let visitors = 0
  return async (roles, deployment, personId) => {
    visitors += 1
    const [issuer = ''] = deployment.split('|')
    const name = { familyName: 'Гостев', givenName: `Пётр ${visitors}` }
    const key = ltiKey(issuer, `visitor-${visitors}`)
    const id = personId ?? (await people.ensure(key, name, new Date().toISOString())).id
    const { setCookies } = await open({
      ...{ personId: id, name: name.familyName, roles, deployment, language: 'ru' },
      platformOrigin: issuer,
    })
    return setCookies.map(cookie => cookie.split(';')[0]).join('; ')
  }
}

async function furnish(site: LtiSite, enter: OtherSchool['enter']): Promise<Record<string, string>> {
  const { doneIds, ...book } = await aBook(site)
  const staff = await enter(['curator', 'issuer', 'administrator'], site.deployment)
  const learner = await enter(['learner'], site.deployment, book.learnerId)
  const send = caller(site)
  const { batchId } = await send(staff, '/entries/confirm', { entryIds: doneIds })
  const paper = { programmeId: book.programmeId, moduleId: 'M2', date: '2025-02-15' }
  const act = await send(staff, '/acts', {
    ...paper,
    number: MARK,
    participants: [{ learnerId: book.learnerId, absent: false, hours: '4' }],
  })
  const record = await send(staff, `/books/${book.learnerId}/records`, {
    ...{ programmeId: book.programmeId, key: 'key-12345', kind: 'stage', title: MARK, until: '2026-12-01' },
  })
  const share = await send(learner, `/books/${book.learnerId}/shares`, {
    ...{ programmeId: book.programmeId, recipient: MARK, until: inDays(30) },
  })
  const route = await send(learner, '/routes', { enrolmentId: book.enrolmentId })
  const webhook = await send(staff, '/webhooks', {
    ...{ title: MARK, url: 'https://staff.example/hook', events: ['entry.confirmed'] },
  })
  const office = await officeOf(site, book)
  // last: an issued book is closed
  const certificate = await send(staff, '/certificates', { enrolmentId: book.enrolmentId })
  return {
    ...book,
    ...(await sourcesOf(site)),
    ...office,
    ...{
      batchId,
      certificateId: certificate.id,
      actId: act.id,
      recordId: record.id,
      shareId: share.id,
      routeId: route.id,
      webhookId: webhook.id,
    },
  } as Record<string, string>
}

/** Calls the API; what it answers must be a success. */
function caller({ url }: LtiSite) {
  return async (cookie: string, path: string, body: object): Promise<Record<string, string>> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    })
    const json = (await answer.json()) as Record<string, string>
    if (answer.ok) return json
    throw new TypeError(`${path}: ${JSON.stringify(json)}`)
  }
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

async function aBook({ application, deployment, lms }: LtiSite) {
  const { credits, stores } = application
  const programme = await credits.saveProgramme(operator, {
    ...{
      id: 'programme-1',
      title: MARK,
      regulation: 'tspu',
      modules,
      provider: MARK,
      deployments: [deployment],
    },
    issuer: { name: MARK, city: MARK, signatory: MARK, secretary: MARK },
  })
  const enrolment = await credits.enrol(operator, {
    identity: ltiKey(lms.issuer, 'marked'),
    person: { familyName: MARK, givenName: 'Анна', organisation: MARK, email: 'marked@school.example' },
    programmeId: programme.id,
    enrolledOn: '2024-09-02',
    facts: { enrolmentDocuments: 'complete' },
  })
  const { learnerId, programmeId } = enrolment
  const entries = modules.map(({ id, kind, hours }, i) => {
    const place = { learnerId, programmeId, moduleId: id, kind, hours }
    return sampleEntry({ ...place, title: `${MARK} ${id}`, date: `2025-0${i + 1}-15` })
  })
  await stores.entries.insertNew(entries)
  const [waiting = '', ...doneIds] = entries.map(({ id }) => id).reverse()
  return { learnerId, programmeId, enrolmentId: enrolment.id, entryId: waiting, doneIds }
}

async function sourcesOf({ application, deployment, platformId, lms }: LtiSite) {
  const { stores } = application
  const at = new Date().toISOString()
  const { id: connectionId } = await application.connections.add(operator, {
    ...{
      name: 'marked',
      title: MARK,
      type: 'moodle',
      settings: { url: lms.issuer },
      secrets: { token: 'secret' },
    },
    deployments: [deployment],
  })
  const run = sampleRun({ connectionId, status: 'done' })
  await stores.runs.create(run)
  const waiting = { connectionId, key: 'stranger-1', hash: 'h', reason: 'unknown-learner' }
  const person = { userId: 's1', familyName: MARK, givenName: 'Олег' }
  const record = {
    key: 'stranger-1',
    person,
    course: { id: '7', title: MARK },
    title: MARK,
    date: '2025-01-15',
  }
  await stores.quarantine.put([
    { ...waiting, facts: { user: MARK }, record, firstSeenAt: at, lastRunId: run.id },
  ])
  const courseId = grantId(platformId, '1', 'course-1')
  await stores.grants.save({
    ...{ id: courseId, registrationId: platformId, issuer: lms.issuer, deployment, contextId: 'course-1' },
    ...{ contextTitle: MARK, columns: [], ownColumns: [], scopes: [], seenAt: at, revision: 0 },
  })
  return { connectionId, runId: run.id, strangerId: 'stranger-1', courseId, platformId }
}

async function officeOf(
  { application, deployment }: LtiSite,
  book: Record<'learnerId' | 'programmeId' | 'enrolmentId', string>,
) {
  const { stores, issuing, tokens, templates } = application
  const appointmentId = 'appointment-1'
  const since = '2024-01-01'
  await stores.appointments.create({
    ...{ id: appointmentId, personId: book.learnerId, role: 'mentor', programmeIds: [book.programmeId] },
    ...{ from: since, history: [], basis: MARK, createdAt: `${since}T00:00:00.000Z` },
  })
  const head = { personId: 'head', name: MARK, scope: [deployment] }
  const administrator = { ...head, roles: ['administrator', 'issuer'] as Role[] }
  const issueBatchId = await issuing.choose(administrator, { enrolmentIds: [book.enrolmentId] })
  const { token } = await tokens.create(administrator, { name: MARK, scopes: ['books:read'], days: 30 })
  const [template] = await templates.list(administrator)
  return { appointmentId, issueBatchId, tokenId: token.id, templateId: template?.id ?? '' }
}
