// How files with decorators are compiled, for the programs (esbuild) and for the specs of both runners: Nest injects by metadata, which of
// all fast compilers only swc emits. CommonJS, because Jest's preset is.
module.exports = {
  swcrc: false,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};
