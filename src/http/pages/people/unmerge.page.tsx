import type { MergeView } from '#credits/merging/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface UnmergeProps {
  view: View
  row: MergeView
  reason: string
  errors: Readonly<Record<string, string>>
}

/** Two records again: what goes back, and why. */
export function UnmergePage({ view, row, reason, errors }: UnmergeProps) {
  const { t, base } = view
  const path = `${base}/admin/people/merges`
  return (
    <Shell view={view} title={t.merges.undoTitle} nav="people" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.merges.undoTitle}</h1>
      <p id="main-reason">
        <b {...contentLang(view)}>
          {row.keptName} → {row.absorbedName}
        </b>
      </p>
      <p>{t.merges.undoHint}</p>
      <form method="post" action={`${path}/${encodeURIComponent(row.id)}/undo`} noValidate data-once>
        <Field id="reason" label={t.merges.undoReason} error={errors.reason}>
          {described => (
            <input
              {...{ id: 'reason', name: 'reason', value: reason, maxLength: 500 }}
              {...contentLang(view)}
              {...described}
            />
          )}
        </Field>
        <FormActions view={view} back={path}>
          {t.merges.undoNow}
        </FormActions>
      </form>
    </Shell>
  )
}
