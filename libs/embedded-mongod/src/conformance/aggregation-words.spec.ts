import { Code, Decimal128, type Document, Double, Int32, Long } from 'mongodb';
import { refusal, useServer } from './kit.ts';

const suite = useServer('conformance_words');

const refused = async (pipeline: Document[]): Promise<{ code: number | string | undefined; message: string }> => {
  const { code, message } = await refusal(suite.things.aggregate(pipeline).toArray());
  return { code, message };
};

const value = async (expression: unknown): Promise<unknown> => {
  const [found] = await suite.things.aggregate([{ $project: { _id: 0, v: expression } }]).toArray();
  return found?.['v'];
};

const inProject = (expression: unknown): Document[] => [{ $project: { v: expression } }];

describe('what is in front of a refusal', () => {
  beforeEach(async () => {
    await suite.fill({ _id: 1, n: 99, s: 'x', at: new Date('2021-01-03T14:00:00Z') });
  });

  it('says that documents were met', async () => {
    expect(await refused(inProject({ $abs: '$s' }))).toEqual({
      code: 28765,
      message:
        'Executor error during aggregate command on namespace: conformance_words.things :: caused by :: $abs only supports numeric types, not string',
    });
  });

  it('says that constants alone are wrong, also where no document is met', async () => {
    await suite.things.deleteMany({});
    expect(await refused(inProject({ $add: [1, { $abs: 'x' }] }))).toEqual({
      code: 28765,
      message: 'Failed to optimize pipeline :: caused by :: $abs only supports numeric types, not string',
    });
  });

  it('says which stage cannot be read', async () => {
    expect(await refused([{ $addFields: { v: { $ifNull: [1] } } }])).toEqual({
      code: 1257300,
      message: 'Invalid $addFields :: caused by :: $ifNull needs at least two arguments, had: 1',
    });
  });

  it('says what was asked when a hint fits no index', async () => {
    expect((await refusal(suite.things.find({ n: 1 }).sort({ n: 1 }).hint('no').toArray())).message).toMatch(
      /^error processing query: ns=conformance_words\.thingsTree: [\s\S]*\nProj: \{\}\n planner returned error :: caused by :: hint provided does not correspond to an existing index$/,
    );
  });
});

describe('refusals of expressions', () => {
  beforeEach(async () => {
    await suite.fill({ _id: 1, n: 99, s: 'x', at: new Date('2021-01-03T14:00:00Z') });
  });

  it.each<[unknown, number, string]>([
    [{ $round: [7.5, 1.5] }, 51082, 'must be a integral value'],
    [{ $round: [7.5, Long.fromNumber(2 ** 31)] }, 51082, 'must be a integral value'],
    [{ $round: [7.5, -25] }, 51083, 'cannot apply $round with precision value -25'],
    [{ $trunc: [7.5, 'x'] }, 16004, "can't convert from BSON type string to long"],
    [{ $round: [7.5, NaN] }, 31109, "Can't coerce out of range value nan to long"],
    [{ $indexOfArray: [[1], 1, -1] }, 9711601, 'requires a nonnegative starting index, found: -1'],
    [{ $indexOfArray: [[1], 1, 'x'] }, 9711600, 'with value: "x"'],
    [{ $dateToString: { date: '$at', format: '%a' } }, 18536, "Invalid format character '%a' in format string"],
    [{ $toDouble: '0x10' }, 241, 'Illegal hexadecimal input'],
    [{ $toDouble: ' 5' }, 241, 'Leading whitespace'],
    [{ $toDouble: 'abc' }, 241, 'Did not consume any digits'],
    [{ $toDouble: '1e400' }, 241, 'Out of range'],
    [{ $toInt: 1e10 }, 241, 'no onError value: 1e+10'],
    [{ $toObjectId: 'z'.repeat(24) }, 241, 'Invalid character found in hex string: z'],
    [{ $setEquals: [[1]] }, 17045, '$setEquals needs at least two arguments had: 1'],
    [{ $firstN: { k: 1 } }, 5787901, "Unknown argument for 'n' operator: k"],
    [{ $firstN: {} }, 5787906, "Missing value for 'n'"],
    [{ $rand: 1 }, 10065, 'invalid parameter: expected an object ($rand)'],
    [{ $substrCP: ['$s', 0.5, 1] }, 34451, 'starting index cannot be represented as a 32-bit integral value'],
    [{ $dateTrunc: { date: '$at', unit: 'day', binSize: 0 } }, 5439018, "requires 'binSize' to be greater than 0"],
    [{ $switch: { branches: [{ case: false, then: 1 }] } }, 40069, 'could not find a matching branch'],
    [{ $median: 5 }, 7436201, 'specification must be an object; found $median: 5'],
  ])('%j is refused', async (expression, code, words) => {
    const found = await refused(inProject(expression));
    expect(found).toEqual({ code, message: expect.stringContaining(words) });
  });

  it.each<[Document, number]>([
    [{ $unset: 5 }, 31002],
    [{ $unset: [] }, 31119],
    [{ $out: '' }, 73],
    [{ $out: { db: 'x' } }, 40414],
    [{ $merge: '' }, 73],
    [{ $merge: { into: '' } }, 5786800],
    [{ $merge: new Code('x') }, 14],
    [{ $documents: [{ a: 1 }] }, 73],
    [{ $bucket: { groupBy: '$n', boundaries: [0, 10] } }, 7158303],
    [{ $group: { _id: null, x: { $firstN: 5 } } }, 5787801],
    [{ $group: { _id: null, x: { $topN: 5 } } }, 5788001],
    [{ $group: { _id: null, x: { $median: 5 } } }, 7436100],
    [{ $group: { _id: null, x: { $percentile: [1] } } }, 40237],
    [{ $group: { _id: null, x: { $percentile: { input: '$n', p: [1.5], method: 'approximate' } } } }, 7750303],
  ])('%j is refused', async (stage, code) => {
    expect((await refused([stage])).code).toBe(code);
  });

  it('reads numbers as strtod does and changes the case of ASCII letters only', async () => {
    expect(await value({ $toDouble: '0X1f' })).toBe(31);
    expect(await value({ $toDouble: '-inf' })).toBe(-Infinity);
    expect(await value({ $strcasecmp: ['ß', 'SS'] })).toBe(1);
    expect(await value({ $round: [new Double(7.46), Decimal128.fromString('1')] })).toBe(7.5);
  });

  it('writes doubles as short as they can be read back, with an exponent from 1e16 on', async () => {
    expect(await value({ $toString: { $literal: new Double(1e16) } })).toBe('1e+16');
    expect(await value({ $toString: { $literal: new Double(1e15) } })).toBe('1000000000000000');
    expect(await value({ $toString: { $literal: new Double(0.1 + 0.2) } })).toBe('0.30000000000000004');
    expect(await value({ $toString: { $literal: new Double(0.00001) } })).toBe('1e-05');
  });

  it('looks no further than the first value that is there', async () => {
    expect(await value({ $ifNull: ['$n', { $toInt: '$s' }] })).toBe(99);
  });

  it('computes a field in every element of an array, scalars among them', async () => {
    await suite.fill({ _id: 2, a: [1, { x: 2 }] });
    const [found] = await suite.things
      .aggregate([{ $match: { _id: 2 } }, { $project: { 'a.b': { $literal: new Int32(5) } } }])
      .toArray();
    expect(found).toEqual({ _id: 2, a: [{ b: 5 }, { b: 5 }] });
  });
});
