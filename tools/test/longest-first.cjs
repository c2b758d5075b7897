// In what order Jest takes the stories: those that take longest first, so that no processor is left with one of them alone
// at the end. Without it a fresh checkout goes by the size of files, which says nothing of a story that waits or looks at many pages.
const { default: Sequencer } = require('@jest/test-sequencer');

/** Longest first, by name of spec; the rest follow in Jest's own order. Every-page and the lab take minutes, the others about one. */
const LONGEST = [
  ...['every-page', 'over-pages', 'first-message', 'administer', 'look-after-a-session', 'steer-a-campaign'],
  ...['reliability-lab', 'killed-while-sending', 'refused-starts-and-outages', 'field-cases'],
];

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/${name}.spec.ts`));
  return place < 0 ? LONGEST.length : place;
};

module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((a, b) => placeOf(a) - placeOf(b)); // a stable sort keeps Jest's order
  }
};
