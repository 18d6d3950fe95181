/** Nobody sees or signs beyond their scope: every use case, by everyone who must not. */
import { expect } from 'chai'
import type { Credits } from '#credits/contract'
import type { Actor } from '#domain/access/actor'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { anActor, modules, useCredits, type World } from './use-credits.ts'

interface Scene {
  enrolmentId: string
  learnerId: string
  entryId: string
  batchId: string
  programmeId: string
  certificateId: string
}

async function scene(w: World): Promise<Scene> {
  const issued = await w.readyLearner()
  const issuer = anActor(['issuer'])
  const certificate = await w.credits.issueCertificate(issuer, { enrolmentId: issued.enrolment.id })
  const enrolment = await w.enrol(issued.programme)
  const [entry] = await w.entries(enrolment, ['M1'])
  const [other] = await w.entries(enrolment, ['M3'])
  const curator = anActor(['curator'])
  const { batchId } = await w.credits.confirmEntries(curator, { entryIds: [other?.id as string] })
  return {
    enrolmentId: enrolment.id,
    learnerId: enrolment.learnerId,
    entryId: entry?.id as string,
    batchId,
    programmeId: issued.programme.id,
    certificateId: certificate.id,
  }
}

type Use = (credits: Credits, actor: Actor, s: Scene) => Promise<unknown>

const person = { familyName: 'Белова', givenName: 'Вера' }
const uses: Record<string, Use> = {
  readBooks: (c, actor, s) => c.readBooks(actor, { learnerId: s.learnerId }),
  listQueue: (c, actor, s) => c.listQueue(actor, { programmeId: s.programmeId }),
  confirmEntries: async (c, actor, s) =>
    throwRefused(await c.confirmEntries(actor, { entryIds: [s.entryId] })),
  rejectEntries: async (c, actor, s) =>
    throwRefused(await c.rejectEntries(actor, { entryIds: [s.entryId], reason: 'x' })),
  correctEntry: (c, actor, s) => c.correctEntry(actor, { entryId: s.entryId, reason: 'x', document: 'x' }),
  revokeEntry: (c, actor, s) => c.revokeEntry(actor, { entryId: s.entryId, reason: 'x' }),
  undoBatch: (c, actor, s) => c.undoBatch(actor, { batchId: s.batchId }),
  saveProgramme: (c, actor, s) =>
    c.saveProgramme(actor, {
      id: s.programmeId,
      title: 'Другое',
      regulation: 'tspu',
      modules,
      issuer: { name: 'x', city: 'x', signatory: 'x', secretary: 'x' },
      provider: 'x',
      deployments: ['elsewhere'],
    }),
  enrol: (c, actor, s) =>
    c.enrol(actor, { identity: unique('k'), person, programmeId: s.programmeId, enrolledOn: '2025-01-01' }),
  recordFacts: (c, actor, s) => c.recordFacts(actor, { enrolmentId: s.enrolmentId, facts: {} }),
  listLearners: (c, actor, s) => c.listLearners(actor, { programmeId: s.programmeId }),
  issueCertificate: (c, actor, s) => c.issueCertificate(actor, { enrolmentId: s.enrolmentId }),
  readCertificate: (c, actor, s) => c.readCertificate(actor, s.certificateId),
}

function throwRefused({ refused }: { refused: { code: string }[] }): void {
  if (refused[0]) throw refused[0]
}

/** Within the scope, by those without the role: `forbidden`, or not there at all for learners who ask about others. */
const withoutRole: Record<string, { roles: Actor['roles']; code: string }> = {
  readBooks: { roles: ['learner'], code: 'not_found' },
  listQueue: { roles: ['learner', 'issuer'], code: 'forbidden' },
  confirmEntries: { roles: ['learner', 'issuer', 'administrator', 'system'], code: 'forbidden' },
  rejectEntries: { roles: ['learner', 'issuer', 'administrator', 'system'], code: 'forbidden' },
  correctEntry: { roles: ['learner', 'issuer', 'administrator', 'system'], code: 'forbidden' },
  revokeEntry: { roles: ['learner', 'issuer', 'administrator', 'system'], code: 'forbidden' },
  undoBatch: { roles: ['learner', 'issuer', 'system'], code: 'forbidden' },
  saveProgramme: { roles: ['learner', 'curator', 'issuer'], code: 'forbidden' },
  enrol: { roles: ['learner', 'curator', 'issuer'], code: 'forbidden' },
  recordFacts: { roles: ['learner', 'issuer'], code: 'forbidden' },
  listLearners: { roles: ['learner'], code: 'forbidden' },
  issueCertificate: { roles: ['learner', 'curator', 'system'], code: 'forbidden' },
  readCertificate: { roles: ['learner'], code: 'not_found' },
}

describe('rights', () => {
  const world = useCredits()
  let s: Scene
  before(async () => {
    s = await scene(world())
  })

  for (const [name, use] of Object.entries(uses)) {
    it(`${name}: what is out of scope does not exist, whatever the role`, async () => {
      const everything = ['curator', 'issuer', 'administrator'] as Actor['roles'][number][]
      for (const scope of [['elsewhere'], []]) {
        const actor = anActor(everything, { scope })
        expect(await codeOf(use(world().credits, actor, s)), String(scope)).to.equal('not_found')
      }
    })

    it(`${name}: is refused to whoever lacks the role`, async () => {
      const { roles, code } = withoutRole[name] ?? { roles: [], code: '' }
      expect(roles).to.have.length.above(0)
      for (const role of roles)
        expect(await codeOf(use(world().credits, anActor([role]), s)), role).to.equal(code)
      const nobody = anActor([], { scope: 'all' })
      expect(await codeOf(use(world().credits, nobody, s)), 'no role').to.equal(code)
    })
  }

  it('is no matter of the address: nothing was changed by all of this', async () => {
    const w = world()
    const entry = await w.stores.entries.byId(s.entryId)
    expect([entry?.status, entry?.history.length]).to.deep.equal(['imported', 1])
    expect((await w.stores.programmes.byId(s.programmeId))?.title).to.equal('Современный урок')
    expect(
      await w.stores.enrolments.listByProgramme({ programmeIds: [s.programmeId], limit: 9 }),
    ).to.have.length(2)
  })

  it('lets nobody decide on their own book or issue their own certificate', async () => {
    const w = world()
    const { enrolment } = await w.readyLearner()
    const self = anActor(['curator', 'issuer', 'administrator'], {
      personId: enrolment.learnerId,
      scope: 'all',
    })
    const [entry] = await w.entries(enrolment, ['M5'])
    const entryId = entry?.id as string
    const { refused } = await w.credits.confirmEntries(self, {
      entryIds: [entryId],
      despiteRemarks: [entryId],
    })
    expect(refused).to.deep.equal([{ entryId, code: 'own_entry' }])
    const correction = w.credits.correctEntry(self, { entryId, reason: 'x', document: 'x' })
    expect(await codeOf(correction)).to.equal('own_entry')
    const facts = w.credits.recordFacts(self, {
      enrolmentId: enrolment.id,
      facts: { projectDefence: '2026-01-01' },
    })
    expect(await codeOf(facts)).to.equal('own_entry')
    expect(await codeOf(w.credits.issueCertificate(self, { enrolmentId: enrolment.id }))).to.equal(
      'own_certificate',
    )
  })

  it('lists programmes of the scope only, and leaves the work of the worker to it', async () => {
    const w = world()
    const mine = await w.programme({ deployments: ['d-mine'] })
    await w.programme({ deployments: ['d-other'] })
    const curator = anActor(['curator'], { scope: ['d-mine'] })
    expect((await w.credits.listProgrammes(curator)).map(each => each.id)).to.deep.equal([mine.id])
    expect(await codeOf(w.credits.listProgrammes(anActor(['learner'])))).to.equal('forbidden')
    expect(await codeOf(w.credits.finishCertificates(anActor(['curator'])))).to.equal('forbidden')
    expect(await codeOf(w.credits.recomputeAll(anActor(['administrator'])))).to.equal('forbidden')
  })
})
