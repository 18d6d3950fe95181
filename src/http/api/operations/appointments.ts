/** Who holds which role of a regulation: an administrator's. */
import { z } from 'zod'
import type { AppointmentView } from '#credits/appointments/contract'
import { definedOnly } from '#domain/defined'
import { APPROVERS } from '#domain/regulations/data'
import { dateSchema, idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import { limit, list, reason } from './shared.ts'

const tag = 'appointments'

const shape = z.object({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  role: z.enum(APPROVERS),
  programmeIds: z.array(z.string()),
  organisations: z.array(z.string()),
  learnerIds: z.array(z.string()),
  from: z.string(),
  until: z.string().nullable(),
  basis: z.string().nullable(),
  deputy: z.boolean(),
  inForce: z.boolean(),
})

function present(view: AppointmentView): z.infer<typeof shape> {
  const { id, personId, personName, role, from, inForce } = view
  return {
    ...{ id, personId, personName, role, from, inForce },
    programmeIds: [...(view.programmeIds ?? [])],
    organisations: [...(view.organisations ?? [])],
    learnerIds: [...(view.learnerIds ?? [])],
    until: view.until ?? null,
    basis: view.basis ?? null,
    deputy: view.deputy ?? false,
  }
}

const ids = z.array(idSchema).max(200).optional()

export const appointments: Operation[] = [
  operation({
    method: 'get',
    path: '/appointments',
    id: 'listAppointments',
    tag,
    summary: { ru: 'Полномочия', en: 'Appointments' },
    query: z.strictObject({
      person: idSchema.optional(),
      ended: z.enum(['true', 'false']).default('false'),
      after: idSchema.optional(),
      limit,
    }),
    answer: list(shape),
    run: async ({ context, actor, query }) => {
      const { person, ended, after } = query
      const q = definedOnly({ personId: person, ended: ended === 'true', after, limit: query.limit })
      const { rows, next } = await context.appointments.list(actor, q)
      return { items: rows.map(present), next }
    },
  }),
  operation({
    method: 'post',
    path: '/appointments',
    id: 'appoint',
    tag,
    summary: { ru: 'Назначить', en: 'Appoint' },
    body: z.strictObject({
      personId: idSchema,
      role: z.enum(APPROVERS),
      programmeIds: ids,
      organisations: z.array(z.string().trim().min(1).max(300)).max(200).optional(),
      learnerIds: ids,
      from: dateSchema,
      until: dateSchema.optional(),
      basis: z.string().trim().max(300).optional(),
      deputy: z.boolean().optional(),
    }),
    answer: shape,
    status: 201,
    run: async ({ context, actor, body }) =>
      present(await context.appointments.appoint(actor, definedOnly(body))),
  }),
  operation({
    method: 'post',
    path: '/appointments/:id/end',
    id: 'endAppointment',
    tag,
    summary: { ru: 'Прекратить полномочие', en: 'End an appointment' },
    body: z.strictObject({ until: dateSchema, reason }),
    answer: shape,
    run: async ({ context, actor, params, body }) =>
      present(await context.appointments.end(actor, { id: String(params.id), ...body })),
  }),
  operation({
    method: 'post',
    path: '/appointments/hand-over',
    id: 'handOverAppointments',
    tag,
    summary: {
      ru: 'Передать дела: все полномочия одного человека другому',
      en: 'Hand over: all appointments of one person to another',
    },
    body: z.strictObject({
      fromPersonId: idSchema,
      toPersonId: idSchema,
      on: dateSchema,
      comment: z.string().trim().max(300).optional(),
    }),
    answer: z.object({
      id: z.string(),
      on: z.string(),
      appointments: z.array(z.object({ ended: z.string(), begun: z.string() })),
    }),
    run: async ({ context, actor, body }) => {
      const { id, on, appointments: moved } = await context.appointments.handOver(actor, definedOnly(body))
      return { id, on, appointments: moved }
    },
  }),
]
