/** The order to issue as a form sends it: both fields or none. */
import { z } from 'zod'
import type { IssueOrder } from '#store/ports/issue'
import { dateSchema, parseInput } from './input.ts'
import type { OrderDraft } from './ui/issue/order-fields.tsx'

const schema = z.object({
  orderNumber: z.string().trim().max(100).catch(''),
  orderDate: z.string().trim().max(20).catch(''),
})

export interface TypedOrder {
  draft: OrderDraft
  /** Absent: nothing was typed, or what was typed is no order. */
  order?: IssueOrder
  isWrong: boolean
}

export function orderOf(form: unknown): TypedOrder {
  const draft = parseInput(schema, form ?? {})
  const { orderNumber: number, orderDate: on } = draft
  if (number === '' && on === '') return { draft, isWrong: false }
  if (number === '' || !dateSchema.safeParse(on).success) return { draft, isWrong: true }
  return { draft, order: { number, on }, isWrong: false }
}
