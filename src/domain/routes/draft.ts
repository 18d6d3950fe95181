/** Items of a draft, put in, moved, taken out and put back. Pure. */
import type { RouteItem, RouteRevision } from './route.ts'

type Draft = Pick<RouteRevision, 'items' | 'removed'>

/** Adds the item at the end, or puts it in place of the one with its id. */
export function putItem<T extends Draft>(draft: T, item: RouteItem): T {
  const isThere = draft.items.some(each => each.id === item.id)
  const items = isThere
    ? draft.items.map(each => (each.id === item.id ? item : each))
    : [...draft.items, item]
  return { ...draft, items }
}

/** One place up (-1) or down (1); at the end of the list nothing happens. */
export function moveItem<T extends Draft>(draft: T, id: string, by: -1 | 1): T {
  const at = draft.items.findIndex(each => each.id === id)
  const to = at + by
  if (at < 0 || to < 0 || to >= draft.items.length) return draft
  const items = [...draft.items]
  items.splice(to, 0, ...items.splice(at, 1))
  return { ...draft, items }
}

/** What is removed can be put back until the revision is sent. */
const KEPT_REMOVED = 20

export function removeItem<T extends Draft>(draft: T, id: string): T {
  const at = draft.items.findIndex(each => each.id === id)
  const item = draft.items[at]
  if (!item) return draft
  const removed = [...draft.removed, { item, at }].slice(-KEPT_REMOVED)
  return { ...draft, items: draft.items.filter(each => each.id !== id), removed }
}

/** Back to its place. */
export function restoreItem<T extends Draft>(draft: T, id: string): T {
  const found = draft.removed.find(each => each.item.id === id)
  if (!found) return draft
  const items = [...draft.items]
  items.splice(Math.min(found.at, items.length), 0, found.item)
  return { ...draft, items, removed: draft.removed.filter(each => each !== found) }
}
