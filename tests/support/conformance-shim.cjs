// Loaded before a suite that starts a MongoDB for itself: it is given the embedded store instead.
const Module = require('node:module')

const load = Module._load
const server = { getUri: () => `${process.env.CONFORMANCE_URI}/`, stop: async () => true }
const stand = { MongoMemoryServer: { create: async () => server } }

Module._load = function (request, ...rest) {
  return request === 'mongodb-memory-server' ? stand : load.call(this, request, ...rest)
}
