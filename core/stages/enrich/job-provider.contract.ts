import { EnrichmentError } from '../../errors';
import { askOptions } from './provider.builders';
import type { EnrichmentProvider, ProviderQuery, ProviderReply } from './provider';
import type { ProviderFixtures } from './provider.contract';

/** A provider of jobs on something that works on them until it is told that they are done. */
export interface OpenJobs {
	readonly provider: EnrichmentProvider;
	/** From now on a job that is looked at has ended. */
	finish(): void;
	/** How many questions have been handed in, over all jobs. */
	askedSoFar(): number;
	close(): Promise<void>;
}

type Pending = Extract<ProviderReply, { kind: 'pending' }>;
type Answered = Extract<ProviderReply, { kind: 'answered' }>;

/** The suite that every provider of jobs passes; `open` begins anew, with nothing handed in. */
export function testJobProvider(name: string, open: () => Promise<OpenJobs>, fixtures: ProviderFixtures): void {
	describe(`${name} as a provider of jobs`, () => {
		let jobs: OpenJobs;

		beforeEach(async () => {
			jobs = await open();
		});

		afterEach(async () => {
			await jobs.close();
		});

		const queries: ProviderQuery[] = [
			{ ...fixtures.unknown, key: 90 },
			{ ...fixtures.known, key: 7 },
			{ ...fixtures.known, key: 31 },
		];

		async function handIn(asked: readonly ProviderQuery[] = queries): Promise<Pending> {
			const reply = await jobs.provider.ask(asked, askOptions(jobs.provider));
			if (reply.kind !== 'pending') throw new Error(`The call came to ${JSON.stringify(reply)}.`);
			return reply;
		}

		async function look(job: string, asked: readonly ProviderQuery[] = queries): Promise<ProviderReply> {
			const reply = await jobs.provider.collect?.(job, asked, askOptions(jobs.provider));
			if (!reply) throw new Error('The provider cannot read a job back.');
			return reply;
		}

		async function answers(job: string, asked?: readonly ProviderQuery[]): Promise<Answered> {
			const reply = await look(job, asked);
			if (reply.kind !== 'answered') throw new Error(`The job came to ${JSON.stringify(reply)}.`);
			return reply;
		}

		it('says that it works by jobs', () => {
			expect(jobs.provider.facts.mode).toBe('job');
			expect(jobs.provider.id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
			const names = jobs.provider.attributes.map((attribute) => attribute.name);
			expect(new Set(names).size).toBe(names.length);
		});

		it('hands a job in and says when to look', async () => {
			const { job, dueAt } = await handIn();
			expect(job).not.toBe('');
			expect(dueAt.getTime()).toBeGreaterThan(askOptions(jobs.provider).now().getTime());
		});

		it('asks the same question once', async () => {
			await handIn();
			expect(jobs.askedSoFar()).toBe(2);
		});

		it('is pending, under the same job, until the job has ended', async () => {
			const { job } = await handIn();
			expect(await look(job)).toMatchObject({ kind: 'pending', job });
			jobs.finish();
			expect((await answers(job)).answers).toHaveLength(3);
		});

		it('answers every query under the key it has now, whatever it had, and in whatever order', async () => {
			const { job } = await handIn();
			jobs.finish();
			const later = [
				{ ...fixtures.known, key: 1 },
				{ ...fixtures.unknown, key: 2 },
			];
			const outcomes = (await answers(job, later)).answers.map(({ key, outcome }) => [key, outcome]);
			expect(outcomes).toEqual([
				[1, 'matched'],
				[2, 'no_match'],
			]);
		});

		it('gives what it knows with confidence, ground and time, under attributes that it lists', async () => {
			const { job } = await handIn();
			jobs.finish();
			const answer = (await answers(job)).answers.find(({ key }) => key === 7);
			if (answer?.outcome !== 'matched') throw new Error(`The known query was answered with ${answer?.outcome}.`);
			expect(answer.values).toMatchObject(fixtures.knownValues);
			expect(answer.confidence).toBeGreaterThan(0);
			expect(answer.confidence).toBeLessThanOrEqual(1);
			expect(answer.matchedOn).not.toBe('');
			expect(answer.observedAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
			const listed = new Set(jobs.provider.attributes.map((attribute) => attribute.name));
			expect(Object.keys(answer.values).filter((attribute) => !listed.has(attribute))).toEqual([]);
		});

		it('gives the same answers twice, and charges for the job, not for looking', async () => {
			const { job } = await handIn();
			jobs.finish();
			expect(await answers(job)).toEqual(await answers(job));
			expect(jobs.askedSoFar()).toBe(2);
		});

		it('says of a record that the job was never asked about that it was left out', async () => {
			const { job } = await handIn([{ ...fixtures.known, key: 1 }]);
			jobs.finish();
			const [, other] = (await answers(job, [queries[1], queries[0]])).answers;
			expect(other).toMatchObject({ key: 90, outcome: 'provider_failed' });
		});

		it('says what the job cost when nobody waits for its answers any more', async () => {
			const { job } = await handIn();
			jobs.finish();
			const all = await answers(job);
			expect(await answers(job, [])).toEqual({ ...all, answers: [] });
		});

		it('costs at most its worst case', async () => {
			const { job } = await handIn();
			jobs.finish();
			const { billing } = jobs.provider.facts;
			const { wanted } = askOptions(jobs.provider);
			const reply = await answers(job);
			const charged = reply.charged ?? billing.costOf(reply.answers, wanted);
			expect(Object.keys(charged)).toEqual([...billing.pools]);
			for (const pool of billing.pools) {
				expect(Number.isInteger(charged[pool])).toBe(true);
				expect(charged[pool]).toBeLessThanOrEqual(2 * billing.worstCase(wanted)[pool]);
			}
		});

		it('answers what cannot be asked at once, without a call', async () => {
			const reply = await jobs.provider.ask([{ key: 4 }], askOptions(jobs.provider));
			expect(reply).toMatchObject({ kind: 'answered', answers: [{ key: 4, outcome: 'invalid_input' }] });
			expect(await jobs.provider.ask([], askOptions(jobs.provider))).toMatchObject({ kind: 'answered', answers: [] });
			expect(jobs.askedSoFar()).toBe(0);
		});

		it('hands in nothing, and looks at nothing, once it was told to stop', async () => {
			const { job } = await handIn();
			const stopped = askOptions(jobs.provider, { signal: AbortSignal.abort() });
			await expect(jobs.provider.ask(queries, stopped)).rejects.toBeInstanceOf(EnrichmentError);
			await expect(jobs.provider.collect?.(job, queries, stopped)).rejects.toBeInstanceOf(EnrichmentError);
			expect(jobs.askedSoFar()).toBe(2);
		});
	});
}
