import { EnrichmentError, type ErrorCode } from '../../../errors';
import { askInParts } from './ask-in-parts';

const items = Array.from({ length: 10 }, (_, at) => at);

/** Answers with twice the number, and fails as told; notes which parts were asked for. */
function asking(failureOf: (part: readonly number[], call: number) => ErrorCode | undefined) {
	const parts: Array<readonly number[]> = [];
	const ask = (part: readonly number[]): Promise<number[]> => {
		const code = failureOf(part, parts.push(part));
		return code
			? Promise.reject(new EnrichmentError(code, `no: ${code}`))
			: Promise.resolve(part.map((each) => each * 2));
	};
	return { parts, ask };
}

describe('askInParts', () => {
	it('asks so many at a time', async () => {
		const { parts, ask } = asking(() => undefined);
		const { answers, failures } = await askInParts(items, 4, ask);
		expect(parts.map(({ length }) => length)).toEqual([4, 4, 2]);
		expect([answers, failures.size]).toEqual([items.map((each) => each * 2), 0]);
	});

	it('fails the item that is refused, and not its neighbours', async () => {
		const { parts, ask } = asking((part) => (part.includes(6) ? 'salesforce_refused' : undefined));
		const { answers, failures } = await askInParts(items, 10, ask);
		expect([...failures.keys()]).toEqual([6]);
		expect(answers.filter((each) => each !== undefined)).toHaveLength(9);
		expect(parts.length).toBeLessThanOrEqual(9);
	});

	it('stops halving where everything is refused', async () => {
		const { parts, ask } = asking(() => 'query_timeout');
		const { failures } = await askInParts(
			Array.from({ length: 1_000 }, (_, at) => at),
			200,
			ask,
		);
		expect(failures.size).toBe(1_000);
		expect(parts.length).toBeLessThan(90);
	});

	it('goes on behind a part without an answer, and ends behind two', async () => {
		const one = asking((_part, call) => (call === 2 ? 'salesforce_unavailable' : undefined));
		expect([...(await askInParts(items, 2, one.ask)).failures.keys()]).toEqual([2, 3]);
		const all = asking((_part, call) => (call > 1 ? 'salesforce_unavailable' : undefined));
		expect((await askInParts(items, 2, all.ask)).failures.size).toBe(8);
		expect(all.parts).toHaveLength(3);
	});

	it('asks no more once the calls are used up, and keeps what it has', async () => {
		const { parts, ask } = asking((_part, call) => (call > 1 ? 'request_limit_exceeded' : undefined));
		const { answers, failures } = await askInParts(items, 4, ask);
		expect([answers[0], failures.size, parts.length]).toEqual([0, 6, 2]);
	});

	it.each(['auth_failed', 'missing_field', 'canceled'] as const)('throws what is no item’s own: %s', async (code) => {
		await expect(askInParts(items, 4, asking(() => code).ask)).rejects.toMatchObject({ code });
	});
});
