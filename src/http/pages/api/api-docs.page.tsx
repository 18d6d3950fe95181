import { z } from 'zod'
import type { Operation } from '../../api/operation.ts'
import { OPERATIONS } from '../../api/operations.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

const EXAMPLE = JSON.stringify(
  { error: { code: 'not_found', message: '…', remedy: '…', id: '3f9a1c0b77e2' } },
  null,
  2,
)

/** The API to read: no script, no foreign host. */
export function ApiDocsPage({ view, publicUrl }: { view: View; publicUrl: string }) {
  const { t } = view
  return (
    <Shell view={view} title={t.api.title} bare>
      <h1 tabIndex={-1}>{t.api.title}</h1>
      <p>{t.api.intro}</p>
      <p>
        <code>{publicUrl}/api/v1</code> · <a href="/api/openapi.json">{t.api.download}</a>
      </p>
      {[...new Set(OPERATIONS.map(op => op.tag))].map(tag => (
        <section key={tag}>
          <h2 lang="en">{tag}</h2>
          {OPERATIONS.filter(op => op.tag === tag).map(op => (
            <OperationEntry key={op.id} view={view} op={op} />
          ))}
        </section>
      ))}
      <h2>{t.api.errors}</h2>
      <pre>{EXAMPLE}</pre>
    </Shell>
  )
}

const fieldsOf = (schema: z.ZodType | undefined): string[] =>
  schema instanceof z.ZodObject
    ? Object.entries(schema.shape as Record<string, z.ZodType>).map(
        ([name, field]) => `${name}${field.safeParse(undefined).success ? '?' : ''}`,
      )
    : []

function OperationEntry({ view, op }: { view: View; op: Operation }) {
  const { t } = view
  const rows: [string, string[]][] = [
    [t.api.parameters, fieldsOf(op.query)],
    [t.api.body, fieldsOf(op.body)],
    [t.api.scope, [op.scope ?? t.api.sessionOnly]],
    [t.api.answer, op.mediaType ? [op.mediaType] : fieldsOf(op.answer)],
  ]
  return (
    <article id={op.id}>
      <h3>
        <code>
          {op.method.toUpperCase()} {op.path.replace(/:(\w+)/g, '{$1}')}
        </code>
      </h3>
      <p>{op.summary[view.lang]}</p>
      <dl>
        {rows
          .filter(([, names]) => names.length > 0)
          .map(([label, names]) => (
            <>
              <dt>{label}</dt>
              <dd>
                {label === t.api.scope && !op.scope ? names.join(', ') : <code>{names.join(', ')}</code>}
              </dd>
            </>
          ))}
      </dl>
    </article>
  )
}
