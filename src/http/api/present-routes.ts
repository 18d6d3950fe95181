/** Routes as JSON. */
import { z } from 'zod'
import type { RouteItemView, RouteRow, RouteView } from '#credits/routes/contract'
import { formatHours, type Hours } from '#domain/hours'
import type { RouteItem } from '#domain/routes/route'

export const itemShape = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  form: z.string().optional(),
  part: z.string().optional(),
  moduleId: z.string().optional(),
  hours: z.string().optional(),
  hoursBy: z.record(z.string(), z.string()).optional(),
  plannedOn: z.string(),
  plannedUntil: z.string().optional(),
  movedFrom: z.array(z.string()).optional(),
  provider: z.string().optional(),
  forWhom: z.object({ group: z.string(), learnerIds: z.array(z.string()) }).optional(),
  details: z.record(z.string(), z.string()).optional(),
})

const itemViewShape = itemShape.extend({
  number: z.number().int(),
  actualOn: z.string().nullable(),
  entryId: z.string().nullable(),
  forMe: z.boolean().meta({ description: 'planned for whoever asks' }),
})

const bilingual = z.object({ ru: z.string(), en: z.string() })
/** A text of the plan that two revisions have differently; empty: not written. */
export const textDiffShape = z.object({
  id: z.string(),
  title: bilingual,
  part: bilingual,
  before: z.string(),
  after: z.string(),
})

const role = z.object({ role: z.string(), title: bilingual })

export const rowShape = z.object({
  id: z.string(),
  subject: z.object({ type: z.enum(['learner', 'school']), name: z.string() }),
  organisation: z.string(),
  programme: z.object({ id: z.string(), title: z.string() }),
  revision: z.number().int(),
  state: z.string(),
  sentAt: z.string().nullable(),
  planned: z.string(),
  required: z.string().nullable(),
  events: z.number().int(),
  done: z.number().int().nullable(),
  waitsFor: z.array(role),
  waitsForMe: z.boolean(),
})

export const routeShape = z.object({
  id: z.string(),
  version: z.number().int(),
  learnerId: z.string().nullable(),
  organisation: z.string(),
  programme: z.object({ id: z.string(), title: z.string() }),
  regulation: z.object({ id: z.string(), version: z.string(), clause: z.string() }),
  term: z.object({ from: z.string(), until: z.string().nullable() }),
  revision: z.object({ number: z.number().int(), kind: z.enum(['first', 'change']), state: z.string() }),
  inForce: z.number().int().nullable(),
  items: z.array(itemViewShape),
  texts: z.array(z.object({ id: z.string(), title: bilingual, part: bilingual, text: z.string() })),
  due: z.array(z.object({ step: z.string(), entryId: z.string(), title: z.string(), date: z.string() })),
  plan: z.object({
    planned: z.string(),
    counting: z.string(),
    required: z.string().nullable(),
    mandatory: z.object({
      total: z.number().int(),
      planned: z.number().int(),
      missing: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
    lastPlannedOn: z.string().nullable(),
    done: z.number().int(),
  }),
  steps: z.array(
    z.object({
      does: z.string(),
      by: z.array(z.string()),
      optional: z.boolean(),
      status: z.string(),
      isNext: z.boolean(),
      signature: z
        .object({ byName: z.string(), as: z.string(), at: z.string(), comment: z.string().optional() })
        .nullable(),
    }),
  ),
  revisions: z.array(z.object({ number: z.number().int(), state: z.string() })),
  history: z.array(
    z.object({
      action: z.string(),
      revision: z.number().int(),
      byName: z.string(),
      byRole: z.string(),
      at: z.string(),
      comment: z.string().optional(),
    }),
  ),
  may: z.array(z.string()),
})

const hoursOrNull = (hours: Hours | null): string | null => (hours === null ? null : formatHours(hours))

export function presentItem({ hours, hoursBy, ...item }: RouteItem) {
  const split = Object.entries(hoursBy ?? {}).map(([kind, value]) => [kind, formatHours(value)])
  return {
    ...item,
    ...(hours !== undefined && { hours: formatHours(hours) }),
    ...(hoursBy && { hoursBy: Object.fromEntries(split) as Record<string, string> }),
  }
}

export const presentRow = ({ kind: _kind, ...row }: RouteRow) => ({
  ...row,
  planned: formatHours(row.planned),
  required: hoursOrNull(row.required),
})

export function presentRoute(route: RouteView) {
  const { id, version, subject, organisation, programme, term, inForce, may } = route
  return {
    ...{ id, version, organisation, programme, term, inForce, may },
    learnerId: subject.type === 'learner' ? subject.learnerId : null,
    regulation: {
      id: route.regulation.id,
      version: route.regulation.version,
      clause: route.regulation.clause,
    },
    revision: { number: route.revision.number, kind: route.revision.kind, state: route.revision.state },
    items: route.items.map((item: RouteItemView) => ({
      ...presentItem(item),
      ...{ number: item.number, actualOn: item.actualOn, entryId: item.entryId, forMe: item.forMe },
    })),
    texts: [...route.texts],
    due: [...route.due],
    plan: presentPlan(route.plan),
    steps: route.steps.map(({ does, by, optional, status, isNext, signature }) => ({
      ...{ does, by, optional, status, isNext },
      signature: signature ? presentSignature(signature) : null,
    })),
    revisions: route.revisions.map(({ number, state }) => ({ number, state })),
    history: route.history.map(({ action, revision, byName, byRole, at, comment }) => ({
      ...{ action, revision, byName, byRole, at },
      ...(comment !== undefined && { comment }),
    })),
  }
}

function presentPlan({ planned, counting, required, mandatory, lastPlannedOn, done }: RouteView['plan']) {
  return {
    ...{ mandatory, lastPlannedOn, done },
    planned: formatHours(planned),
    counting: formatHours(counting),
    required: hoursOrNull(required),
  }
}

const presentSignature = ({
  byName,
  as,
  at,
  comment,
}: NonNullable<RouteView['steps'][number]['signature']>) => ({
  ...{ byName, as, at },
  ...(comment !== undefined && { comment }),
})
