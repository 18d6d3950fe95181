import { expect } from 'chai'
import { readConsentFiles } from '#config/consents'
import { createConsents } from '#credits/consents/consents'
import { CONSENT_PURPOSES, parseConsentTexts } from '#domain/consent'
import { metBy } from '#tests/support/met-by'
import { codeOf } from '#tests/support/thrown'
import { anActor, useCredits } from './use-credits.ts'

const texts = readConsentFiles().map(({ name, text }) => parseConsentTexts(name, text))

describe('consents', () => {
  const useWorld = useCredits()

  async function build() {
    const world = useWorld()
    const enrolment = await world.enrol(await world.programme())
    const learner = anActor(['learner'], { personId: enrolment.learnerId })
    const consents = createConsents({ ...world.deps, texts, timeZone: 'Asia/Tomsk' })
    return { world, enrolment, learner, consents }
  }

  it('come with a wording for every purpose in both languages, each purpose once', () => {
    expect(texts.map(each => each.purpose).sort()).to.deep.equal([...CONSENT_PURPOSES].sort())
  })

  it('are not given until the person gives them, and the history only grows', async () => {
    const { world, learner, consents } = await build()
    const before = await consents.read(learner)
    expect(before.consents.map(each => each.given)).to.deep.equal([false, false, false, false])
    await consents.decide(learner, { purpose: 'email', given: true })
    await consents.decide(learner, { purpose: 'email', given: true })
    world.at('2026-11-23T09:00:00Z')
    await consents.decide(learner, { purpose: 'email', given: false })
    const { history, consents: after } = await consents.read(learner)
    expect(history.map(step => [step.seq, step.given, step.way])).to.deep.equal([
      [2, false, 'self'],
      [1, true, 'self'],
    ])
    expect(after.find(each => each.purpose === 'email')).to.deep.include({ given: false, outdated: false })
    expect(after[0]?.text.text.ru).to.include('ТГПУ').and.not.include('{operator}')
  })

  it('two at once take two places of the history', async () => {
    const { learner, consents } = await build()
    await Promise.all([
      consents.decide(learner, { purpose: 'email', given: true }),
      consents.decide(learner, { purpose: 'email', given: false }),
    ])
    const { history } = await consents.read(learner)
    expect(new Set(history.map(step => step.seq)).size).to.equal(history.length)
  })

  it('on paper are noted by a curator who reaches the learner, with where the paper is', async () => {
    const { learner, consents } = await build()
    const curator = anActor(['curator'])
    const input = { personId: learner.personId, purpose: 'processing' as const, given: true }
    expect(await codeOf(consents.recordPaper(curator, { ...input, paper: ' ' }))).to.equal('invalid_input')
    const step = await consents.recordPaper(curator, { ...input, paper: 'папка 7, лист 12' })
    expect(step).to.include({ way: 'paper', by: curator.personId, paper: 'папка 7, лист 12' })
    const stranger = anActor(['curator'], { scope: ['https://other.example|client|1'] })
    expect(await codeOf(consents.recordPaper(stranger, { ...input, paper: '7' }))).to.equal('not_found')
    expect(await codeOf(consents.read(stranger, learner.personId))).to.equal('not_found')
    expect(await codeOf(consents.recordPaper(learner, { ...input, paper: '7' }))).to.equal('forbidden')
  })

  it('given under an older wording are said to be, and an outdated page gives nothing', async () => {
    const { world, learner } = await build()
    const email = texts.find(each => each.purpose === 'email')
    if (!email?.versions[0]) throw new Error('no wording')
    const newer = {
      ...email,
      versions: [
        ...email.versions,
        {
          ...email.versions[0],
          version: '2027',
          from: '2027-01-01',
          text: { ru: 'Иначе: {operator}', en: 'Other' },
        },
      ],
    }
    const both = texts.map(each => (each === email ? newer : each))
    const consents = createConsents({ ...world.deps, texts: both, timeZone: 'Asia/Tomsk' })
    const version = email.versions.at(-1)?.version ?? ''
    await consents.decide(learner, { purpose: 'email', given: true, version })
    world.at('2026-12-31T20:00:00Z')
    const view = (await consents.read(learner)).consents.find(each => each.purpose === 'email')
    expect(view).to.include({ given: true, outdated: true })
    const late = consents.decide(learner, { purpose: 'email', given: true, version })
    const met = await metBy(late)
    expect(met).to.include({ action: 'reworded', at: '2027-01-01' })
    expect(met?.byName).to.include('ТГПУ')
    expect(met?.differences.map(({ field, now }) => [field, now.startsWith('Иначе: ТГПУ')])).to.deep.equal([
      ['ru', true],
      ['en', false],
    ])
  })

  it('put the full name on the check page, and a withdrawal takes it off at once', async () => {
    const world = useWorld()
    const { enrolment } = await world.readyLearner()
    const learner = anActor(['learner'], { personId: enrolment.learnerId })
    const consents = createConsents({ ...world.deps, texts, timeZone: 'Asia/Tomsk' })
    const certificate = await world.credits.issueCertificate(anActor(['issuer']), {
      enrolmentId: enrolment.id,
    })
    const holder = async () => (await world.credits.verify(certificate.verificationCode))?.holder
    const initials = await holder()
    expect(initials).to.match(/^(\p{Lu}\. ?)+$/u)
    await consents.decide(learner, { purpose: 'verification-name', given: true })
    expect(await holder()).to.include(certificate.snapshot?.learner.familyName)
    await consents.decide(learner, { purpose: 'verification-name', given: false })
    expect(await holder()).to.equal(initials)
  })
})
