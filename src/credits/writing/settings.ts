import type { Appointment } from '#domain/access/appointment'
import { differencesOf, type Meanwhile } from '#domain/changes/meanwhile'
import { ConflictError, InvalidInputError } from '#domain/errors'
import { type WritingChange, type WritingSetting, writingOf } from '#domain/writing'
import type { MunicipalWriting } from '#store/ports/municipal-writing'
import { actAs, hasRole, reachableProgrammes } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import { knownMunicipalities } from '../municipalities.ts'
import type { WritingSettings, WritingView } from './contract.ts'
import { programmesOf } from './duties.ts'
import {
  decidesFor,
  leavesToMunicipalities,
  municipalAppointments,
  type SettingAt,
  settingAt,
} from './setting-rights.ts'

type Place = Pick<SettingAt, 'programme' | 'municipality'>

export function createWritingSettings(deps: CreditsDeps): WritingSettings {
  return { list: list(deps), read: read(deps), save: save(deps) }
}

function list(deps: CreditsDeps): WritingSettings['list'] {
  const { municipalWriting } = deps.stores
  return async actor => {
    const held = await municipalAppointments(deps, actor)
    const own = await municipalPlaces(deps, held)
    const administers = held.length === 0 || hasRole(actor, ['administrator'])
    const programmes = administers
      ? await reachableProgrammes(deps.stores, actAs(actor, 'administrator'))
      : []
    const all = [...programmes, ...own.map(each => each.programme)]
    const decisions = await municipalWriting.ofProgrammes([...new Set(all.map(({ id }) => id))])
    const places: Place[] = programmes.flatMap(programme => [
      { programme },
      ...decisions
        .filter(({ programmeId }) => programmeId === programme.id && leavesToMunicipalities(deps, programme))
        .map(({ municipality: id, title }) => ({ programme, municipality: { id, title } })),
    ])
    const keyOf = ({ programme, municipality }: Place) => `${programme.id}|${municipality?.id ?? ''}`
    const once = new Map([...places, ...own].map(place => [keyOf(place), place]))
    return [...once.values()].map(place => viewOf(deps, place, decisions))
  }
}

/** Municipality by programme, for all that the appointments decide for. */
async function municipalPlaces(deps: CreditsDeps, held: readonly Appointment[]): Promise<Required<Place>[]> {
  if (held.length === 0) return []
  const [programmes, municipalities] = await Promise.all([
    programmesOf(deps, held),
    knownMunicipalities(deps.stores),
  ])
  return programmes
    .filter(programme => leavesToMunicipalities(deps, programme))
    .flatMap(programme => municipalities.map(municipality => ({ programme, municipality })))
    .filter(({ programme, municipality }) => decidesFor(held, programme.id, municipality))
}

function read(deps: CreditsDeps): WritingSettings['read'] {
  return async (actor, ref) => {
    const place = await settingAt(deps, actor, ref)
    const decisions = await deps.stores.municipalWriting.ofProgrammes([place.programme.id])
    const view = viewOf(deps, place, decisions)
    if (place.municipality || !leavesToMunicipalities(deps, place.programme)) return view
    const decided = new Set(decisions.map(({ municipality }) => municipality))
    const municipalities = await knownMunicipalities(deps.stores)
    return {
      ...view,
      municipalities: municipalities.map(each => ({ ...each, decided: decided.has(each.id) })),
    }
  }
}

function viewOf(
  deps: CreditsDeps,
  { programme, municipality }: Place,
  decisions: readonly MunicipalWriting[],
): WritingView {
  const regulation = deps.regulations.inForce(programme.regulation, todayOf(deps))
  const decided = decisions.find(
    each => each.programmeId === programme.id && each.municipality === municipality?.id,
  )
  return {
    programme: { id: programme.id, title: programme.title },
    ...(municipality && { municipality }),
    regulation: {
      id: regulation.id,
      title: regulation.shortTitle ?? regulation.title,
      clause: regulation.confirmation.clause,
    },
    writing: writingOf(regulation, programme, decided),
    usual: writingOf(regulation, municipality ? programme : {}),
    usualBy: municipality && programme.writing ? 'programme' : 'regulation',
    history: (municipality ? decided : programme.writing)?.history ?? [],
  }
}

function save(deps: CreditsDeps): WritingSettings['save'] {
  return async (actor, { enter, sign, basis, after, ...ref }) => {
    const place = await settingAt(deps, actor, ref)
    const said = { enter: [...enter], sign: [...sign], ...(basis?.trim() && { basis: basis.trim() }) }
    requireDecision(said, place)
    const history = await historyOf(deps, place)
    const { personId: by, name: byName } = actor
    const change = { ...said, by, byName, byRole: place.byRole, at: deps.now().toISOString() }
    const next = { ...said, history: [...history, change] }
    if (history.length !== after || !(await write(deps, place, next))) {
      const meanwhile = metAs(await historyOf(deps, await settingAt(deps, actor, ref)), after)
      throw new ConflictError(
        'the setting was changed meanwhile',
        { programme: ref.programmeId },
        { meanwhile },
      )
    }
    return read(deps)(actor, ref)
  }
}

async function historyOf({ stores }: CreditsDeps, { programme, municipality }: Place) {
  if (!municipality) return programme.writing?.history ?? []
  const decisions = await stores.municipalWriting.ofProgrammes([programme.id])
  return decisions.find(each => each.municipality === municipality.id)?.history ?? []
}

/** @returns `false`: somebody was faster */
function write({ stores }: CreditsDeps, { programme, municipality }: Place, next: WritingSetting) {
  if (!municipality) return stores.programmes.setWriting(programme.id, next)
  const { id, title } = municipality
  return stores.municipalWriting.save({ ...next, programmeId: programme.id, municipality: id, title })
}

/** @param after how many changes the actor saw; before the first the regulation spoke */
function metAs(history: readonly WritingChange[], after: number): Meanwhile | undefined {
  const [seen, now] = [history[after - 1], history.at(-1)]
  if (!now) return undefined
  const said = ({ enter, sign, basis }: Partial<typeof now>) => ({ enter, sign, basis })
  const differences = differencesOf(said(seen ?? {}), said(now))
  return { by: now.by, byName: now.byName, at: now.at, differences, version: history.length }
}

function requireDecision({ enter = [], sign = [], basis }: WritingSetting, { municipality }: Place): void {
  const issues = [
    ...(enter.length > 0 ? [] : [{ path: 'enter', message: 'somebody has to write' }]),
    ...(sign.length > 0 ? [] : [{ path: 'sign', message: 'somebody has to sign' }]),
    ...(municipality && !basis ? [{ path: 'basis', message: 'a municipality decides by a document' }] : []),
  ]
  if (issues.length > 0) throw new InvalidInputError('the setting does not hold', issues)
}
