import type { ComponentChildren } from 'preact'
import type { View } from '../../view.ts'

interface ToPageProps {
  view: View
  /** Address of the page, without the base. */
  to: string
  id?: string
  isPlain?: boolean
  children: ComponentChildren
}

/** To another page of the list: a button, so that the server hears what was unticked on this one. */
export const ToPage = ({ view, to, id, isPlain, children }: ToPageProps) => (
  <button
    type="submit"
    formaction={`${view.base}/queue/page`}
    name="to"
    value={to}
    data-page
    {...(id !== undefined && { id })}
    {...(isPlain && { class: 'plain' })}
  >
    {children}
  </button>
)
