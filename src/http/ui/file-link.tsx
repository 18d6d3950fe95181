import type { ComponentChildren } from 'preact'
import type { View } from '../view.ts'

interface FileLinkProps {
  view: View
  /** Of our own, without the session's base. */
  path: string
  main?: boolean
  children: ComponentChildren
}

/**
 * A file or a page to print, in a new tab: a frame may neither download nor print. A cookie partitioned to the frame does
 * not reach that tab, so inside a frame a form with a short-lived ticket in its body takes the place of the link; both
 * need no script.
 */
export function FileLink({ view, path, main, children }: FileLinkProps) {
  const label = (
    <>
      {children}
      <span class="vh"> ({view.t.opensNewTab})</span>
    </>
  )
  if (!view.ticket)
    return (
      <a class={main ? 'button main' : 'button'} href={view.base + path} target="_blank" rel="noopener">
        {label}
      </a>
    )
  return (
    <form class="file" method="post" action="/session/tab" target="_blank" rel="noopener">
      <input type="hidden" name="ticket" value={view.ticket} />
      <input type="hidden" name="path" value={path} />
      <button type="submit" class={main ? 'main' : undefined}>
        {label}
      </button>
    </form>
  )
}
