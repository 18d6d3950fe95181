import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { InvalidInputError } from '#domain/errors'
import { parseInput } from '../../input.ts'
import { type InviteDraft, InvitedPage, InvitePage } from '../../pages/people/invite.page.tsx'
import { actorOf, page, type RouteContext, viewOf } from '../context.ts'

const text = z.string().trim().max(300).catch('')
const form = z.object({
  ...{ platformId: text, account: text, familyName: text, givenName: text, patronymic: text },
  organisation: text,
})

/** «Пригласить»: whoever has not come yet. */
export function inviteRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/people/invite', (req, res) => render(context, req, res, parseInput(form, {})))
  router.post('/admin/people/invite', invite(context))
  return router
}

async function render(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: InviteDraft,
  errors: Record<string, string> = {},
): Promise<void> {
  const platforms = await context.lms.platforms.list(actorOf(res))
  const view = viewOf(context, req, res)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(InvitePage, { view, platforms, draft, errors }), status)
}

function invite(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = parseInput(form, req.body)
    const view = viewOf(context, req, res)
    const { patronymic, organisation, ...rest } = draft
    try {
      const person = await context.appointments.invite(
        actorOf(res),
        definedOnly({
          ...rest,
          patronymic: patronymic || undefined,
          organisation: organisation || undefined,
        }),
      )
      page(res, h(InvitedPage, { view, person, familyName: draft.familyName }))
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const faults = view.t.people.invite.faults as Record<string, string>
      const errors = Object.fromEntries(error.issues.map(({ path }) => [path, faults[path] ?? path]))
      await render(context, req, res, draft, errors)
    }
  }
}
