import type { QueueRow } from '#credits/contract'
import { DifferenceTable, type DifferentField } from '../ui/difference-table.tsx'
import { entryHref } from '../ui/entry-link.ts'
import { fieldValue } from '../ui/field-value.ts'
import { Mixed } from '../ui/mixed.tsx'
import type { View } from '../view.ts'

/** Two columns, what differs marked with words for readers, and the ways to decide. */
export function Difference({ view, row, source }: { view: View; row: QueueRow; source: string }) {
  const { t, say } = view
  return (
    <div class="why">
      <DifferenceTable view={view} fields={fieldsOf(view, row)} {...headsOf(view, row, source)} />
      <div class="actions">
        {row.tariffHours !== null && (
          <button type="submit" formaction={entryHref(view, row, '/tariff')}>
            {t.queue.acceptTariff(say.number(row.tariffHours))}
          </button>
        )}
        <a class="button" href={entryHref(view, row, '/accept')}>
          {t.queue.accept(say.number(row.entry.hours))}
        </a>
        <a class="button" href={entryHref(view, row, '/correct')}>
          {t.queue.correct}
        </a>
        <a class="button" href={entryHref(view, row, '/reject')}>
          {t.queue.reject}
        </a>
      </div>
    </div>
  )
}

/** A change at the source: «было» and «стало»; else what the tariff says and what the source does. */
function headsOf(
  view: View,
  { entry }: QueueRow,
  source: string,
): Pick<Parameters<typeof DifferenceTable>[0], 'heads'> {
  if (entry.differs) return {}
  return { heads: { was: view.t.queue.byTariff, now: <Mixed view={view} text={source} /> } }
}

function fieldsOf(view: View, { entry, tariffHours, remarks }: QueueRow): DifferentField[] {
  const { t, say } = view
  if (entry.differs) {
    return entry.differs.map(({ field, was, now }) => ({
      label: t.queue[field],
      was: fieldValue(view, field, was),
      now: fieldValue(view, field, now),
    }))
  }
  const hours: DifferentField = {
    label: t.queue.hours,
    was: say.number(tariffHours ?? entry.hours),
    now: say.number(entry.hours),
  }
  const twin = remarks.find(remark => remark.id === 'looks-like-duplicate')?.facts.date
  const date: DifferentField = {
    label: t.queue.date,
    was: say.date(twin ?? entry.date),
    now: say.date(entry.date),
  }
  return [hours, date]
}
