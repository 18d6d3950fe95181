/** «отметка «Moodle ТГПУ», курс CD-1» is what the sync writes down; the course is named beside it already. */
const LMS_MARK = /^отметка «(.+)», курс (.+)$/su

/** A document in the width of a table cell: «отметка Moodle ТГПУ»; a paper is named in full. */
export function shortDocument(document: string): string {
  const mark = LMS_MARK.exec(document)
  return mark ? `отметка ${mark[1]}` : document
}
