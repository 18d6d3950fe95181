import { z } from 'zod'
import { type Operation, operation } from '../operation.ts'
import { list } from './shared.ts'

const regulationShape = z.object({
  id: z.string(),
  version: z.string(),
  validFrom: z.string(),
  title: z.object({ ru: z.string(), en: z.string() }),
})

const checkShape = z.object({
  /** In English; `ru` says the same in Russian. */
  faults: z.array(
    z.object({
      line: z.number().int(),
      path: z.string(),
      message: z.string(),
      remedy: z.string(),
      ru: z.object({ message: z.string(), remedy: z.string() }),
    }),
  ),
  refusal: z.enum(['version-exists', 'day-taken', 'others-judged']).nullable(),
  regulation: regulationShape.nullable(),
  programmes: z.array(z.string()),
})

const text = z.strictObject({ text: z.string().min(1).max(200_000) })

const present = ({ id, version, validFrom, title }: z.infer<typeof regulationShape>) => ({
  id,
  version,
  validFrom,
  title,
})

export const regulations: Operation[] = [
  operation({
    method: 'get',
    path: '/regulations',
    id: 'listRegulations',
    scope: 'books:read',
    tag: 'programmes',
    summary: { ru: 'Положения и их версии', en: 'Regulations and their versions' },
    answer: list(regulationShape),
    run: async ({ context }) => ({ items: context.regulations.all().map(present), next: null }),
  }),
  operation({
    method: 'post',
    path: '/regulations/check',
    id: 'checkRegulation',
    tag: 'programmes',
    summary: {
      ru: 'Проверить положение: каждая ошибка с её строкой',
      en: 'Check a regulation: every fault with its line',
    },
    body: text,
    answer: checkShape,
    run: async ({ context, actor, body }) => {
      const { regulation, ...rest } = await context.ownRegulations.check(actor, body.text)
      return { ...rest, regulation: regulation && present(regulation) }
    },
  }),
  operation({
    method: 'post',
    path: '/regulations',
    id: 'takeRegulation',
    tag: 'programmes',
    summary: { ru: 'Принять версию своего положения', en: 'Take up a version of one’s own regulation' },
    body: text,
    answer: regulationShape,
    status: 201,
    run: async ({ context, actor, body }) => present(await context.ownRegulations.take(actor, body.text)),
  }),
]
