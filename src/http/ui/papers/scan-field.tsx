import type { View } from '../../view.ts'
import { Field } from '../form.tsx'
import { Mixed } from '../mixed.tsx'

/** What `recogniseScan` knows; some systems know HEIC by its ending alone. */
const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif'

interface ScanFieldProps {
  view: View
  label: string
  hint: string
  error: string | undefined
  /** Name of one that was uploaded with an earlier try. */
  kept: string | undefined
}

/** A photo or scan; last in its form, so that a refused one loses no field. */
export function ScanField({ view, label, hint, error, kept }: ScanFieldProps) {
  return (
    <Field id="scan" label={label} hint={hint} error={error}>
      {described => (
        <>
          {kept !== undefined && (
            <p>
              <Mixed view={view} text={view.t.proof.scanKept(kept)} />
            </p>
          )}
          <input id="scan" name="scan" type="file" accept={ACCEPTED} {...described} />
        </>
      )}
    </Field>
  )
}
