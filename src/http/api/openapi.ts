import { z } from 'zod'
import { TOKEN_SCOPES } from '#domain/access/api-scopes'
import type { Lang } from '#domain/texts/lang'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { errorShape } from './schemas.ts'
import { uploadBody } from './uploads.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1 from the same schemas that check the input. */
export function buildOpenApi(lang: Lang, version: string, publicUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const op of OPERATIONS) {
    const path = op.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [op.method]: describe(op, lang) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: lang === 'ru' ? 'Зачётка' : 'Zachetka',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: [...new Set(OPERATIONS.map(op => op.tag))].map(name => ({ name })),
    paths,
    components: {
      schemas: { Error: toSchema(errorShape, 'output') },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'zachetka',
          description: 'Opened by an LTI launch; the cookie ends in the handle of the session.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `Made by an administrator, for these scopes: ${TOKEN_SCOPES.join(', ')}.`,
        },
      },
    },
    security: [{ session: [] }],
  }
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

function describe(op: Operation, lang: Lang): Json {
  return {
    operationId: op.id,
    tags: [op.tag],
    summary: op.summary[lang],
    ...(op.scope && { security: [{ session: [] }, { token: [op.scope] }] }),
    parameters: [...pathParameters(op), ...queryParameters(op)],
    ...(op.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: toSchema(op.body, 'input') } },
      },
    }),
    ...(op.takes && { requestBody: uploadBody(op.takes) }),
    responses: {
      [op.status ?? 200]: {
        description: op.summary[lang],
        content: {
          [op.mediaType ?? 'application/json']: {
            schema: op.mediaType ? { type: 'string', format: 'binary' } : toSchema(op.answer, 'output'),
          },
        },
      },
      default: {
        description: 'Error',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

const pathParameters = ({ path }: Operation): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

function queryParameters({ query }: Operation): Json[] {
  if (!query) return []
  const { properties = {}, required = [] } = toSchema(query, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}
