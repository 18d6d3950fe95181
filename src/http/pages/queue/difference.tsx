import type { ComponentChildren } from 'preact'
import type { QueueRow } from '#credits/contract'
import { fieldValue } from '../../ui/field-value.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { DifferenceTable, type DifferentField } from '../../ui/queue/difference-table.tsx'
import type { View } from '../../view.ts'
import { fromQueue } from './from-queue.ts'

/** Two columns, what differs marked with words for readers, and the ways to decide. */
export function Difference({ view, row, source }: { view: View; row: QueueRow; source: string }) {
  const { t, say } = view
  return (
    <div class="why">
      {comparisonsOf(view, row, source).map(({ key, ...comparison }) => (
        <DifferenceTable key={key} view={view} {...comparison} />
      ))}
      <div class="actions">
        {row.tariffHours !== null && (
          <button type="submit" formaction={fromQueue(view, row, '/tariff')}>
            {t.queue.acceptTariff(say.number(row.tariffHours))}
          </button>
        )}
        <a class="button" href={fromQueue(view, row, '/accept')}>
          {t.queue.accept(say.number(row.entry.hours))}
        </a>
        <a class="button" href={fromQueue(view, row, '/correct')}>
          {t.queue.correct}
        </a>
        <a class="button" href={fromQueue(view, row, '/reject')}>
          {t.queue.reject}
        </a>
      </div>
    </div>
  )
}

interface Comparison {
  key: string
  heads?: { was: ComponentChildren; now: ComponentChildren }
  fields: DifferentField[]
}

/** What the source says now; else the tariff, an entry that looks the same, or both against what it said. */
function comparisonsOf(view: View, row: QueueRow, source: string): Comparison[] {
  if (row.entry.differs) return [{ key: 'source', fields: changedFields(view, row.entry.differs) }]
  const now = <Mixed view={view} text={source} />
  const twin = row.remarks.find(remark => remark.id === 'looks-like-duplicate')
  const byTariff = {
    key: 'tariff',
    heads: { was: view.t.queue.byTariff, now },
    fields: tariffFields(view, row),
  }
  if (!twin) return [byTariff]
  const heads = { was: view.t.queue.twin(String(twin.facts.n)), now }
  const byTwin = { key: 'twin', heads, fields: [dateField(view, row, String(twin.facts.date))] }
  return row.tariffHours === null ? [byTwin] : [byTariff, byTwin]
}

function changedFields(view: View, differs: NonNullable<QueueRow['entry']['differs']>): DifferentField[] {
  return differs.map(({ field, was, now }) => ({
    label: view.t.queue[field],
    was: fieldValue(view, field, was),
    now: fieldValue(view, field, now),
  }))
}

function tariffFields(view: View, row: QueueRow): DifferentField[] {
  const { hours, date } = row.entry
  const { number } = view.say
  const said = { label: view.t.queue.hours, was: number(row.tariffHours ?? hours), now: number(hours) }
  return [said, dateField(view, row, date)]
}

const dateField = ({ t, say }: View, { entry }: QueueRow, was: string): DifferentField => ({
  ...{ label: t.queue.date, was: say.date(was), now: say.date(entry.date) },
})
