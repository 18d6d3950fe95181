import type { Forms } from '#credits/forms/contract'
import type { PrintedForm } from '#domain/certificates/printed-form'

/** Printed forms as pages and the API take them: the use cases, and what draws a PDF. */
export interface FormsPort extends Forms {
  draw(form: PrintedForm): Promise<Uint8Array>
}
