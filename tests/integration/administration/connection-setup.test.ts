import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { createConnectionSetup } from '#administration/connection-setup'
import { connectorOf } from '#connectors/registry'
import type { Actor } from '#domain/access/actor'
import { createSourceFiles } from '#src/adapters/source-files'
import { createSecretBox } from '#store/secret-box'
import { createSync } from '#sync/pull'
import { useStores } from '#tests/integration/store/use-stores'
import { encodeText } from '#tests/lms/portal/encode'
import { type Lms, startLms } from '#tests/lms/server'
import { codeOf } from '#tests/support/thrown'
import { enrolment, programme } from '#tests/unit/sync/story'

const NOW = new Date('2026-11-20T09:00:00Z')
const box = createSecretBox('a test key of more than thirty-two characters')

describe('the connection wizard', function () {
  this.timeout(30_000)
  const store = useStores()
  let lms: Lms
  before(async () => {
    lms = await startLms({ learners: 20 })
  })
  after(() => lms.close())

  function open() {
    const { stores, connection } = store()
    const deployment = `https://lms.example|${randomUUID()}|1`
    const administrator: Actor = {
      ...{ personId: 'a', name: 'Администратор', roles: ['administrator'] },
      scope: [deployment],
    }
    const deps = { stores, connectors: connectorOf, now: () => NOW, newId: randomUUID, log: () => {} }
    const sync = createSync({
      ...deps,
      openSecrets: each => box.open(each.sealedSecrets),
      recompute: async () => {},
      owner: randomUUID(),
      allowPrivateAddresses: true,
      openFile: createSourceFiles({ rawFiles: stores.rawFiles, importDir: null }),
      keepFile: stores.rawFiles.put,
    })
    const setup = createConnectionSetup({
      ...{ connections: stores.connections, platforms: stores.platforms, rawFiles: stores.rawFiles },
      ...{ removals: stores.removals, connectorOf, sync, now: () => NOW, newId: randomUUID },
      seal: plain => box.seal(plain),
      open: each => box.open(each.sealedSecrets),
    })
    const moodle = () =>
      setup.draft(administrator, {
        ...{ type: 'moodle', title: 'Moodle ТГПУ' },
        settings: { url: lms.url, minSpacingMs: 0, batchSize: 20, courses: 'ids:2,3,9' },
        secrets: { token: lms.token },
      })
    const portal = () =>
      setup.draft(administrator, { type: 'portal', title: 'Сайт ТГПУ', settings: {}, secrets: {} })
    const written = async () =>
      Promise.all([
        connection.collection('completions').countDocuments({}),
        connection.collection('entries').countDocuments({}),
        connection.collection('quarantine').countDocuments({}),
        connection.collection('runs').countDocuments({}),
      ])
    const seen = async (id: string) => ({ id, version: (await setup.read(administrator, id)).version })
    return { stores, deployment, administrator, sync, setup, moodle, portal, written, seen }
  }

  it('keeps a draft that nobody pulls, checks it, and remembers how that went', async () => {
    const { administrator, sync, setup, moodle } = open()
    const draft = await moodle()
    expect(draft).to.include({ state: 'draft', type: 'moodle' })
    expect(draft.name).to.match(/^moodle-127-0-0-1(-\d+)?$/)
    expect(draft.secretsSet).to.deep.equal(['token'])
    expect(JSON.stringify(draft), 'no secret, sealed or open')
      .not.to.include(lms.token)
      .and.not.include('v1.')
    expect(await codeOf(sync.run(draft.id))).to.equal('connection_off')
    expect((await setup.check(administrator, draft.id)).ok).to.equal(true)
    expect((await setup.read(administrator, draft.id)).setup).to.deep.include({ isFine: true })
  })

  it('tells what a check finds while it asks, and does not remember one that was left', async () => {
    const { administrator, setup, moodle } = open()
    const { id } = await moodle()
    const leaving = new AbortController()
    const codes: string[] = []
    const asked: string[] = []
    await setup.check(administrator, id, {
      signal: leaving.signal,
      onFinding(finding) {
        codes.push(finding.code)
        asked.push(...(finding.asked?.what ?? []))
        if (finding.code === 'moodle_courses') leaving.abort()
      },
    })
    expect(codes).to.include.members(['source_answers', 'moodle_token', 'moodle_courses'])
    expect(asked).to.include.members(['core_webservice_get_site_info', 'core_course_get_courses_by_field'])
    expect((await setup.read(administrator, id)).setup).to.not.have.property('checkedAt')
  })

  it('shows what would become of the first records, and writes none of them', async () => {
    const { administrator, setup, moodle, written } = open()
    const { id } = await moodle()
    const before = await written()
    const soFar: number[] = []
    const report = await setup.preview(administrator, id, { onSeen: seen => soFar.push(seen) })
    expect(report.error).to.equal(undefined)
    expect(report.seen).to.be.greaterThan(0)
    expect(soFar.at(-1), 'told page by page').to.equal(report.seen)
    expect(report.entries, 'no module lives in these courses yet').to.equal(0)
    expect(report.reasons).to.have.property('unknown-course')
    expect(report.sample[0]).to.include({ reason: 'unknown-course' })
    expect(await written()).to.deep.equal(before)
    expect((await setup.read(administrator, id)).setup?.previewedAt).to.equal(NOW.toISOString())
  })

  it('remembers no preview that was left', async () => {
    const { administrator, setup, moodle } = open()
    const { id } = await moodle()
    const leaving = new AbortController()
    await setup.preview(administrator, id, { signal: leaving.signal, onSeen: () => leaving.abort() })
    expect((await setup.read(administrator, id)).setup).to.not.have.property('previewedAt')
  })

  it('tells in the preview why the source cannot be read', async () => {
    const { administrator, setup } = open()
    const { id } = await setup.draft(administrator, {
      ...{ type: 'moodle', title: 'M', settings: { url: lms.url }, secrets: { token: 'wrong' } },
    })
    const report = await setup.preview(administrator, id)
    expect(report.error?.code).to.equal('moodle_invalidtoken')
    expect(report.error?.remedy).to.be.a('string')
    expect(JSON.stringify(report)).not.to.include('wrong')
    expect((await setup.read(administrator, id)).setup?.previewedAt).to.equal(undefined)
  })

  it('is on after a press, and then a pull begins', async () => {
    const { administrator, setup, moodle, stores, seen } = open()
    const { id } = await moodle()
    const { runId } = await setup.switchOn(administrator, await seen(id))
    for (let n = 0; n < 200 && (await stores.runs.byId(runId))?.status === 'running'; n++)
      await new Promise(resolve => setTimeout(resolve, 20))
    expect((await stores.runs.byId(runId))?.status).to.equal('done')
    expect((await setup.read(administrator, id)).state).to.equal(undefined)
    await setup.switchOff(administrator, await seen(id))
    expect((await setup.read(administrator, id)).state).to.equal('off')
    await setup.remove(administrator, await seen(id))
    expect(await codeOf(setup.read(administrator, id))).to.equal('removed')
    expect((await stores.runs.byId(runId))?.status, 'history stays').to.equal('done')
  })

  it('keeps a key that is not entered again, and never takes it to another address', async () => {
    const { administrator, setup, moodle, stores, seen } = open()
    const { id } = await moodle()
    await setup.change(administrator, await seen(id), { title: 'Иначе', settings: { courses: 'all' } })
    const kept = await stores.connections.byId(id)
    expect(box.open(kept?.sealedSecrets ?? '')).to.deep.equal({ token: lms.token })
    expect(kept).to.include({ title: 'Иначе', state: 'draft' })
    const elsewhere = { settings: { url: 'https://evil.example' } }
    expect(await codeOf(setup.change(administrator, await seen(id), elsewhere))).to.equal('invalid_input')
    await setup.change(administrator, await seen(id), { ...elsewhere, secrets: { token: 'new' } })
    expect(box.open((await stores.connections.byId(id))?.sealedSecrets ?? '')).to.deep.equal({ token: 'new' })
  })

  it('is an administrator’s whose scope reaches the connection', async () => {
    const { administrator, setup, moodle, seen } = open()
    const { id } = await moodle()
    const stranger: Actor = { ...administrator, scope: ['https://other.example|c|1'] }
    const curator: Actor = { ...administrator, roles: ['curator'] }
    const acts = ['switchOn', 'switchOff', 'remove', 'importUpload'] as const
    for (const [actor, code] of [
      [stranger, 'not_found'],
      [curator, 'forbidden'],
    ] as const) {
      for (const act of acts) expect(await codeOf(setup[act](actor, await seen(id))), act).to.equal(code)
      for (const look of ['read', 'check', 'preview'] as const)
        expect(await codeOf(setup[look](actor, id)), look).to.equal(code)
    }
    expect(await codeOf(setup.change(stranger, await seen(id), { title: 'x' }))).to.equal('not_found')
    const draft = { type: 'portal', title: 'x', secrets: {} }
    expect(await codeOf(setup.draft(curator, { ...draft, settings: {} }))).to.equal('forbidden')
    const peeping = { ...draft, settings: { file: '../other-school.csv' } }
    expect(await codeOf(setup.draft(administrator, peeping))).to.equal('invalid_input')
    expect(await codeOf(setup.change(administrator, await seen(id), { settings: { file: 'x' } }))).to.equal(
      'invalid_input',
    )
  })

  it('looks at a portal’s file first, imports it, and keeps it as evidence', async () => {
    const { administrator, setup, portal, stores, deployment, written, seen } = open()
    const { id } = await portal()
    const own = { ...programme(`P-${randomUUID()}`), deployments: [deployment] }
    await stores.programmes.save({
      ...own,
      modules: own.modules.map(each => ({ ...each, source: { connectionId: id, courseId: `M-${each.id}` } })),
    })
    const person = await stores.people.ensure(
      `test|${randomUUID()}`,
      { familyName: 'Иванова', givenName: 'Анна' },
      'at',
    )
    await stores.people.setNumbers(person.id, { personalNumber: 'TAB-1' })
    await stores.enrolments.create({ ...enrolment(person.id, own.id), id: randomUUID() })
    const text = [
      'Табельный номер;ФИО;Код модуля;Название модуля;Часы;Дата',
      'TAB-1;Иванова Анна;M-M1;Модуль 1;8;05.12.2025',
      'TAB-1;Иванова Анна;M-M2;Модуль 2;8;31.02.2025',
      ';Петров Пётр;M-M1;Модуль 1;8;05.12.2025',
    ].join('\r\n')
    const bytes = encodeText(text, 'windows-1251')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await setup.upload(administrator, await seen(id), { sha256, name: 'master.csv', bytes })
    const before = await written()
    const report = await setup.preview(administrator, id)
    expect(report).to.deep.include({ seen: 3, entries: 1, isWhole: true, reasons: { malformed: 2 } })
    expect(report.raw).to.deep.include({ sha256, format: 'csv', encoding: 'windows-1251' })
    expect(report.columns?.[0]).to.deep.equal({
      header: 'Табельный номер',
      field: 'idNumber',
      example: 'TAB-1',
    })
    expect(report.sample.map(line => line.reason)).to.deep.equal([undefined, 'malformed', 'malformed'])
    expect(await written()).to.deep.equal(before)
    const { runId } = await setup.importUpload(administrator, await seen(id))
    for (let n = 0; n < 200 && (await stores.runs.byId(runId))?.status === 'running'; n++)
      await new Promise(resolve => setTimeout(resolve, 20))
    const run = await stores.runs.byId(runId)
    expect(run).to.deep.include({ status: 'done', quarantineReasons: { malformed: 2 } })
    expect(run?.raw?.sha256).to.equal(sha256)
    expect(await stores.entries.ofBook(person.id, own.id)).to.have.length(1)
    expect(Buffer.from((await stores.rawFiles.byHash(sha256))?.bytes ?? [])).to.deep.equal(Buffer.from(bytes))
    expect(await codeOf(setup.importUpload(administrator, await seen(id))), 'once').to.equal('conflict')
  })

  it('keeps what a person says of columns to the source of which it was said', async () => {
    const { administrator, setup, portal, seen } = open()
    const [first, second] = [await portal(), await portal()]
    const headers = [
      { header: 'Ак. ч.', field: 'hours' },
      { header: '$Цех', field: null },
    ]
    await setup.change(administrator, await seen(first.id), { settings: { mapping: { headers } } })
    expect((await setup.read(administrator, first.id)).settings.mapping).to.deep.equal({ headers })
    expect((await setup.read(administrator, second.id)).settings.mapping).to.deep.equal({})
    expect((await portal()).settings.mapping).to.deep.equal({})
  })

  it('takes no file for a source that reads none', async () => {
    const { administrator, setup, moodle, seen } = open()
    const { id } = await moodle()
    const file = { sha256: 'a'.repeat(64), name: 'x.csv', bytes: new Uint8Array([1]) }
    expect(await codeOf(setup.upload(administrator, await seen(id), file))).to.equal('invalid_input')
  })
})
