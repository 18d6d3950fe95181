/** Writing a draft: items put, moved, removed, put back. Each is saved at once and may be taken back. */
import type { Actor } from '#domain/access/actor'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { moveItem, putItem, removeItem, restoreItem } from '#domain/routes/draft'
import { changedInput, type ItemChange } from '#domain/routes/item-change'
import { buildItem, type ItemInput, MOST_ITEMS } from '#domain/routes/items'
import { nextVersion, requireState, withLatest } from '#domain/routes/machine'
import { planSums } from '#domain/routes/plan'
import { latestRevision, type Route, type RouteItem, type RouteRevision } from '#domain/routes/route'
import { putTexts } from '#domain/routes/texts'
import { changeSeen, type Seen } from './change.ts'
import type { RouteAt, Routes } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { requireDrafter } from './rights.ts'
import { programmeOf, termView } from './view.ts'

type Editing = Pick<
  Routes,
  'putItem' | 'changeItem' | 'addMandatory' | 'moveItem' | 'removeItem' | 'restoreItem' | 'writeTexts'
>

export function editing(deps: RoutesDeps): Editing {
  const edit = (actor: Actor, at: RouteAt, change: (draft: RouteRevision, seen: Seen) => RouteRevision) =>
    changeSeen(deps, actor, at, seen => editDraft(deps, seen, change))

  return {
    putItem: (actor, at, input) =>
      edit(actor, at, (draft, seen) => putItem(draft, itemOf(deps, seen, draft, input))),
    changeItem: (actor, at, itemId, change) =>
      edit(actor, at, (draft, seen) => putItem(draft, changedItem(deps, seen, draft, { itemId, change }))),
    addMandatory: (actor, at, plannedOn) =>
      edit(actor, at, (draft, seen) => {
        const { missing } = planSums(draft.items, programmeOf(seen.loaded), seen.loaded.regulation).mandatory
        return missing.reduce(
          (so, { id }) => putItem(so, itemOf(deps, seen, so, { moduleId: id, plannedOn })),
          draft,
        )
      }),
    writeTexts: (actor, at, texts) =>
      edit(actor, at, (draft, { loaded: { regulation, route } }) =>
        putTexts(draft, texts, regulation, route.subject.type),
      ),
    moveItem: (actor, at, itemId, by) => edit(actor, at, draft => moveItem(draft, itemId, by)),
    removeItem: (actor, at, itemId) => edit(actor, at, draft => removeItem(draft, itemId)),
    restoreItem: (actor, at, itemId) => edit(actor, at, draft => restoreItem(draft, itemId)),
  }
}

/** @throws {NotFoundError} if the draft has no such event */
function changedItem(
  deps: RoutesDeps,
  seen: Seen,
  draft: RouteRevision,
  { itemId, change }: { itemId: string; change: ItemChange },
): RouteItem {
  const item = draft.items.find(({ id }) => id === itemId)
  if (!item) throw new NotFoundError('no such item')
  return itemOf(deps, seen, draft, { ...changedInput(item, change), id: itemId })
}

/** As typed; where its day was moved before, that stays to be seen. */
function itemOf(
  deps: RoutesDeps,
  { loaded }: Seen,
  draft: RouteRevision,
  { id, ...input }: ItemInput & { id?: string },
): RouteItem {
  const known = draft.items.find(item => item.id === id)
  if (!known && draft.items.length >= MOST_ITEMS)
    throw new InvalidInputError('the plan is full', [{ path: 'title', message: `at most ${MOST_ITEMS}` }])
  const { programme, regulation, route } = loaded
  const term = termView(regulation, route)
  const rules = { regulation, modules: programme.modules, provider: programme.provider, term }
  const item = buildItem(known?.id ?? deps.newId(), input, rules, draft.items)
  return known?.movedFrom ? { ...item, movedFrom: known.movedFrom } : item
}

function editDraft(
  deps: RoutesDeps,
  seen: Seen,
  change: (draft: RouteRevision, seen: Seen) => RouteRevision,
): Route {
  const { loaded, standing } = seen
  const { route } = loaded
  const draft = requireState(route, 'draft', 'draft')
  const role = requireDrafter(loaded, standing, draft.kind)
  const next = change(draft, seen)
  if (next === draft) return route
  const at = deps.now().toISOString()
  const { personId: by, name: byName } = standing.actor
  const revisions = withLatest(route, next)
  if (isSameSitting(route, by, at)) return { ...route, revisions, version: route.version + 1 }
  return nextVersion(route, { revisions }, { action: 'draft', by, byName, byRole: role, at })
}

/** One line of history a person, revision and day: what stands in the plan is kept by its revisions. */
function isSameSitting(route: Route, by: string, at: string): boolean {
  const last = route.history.at(-1)
  return (
    last?.action === 'draft' &&
    last.by === by &&
    last.revision === latestRevision(route).number &&
    last.at.slice(0, 10) === at.slice(0, 10)
  )
}
