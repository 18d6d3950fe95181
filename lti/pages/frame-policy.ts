import type { Response } from 'express'

export interface FramePolicy {
  nonce: string
  /** Origins whose frames may show the page, or `*`. */
  ancestors: readonly string[] | '*'
  /** Where its forms may go; none if absent. */
  formAction?: string
  /** Whether it has a script of its own. */
  hasScript?: boolean
  /** `same-origin` where the next request must show where it comes from. */
  referrer?: 'no-referrer' | 'same-origin'
}

/** Headers of a page that stands alone: no store, nothing from elsewhere, framed by whom it says. */
export function setPagePolicy(res: Response, policy: FramePolicy): void {
  const { nonce, ancestors, formAction = "'none'", hasScript = false, referrer = 'no-referrer' } = policy
  res.removeHeader('X-Frame-Options')
  res.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': referrer,
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      ...(hasScript ? [`script-src 'nonce-${nonce}'`] : []),
      "base-uri 'none'",
      `form-action ${formAction}`,
      `frame-ancestors ${ancestors === '*' ? '*' : ancestors.join(' ') || "'none'"}`,
    ].join('; '),
  })
}
