import type { ActView } from '#credits/acts/contract'
import type { View } from '../../view.ts'
import { ScanField } from './scan-field.tsx'
import { ScanLinks } from './scan-links.tsx'

export interface ActScanProps {
  view: View
  found: ActView
  /** Largest scan. */
  megabytes: number
  errors: Readonly<Record<string, string>>
}

/** The scan of the signed sheet, or the way to attach it for whoever wrote the act. */
export function ActScan({ view, found: { act }, megabytes, errors }: ActScanProps) {
  const { t, base, actor } = view
  const path = `${base}/acts/${act.id}/scan`
  if (act.scan)
    return (
      <p class="actions">
        <ScanLinks view={view} scan={act.scan} path={path} />
      </p>
    )
  if (act.by !== actor?.personId) return null
  return (
    <form method="post" action={path} enctype="multipart/form-data" noValidate>
      <ScanField
        view={view}
        label={t.acts.scan}
        hint={t.records.scanHint(megabytes)}
        error={errors.scan}
        kept={undefined}
      />
      <button type="submit">{t.acts.attach}</button>
    </form>
  )
}
