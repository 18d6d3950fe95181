import type { View } from '../../view.ts'
import { Field } from '../form.tsx'

export interface OrderDraft {
  orderNumber: string
  orderDate: string
}

interface Props {
  view: View
  draft: OrderDraft
  errors: Readonly<Record<string, string>>
  /** Somebody lacks nothing but an order: without it nothing is issued to them. */
  isRequired: boolean
}

/** Number and date of the order to issue; naming it records it in the book. */
export function OrderFields({ view, draft, errors, isRequired }: Props) {
  const { t } = view
  return (
    <fieldset>
      <legend>{t.issue.order}</legend>
      <p class="muted">{isRequired ? t.issue.orderNeeded : t.issue.orderHint}</p>
      <Field id="orderNumber" label={t.issue.orderNumber} error={errors.orderNumber}>
        {described => (
          <input
            id="orderNumber"
            name="orderNumber"
            maxLength={100}
            required={isRequired}
            value={draft.orderNumber}
            {...described}
          />
        )}
      </Field>
      <Field id="orderDate" label={t.issue.orderDate} error={errors.orderDate}>
        {described => (
          <input
            id="orderDate"
            name="orderDate"
            type="date"
            required={isRequired}
            value={draft.orderDate}
            {...described}
          />
        )}
      </Field>
    </fieldset>
  )
}
