import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Actor } from '#domain/access/actor'
import type { TokenScope } from '#domain/access/api-scopes'
import { InsufficientScopeError } from '../errors.ts'
import { parseInput } from '../input.ts'
import { actorOf, type RouteContext, viewOf } from '../routes/context.ts'
import type { TokenCall } from '../session/bearer.ts'
import type { View } from '../view.ts'
import type { UploadKind } from './uploads.ts'

/** One operation of the API: routes, OpenAPI and the readable page are all made from it. */
export interface Operation<Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
  method: 'get' | 'post'
  /** Under `/api/v1`, express style: `/books/:learnerId`. */
  path: string
  id: string
  tag: string
  summary: { ru: string; en: string }
  /** What a token has to be for; absent: sessions only. */
  scope?: TokenScope
  query?: Q
  body?: B
  answer: z.ZodType
  /** For what was made: 201 or 202; default 200. */
  status?: number
  /** What comes is a file of this kind; it has no other body. */
  takes?: UploadKind
  /** The answer is a file, not JSON. */
  mediaType?: string
  run(call: Call<z.infer<Q>, z.infer<B>>): Promise<unknown>
}

export interface Call<Q, B> {
  context: RouteContext
  actor: Actor
  params: Record<string, string>
  query: Q
  body: B
  view: View
  req: Request
  res: Response
}

/** Keeps the types of query and body together with `run`. */
export const operation = <Q extends z.ZodType, B extends z.ZodType>(op: Operation<Q, B>): Operation =>
  op as unknown as Operation

/** An operation without a query or a body of its own takes none: what would be dropped is refused by its name. */
const NOTHING = z.strictObject({})

export function handle(op: Operation, context: RouteContext): RequestHandler {
  return async (req, res) => {
    expectScope(op, res)
    const answer = await op.run({
      context,
      actor: actorOf(res),
      params: req.params as Record<string, string>,
      query: parseInput(op.query ?? NOTHING, req.query),
      body: op.takes ? undefined : parseInput(op.body ?? NOTHING, req.body),
      view: viewOf(context, req, res),
      req,
      res,
    })
    if (!res.headersSent) res.status(op.status ?? 200).json(answer)
  }
}

/** @throws {InsufficientScopeError} for a token that is not for this; a session has the rights of its person */
function expectScope({ scope }: Operation, res: Response): void {
  const { token } = res.locals.current as Partial<TokenCall>
  if (token && !(scope && token.scopes.includes(scope)))
    throw new InsufficientScopeError('the token is for something else', { scope: scope ?? 'none' })
}
