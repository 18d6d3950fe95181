import { AppError } from '#domain/errors'

/** The file is no backup, is cut short, or was changed: nothing of it was restored. */
export class BackupDamagedError extends AppError {
  readonly code = 'backup_damaged'
  readonly status = 422
}

/** The database holds documents, and nobody said that they may go. */
export class DatabaseNotEmptyError extends AppError {
  readonly code = 'database_not_empty'
  readonly status = 409
}

/** There is a file under that name; it is left as it is. */
export class BackupExistsError extends AppError {
  readonly code = 'backup_exists'
  readonly status = 409
}
