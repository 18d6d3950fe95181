import type { Actor } from '#domain/actor'
import { ConflictError, InvalidInputError } from '#domain/errors'
import { writingOf } from '#domain/writing'
import type { StoredProgramme } from '#store/ports/people'
import { actAs, reachableProgramme, reachableProgrammes } from '../access.ts'
import { todayOf } from '../books/load-books.ts'
import type { CreditsDeps } from '../deps.ts'
import type { WritingSettings, WritingView } from './contract.ts'

export function createWritingSettings(deps: CreditsDeps): WritingSettings {
  const { stores } = deps
  const viewOf = (programme: StoredProgramme): WritingView => {
    const regulation = deps.regulations.inForce(programme.regulation, todayOf(deps))
    return {
      programme: { id: programme.id, title: programme.title },
      regulation: {
        id: regulation.id,
        title: regulation.shortTitle ?? regulation.title,
        clause: regulation.confirmation.clause,
      },
      writing: writingOf(regulation, programme),
      usual: writingOf(regulation, {}),
      history: programme.writing?.history ?? [],
    }
  }
  const find = (actor: Actor, id: string) => reachableProgramme(stores, actAs(actor, 'administrator'), id)

  return {
    list: async actor => {
      const programmes = await reachableProgrammes(stores, actAs(actor, 'administrator'))
      return programmes.map(viewOf)
    },
    read: async (actor, id) => viewOf(await find(actor, id)),
    async save(actor, { programmeId, enter, sign, basis, after }) {
      const programme = await find(actor, programmeId)
      requireSomebody({ enter, sign })
      const history = programme.writing?.history ?? []
      const said = { enter: [...enter], sign: [...sign], ...(basis?.trim() && { basis: basis.trim() }) }
      const at = deps.now().toISOString()
      const change = { ...said, by: actor.personId, byName: actor.name, at }
      const next = { ...said, history: [...history, change] }
      if (history.length !== after || !(await stores.programmes.setWriting(programmeId, next))) {
        throw new ConflictError('the setting was changed meanwhile', { programme: programmeId })
      }
      return viewOf({ ...programme, writing: next })
    },
  }
}

function requireSomebody({ enter, sign }: { enter: readonly string[]; sign: readonly string[] }): void {
  const issues = [
    ...(enter.length > 0 ? [] : [{ path: 'enter', message: 'somebody has to write' }]),
    ...(sign.length > 0 ? [] : [{ path: 'sign', message: 'somebody has to sign' }]),
  ]
  if (issues.length > 0) throw new InvalidInputError('the setting does not hold', issues)
}
