import { expect } from 'chai'
import { readFederalForm } from '#config/frdo'
import { createIssuing } from '#credits/issue/issuing'
import { createFederalRegister } from '#credits/register/federal-register'
import { createTemplates } from '#credits/templates/templates'
import { writeFederalRegister } from '#documents/federal-register-xlsx'
import { checkImage } from '#documents/images/check-image'
import { parseFederalForm } from '#domain/federal/form'
import { anActor, useCredits } from '#tests/integration/credits/use-credits'
import { codeOf } from '#tests/support/thrown'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, type Visit, visit } from './visit.ts'

const form = parseFederalForm(readFederalForm())
const FIRST = 'Белова Ирина Олеговна'
const FORM = 'name="version"'
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')

describe('two people on one setting', () => {
  const world = useCredits()
  let site: Site
  let first: Visit
  let second: Visit
  let learnerId: string
  let programmeId: string

  beforeEach(async () => {
    const w = world()
    w.at('2026-11-22T03:04:00.000Z')
    const { deps, credits } = w
    const programme = await w.programme()
    programmeId = programme.id
    learnerId = (await w.enrol(programme)).learnerId
    site = await openSite({
      credits,
      issuing: createIssuing({ ...deps, issueCertificate: credits.issueCertificate }),
      federal: createFederalRegister({ ...deps, form, write: writeFederalRegister }),
      templates: createTemplates({
        ...{ stores: deps.stores, now: deps.now, checkImage, publicUrl: 'http://localhost' },
        ...{ timeZone: 'Asia/Tomsk', hash: () => '', tryOut: async () => new Uint8Array() },
      }),
    })
    first = await visit(site, ['issuer'], 'a', 'ru', FIRST)
    second = await visit(site, ['issuer'], 'b')
  })
  afterEach(() => site.close())

  /** Both open the form; the first saves, the second comes late and then puts theirs on top. */
  async function race(at: string, saved: Record<string, string>, late: Record<string, string>, to = at) {
    const mark = (html: string) =>
      formOf(`<form${html.split('<form').findLast(part => part.includes(FORM)) ?? ''}`, FORM)
    const [mine, theirs] = [mark((await first.get(at)).html), mark((await second.get(at)).html)]
    expect((await first.post(to, { ...mine, ...saved })).status).to.equal(200)
    const met = await second.post(to, { ...theirs, ...late })
    expect(met.status).to.equal(409)
    expect(plain(met.html)).to.include(
      `внёс другой человек: ${FIRST}, сегодня, 10:04. Что сделано: исправлено.`,
    )
    expect((await second.post(to, formOf(met.html, FORM))).status).to.equal(200)
    return plain(met.html)
  }

  it('the rule of an issue', async () => {
    const seen = { programme: programmeId, version: '0', mode: 'by-hand', days: '' }
    expect((await first.get('/issue/rules')).html).to.include(FORM)
    await first.post('/issue/rules', { ...seen, days: '30' })
    const met = await second.post('/issue/rules', { ...seen, mode: 'automatic' })
    expect([
      met.status,
      plain(met.html).includes('Сколько дней действует приказ о выдаче было — стало 30'),
    ]).to.deep.equal([409, true])
    await second.post('/issue/rules', formOf(met.html, FORM))
    const policy = (await world().stores.issue.policies([programmeId])).get(programmeId)
    expect(policy).to.include({ mode: 'automatic', version: 2 }).and.to.not.have.property('orderValidDays')
  })

  it("a learner's name in its cases", async () => {
    const said = await race(`/issue/names/${learnerId}`, { dative: 'Кому Первому' }, { latin: 'Second' })
    expect(said)
      .to.match(/Кому\? было .* стало Кому Первому/)
      .and.include('Second')
    expect((await world().stores.templates.nameForms([learnerId])).get(learnerId)).to.include({
      latin: 'Second',
      version: 2,
    })
  })

  it('the data of a person for the federal register', async () => {
    const at = `/register/federal/people/${learnerId}`
    const said = await race(at, { birthDate: '1980-02-03', sex: 'female' }, { citizenship: '643' })
    expect(said)
      .to.match(/Дата рождения было — стало 03\.02\.1980/)
      .and.match(/Пол было — стало Женский/i)
    expect((await world().stores.federal.educations([learnerId])).get(learnerId)).to.include({
      citizenship: '643',
    })
  })

  it('the data of a programme for the federal register', async () => {
    const at = `/register/federal/programmes/${programmeId}`
    const said = await race(at, { funding: 'Платное обучение' }, { place: 'Томск' })
    expect(said).to.match(/Источник финансирования было — стало Платное обучение/)
    expect((await world().stores.federal.programmes([programmeId])).get(programmeId)).to.include({
      place: 'Томск',
    })
  })

  it('is saved by one of many at once', async () => {
    const save = (place: string) =>
      codeOf(
        site.deps.federal.saveProgrammeData(anActor(['issuer']), { programmeId, data: { place }, seen: 0 }),
      )
    const codes = await Promise.all(['a', 'b', 'c'].map(save))
    expect(codes.filter(code => code === 'conflict')).to.have.length(2)
  })
})
