import { NotFoundError } from '#domain/errors'
import { diffItems, diffTexts } from '#domain/routes/diff'
import { textsAsked } from '#domain/routes/texts'
import { amending } from './amend.ts'
import { seeRoute, seeRouteById } from './change.ts'
import type { Routes } from './contract.ts'
import { deciding } from './decide.ts'
import type { RoutesDeps } from './deps.ts'
import { editing } from './edit.ts'
import { tellRequirements } from './facts.ts'
import { list, schoolProgrammes } from './list.ts'
import { mine } from './mine.ts'
import { placing } from './place.ts'
import { start } from './start.ts'
import { startable } from './startable.ts'
import { routeView } from './view.ts'

export function createRoutes(deps: RoutesDeps): Routes {
  return {
    ...reading(deps),
    list: list(deps),
    schoolProgrammes: schoolProgrammes(deps),
    startable: startable(deps),
    tellRequirements: tellRequirements(deps),
    start: start(deps),
    ...editing(deps),
    ...deciding(deps),
    ...amending(deps),
    ...placing(deps),
  }
}

function reading(deps: RoutesDeps): Pick<Routes, 'mine' | 'read' | 'find' | 'diff'> {
  const { stores } = deps
  return {
    mine: mine(deps),
    async read(actor, routeId, revision) {
      const { loaded, standing } = await seeRouteById(deps, actor, routeId)
      return routeView(deps, loaded, standing, revision)
    },
    async find(actor, key) {
      const route = await stores.routes.bySubject(key)
      if (!route) return null
      const { loaded, standing } = await seeRoute(deps, actor, route)
      return routeView(deps, loaded, standing)
    },
    async diff(actor, routeId, from, to) {
      const { route, regulation } = (await seeRouteById(deps, actor, routeId)).loaded
      const before = route.revisions.find(each => each.number === from)
      const after = route.revisions.find(each => each.number === to)
      if (!before || !after) throw new NotFoundError('no such revision')
      const asked = textsAsked(regulation, route.subject.type)
      return { items: diffItems(before.items, after.items), texts: diffTexts(asked, before, after) }
    },
  }
}
