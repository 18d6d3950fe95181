import { createHash } from 'node:crypto'
import { expect } from 'chai'
import type { Templates } from '#credits/templates/contract'
import type { TemplatesDeps } from '#credits/templates/deps'
import { createTemplates } from '#credits/templates/templates'
import { checkImage } from '#documents/images/check-image'
import { standardTemplates } from '#domain/templates/standard'
import type { TemplateContent } from '#domain/templates/template'
import { modelOf } from '#store/models'
import { anSvg, aPng } from '#tests/support/images'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits, type World } from './use-credits.ts'

const issuer = anActor(['issuer'])
const { certificate: standard } = standardTemplates
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function templatesOf(w: World, changes: Partial<TemplatesDeps> = {}): Templates {
  return createTemplates({
    ...w.deps,
    checkImage,
    hash: sha256,
    tryOut: async () => new TextEncoder().encode('%PDF'),
    ...changes,
  })
}

/** The template of the certificates of an organisation. */
async function idFor(templates: Templates, organisation: string, kind = 'certificate'): Promise<string> {
  const row = (await templates.list(issuer)).find(
    each => each.organisation === organisation && each.kind === kind,
  )
  if (!row) throw new TypeError('no such template')
  return row.id
}

const saying = (closing: string, more: Partial<TemplateContent> = {}): TemplateContent => ({
  ...standard,
  lines: { ...standard.lines, closing },
  ...more,
})

describe('templates of an organisation', () => {
  const world = useCredits()

  it('are saved as versions that never change; documents wear the newest, and keep theirs', async () => {
    const w = world()
    const templates = templatesOf(w)
    const first = await w.readyLearner()
    const templateId = await idFor(templates, first.programme.issuer.name)
    await templates.save(issuer, { templateId, content: saying('Первая'), basedOn: 0 })
    const one = await w.credits.issueCertificate(issuer, { enrolmentId: first.enrolment.id })
    await templates.save(issuer, { templateId, content: saying('Вторая'), basedOn: 1 })
    const second = await w.readyLearner(first.programme)
    const two = await w.credits.issueCertificate(issuer, { enrolmentId: second.enrolment.id })
    const worn = [one, two].map(({ snapshot }) => [
      snapshot?.template?.id,
      snapshot?.template?.version,
      snapshot?.template?.content.lines.closing,
    ])
    expect(worn).to.deep.equal([
      [templateId, 1, 'Первая'],
      [templateId, 2, 'Вторая'],
    ])
    const { versions } = await templates.read(issuer, templateId)
    expect(versions.map(each => each.version)).to.deep.equal([2, 1])
    expect((await templates.read(issuer, templateId, 1)).content.lines.closing).to.equal('Первая')
    expect((await templates.read(issuer, templateId, 0)).content).to.deep.equal(standard)
  })

  it('record the standard one where nothing was saved, and the name in its cases', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const { snapshot } = await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect(snapshot?.template).to.deep.include({ id: 'standard-certificate', version: 0 })
    expect(snapshot?.names).to.deep.equal({
      genitive: 'Сидоровой Анны Петровны',
      dative: 'Сидоровой Анне Петровне',
      latin: 'Anna Sidorova',
    })
  })

  it('let one of two who save at once win, and keep what the other wrote', async () => {
    const w = world()
    const templates = templatesOf(w)
    const { issuer: organisation } = await w.programme()
    const templateId = await idFor(templates, organisation.name)
    const other = anActor(['administrator'])
    const content = saying('Моя')
    await templates.saveDraft(other, { templateId, content, basedOn: 0 })
    await templates.save(issuer, { templateId, content: saying('Чужая'), basedOn: 0 })
    expect(await codeOf(templates.save(other, { templateId, content, basedOn: 0 }))).to.equal(
      'template_changed',
    )
    expect((await templates.read(other, templateId)).content.lines.closing).to.equal('Моя')
    await templates.dropDraft(other, templateId)
    expect((await templates.read(other, templateId)).content.lines.closing).to.equal('Чужая')
  })

  it('count up one by one: no version begins with one that is not there', async () => {
    const w = world()
    const templates = templatesOf(w)
    const { issuer: organisation } = await w.programme()
    const templateId = await idFor(templates, organisation.name)
    const save = (basedOn: number) =>
      codeOf(templates.save(issuer, { templateId, content: standard, basedOn }))
    expect(await save(3)).to.equal('template_changed')
    expect((await templates.save(issuer, { templateId, content: standard, basedOn: 0 })).version).to.equal(1)
    expect(await save(0)).to.equal('template_changed')
    expect(await codeOf(templates.readSaved(issuer, templateId, 2))).to.equal('not_found')
  })

  it('are read without anybody’s draft, and tried out without keeping anything', async () => {
    const w = world()
    const templates = templatesOf(w)
    const { issuer: organisation } = await w.programme()
    const templateId = await idFor(templates, organisation.name)
    const content = saying('Черновик')
    await templates.saveDraft(issuer, { templateId, content, basedOn: 0 })
    expect((await templates.readSaved(issuer, templateId)).content).to.deep.equal(standard)
    const pdf = await templates.tryOut(issuer, { templateId, content: saying('Проба') })
    expect(new TextDecoder().decode(pdf)).to.equal('%PDF')
    const faulty = templates.tryOut(issuer, { templateId, content: saying('{nmae}') })
    expect(await codeOf(faulty)).to.equal('template_faulty')
    const { content: kept, versions } = await templates.read(issuer, templateId)
    expect([kept.lines.closing, versions]).to.deep.equal(['Черновик', []])
  })

  it('are refused when they do not compile, lack an image or do not fit, and nothing is saved', async () => {
    const w = world()
    const { issuer: organisation } = await w.programme()
    const templateId = await idFor(templatesOf(w), organisation.name)
    const faultsOf = async (content: TemplateContent, changes: Partial<TemplatesDeps> = {}) =>
      templatesOf(w, changes)
        .save(issuer, { templateId, content, basedOn: 0 })
        .then(
          () => 'saved',
          error => `${error.code} ${error.facts.faults}`,
        )
    const overflow = async () => {
      throw Object.assign(new TypeError(), {
        code: 'render_failed',
        facts: { fault: 'TemplateOverflowError' },
      })
    }
    expect(await faultsOf(saying('{nmae}'))).to.equal('template_faulty lines.closing: unknown-field')
    expect(await faultsOf(saying('', { logo: 'f'.repeat(64) }))).to.equal(
      'template_faulty images: image-missing',
    )
    expect(await faultsOf(saying(''), { tryOut: overflow })).to.equal('template_faulty lines: does-not-fit')
    expect((await templatesOf(w).read(issuer, templateId)).versions).to.deep.equal([])
  })

  it('take images that can be drawn, each once, and no others', async () => {
    const w = world()
    const templates = templatesOf(w)
    const { issuer: organisation } = await w.programme()
    const templateId = await idFor(templates, organisation.name)
    const add = (bytes: Uint8Array) => templates.addImage(issuer, { templateId, name: 'логотип.png', bytes })
    const added = await add(aPng())
    expect(await add(aPng())).to.deep.equal(added)
    expect(added).to.include({ id: sha256(aPng()), type: 'png', width: 8, height: 4 })
    expect((await templates.read(issuer, templateId)).images).to.deep.equal([added])
    expect((await templates.readImage(issuer, templateId, added.id)).bytes).to.deep.equal(aPng())
    expect(await codeOf(add(anSvg('<script/>')))).to.equal('image_refused')
    const elsewhere = await idFor(templates, organisation.name, 'statement')
    expect(await codeOf(templates.readImage(issuer, elsewhere, added.id))).to.equal('not_found')
  })

  it('issue nothing and take no number while an image is missing; with it again the claim goes on', async () => {
    const w = world()
    const templates = templatesOf(w)
    const { enrolment, programme } = await w.readyLearner()
    const templateId = await idFor(templates, programme.issuer.name)
    const { id: logo } = await templates.addImage(issuer, { templateId, name: 'l', bytes: aPng() })
    await templates.save(issuer, { templateId, content: saying('', { logo }), basedOn: 0 })
    const images = modelOf(w.store.connection, 'TemplateImage')
    const kept = await images.findOne({ hash: logo }).lean()
    await images.deleteMany({ hash: logo })
    const issue = () => w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect(await codeOf(issue())).to.equal('template_incomplete')
    const numbers = modelOf(w.store.connection, 'CertificateNumber')
    expect(await numbers.countDocuments({ issuer: programme.issuer.name })).to.equal(0)
    expect(await w.stores.certificates.byEnrolment(enrolment.id)).to.equal(null)
    await images.collection.insertOne(kept as never)
    const drawn: string[][] = []
    const issued = await w
      .creditsWith({
        render: async (_snapshot, given = {}) => {
          drawn.push(Object.keys(given))
          return new TextEncoder().encode('%PDF')
        },
      })
      .issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect([issued.seq, drawn]).to.deep.equal([1, [[logo]]])
  })

  it('are for issuers and administrators of the scope', async () => {
    const w = world()
    const templates = templatesOf(w)
    const { issuer: organisation } = await w.programme()
    const templateId = await idFor(templates, organisation.name)
    expect(await codeOf(templates.list(anActor(['curator'])))).to.equal('forbidden')
    const far = anActor(['issuer'], { scope: ['https://other.example|c|1'] })
    expect(await templates.list(far)).to.deep.equal([])
    expect(await codeOf(templates.read(far, templateId))).to.equal('not_found')
    expect(await codeOf(templates.save(far, { templateId, content: standard, basedOn: 0 }))).to.equal(
      'not_found',
    )
  })

  it('print an English page for programmes that have an English title, and for no others', async () => {
    const w = world()
    const templates = templatesOf(w)
    const { enrolment, programme } = await w.readyLearner()
    const templateId = await idFor(templates, programme.issuer.name)
    const english = {
      organisation: 'University',
      city: 'Tomsk',
      signatures: [{ post: 'Rector', name: 'A. Rektor' }],
      programmes: { [programme.id]: 'Modern lesson' },
    }
    await templates.save(issuer, { templateId, content: saying('', { english }), basedOn: 0 })
    const { snapshot } = await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect(snapshot?.english).to.deep.include({ organisation: 'University', programme: 'Modern lesson' })
    const second = await w.programme({ issuer: programme.issuer })
    const other = await w.readyLearner(second)
    const issued = await w.credits.issueCertificate(issuer, { enrolmentId: other.enrolment.id })
    expect(issued.snapshot?.english).to.equal(undefined)
  })

  it('say a name as somebody corrected it, in new documents', async () => {
    const w = world()
    const templates = templatesOf(w)
    const { enrolment } = await w.readyLearner()
    const forms = { dative: 'Сидоровой  Аннэ Петровне', genitive: 'Сидоровой Анны Петровны', latin: '' }
    await templates.saveNames(issuer, { personId: enrolment.learnerId, forms })
    const { proposed, used, isCorrected } = await templates.readNames(issuer, enrolment.learnerId)
    expect([used.dative, used.latin, isCorrected]).to.deep.equal([
      'Сидоровой Аннэ Петровне',
      proposed.latin,
      true,
    ])
    const { snapshot } = await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    expect(snapshot?.names?.dative).to.equal('Сидоровой Аннэ Петровне')
    const wrong = templates.saveNames(issuer, { personId: enrolment.learnerId, forms: { dative: '{name}' } })
    expect(await codeOf(wrong)).to.equal('invalid_input')
    const stranger = anActor(['issuer'], { scope: [] })
    expect(await codeOf(templates.readNames(stranger, enrolment.learnerId))).to.equal('not_found')
  })
})
