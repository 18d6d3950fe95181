/** What Moodle says instead of an answer. */
export interface MoodleException {
  errorcode: string
}

export type Decoded = { value: unknown } | { exception: MoodleException }
