/** Every way into the site, read from the application itself: a new route is found without being told of. */
import { OPERATIONS } from '#http/api/operations'
import { createApp } from '#http/app'
import { fakeDeps } from './fakes.ts'

export interface Door {
  method: 'GET' | 'POST'
  /** As the router has it: `/learners/:learnerId`. */
  path: string
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> }
  /** Mounted without a prefix. */
  slash: boolean
  handle: { stack?: Layer[] }
}

const doorsOf = (stack: readonly Layer[]): Door[] =>
  stack.flatMap(({ route, slash, handle }) => {
    if (!route) return slash && handle.stack ? doorsOf(handle.stack) : []
    return Object.keys(route.methods).map(method => ({
      method: method.toUpperCase() as Door['method'],
      path: route.path,
    }))
  })

/** Pages and actions, then the operations of the API. */
export function allDoors(): Door[] {
  const { stack } = createApp(fakeDeps()).router as unknown as { stack: Layer[] }
  const operations = OPERATIONS.map(({ method, path }) => ({
    method: method.toUpperCase() as Door['method'],
    path: `/api/v1${path}`,
  }))
  return [...doorsOf(stack), ...operations]
}

/** The path with each parameter's value; one without a value stands for itself. */
export const fillPath = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? name))
