import type { RegisterGlance } from '#credits/register/contract'
import type { View } from '../../view.ts'
import type { Words } from '../../words/ru.ts'
import { Mixed } from '../mixed.tsx'

interface StripProps {
  view: View
  glance: RegisterGlance
  /** Dates of issue that the page shows; empty: not narrowed. */
  period: { from: string; to: string }
}

/** «12 строк не пройдут в ФРДО: не заполнено: СНИЛС (9). Исправить», of what the register shows; nothing if all would pass. */
export function FederalStrip({ view, glance, period: { from, to } }: StripProps) {
  const { t, say, base } = view
  if (glance.lacking === 0) return null
  const query = from && to ? `?${new URLSearchParams({ from, to })}` : ''
  return (
    <p class="note problem" id="refused">
      <b>{t.register.refused(glance.lacking, glance.isAll ? null : say.count(glance.checked))}</b>
      <Mixed
        view={view}
        text={`${t.register.refusedFor(columns(view, glance, true), columns(view, glance, false))}. `}
      />
      <a href={`${base}/register/federal${query}#documents`}>{t.register.mend}</a>
    </p>
  )
}

const NAMED = 4

/** The columns that are empty, or wrong, each with its number of rows. */
function columns({ t, say }: View, { faults }: RegisterGlance, isMissing: boolean): string {
  const found = faults.filter(fault => fault.isMissing === isMissing)
  const named = found
    .slice(0, NAMED)
    .map(({ field, header, rows }) => `${columnName(t, field) ?? header} (${say.count(rows)})`)
  return named.join(', ') + (found.length > NAMED ? ` ${t.register.otherColumns}` : '')
}

/** As the pages that mend it name it; other columns by their header in the form. */
function columnName({ register: words }: Words, field: RegisterGlance['faults'][number]['field']) {
  const names: Partial<Record<typeof field, string>> = {
    ...words.fields,
    ...{ snils: words.snils, sex: words.sex, birthDate: words.birthDate, citizenship: words.citizenship },
    ...{
      educationLevel: words.level,
      diplomaFamilyName: words.diplomaName,
      diplomaNumber: words.diplomaNumber,
    },
  }
  const name = names[field]
  return field === 'snils' ? name : name && name.charAt(0).toLowerCase() + name.slice(1)
}
