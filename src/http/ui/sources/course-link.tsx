import type { CourseLink } from '#administration/course-links'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Mixed } from '../mixed.tsx'

/** «Записаться в Moodle ТГПУ»: the course's own page, beside, because an LMS shows itself in no frame of ours. */
export const CourseLinkText = ({ view, link, title }: { view: View; link: CourseLink; title: string }) => (
  <a class="screen" href={link.href} target="_blank" rel="noopener noreferrer">
    <Mixed view={view} text={view.t.book.enrolAt(link.source)} />
    <span class="vh" {...contentLang(view)}>
      {' '}
      {title}
    </span>
  </a>
)
