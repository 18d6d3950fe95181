import { expect } from 'chai'
import type { SourceRecord } from '#connectors/record'
import { systemActor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { applyTransition } from '#domain/entries/entry-machine'
import { hoursFromHundredths } from '#domain/hours'
import { entryId } from '#sync/page/steps/build-entry'
import { enrolment, hours, programme, record, type Site, site } from './story.ts'

const curator = { personId: 'k1', name: 'Куратор', roles: ['curator' as const], scope: 'all' as const }
const at = '2026-05-01T00:00:00Z'

const twelve = (): SourceRecord => record({ hours: [hours('12')] })
const takenBack = (): SourceRecord => record({ state: 'in-progress', rawState: 'incomplete' })

async function pull(here: Site, ...records: SourceRecord[]) {
  here.script.pages = [{ records }]
  return (await here.sync.run('c1')).counts
}

const idOf = (revision: number, programmeId = 'A'): string => entryId('c1', '1:101', revision, programmeId)

function decide(here: Site, action: 'confirm' | 'reject' | 'revoke', id = idOf(1)): void {
  const entry = here.memory.entries.get(id) as Entry
  here.memory.entries.set(id, applyTransition(entry, action, { actor: curator, at, reason: 'проверено' }))
}

/** As the use case does: the old one superseded, the corrected one imported. */
function correct(here: Site, hundredths: number): void {
  const old = here.memory.entries.get(idOf(1)) as Entry
  const details = { actor: curator, at, reason: 'по факту', supersededBy: 'fix' }
  here.memory.entries.set(old.id, applyTransition(old, 'supersede', details))
  const fix: Entry = {
    ...old,
    id: 'fix',
    hours: hoursFromHundredths(hundredths),
    origin: { type: 'correction', of: old.id },
  }
  here.memory.entries.set('fix', fix)
}

const line = (entry: Entry | undefined) =>
  entry && {
    status: entry.status,
    hours: entry.hours,
    differs: entry.differs?.map(d => `${d.field} ${d.was}→${d.now}`),
  }

const lines = (here: Site) =>
  Object.fromEntries(
    [...here.memory.entries.values()].map(e => [
      e.id === 'fix' ? 'fix' : e.origin.type === 'completion' ? `r${e.origin.revision}` : '',
      line(e),
    ]),
  )

describe('a changed completion', () => {
  it('is a new revision, and the old one stays as it was', async () => {
    const here = site()
    await pull(here, record())
    expect(await pull(here, twelve())).to.include({ imported: 1, changed: 1, entries: 1 })
    const stored = [...here.memory.completions.values()]
    expect(stored.map(c => c.revision)).to.deep.equal([1, 2])
    expect(stored[0]?.record).to.deep.equal(record())
  })

  it('supersedes an entry that nobody decided on', async () => {
    const here = site()
    await pull(here, record())
    await pull(here, twelve())
    expect(lines(here)).to.deep.equal({
      r1: { status: 'superseded', hours: 800, differs: undefined },
      r2: { status: 'imported', hours: 1200, differs: undefined },
    })
    const old = here.memory.entries.get(idOf(1))
    expect(old?.supersededBy).to.equal(idOf(2))
    expect(old?.history.at(-1)).to.include({ action: 'supersede', by: 'system' })
  })

  it('leaves a confirmed entry alone and flags what differs, until the source says the same again', async () => {
    const here = site()
    await pull(here, record())
    decide(here, 'confirm')
    await pull(here, record({ hours: [hours('12')], at: '2026-03-05T00:00:00Z' }))
    const r1 = { status: 'confirmed', hours: 800 }
    expect(lines(here)).to.deep.equal({
      r1: { ...r1, differs: ['hours 8.00→12.00', 'date 2026-03-02→2026-03-05'] },
    })
    await pull(here, record())
    expect(lines(here)).to.deep.equal({ r1: { ...r1, differs: [] } })
  })

  it('is a new case after a rejection', async () => {
    const here = site()
    await pull(here, record())
    decide(here, 'reject')
    await pull(here, twelve())
    expect(lines(here)).to.deep.include({ r2: { status: 'imported', hours: 1200, differs: undefined } })
    expect(here.memory.entries.get(idOf(1))?.status).to.equal('superseded')
  })

  it('is a new case after a curator revoked the entry', async () => {
    const here = site()
    await pull(here, record())
    decide(here, 'confirm')
    decide(here, 'revoke')
    await pull(here, twelve())
    expect(here.memory.entries.get(idOf(1))?.status).to.equal('revoked')
    expect(here.memory.entries.get(idOf(2))?.status).to.equal('imported')
  })

  it('flags what a person corrected', async () => {
    const here = site()
    await pull(here, record())
    correct(here, 1000)
    await pull(here, twelve())
    expect(lines(here)).to.deep.equal({
      r1: { status: 'superseded', hours: 800, differs: undefined },
      fix: { status: 'imported', hours: 1000, differs: ['hours 10.00→12.00'] },
    })
  })

  for (const action of ['confirm', 'reject'] as const) {
    it(`24 in nothing but a name leaves the entry alone after ${action}`, async () => {
      const here = site()
      await pull(here, record())
      decide(here, action)
      const before = lines(here)
      const renamed = record()
      renamed.person.familyName = 'Новая'
      expect(await pull(here, renamed)).to.include({ imported: 1, changed: 1, entries: 0 })
      expect(lines(here)).to.deep.equal(before)
    })
  }

  it('that cannot be taken waits in quarantine while the entry stays', async () => {
    const here = site()
    await pull(here, record())
    expect(await pull(here, record({ hours: [] }))).to.include({ quarantined: 1, imported: 0 })
    expect(here.memory.entries.get(idOf(1))?.status).to.equal('imported')
    expect(await pull(here, record()), 'back to what is stored').to.include({ unchanged: 1 })
    expect([...here.memory.quarantine.values()][0]?.resolvedAt).to.be.a('string')
  })

  it('of a learner who left is still told beside the confirmed entry', async () => {
    const here = site()
    await pull(here, record())
    decide(here, 'confirm')
    here.memory.enrolments = []
    await pull(here, twelve())
    expect(line(here.memory.entries.get(idOf(1)))?.differs).to.deep.equal(['hours 8.00→12.00'])
    expect(here.memory.quarantine.size).to.equal(0)
  })

  it('twice on one page ends as its last copy says', async () => {
    const here = site()
    expect(await pull(here, record(), record(), twelve())).to.include({
      pulled: 3,
      imported: 2,
      unchanged: 1,
      changed: 1,
    })
    expect(lines(here)).to.have.keys('r1', 'r2')
    expect(here.memory.entries.get(idOf(2))?.status).to.equal('imported')
  })

  it('confirmed between our reading and our writing is planned again', async () => {
    const here = site()
    await pull(here, record())
    let isFaster = true
    here.memory.beforeWrite = what => {
      if (what === 'transitions' && isFaster) {
        isFaster = false
        decide(here, 'confirm')
      }
    }
    await pull(here, twelve())
    expect(lines(here)).to.deep.equal({
      r1: { status: 'confirmed', hours: 800, differs: ['hours 8.00→12.00'] },
    })
  })
})

describe('22 a mark that the source took back', () => {
  it('revokes an entry that nobody confirmed, with the reason', async () => {
    const here = site()
    await pull(here, record())
    expect(await pull(here, takenBack())).to.include({ imported: 1, changed: 1, entries: 0 })
    const entry = here.memory.entries.get(idOf(1))
    expect(entry?.status).to.equal('revoked')
    expect(entry?.history.at(-1)).to.include({ action: 'revoke', by: systemActor.personId, from: 'imported' })
    expect(entry?.history.at(-1)?.reason).to.contain('incomplete')
    expect(await pull(here, takenBack())).to.include({ unchanged: 1 })
  })

  it('only flags a confirmed one', async () => {
    const here = site()
    await pull(here, record())
    decide(here, 'confirm')
    await pull(here, takenBack())
    expect(lines(here)).to.deep.equal({
      r1: { status: 'confirmed', hours: 800, differs: ['state completed→incomplete'] },
    })
  })

  it('and gave again is a new entry', async () => {
    const here = site()
    await pull(here, record())
    await pull(here, takenBack())
    expect(await pull(here, record())).to.include({ imported: 1, entries: 1 })
    expect(here.memory.entries.get(idOf(1))?.status).to.equal('revoked')
    expect(here.memory.entries.get(idOf(3))?.status).to.equal('imported')
  })

  it('in words that we do not know changes nothing', async () => {
    const here = site()
    await pull(here, record())
    expect(await pull(here, record({ state: 'unknown', rawState: '?' }))).to.include({ quarantined: 1 })
    expect(here.memory.entries.get(idOf(1))?.status).to.equal('imported')
  })
})

describe('a second programme', () => {
  it('gets its entry from a completion that is stored already, when the record comes in another revision', async () => {
    const here = site()
    await pull(here, record())
    here.memory.programmes.push(programme('B'))
    here.memory.enrolments.push(enrolment('p1', 'B'))
    await pull(here, twelve())
    expect(here.memory.entries.get(idOf(2, 'B'))?.status).to.equal('imported')
  })
})
