import { expect } from 'chai'
import { createPersonalData } from '#credits/personal-data/personal-data'
import { keepEvidence } from '#src/adapters/keep-evidence'
import { type Identity, ltiKey, type NewPerson, snilsKey, sourceKey } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { record } from '#tests/unit/sync/story'
import { HERE, system, useCredits } from './use-credits.ts'

const AT = '2026-11-22T09:00:00.000Z'
const operator = { ...system, roles: ['administrator' as const] }

/** What a source says under a person's account, whichever way a pull comes to know that it is theirs. */
describe('what a source reports of a person', () => {
  const useWorld = useCredits()

  async function open() {
    const { stores, enrol, programme, deps } = useWorld()
    const connectionId = unique('connection')
    const issuer = unique('https://lms.example/')
    const familyName = unique('Невидимкина')
    await stores.connections.create({
      ...{ id: connectionId, name: connectionId, title: 'Moodle', type: 'scripted', platformIssuer: issuer },
      ...{ settings: {}, sealedSecrets: 'sealed', deployments: [HERE], createdAt: AT },
    })
    const known = async (identity: Identity['key'], facts: Partial<NewPerson> = {}) => {
      const person = { familyName, givenName: 'Ульяна', ...facts }
      return (await enrol(await programme(), { identity, person })).learnerId
    }
    const waits = (userId: string, numbers: { snils?: string; idNumber?: string } = {}, name = familyName) =>
      stores.quarantine.put([
        {
          ...{ connectionId, key: `${userId}:9`, hash: 'h', reason: 'hours-missing', facts: {} },
          record: { ...record({ user: 1 }), person: { userId, familyName: name, ...numbers } },
          ...{ firstSeenAt: AT, lastRunId: 'r' },
        },
      ])
    const answers = (userId: string, text: string) => ({
      file: { sha256: unique('sha256'), name: 'answers-00001.txt', bytes: new TextEncoder().encode(text) },
      facts: { run: { id: 'r', connectionId }, people: ['0', userId], until: new Date('2100-01-01') },
    })
    const data = createPersonalData({ stores, now: deps.now })
    const held = async () =>
      JSON.stringify(await stores.quarantine.list({ connectionId, limit: 9 })).includes(familyName)
    const models = async (id: string) => (await data.read(operator, id)).collections.map(each => each.model)
    const erase = (personId: string) => data.erase(operator, { personId, reason: 'заявление' })
    return { stores, connectionId, issuer, known, waits, answers, held, models, erase }
  }

  it('goes where the account is that of their launches, the answers and all, and is remembered', async () => {
    const { stores, connectionId, issuer, known, waits, answers, held, models, erase } = await open()
    const personId = await known(ltiKey(issuer, '101'))
    await waits('101')
    const { file, facts } = answers('101', 'said')
    await stores.rawFiles.put(file, facts)
    expect(await models(personId)).to.include.members(['Quarantined', 'RawFile'])
    expect((await erase(personId)).erased).to.include({ Quarantined: 1, RawFile: 1 })
    expect(await held()).to.equal(false)
    const account = sourceKey(connectionId, '101')
    expect([...(await stores.personalData.erasedAmong([account]))]).to.deep.equal([account])
  })

  it('goes where the СНИЛС or the personal number is theirs, however it is written', async () => {
    const { stores, connectionId, known, waits, held, erase } = await open()
    const personId = await known(snilsKey('11223344595'), { snils: '11223344595', personalNumber: 'Т-7.1' })
    await waits('by-snils', { snils: '112-233-445 95' })
    await waits('by-number', { idNumber: 'Т-7.1' })
    expect((await erase(personId)).erased).to.include({ Quarantined: 2 })
    expect(await held()).to.equal(false)
    const accounts = ['by-snils', 'by-number'].map(userId => sourceKey(connectionId, userId))
    expect(await stores.personalData.erasedAmong(accounts)).to.have.property('size', 2)
    const hash = snilsKey('11223344595')
    expect(await stores.personalData.erasedAmong([hash]), 'guessed in no time').to.have.property('size', 0)
  })

  it('stays where the account is another person’s, or the same number stands with another name', async () => {
    const { connectionId, known, waits, held, erase } = await open()
    const personId = await known(snilsKey('11223344595'), { snils: '11223344595', personalNumber: '7' })
    await known(sourceKey(connectionId, 'other'))
    await waits('other', { snils: '112-233-445 95' })
    await waits('namesake', { idNumber: '7' }, 'Другая')
    expect((await erase(personId)).erased).not.to.have.property('Quarantined')
    expect(await held()).to.equal(true)
  })

  it('is not kept again in later answers: their hash alone stays', async () => {
    const { stores, issuer, known, answers, erase } = await open()
    await erase(await known(ltiKey(issuer, '101')))
    const keep = keepEvidence(stores)
    const [theirs, others] = [answers('101', 'said again'), answers('102', 'of others')]
    expect(await keep(theirs.file, theirs.facts)).to.equal(false)
    expect(await stores.rawFiles.byHash(theirs.file.sha256)).to.equal(null)
    expect(await keep(others.file, others.facts)).to.equal(true)
  })
})
