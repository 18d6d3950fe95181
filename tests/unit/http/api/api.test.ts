import { expect } from 'chai'
import { z } from 'zod'
import type { Credits } from '#credits/contract'
import { standardTemplates } from '#domain/templates/standard'
import { buildOpenApi } from '#http/api/openapi'
import { OPERATIONS } from '#http/api/operations'
import { png } from '#tests/unit/domain/scans/samples'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { fakeRoutes, routeView } from '../support/routes.ts'
import { undescribed } from '../support/undescribed.ts'

type Json = Record<string, unknown>

const PROGRAMME = {
  id: 'p1',
  title: 'Цифровая дидактика',
  regulation: 'tspu',
  provider: 'ТГПУ',
  deployments: [],
  modules: [{ id: 'm1', title: 'Семинар', kind: 'seminar', part: 'invariant', hours: '8' }],
  issuer: { name: 'ТГПУ', city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
}

const SAMPLES: Record<string, Json> = {
  confirmEntries: { entryIds: ['e1'] },
  rejectEntries: { entryIds: ['e1'], reason: 'Нет документа' },
  correctEntry: { reason: 'Опечатка', hours: '8.5' },
  revokeEntry: { reason: 'Отметка снята' },
  undoBatch: {},
  saveProgramme: PROGRAMME,
  previewProgramme: PROGRAMME,
  previewMerge: { keptId: 'p-1', absorbedId: 'p-2' },
  mergePeople: { keptId: 'p-1', absorbedId: 'p-2', reason: 'один человек' },
  undoMerge: { reason: 'разные люди' },
  checkRegulation: { text: 'id: own' },
  takeRegulation: { text: 'id: own' },
  enrol: {
    identity: 'lti|https://lms.example|7',
    person: { familyName: 'Ковалёва', givenName: 'Анна' },
    programmeId: 'p1',
    enrolledOn: '2024-09-02',
  },
  recordFacts: { projectDefence: '2026-05-20' },
  issueCertificate: { enrolmentId: 'en-1' },
  issueStatement: { enrolmentId: 'en-1' },
  correctCertificate: { note: 'Фамилия' },
  recordDelivery: { on: '2026-11-22', way: 'post' },
  annulCertificate: { reason: 'Ошибка в часах' },
  duplicateCertificate: { reason: 'police' },
  exchangeCertificate: { reason: 'damage' },
  exportFederalRegister: { from: '2026-01-01', to: '2026-11-22' },
  tryTemplate: { content: standardTemplates.certificate },
  saveTemplate: { content: standardTemplates.certificate, basedOn: 1 },
  startRun: { connectionId: 'c1' },
  sendProof: {
    programmeId: 'p1',
    key: 'key-12345',
    moduleId: 'm1',
    date: '2026-02-12',
    documentKind: 'справка',
  },
  postAct: {
    programmeId: 'p1',
    number: '7',
    moduleId: 'm1',
    date: '2026-02-12',
    participants: [{ learnerId: 'p-kovaleva', absent: false, hours: '6' }],
  },
  addRecord: { programmeId: 'p1', key: 'key-12345', kind: 'stage', title: 'I', until: '2026-12-01' },
  correctRecord: { kind: 'stage', steps: 1, reason: 'Опечатка', title: 'I', until: '2026-12-01' },
  withdrawRecord: { steps: 1, reason: 'Ошибка' },
  shareBook: { programmeId: 'p1', recipient: 'ТОГИРРО', until: '2026-12-22' },
  duplicateBook: { programmeId: 'p1', reason: 'Книжка утеряна', after: 0 },
  setWriting: { enter: ['learner', 'curator'], sign: ['curator'], after: 0 },
  addWebhook: { title: 'Кадры', url: 'https://staff.example/hook', events: ['entry.confirmed'] },
  setWebhookActive: { active: false },
  startRoute: { enrolmentId: 'en-1' },
  putRouteItem: { version: 7, title: 'Конференция', hours: '8', plannedOn: '2026-12-01' },
  changeRouteItem: { version: 7, plannedOn: '2026-12-02', form: null },
  removeRouteItem: { version: 7 },
  moveRouteItem: { version: 7, to: '2026-12-02' },
  changeRouteItemTheme: { version: 7, title: 'Оценивание' },
  writeTextsRoute: { version: 7, texts: { goals: 'Освоить' } },
  sendRoute: { version: 7 },
  withdrawRoute: { version: 7 },
  takeRoute: { version: 7, revision: 2, comment: 'Согласовано' },
  returnRoute: { version: 7, revision: 2, comment: 'Мало практики' },
  changeRoute: { version: 7 },
  handOverRoute: { version: 7, organisation: 'Лицей № 3' },
  acceptRoute: { version: 7 },
  appoint: { personId: 'p-head', role: 'head', from: '2026-09-01' },
  endAppointment: { until: '2026-11-22', reason: 'Перевод' },
  handOverAppointments: { fromPersonId: 'p-head', toPersonId: 'p-next', on: '2026-11-22' },
}

const PARAMS: Record<string, string> = {
  learnerId: 'p-kovaleva',
  entryId: 'e1',
  batchId: 'b1',
  enrolmentId: 'en-1',
  id: 'run-1',
  routeId: 'route-1',
  templateId: 'tpl-1',
  code: '4K7P-2MNX-9RTA',
}

const QUERIES: Record<string, string> = {
  readBookCredential: '?programme=prog-1',
  readInterviewPdf: '?programme=prog-1',
  readInterviewXlsx: '?programme=prog-1',
}

describe('the API', () => {
  let site: Site
  let cookie: string
  const inputs: unknown[] = []
  before(async () => {
    const noted: Partial<Credits> = {
      correctEntry: async (actor, input) => {
        inputs.push(input)
        return fakeCredits().correctEntry(actor, input)
      },
    }
    const routes = fakeRoutes({
      changeItem: async (_actor, _at, ...asked) => {
        inputs.push(...asked)
        return routeView()
      },
    })
    site = await openSite({ credits: fakeCredits(noted), routes })
    cookie = (await site.enter({ roles: ['curator'], language: 'en' })).cookie
  })
  after(() => site.close())

  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${site.url}/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  function sendFile(path: string, kind: string) {
    const body = new FormData()
    body.append(kind, new Blob([new Uint8Array(png())]), 'справка.png')
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    return fetch(`${site.url}/api/v1${path}`, { method: 'POST', body, headers })
  }

  for (const op of OPERATIONS) {
    it(`answers ${op.method.toUpperCase()} ${op.path} in the shape that it describes`, async () => {
      const id = op.id === 'readCertificatePdf' ? 'cert-1' : PARAMS.id
      const path = op.path.replace(
        /:(\w+)/g,
        (_, name: string) => (name === 'id' ? id : PARAMS[name]) ?? name,
      )
      const query = QUERIES[op.id] ?? ''
      const body = op.method === 'post' ? (SAMPLES[op.id] ?? {}) : undefined
      const at = path + query
      const response = op.takes ? await sendFile(at, op.takes) : await send(op.method, at, body)
      expect(response.status).to.equal(op.status ?? 200)
      if (op.mediaType)
        return expect(response.headers.get('content-type')?.split(';')[0]).to.equal(op.mediaType)
      const answer = await response.json()
      expect(op.answer.safeParse(answer).error?.issues ?? []).to.deep.equal([])
      expect(undescribed(op.answer, answer)).to.deep.equal([])
    })
  }

  it('writes hours as exact decimals and texts in the language of the session', async () => {
    const { book } = (await (await send('get', '/books/me')).json()) as {
      book: { progress: { hours: Json }; lines: Json[] }
    }
    expect(book.progress.hours).to.deep.equal({
      required: '108.00',
      counted: '84.00',
      pending: '16.00',
      uncounted: '20.00',
      surplus: '0.00',
    })
    expect(book.lines.find(line => line.number === 5)?.text).to.match(/^Repeats entry No\. 2/)
  })

  it('reads hours exactly', async () => {
    await send('post', '/entries/e1/correct', { reason: 'x', hours: '36,5' })
    expect(inputs.at(-1)).to.deep.equal({ entryId: 'e1', reason: 'x', hours: 3650 })
  })

  it('changes the fields of a planned event that are named, and takes away those that are null', async () => {
    await send('post', '/routes/route-1/items/i1', { version: 7, hours: '8,5', form: null })
    expect(inputs.slice(-2)).to.deep.equal(['i1', { hours: 850, form: null }])
  })

  it('names each wrong field and calls nothing', async () => {
    const before = inputs.length
    const response = await send('post', '/entries/e1/correct', { hours: '36,5 ч.', date: 'yesterday' })
    const { error } = (await response.json()) as { error: { code: string; issues: { path: string }[] } }
    expect([response.status, error.code]).to.deep.equal([422, 'invalid_input'])
    expect(error.issues.map(issue => issue.path).sort()).to.deep.equal(['date', 'hours', 'reason'])
    expect(inputs).to.have.length(before)
  })

  it('has the same rule against other sites as the pages', async () => {
    const response = await fetch(`${site.url}/api/v1/entries/confirm`, {
      method: 'POST',
      body: '{}',
      headers: { cookie, 'content-type': 'application/json', origin: 'https://evil.example' },
    })
    expect(response.status).to.equal(403)
  })

  it('names the file that did not come, and why an image was refused', async () => {
    const errorOf = async (response: Response) => {
      const { error } = (await response.json()) as { error: { code: string; issues?: { path: string }[] } }
      return [response.status, error.code, error.issues?.map(({ path }) => path)]
    }
    const at = '/templates/tpl-1/images'
    expect(await errorOf(await sendFile(at, 'picture'))).to.deep.equal([422, 'invalid_input', ['image']])
    const body = new FormData()
    body.append('image', new Blob([new Uint8Array(2 * 1024 * 1024)]), 'large.png')
    const large = await fetch(`${site.url}/api/v1${at}`, {
      ...{ method: 'POST', body, headers: { cookie, 'sec-fetch-site': 'same-origin' } },
    })
    expect((await errorOf(large)).slice(0, 2)).to.deep.equal([422, 'image_refused'])
  })

  it('answers 404 in JSON for a code or an operation that is not there', async () => {
    expect((await send('get', '/verify/AAAA-AAAA-AAAA')).status).to.equal(404)
    const nothing = await send('get', '/nothing')
    expect([nothing.status, nothing.headers.get('content-type')]).to.deep.equal([
      404,
      'application/json; charset=utf-8',
    ])
  })
})

describe('the OpenAPI description', () => {
  const document = buildOpenApi('en', '0.1.0', 'https://z.example') as {
    openapi: string
    paths: Record<string, Record<string, Json>>
  }

  it('is version 3.1 and describes every operation once', () => {
    expect(document.openapi).to.equal('3.1.0')
    const ids = Object.values(document.paths).flatMap(path => Object.values(path).map(op => op.operationId))
    expect(ids.sort()).to.deep.equal(OPERATIONS.map(op => op.id).sort())
    expect(new Set(ids).size).to.equal(ids.length)
  })

  it('names every parameter of a path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
      for (const op of Object.values(methods)) {
        const described = (op.parameters as { name: string; in: string }[])
          .filter(p => p.in === 'path')
          .map(p => p.name)
        expect(described).to.deep.equal(names)
      }
    }
  })

  it('has items and a next in every list, and rows nowhere alone', () => {
    const answers = OPERATIONS.filter(({ mediaType }) => !mediaType).map(({ id, answer }) => {
      const { type, properties } = z.toJSONSchema(answer, { unrepresentable: 'any' })
      return { id, type, names: Object.keys(properties ?? {}) }
    })
    expect(answers.filter(({ type }) => type === 'array')).to.deep.equal([])
    const lists = answers.filter(({ id, names }) => id.startsWith('list') && names.includes('items'))
    expect(lists.length).to.be.greaterThan(10)
    expect(lists.filter(({ names }) => !names.includes('next'))).to.deep.equal([])
  })

  it('points at nothing that is missing', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(match => match[1] as string)
    expect(refs.length).to.be.greaterThan(0)
    for (const ref of refs) {
      const target = ref
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Json)?.[key], document)
      expect(target, ref).to.be.an('object')
    }
  })
})
