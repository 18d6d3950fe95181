/** Somebody else was faster (409, ux.md §2): who, when, what is different now; one partial for every page that meets it. */
import type { Meanwhile } from '#domain/changes/meanwhile'

import type { View } from '../view.ts'
import { fieldLabel } from './field-label.ts'
import { fieldValue } from './field-value.ts'
import { Mixed } from './mixed.tsx'
import { dayAndTime } from './moment.ts'
import { DifferenceTable, type DifferentField } from './queue/difference-table.tsx'

/** «Пока вы смотрели, изменения внёс другой человек: {ФИО}, сегодня, 10:04. Что сделано: …» */
export function metText(view: View, { by, byName, at, action }: Meanwhile): string {
  const { conflict, routes } = view.t
  const ofRoutes = routes.actions as Readonly<Record<string, string>>
  const did = action === undefined ? undefined : (conflict.actions[action] ?? ofRoutes[action])
  const when = dayAndTime(view, at)
  const isOwn = by !== undefined && by === view.actor?.personId
  if (action === 'removed') return isOwn ? conflict.removedOwn(when) : conflict.removedBy(byName, when)
  const met = isOwn ? conflict.metOwn(when) : conflict.met(byName, when)
  return [met, did && conflict.did(did)].filter(Boolean).join(' ')
}

export function Conflict({ view, meanwhile }: { view: View; meanwhile: Meanwhile }) {
  const { differences } = meanwhile
  return (
    <section class="note problem" role="alert" id="conflict" tabIndex={-1}>
      <p>
        <b>
          <Mixed view={view} text={metText(view, meanwhile)} />
        </b>{' '}
        {differences.length > 0 && view.t.conflict.whatChanged}
      </p>
      <DifferenceTable view={view} fields={differences.map(each => fieldOf(view, each))} />
    </section>
  )
}

function fieldOf(view: View, { field, was, now }: Meanwhile['differences'][number]): DifferentField {
  return {
    label: fieldLabel(view, field) ?? field,
    was: fieldValue(view, field, was),
    now: fieldValue(view, field, now),
  }
}
