import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { readFederalForm } from '#config/frdo'
import { readXlsx } from '#connectors/portal/formats/xlsx'
import { createFederalRegister } from '#credits/register/federal-register'
import { writeFederalRegister } from '#documents/federal-register-xlsx'
import { parseFederalForm } from '#domain/federal/form'
import type { Stores } from '#store/ports/index'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits, type World } from './use-credits.ts'

const form = parseFederalForm(readFederalForm())
const issuer = anActor(['issuer'])
const curator = anActor(['curator'])
const education = {
  sex: 'female' as const,
  birthDate: '1980-02-29',
  citizenship: '643',
  snils: '112-233-445 95',
  level: 'Высшее образование',
  diploma: { familyName: 'Петрова', number: '000345' },
}
const data = {
  area: 'Образование и наука',
  group: 'Образование и педагогика',
  studyForm: 'Очная',
  funding: 'Платное обучение',
}
const DAY = { from: '2026-11-22', to: '2026-11-22' }

/** The file's rows below its header. */
async function rowsOf(file: Uint8Array): Promise<string[][]> {
  const [grid] = await readXlsx(file)
  return (grid?.rows ?? []).slice(1).map(row => row.cells.map(cell => cell.text))
}

/** A programme of its own deployment, so that a file holds this test's documents only. */
async function scene(w: World, stores: Stores = w.stores) {
  const here = `https://lms.example|client|${crypto.randomUUID()}`
  const programme = await w.programme({ deployments: [here] })
  const [own, curating] = [anActor(['issuer'], { scope: [here] }), anActor(['curator'], { scope: [here] })]
  const register = createFederalRegister({
    stores,
    form,
    write: writeFederalRegister,
    now: w.deps.now,
  })
  await register.saveProgrammeData(own, { programmeId: programme.id, data })
  const enrolment = await w.enrol(programme)
  const entries = await w.entries(enrolment, ['M1', 'M2', 'M3', 'M4'])
  await w.credits.confirmEntries(curating, { entryIds: entries.map(each => each.id) })
  const issue = () => w.credits.issueCertificate(own, { enrolmentId: enrolment.id })
  const educate = (changes = {}) =>
    register.saveEducation(curating, {
      personId: enrolment.learnerId,
      education: { ...education, ...changes },
    })
  return { programme, own, curating, register, enrolment, issue, educate }
}

describe('the federal register', () => {
  const world = useCredits()

  it('says whose data lacks what long before there is a document', async () => {
    const { register, own, enrolment, educate } = await scene(world())
    const { learners, documents, incompleteLists } = await register.check(own, {})
    expect([learners.checked, documents.checked]).to.deep.equal([1, 0])
    expect(learners.lacking[0]).to.include({ learnerId: enrolment.learnerId, registrationNumber: null })
    expect(learners.lacking[0]?.findings.map(each => each.field)).to.include.members([
      'snils',
      'diplomaFamilyName',
    ])
    expect(incompleteLists).to.deep.equal([])
    await educate({ snils: '112-233-445 96' })
    const [left] = (await register.check(own, {})).learners.lacking
    expect(left?.findings.map(each => each.fault)).to.deep.equal(['snils-sum'])
    await educate()
    expect((await register.check(own, {})).learners.lacking).to.deep.equal([])
  })

  it('sees at a glance, for the documents of a filter, how many would be refused and for which columns', async () => {
    const { register, own, issue, educate } = await scene(world())
    const { snils: _, ...rest } = education
    await register.saveEducation(own, { personId: (await issue()).learnerId, education: rest })
    const glance = await register.glance(own, DAY)
    expect(glance).to.include({ checked: 1, isAll: true, lacking: 1 })
    expect(glance.faults.map(each => [each.field, each.isMissing, each.rows])).to.deep.equal([
      ['snils', true, 1],
    ])
    expect((await register.glance(own, { search: 'Никто' })).checked).to.equal(0)
    await educate({ snils: '112-233-445 96' })
    expect((await register.glance(own, DAY)).faults[0]).to.include({ field: 'snils', isMissing: false })
    await educate()
    expect((await register.glance(own, DAY)).lacking).to.equal(0)
  })

  it('writes the documents of the period once, records the run and marks what it held', async () => {
    const w = world()
    const { register, own, issue, educate } = await scene(w)
    await educate()
    const certificate = await issue()
    const { run, file, rows } = await register.exportFile(own, DAY)
    expect(rows).to.equal(1)
    expect(run).to.deep.include({
      certificateIds: [certificate.id],
      leftOut: 0,
      marked: true,
      by: own.personId,
    })
    expect(run.fileHash).to.equal(createHash('sha256').update(file).digest('hex'))
    const [row] = await rowsOf(file)
    expect([row?.[8], row?.[15]]).to.deep.equal(['ПК-2026-000001', 'Петрова'])
    const marked = await w.stores.certificates.byId(certificate.id)
    expect(marked?.exports).to.deep.equal([{ runId: run.id, at: run.at }])
    expect((await register.exportFile(own, DAY)).rows).to.equal(0)
    expect((await register.exportFile(own, { ...DAY, again: true })).rows).to.equal(1)
    expect(
      (await register.exportFile(own, { from: '2026-11-23', to: '2026-12-01', again: true })).rows,
    ).to.equal(0)
    expect((await register.runs(own)).map(each => each.certificateIds.length)).to.have.members([1, 0, 1, 0])
  })

  it('gives one form that comes twice one run and the same file, also at once', async () => {
    const { register, own, issue, educate } = await scene(world())
    await educate()
    await issue()
    const asked = { ...DAY, key: '2026-11-22T09:00:00.000Z' }
    const both = await Promise.all([register.exportFile(own, asked), register.exportFile(own, asked)])
    const later = await register.exportFile(own, asked)
    const hashes = [...both, later].map(({ file }) => createHash('sha256').update(file).digest('hex'))
    expect(new Set(hashes)).to.have.property('size', 1)
    expect([later.rows, (await register.runs(own)).length]).to.deep.equal([1, 1])
    expect((await register.exportFile(own, { ...asked, again: true })).rows).to.equal(1)
    expect(await register.runs(own)).to.have.length(2)
  })

  it('lists one’s own runs, however many others export', async () => {
    const { register, own } = await scene(world())
    await register.exportFile(own, DAY)
    const other = { ...own, personId: 'somebody-else' }
    await register.exportFile(other, { ...DAY, again: true })
    expect(await register.runs(own, 1)).to.have.length(1)
    expect((await register.runs(own, 1))[0]).to.include({ by: own.personId })
  })

  it('of two exports at once holds each document in one file, in two processes', async () => {
    const w = world()
    const { register, own, issue, educate } = await scene(w)
    await educate()
    await issue()
    const { stores } = await w.store.secondProcess()
    const other = createFederalRegister({ stores, form, write: writeFederalRegister, now: w.deps.now })
    const both = [register, other, register, other].map(each => each.exportFile(own, DAY))
    const rows = (await Promise.all(both)).map(each => each.rows)
    expect(rows.sort()).to.deep.equal([0, 0, 0, 1])
  })

  it('leaves out the rows that lack something, and says which', async () => {
    const { register, own, issue } = await scene(world())
    const certificate = await issue()
    const { rows, leftOut, run } = await register.exportFile(own, DAY)
    expect([rows, run.leftOut, leftOut[0]?.certificateId]).to.deep.equal([0, 1, certificate.id])
    expect((await register.check(own, DAY)).documents.lacking[0]?.registrationNumber).to.equal(
      'ПК-2026-000001',
    )
  })

  it('sends a duplicate with its original, and a correction as the change of the line that was sent', async () => {
    const w = world()
    const { register, own, issue, educate } = await scene(w)
    await educate()
    const { id: certificateId } = await issue()
    await register.exportFile(own, DAY)
    const duplicate = await w.credits.duplicateCertificate(own, { certificateId, reason: 'fire-service' })
    const second = await register.exportFile(own, DAY)
    const [duplicated] = await rowsOf(second.file)
    expect(duplicated?.slice(1, 5)).to.deep.equal([
      'Дубликат',
      'Справка из органов пожарной охраны',
      'Нет',
      'Нет',
    ])
    expect(duplicated?.[34]).to.equal('ПК-2026-000001')
    await w.credits.correctCertificate(own, { certificateId: duplicate.id, note: 'Опечатка' })
    const third = await register.exportFile(own, DAY)
    const [corrected] = await rowsOf(third.file)
    expect([corrected?.[8], corrected?.[39]]).to.deep.equal(['ПК-2026-000003', 'ПК-2026-000002'])
  })

  it('sends a correction of a correction that was never sent as the change of the line that was', async () => {
    const w = world()
    const { register, own, issue, educate } = await scene(w)
    await educate()
    const { id: certificateId } = await issue()
    await register.exportFile(own, DAY)
    const first = await w.credits.correctCertificate(own, { certificateId, note: 'Опечатка' })
    await w.credits.correctCertificate(own, { certificateId: first.id, note: 'Ещё одна' })
    const rows = await rowsOf((await register.exportFile(own, DAY)).file)
    expect(rows.map(row => [row[8], row[39]])).to.deep.equal([['ПК-2026-000003', 'ПК-2026-000001']])
  })

  it('sends the correction of a duplicate that was never sent as that duplicate', async () => {
    const w = world()
    const { register, own, issue, educate } = await scene(w)
    await educate()
    const { id: certificateId } = await issue()
    await register.exportFile(own, DAY)
    const { id } = await w.credits.duplicateCertificate(own, { certificateId, reason: 'fire-service' })
    await w.credits.correctCertificate(own, { certificateId: id, note: 'Опечатка' })
    const [row, ...more] = await rowsOf((await register.exportFile(own, DAY)).file)
    expect([more.length, row?.[1], row?.[8], row?.[34], row?.[39]]).to.deep.equal([
      ...[0, 'Дубликат', 'ПК-2026-000003', 'ПК-2026-000001', undefined],
    ])
  })

  it('leaves annulled documents out and names those that were sent before', async () => {
    const w = world()
    const { register, own, issue, educate } = await scene(w)
    await educate()
    const { id: certificateId } = await issue()
    await register.exportFile(own, DAY)
    await w.credits.annulCertificate(own, { certificateId, reason: 'Ошибка' })
    const { rows, annulledSince } = await register.exportFile(own, { ...DAY, again: true })
    expect(rows).to.equal(0)
    expect(annulledSince).to.deep.equal([{ certificateId, registrationNumber: 'ПК-2026-000001' }])
  })

  it('marks what a killed export had written when the next one begins', async () => {
    const w = world()
    const dying = {
      ...w.stores,
      certificates: {
        ...w.stores.certificates,
        noteExport: () => Promise.reject(new Error('killed')),
      },
    }
    const s = await scene(w, dying)
    await s.educate()
    const certificate = await s.issue()
    const death = await s.register.exportFile(s.own, DAY).catch(error => error)
    expect(death.message).to.equal('killed')
    const alive = createFederalRegister({ ...w.deps, form, write: writeFederalRegister })
    expect((await alive.exportFile(s.own, DAY)).rows).to.equal(0)
    expect((await w.stores.certificates.byId(certificate.id))?.exports).to.have.length(1)
  })

  it('keeps each person’s data from those who have no business with it', async () => {
    const w = world()
    const { register, own, curating, enrolment, programme } = await scene(w)
    const personId = enrolment.learnerId
    const save = (actor: typeof own) => codeOf(register.saveEducation(actor, { personId, education }))
    expect(await save(own)).to.equal('nothing thrown')
    expect(await save(anActor(['learner'], { personId }))).to.equal('forbidden')
    expect(await save(curator)).to.equal('not_found')
    expect(await save(curating)).to.equal('nothing thrown')
    expect((await register.readEducation(anActor(['learner'], { personId }), personId))?.level).to.equal(
      education.level,
    )
    expect(await codeOf(register.readEducation(anActor(['learner']), personId))).to.equal('forbidden')
    expect(await codeOf(register.readEducation(issuer, personId))).to.equal('not_found')
    const bad = {
      birthDate: '1980-13-01',
      citizenship: 'RU',
      sex: 'x' as 'male',
      diploma: { familyName: '', number: '' },
    }
    const refusal = await register.saveEducation(curating, { personId, education: bad }).catch(error => error)
    expect(refusal.issues.map((each: { path: string }) => each.path)).to.have.members([
      'birthDate',
      'citizenship',
      'sex',
      'diploma',
    ])
    expect(await codeOf(register.exportFile(curating, DAY))).to.equal('forbidden')
    expect(await codeOf(register.exportFile(own, { from: '2026-02-30', to: '2026-03-01' }))).to.equal(
      'invalid_input',
    )
    const elsewhere = register.saveProgrammeData(issuer, { programmeId: programme.id, data })
    expect(await codeOf(elsewhere)).to.equal('not_found')
  })
})
