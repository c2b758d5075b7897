// jsdom has no fetch. The browser's half of it that the typed client uses comes from Node, with the signals that
// go with it; what answers is up to each test.
const { TestEnvironment } = require('jest-environment-jsdom');

class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { fetch, Request, Response, Headers, AbortController, AbortSignal, ReadableStream });
    Object.assign(this.global, { TextDecoder, TextEncoder });
  }
}

module.exports = BrowserEnvironment;
