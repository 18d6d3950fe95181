import { expect } from 'chai'
import type { SourceRecord } from '#connectors/record'
import { systemActor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { applyTransition } from '#domain/entries/entry-machine'
import type { Run } from '#store/ports/runs'
import { entryId } from '#sync/page/steps/build-entry'
import { metBy } from '#tests/support/met-by'
import { codeOf } from '#tests/support/thrown'
import { dieBeforeWrite } from '../dying.ts'
import { record, type Site, site, stateOf } from '../story.ts'

const curator = { personId: 'p-1', name: 'Белова Ирина Олеговна' }

const snapshot = (rows: number, complete = true) => ({ complete, rows, records: rows, withoutKey: 0 })

/** Twenty records, five a page, all of them known; the last page says that this is all there is. */
const twenty = (): SourceRecord[] =>
  [1, 2, 3, 4].flatMap(user => [1, 2, 3, 4, 5].map(course => record({ user, course })))

function show(here: Site, records: SourceRecord[], complete = true): void {
  here.script.deletes = 'snapshot'
  here.script.pages = []
  for (let at = 0; at === 0 || at < records.length; at += 5) {
    here.script.pages.push({ records: structuredClone(records.slice(at, at + 5)) })
  }
  Object.assign(here.script.pages.at(-1) ?? {}, { snapshot: snapshot(records.length, complete) })
}

async function pull(here: Site, records: SourceRecord[], complete = true): Promise<Run> {
  show(here, records, complete)
  return here.sync.run('c1')
}

const without = (...keys: string[]): SourceRecord[] => twenty().filter(({ key }) => !keys.includes(key))
const entryOf = (here: Site, key: string): Entry | undefined =>
  here.memory.entries.get(entryId('c1', key, 1, 'A'))
describe('removals', () => {
  it('revoke what a complete pass did not see, with the reason; a confirmed entry is only flagged', async () => {
    const here = site(4)
    await pull(here, twenty())
    const confirmed = entryOf(here, '2:102') as Entry
    const details = { actor: { ...systemActor, personId: 'k1' }, at: '2026-05-01T00:00:00Z' }
    here.memory.entries.set(confirmed.id, applyTransition(confirmed, 'confirm', details))
    const run = await pull(here, without('1:101', '2:102'))
    expect(run.removals).to.deep.equal({ gone: 2, of: 20, ceilingPercent: 10, status: 'done' })
    expect(run.counts).to.include({ pulled: 18, imported: 0, unchanged: 18 })
    const gone = entryOf(here, '1:101')
    expect(gone?.status).to.equal('revoked')
    expect(gone?.history.at(-1)?.reason).to.equal('Отметки о завершении больше нет в источнике')
    expect(entryOf(here, '2:102')).to.include({ status: 'confirmed' })
    expect(entryOf(here, '2:102')?.differs?.map(d => `${d.field} ${d.was}→${d.now}`)).to.deep.equal([
      'state completed→absent',
    ])
    expect(here.memory.sightings.size + here.memory.absences.size, 'nothing is left behind').to.equal(0)
  })

  it('happen once, and what comes back is a new entry', async () => {
    const here = site(4)
    await pull(here, twenty())
    await pull(here, without('1:101'))
    const writes = { ...here.memory.writes }
    expect((await pull(here, without('1:101'))).removals).to.include({ gone: 0, of: 19, status: 'done' })
    expect(here.memory.writes.completions).to.equal(writes.completions)
    expect((await pull(here, twenty())).counts).to.include({ imported: 1, entries: 1 })
    expect(here.memory.entries.get(entryId('c1', '1:101', 3, 'A'))?.status).to.equal('imported')
  })

  for (const [what, prepare] of [
    ['the source does not say that this was all', (here: Site) => show(here, without('1:101'), false)],
    [
      'the connector does not tell by absence',
      (here: Site) => {
        show(here, without('1:101'))
        here.script.deletes = 'none'
      },
    ],
  ] as const) {
    it(`do not happen when ${what}`, async () => {
      const here = site(4)
      await pull(here, twenty())
      prepare(here)
      const run = await here.sync.run('c1')
      expect(run.removals).to.equal(undefined)
      expect(entryOf(here, '1:101')?.status).to.equal('imported')
    })
  }

  it('count what was quarantined or a fault as seen', async () => {
    const here = site(4)
    await pull(here, twenty())
    show(here, without('1:101', '1:102'))
    here.script.pages[0]?.records?.push(record({ hours: [] }))
    Object.assign(here.script.pages[1] ?? {}, { faults: [{ key: '1:102', code: 'c', message: 'm', raw: 1 }] })
    expect((await here.sync.run('c1')).removals).to.include({ gone: 0, of: 20 })
  })

  describe('38 beyond the ceiling', () => {
    const three = ['1:101', '2:102', '3:103']

    async function held(): Promise<{ here: Site; run: Run }> {
      const here = site(4)
      await pull(here, twenty())
      return { here, run: await pull(here, without(...three)) }
    }

    it('are held for a person, and nothing happens to the entries', async () => {
      const { here, run } = await held()
      expect(run.removals).to.deep.equal({ gone: 3, of: 20, ceilingPercent: 10, status: 'held' })
      for (const key of three) expect(entryOf(here, key)?.status).to.equal('imported')
    })

    it('are the setting of the connection', async () => {
      const here = site(4)
      Object.assign(here.memory.connections.get('c1')?.settings ?? {}, { removalCeilingPercent: 15 })
      await pull(here, twenty())
      expect((await pull(here, without(...three))).removals).to.include({ gone: 3, status: 'done' })
    })

    it('are withdrawn once a person releases them, and only once', async () => {
      const { here, run } = await held()
      const released = await here.sync.releaseHeld(run.id, curator)
      expect(released).to.include({ status: 'done' })
      expect(released.removals).to.include({ gone: 3, status: 'done' })
      expect(here.memory.runs.get(run.id)?.removals).to.include({ status: 'released' })
      for (const key of three) expect(entryOf(here, key)?.status).to.equal('revoked')
      expect(await codeOf(here.sync.releaseHeld(run.id, curator))).to.equal('nothing_held')
      expect(await codeOf(here.sync.dismissHeld(run.id, curator))).to.equal('nothing_held')
    })

    it('stay once a person dismisses them', async () => {
      const { here, run } = await held()
      await here.sync.dismissHeld(run.id, curator)
      const decided = { status: 'dismissed', decidedBy: 'p-1', decidedByName: curator.name }
      expect(here.memory.runs.get(run.id)?.removals).to.include(decided)
      const late = here.sync.releaseHeld(run.id, { personId: 'p-2', name: 'Другой' })
      expect(await metBy(late)).to.include({ byName: curator.name, action: 'dismissed' })
      for (const key of three) expect(entryOf(here, key)?.status).to.equal('imported')
    })

    it('cannot be dismissed or released by another while they are being withdrawn', async () => {
      const { here, run } = await held()
      const other = { personId: 'p-2', name: 'Другой' }
      const late: Promise<unknown>[] = []
      here.memory.beforeWrite = () => {
        if (late.length > 0) return
        late.push(here.sync.dismissHeld(run.id, other), here.sync.releaseHeld(run.id, other))
        for (const each of late) each.catch(() => {})
      }
      await here.sync.releaseHeld(run.id, curator)
      expect(late.length).to.equal(2)
      for (const each of late)
        expect(await metBy(each)).to.include({ byName: curator.name, action: 'releasing' })
      for (const key of three) expect(entryOf(here, key)?.status).to.equal('revoked')
      expect(here.memory.runs.get(run.id)?.removals).to.include({ status: 'released', decidedBy: 'p-1' })
    })

    it('are withdrawn to the end by a second release when the first one died', async () => {
      const { here, run } = await held()
      await dieBeforeWrite(here.memory, 2, () => here.sync.releaseHeld(run.id, curator))
      expect(here.memory.runs.get(run.id)?.removals).to.include({ status: 'releasing' })
      expect(await codeOf(here.sync.dismissHeld(run.id, curator))).to.equal('nothing_held')
      await here.sync.releaseHeld(run.id, curator)
      for (const key of three) expect(entryOf(here, key)?.status).to.equal('revoked')
      expect(here.memory.runs.get(run.id)?.removals).to.include({ status: 'released' })
    })

    it('of a newer run stay on its list when an older one is dismissed late', async () => {
      const { here, run } = await held()
      const { runs } = here.memory.stores
      const decide = runs.decideHeld
      let newer: Run | undefined
      runs.decideHeld = async (...asked) => {
        const isOurs = await decide(...asked)
        newer ??= await pull(here, without(...three, '4:104'))
        return isOurs
      }
      await here.sync.dismissHeld(run.id, curator)
      expect((await here.sync.releaseHeld(newer?.id ?? '', curator)).removals).to.include({ gone: 4 })
    })

    it('are looked at again by the next complete pass', async () => {
      const { here, run } = await held()
      const next = await pull(here, without('1:101', '2:102'))
      expect(next.removals).to.include({ gone: 2, of: 20, status: 'done' })
      expect(here.memory.runs.get(run.id)?.removals).to.include({ status: 'superseded' })
      expect(await codeOf(here.sync.releaseHeld(run.id, curator))).to.equal('nothing_held')
    })

    it('leave the list when any pass sees them again', async () => {
      const { here, run } = await held()
      await pull(here, twenty().slice(0, 5), false)
      expect((await here.sync.releaseHeld(run.id, curator)).removals).to.include({ gone: 2 })
      expect(entryOf(here, '1:101')?.status).to.equal('imported')
      expect(entryOf(here, '2:102')?.status).to.equal('revoked')
    })
  })

  it('see what a failed run saw before its checkpoint', async () => {
    const here = site(4)
    await pull(here, twenty())
    show(here, without('4:105'))
    here.script.beforePage = k => {
      if (k === 2) throw new Error('down')
    }
    expect((await here.sync.run('c1')).status).to.equal('failed')
    delete here.script.beforePage
    const run = await here.sync.run('c1')
    expect(run.counts.pulled, 'the first pages are not read again').to.equal(9)
    expect(run.removals).to.include({ gone: 1, of: 20, status: 'done' })
  })

  describe('killed', () => {
    for (const step of Array(10).keys()) {
      it(`before write ${step} and taken up end as if undisturbed`, async () => {
        const sites = [site(4), site(4)] as const
        for (const here of sites) await pull(here, twenty())
        const [undisturbed, here] = sites
        const whole = await pull(undisturbed, without('1:101', '3:103'))
        show(here, without('1:101', '3:103'))
        await dieBeforeWrite(here.memory, step, () => here.sync.run('c1'))
        const run = await here.sync.run('c1')
        expect(run.removals).to.deep.equal(whole.removals)
        expect(stateOf(here.memory)).to.deep.equal(stateOf(undisturbed.memory))
      })
    }
  })
})
