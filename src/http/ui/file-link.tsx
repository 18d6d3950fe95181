import type { ComponentChildren } from 'preact'
import type { View } from '../view.ts'

/**
 * A file in a new tab. In a frame our cookie does not reach the tab, and a sandboxed frame may not download: there the link is
 * a form with a short-lived ticket in its body.
 */
export function FileLink({
  view,
  path,
  children,
}: {
  view: View
  /** Of our own, without the session's base. */
  path: string
  children: ComponentChildren
}) {
  const label = (
    <>
      {children}
      <span class="vh"> ({view.t.forms.newTab})</span>
    </>
  )
  if (!view.ticket)
    return (
      <a class="button" href={view.base + path} target="_blank" rel="noopener">
        {label}
      </a>
    )
  return (
    <form method="post" action="/session/tab" target="_blank" rel="noopener">
      <input type="hidden" name="ticket" value={view.ticket} />
      <input type="hidden" name="path" value={path} />
      <button type="submit">{label}</button>
    </form>
  )
}
