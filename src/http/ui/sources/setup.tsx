import type { ComponentChildren } from 'preact'
import type { SetupView } from '#administration/connection-setup'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Shell } from '../shell.tsx'

export const connectionPath = ({ base }: View, id: string, rest = ''): string =>
  `${base}/admin/connections/${encodeURIComponent(id)}${rest}`

/** «Сайт на Moodle»: what a person calls the type of a source. */
export const typeTitle = ({ t }: View, type: string): string => t.sources.types[type]?.[0] ?? type

interface StepProps {
  view: View
  connection: SetupView
  title: string
  isError?: boolean
  children: ComponentChildren
}

/** A page of the wizard: its heading, whose connection it is, and the way back to the list of steps. */
export function Step({ view, connection, title, isError, children }: StepProps) {
  return (
    <Shell view={view} title={title} nav="admin" {...(isError && { isError })}>
      <p class="crumb">
        <a href={connectionPath(view, connection.id, '/setup')} {...contentLang(view)}>
          {connection.title}
        </a>
      </p>
      {children}
    </Shell>
  )
}
