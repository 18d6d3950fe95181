import type { QueueRow } from '#credits/contract'
import { type Hours, parseHours } from '#domain/hours'
import { entryHref } from '../ui/entry-link.ts'
import { Mixed } from '../ui/mixed.tsx'
import type { View } from '../view.ts'

interface Field {
  label: string
  ours: string
  theirs: string
}

/** Two columns, what differs marked with words for readers, and the ways to decide. */
export function Difference({ view, row, source }: { view: View; row: QueueRow; source: string }) {
  const { t, say } = view
  const fields = fieldsOf(view, row)
  return (
    <div class="why">
      <table class="diff">
        <thead>
          <tr>
            <th scope="col">{t.queue.field}</th>
            <th scope="col">{row.entry.differs ? t.queue.was : t.queue.byTariff}</th>
            <th scope="col">{row.entry.differs ? t.queue.became : <Mixed view={view} text={source} />}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(field => (
            <DifferenceRow key={field.label} view={view} field={field} />
          ))}
        </tbody>
      </table>
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

function fieldsOf(view: View, { entry, tariffHours, remarks }: QueueRow): Field[] {
  const { t, say } = view
  if (entry.differs) {
    return entry.differs.map(({ field, was, now }) => ({
      label: t.queue[field],
      ours: saidValue(view, field, was),
      theirs: saidValue(view, field, now),
    }))
  }
  const hours: Field = {
    label: t.queue.hours,
    ours: say.number(tariffHours ?? entry.hours),
    theirs: say.number(entry.hours),
  }
  const twin = remarks.find(remark => remark.id === 'looks-like-duplicate')?.facts.date
  const date: Field = {
    label: t.queue.date,
    ours: say.date(twin ?? entry.date),
    theirs: say.date(entry.date),
  }
  return [hours, date]
}

function saidValue({ say }: View, field: 'hours' | 'date' | 'state', value: string): string {
  if (field === 'date') return say.date(value)
  return field === 'hours' && /^\d+(\.\d{1,2})?$/.test(value) ? say.number(parseHours(value) as Hours) : value
}

function DifferenceRow({ view, field }: { view: View; field: Field }) {
  const { t } = view
  const differs = field.ours !== field.theirs
  return (
    <tr>
      <th scope="row">{field.label}</th>
      <td>
        {differs ? (
          <del>
            <span class="vh">{t.queue.was} </span>
            {field.ours}
          </del>
        ) : (
          field.ours
        )}
      </td>
      <td>
        {differs ? (
          <ins>
            <span class="vh">{t.queue.became} </span>
            {field.theirs}
          </ins>
        ) : (
          field.theirs
        )}
      </td>
    </tr>
  )
}
