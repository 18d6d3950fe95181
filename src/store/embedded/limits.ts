/** Limits of the wire and of this store; the first six are MongoDB's own and are announced in `hello`. */
export const maxBsonObjectSize = 16 * 1024 * 1024
export const maxMessageSizeBytes = 48_000_000
export const maxWriteBatchSize = 100_000
export const maxIndexesPerCollection = 64
export const maxSortBytes = 100 * 1024 * 1024
/** What a pipeline may hold at a time, as BSON: in memory it is about eight times as much. */
export const maxPipelineBytes = 64 * 1024 * 1024
export const defaultFirstBatch = 101

/** The wire version announced: MongoDB 7.0. Driver 5.9 accepts 6–21, driver 7 asks for at least 9. */
export const maxWireVersion = 21
export const serverVersion = '7.0.0'

/** An index entry longer than this keeps a prefix and a hash: it still finds, but no longer orders. */
export const maxEntryKeyBytes = 1024

/** A cursor that nobody reads is closed after this long, as in MongoDB. */
export const cursorTimeoutMs = 10 * 60 * 1000

/** A disk with less than this left is taken for full when a write fails. */
export const fullDiskBytes = 16 * 1024 * 1024

/** How often documents that a TTL index declares expired are removed (MongoDB: every 60 s). */
export const ttlSweepMs = 10_000
