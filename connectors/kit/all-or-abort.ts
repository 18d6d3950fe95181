/** Runs tasks together; the first that fails aborts the others, and its fault is the one thrown. */
export async function allOrAbort<T>(
  signal: AbortSignal,
  tasks: ((signal: AbortSignal) => Promise<T>)[],
): Promise<T[]> {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.all(tasks.map(task => task(controller.signal)))
  } finally {
    controller.abort()
    signal.removeEventListener('abort', abort)
  }
}
