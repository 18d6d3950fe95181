import { AppError } from '#domain/errors'

/** The template names an image that is not there: nothing is issued with it, no number is taken. */
export class TemplateIncompleteError extends AppError {
  readonly code = 'template_incomplete'
  readonly status = 409
}

/** Somebody saved a version since this one was begun. */
export class TemplateChangedError extends AppError {
  readonly code = 'template_changed'
  readonly status = 409
}
