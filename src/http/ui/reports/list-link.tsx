import type { ComponentChildren } from 'preact'
import type { ReportView } from '#credits/reports/contract'
import type { Standing } from '#domain/reports/standing'
import type { View } from '../../view.ts'

export interface ReportProps {
  view: View
  report: ReportView
}

export type Narrowing = { on?: string; standing?: Standing; organisation?: string; municipality?: string }

export const reportHref = (view: View, report: ReportView, narrow: Narrowing, path?: string): string =>
  view.base + reportPath(report, narrow, path)

export function reportPath(report: ReportView, narrow: Narrowing, path = '/reports'): string {
  const query = new URLSearchParams({
    ...(report.programmeId && { programme: report.programmeId }),
    on: report.on,
    ...narrow,
  })
  return `${path}?${query}`
}

interface ListLinkProps extends ReportProps {
  narrow: Narrowing
  /** How many stand there; to nobody there is no link. */
  of: number
  label?: string
  children: ComponentChildren
}

/** From a number to its list. */
export function ListLink({ view, report, narrow, of, label, children }: ListLinkProps) {
  if (of === 0) return <>{children}</>
  return (
    <a href={reportHref(view, report, narrow, '/reports/list')} aria-label={label}>
      {children}
    </a>
  )
}
