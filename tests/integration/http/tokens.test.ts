import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { createTokens, type Tokens } from '#administration/tokens'
import { createCredentials } from '#credits/credentials/credentials'
import { createIssuing } from '#credits/issue/issuing'
import { createOwnDocuments } from '#credits/own-documents/own-documents'
import { createStatements } from '#credits/statements/statements'
import { createTemplates } from '#credits/templates/templates'
import { credentialForms } from '#documents/credentials/forms'
import { checkImage } from '#documents/images/check-image'
import { standardTemplates } from '#domain/templates/standard'
import type { TemplateContent } from '#domain/templates/template'
import { bytesFrom } from '#src/adapters/bytes-from'
import { createSecretBox } from '#store/secret-box'
import { anActor, useCredits, type World } from '#tests/integration/credits/use-credits'
import { openSite, type Site } from '#tests/unit/http/support/fakes'

const maker = anActor(['administrator', 'issuer'])

const codeIn = ({ json }: { json: Record<string, never> }) => (json.error as unknown as { code: string }).code

describe('the API by token, on real use cases', () => {
  const world = useCredits()
  let w: World
  let site: Site
  let tokens: Tokens
  beforeEach(async () => {
    w = world()
    const { stores, now } = w.deps
    tokens = createTokens({
      ...{ tokens: stores.tokens, programmes: stores.programmes, now, newId: randomUUID },
      bytesFor: bytesFrom('k'.repeat(32)),
      ...{ key: new Uint8Array(32).fill(3), publicUrl: 'http://localhost' },
    })
    const issuing = createIssuing({ ...w.deps, issueCertificate: w.credits.issueCertificate })
    const secrets = createSecretBox('k'.repeat(32), 'issuer-keys')
    const credentials = createCredentials({ ...w.deps, secrets, forms: credentialForms })
    const templates = createTemplates({
      ...{ stores, now, checkImage, publicUrl: 'http://localhost', timeZone: 'Asia/Tomsk' },
      ...{ hash: () => '', tryOut: async () => new TextEncoder().encode('%PDF') },
    })
    site = await openSite({
      ...{ credits: w.credits, issuing, tokens, templates, now },
      ...{ statements: createStatements(w.deps), ownDocuments: createOwnDocuments({ stores, credentials }) },
    })
  })
  afterEach(() => site.close())

  async function call(
    secret: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; json: Record<string, never> }> {
    const answer = await fetch(`${site.url}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${secret}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, json: (await answer.json()) as Record<string, never> }
  }

  it('reaches the programmes that its maker named, and no other', async () => {
    const [a, b] = [await w.readyLearner(), await w.readyLearner()]
    const scopes = ['books:read', 'certificates:issue', 'register:read']
    const { secret } = await tokens.create(maker, {
      name: 'Кадры',
      scopes,
      days: 30,
      programmes: [a.programme.id],
    })
    const { items } = (await call(secret, '/learners')).json as unknown as {
      items: { programme: { id: string } }[]
    }
    expect(items.map(row => row.programme.id)).to.deep.equal([a.programme.id])
    expect((await call(secret, '/certificates', { enrolmentId: b.enrolment.id })).status).to.equal(404)
    const issued = await call(secret, '/certificates', { enrolmentId: a.enrolment.id })
    expect(issued.status).to.equal(201)
    const certificate = await w.stores.certificates.byEnrolment(a.enrolment.id)
    expect(certificate?.claimedBy).to.deep.equal({
      personId: maker.personId,
      name: `${maker.name} (API: Кадры)`,
    })
  })

  it('never issues its maker’s own certificate', async () => {
    const { enrolment } = await w.readyLearner()
    const self = { ...maker, personId: enrolment.learnerId }
    const { secret } = await tokens.create(self, { name: 'Своё', scopes: ['certificates:issue'], days: 1 })
    const { status, json } = await call(secret, '/certificates', { enrolmentId: enrolment.id })
    expect([status, codeIn({ json })]).to.deep.equal([403, 'own_certificate'])
  })

  it('does an issuer’s whole day: ready list, issue, download, credentials, annul, correct, hand over, register', async () => {
    const { enrolment, programme, entries } = await w.readyLearner()
    const scopes = ['books:read', 'certificates:issue', 'register:read', 'register:write']
    const { secret } = await tokens.create(maker, { name: 'Сайт', scopes, days: 30 })
    const items = async (path: string) =>
      ((await call(secret, path)).json as unknown as { items: Record<string, unknown>[] }).items
    const ready = await items(`/learners?eligible=true&programme=${programme.id}`)
    expect(ready.map(row => (row.enrolment as { id: string }).id)).to.deep.equal([enrolment.id])
    const order = { number: '5', on: '2026-11-20' }
    const { json } = await call(secret, '/certificates', { enrolmentId: enrolment.id, order })
    const id = String(json.id)
    expect([json.kind, json.state]).to.deep.equal(['certificate', 'issued'])
    const raw = (path: string) =>
      fetch(`${site.url}/api/v1${path}`, { headers: { authorization: `Bearer ${secret}` } })
    const pdf = new Uint8Array(await (await raw(`/certificates/${id}/pdf`)).arrayBuffer())
    expect(createHash('sha256').update(pdf).digest('hex')).to.equal(json.pdfHash)
    for (const path of [
      `/certificates/${id}/credential`,
      `/entries/${entries[0]?.id}/credential`,
      `/books/${enrolment.learnerId}/credential?programme=${programme.id}`,
    ])
      expect((await (await raw(path)).text()).split('.'), path).to.have.length(3)
    const annulled = await call(secret, `/certificates/${id}/annul`, { reason: 'Ошибка' })
    expect(annulled.json.status).to.equal('annulled')
    const again = await call(secret, '/certificates', { enrolmentId: enrolment.id })
    expect([again.status, codeIn(again)]).to.deep.equal([...[409, 'certificate_annulled']])
    const corrected = await call(secret, `/certificates/${id}/correct`, { note: 'Фамилия' })
    expect(corrected.status).to.equal(201)
    const delivery = { on: '2026-11-22', way: 'post', note: 'РПО 1' }
    const handed = await call(secret, `/certificates/${corrected.json.id}/delivery`, delivery)
    expect(handed.status).to.equal(200)
    const lines = await items('/register?limit=10')
    expect(lines.map(line => line.id)).to.include.members([id, corrected.json.id])
  })

  it('issues a statement to who left, and no certificate beside it', async () => {
    const { enrolment } = await w.readyLearner()
    const { secret } = await tokens.create(maker, {
      ...{ name: 'Сайт', scopes: ['certificates:issue'], days: 30 },
    })
    const made = await call(secret, '/statements', { enrolmentId: enrolment.id })
    expect([made.status, made.json.kind]).to.deep.equal([201, 'statement'])
    const beside = await call(secret, '/certificates', { enrolmentId: enrolment.id })
    expect(codeIn(beside)).to.equal('statement_issued')
  })

  it('keeps templates: lists, reads, tries out, saves a version; each fault by its place', async () => {
    const [a, b] = [await w.programme(), await w.programme()]
    const make = (scopes: string[], programmes: string[]) =>
      tokens.create(maker, { name: 'Бланки', scopes, days: 30, programmes })
    const { secret } = await make(['templates:read', 'templates:write'], [a.id])
    const { items } = (await call(secret, '/templates')).json as unknown as { items: { id: string }[] }
    expect(items).to.have.length(2) // удостоверение и справка of the one organisation
    const path = `/templates/${items[0]?.id}`
    const { content } = (await call(secret, path)).json as unknown as { content: TemplateContent }
    expect(content).to.deep.equal(standardTemplates.certificate)
    const faulty = { ...content, lines: { ...content.lines, closing: '{nmae}' } }
    const refused = await call(secret, `${path}/versions`, { content: faulty, basedOn: 0 })
    expect([refused.status, codeIn(refused)]).to.deep.equal([422, 'template_faulty'])
    expect(JSON.stringify(refused.json)).to.include('"path":"lines.closing"')
    const saved = await call(secret, `${path}/versions`, { content, basedOn: 0 })
    expect([saved.status, saved.json.version]).to.deep.equal([201, 1])
    const late = await call(secret, `${path}/versions`, { content, basedOn: 0 })
    expect([late.status, codeIn(late)]).to.deep.equal([409, 'template_changed'])
    const reader = await make(['templates:read'], [b.id])
    expect((await call(reader.secret, path)).status).to.equal(404)
    const write = await call(reader.secret, `${path}/versions`, { content, basedOn: 1 })
    expect(codeIn(write)).to.equal('insufficient_scope')
  })

  it('issues a batch and tells its end; revoked, it is refused with the next call', async () => {
    const [a, b] = [await w.readyLearner(), await w.readyLearner()]
    const { secret, token } = await tokens.create(maker, {
      name: 'Сайт',
      scopes: ['certificates:issue'],
      days: 30,
    })
    const enrolmentIds = [a.enrolment.id, b.enrolment.id]
    const made = await call(secret, '/certificate-batches', {
      enrolmentIds,
      order: { number: '5', on: '2026-11-20' },
    })
    expect(made.status).to.equal(202)
    const path = `/certificate-batches/${made.json.batchId}`
    let state = ''
    for (let i = 0; i < 100 && state !== 'done'; i++) {
      state = String((await call(secret, path)).json.state)
      if (state !== 'done') await new Promise(resolve => setTimeout(resolve, 50))
    }
    const { json } = await call(secret, path)
    expect([json.state, json.issued, json.refused]).to.deep.equal(['done', 2, 0])
    expect((await tokens.list(maker)).find(each => each.id === token.id)?.lastUsedAt).to.be.a('string')
    await tokens.revoke(maker, token.id)
    expect((await call(secret, path)).status).to.equal(401)
  })
})
