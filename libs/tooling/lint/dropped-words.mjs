/**
 * Words that identifiers and file names may not use, with the term of the field to use instead. They are metaphors or
 * everyday words for things that have a technical name; who searches for that name must find the code.
 */
export const droppedWords = {
  blow: 'fault',
  blows: 'fault',
  book: 'store, repository or accumulator',
  books: 'store, repository or accumulator',
  chest: 'credentials or store',
  deed: 'action',
  deeds: 'action',
  desk: 'buffer',
  deaf: 'no-op',
  door: 'listener, proxy or entry point',
  doors: 'listener, proxy or entry point',
  doomed: 'dropped, aborted',
  hangup: 'close',
  house: 'test environment, app options',
  hurry: 'flush',
  lane: 'queue',
  lanes: 'queue',
  mood: 'status',
  moods: 'status',
  neighbour: 'adjacent',
  news: 'update, result or event',
  roll: 'directory or list',
  switchboard: 'settings reader',
  trip: 'round trip (as two words), outage',
  wish: 'command or request',
  wishes: 'command or request',
};

/** The words of an identifier or file name: `DeliveryDesk`, `delivery-desk.ts` and `DELIVERY_DESK` all give delivery, desk. */
export const wordsOf = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());

const droppedIn = (name) => wordsOf(name).filter((word) => Object.hasOwn(droppedWords, word));

/** ESLint rule: no dropped word in a declared name or in the file's name. */
export const noDroppedWords = {
  meta: {
    type: 'suggestion',
    docs: { description: 'Refuses metaphors in identifiers and file names; the glossary has the terms.' },
    schema: [],
    messages: { dropped: '"{{word}}" in {{name}} is not a term of the field: say {{instead}}.' },
  },
  create(context) {
    const report = (node, name) => {
      for (const word of droppedIn(name))
        context.report({ node, messageId: 'dropped', data: { word, name, instead: droppedWords[word] } });
    };
    const declared = (pattern) => {
      if (pattern?.type === 'Identifier') report(pattern, pattern.name);
    };
    return {
      Program: (node) => report(node, context.filename.split(/[/\\]/).at(-1) ?? ''),
      VariableDeclarator: ({ id }) => declared(id),
      'FunctionDeclaration, ClassDeclaration, TSTypeAliasDeclaration, TSInterfaceDeclaration': ({ id }) => declared(id),
      'MethodDefinition, PropertyDefinition, TSPropertySignature, TSMethodSignature': ({ key }) =>
        key.type === 'PrivateIdentifier' ? report(key, key.name) : declared(key),
    };
  },
};
