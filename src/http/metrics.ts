/** A few counters in Prometheus' text format. */
export interface Metrics {
  request(method: string, status: number): void
  error(code: string): void
  render(): string
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export function createMetrics(): Metrics {
  const counts = new Map<string, number>()
  const add = (series: string): void => void counts.set(series, (counts.get(series) ?? 0) + 1)
  return {
    request: (method, status) =>
      add(
        `zachetka_http_requests_total{method="${METHODS.has(method) ? method : 'other'}",status="${status}"}`,
      ),
    error: code => add(`zachetka_errors_total{code="${code.replace(/[^a-z0-9_]/g, '_')}"}`),
    render: () => {
      const memory = process.memoryUsage().rss
      const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([series, n]) => `${series} ${n}`)
      return [
        ...rows,
        `process_resident_memory_bytes ${memory}`,
        `process_uptime_seconds ${Math.round(process.uptime())}`,
        '',
      ].join('\n')
    },
  }
}
