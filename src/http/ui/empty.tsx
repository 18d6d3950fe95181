import type { ComponentChildren } from 'preact'
import type { View } from '../view.ts'
import { Mixed } from './mixed.tsx'

interface EmptyProps {
  view: View
  /** That nothing is here yet. */
  title: string
  /** What will stand here, and why it does not yet. */
  text?: string
  /** One thing to do. */
  children?: ComponentChildren
}

/** Where nothing stands yet: what will, why it does not, one thing to do. */
export const Empty = ({ view, title, text, children }: EmptyProps) => (
  <div class="note quiet">
    <p>
      <b>
        <Mixed view={view} text={title} />
      </b>{' '}
      {text && <Mixed view={view} text={text} />}
    </p>
    {children}
  </div>
)
