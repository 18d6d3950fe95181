import type { View } from '../../view.ts'

/** A connection's title, or words for what came by hand. */
export const sourceTitle = ({ t }: View, source: string): string => t.queue.sources[source] ?? source
