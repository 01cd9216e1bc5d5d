import type { RunSummary } from './run-summary';
import { RunTally } from './run-tally';
import { formatSummary } from './summary-text';

type Facts = Omit<RunSummary, 'text'>;

function someFacts(changes: Partial<Facts> = {}): Facts {
	return {
		runId: 'run-1',
		pipeline: 'hourly',
		sObject: 'Lead',
		orgId: '00D000000000001AAA',
		status: 'Success',
		isDryRun: false,
		startedAt: '2026-11-21T12:00:00.000Z',
		finishedAt: '2026-11-21T12:00:05.000Z',
		durationSeconds: 5,
		counts: { ...new RunTally().counts, read: 10, written: 10 },
		reasons: [],
		leftOut: [],
		jobs: [],
		calls: {
			planned: 3,
			used: 4,
			retries: 1,
			byStage: { fetch: { planned: 1, used: 2, retries: 1 }, write: { planned: 2, used: 2, retries: 0 } },
		},
		journal: ':memory:, run run-1',
		...changes,
	};
}

const linesOf = (changes: Partial<Facts>) => formatSummary(someFacts(changes)).split('\n');
const aJob = (jobId: string) => ({ jobId, step: 'collected', operation: 'update', part: 0, rows: 5_000 }) as const;

describe('formatSummary', () => {
	it('puts used and planned calls beside each other, of all and by stage', () => {
		expect(linesOf({})).toContain('Salesforce calls: 4 used of 3 planned, 1 repeated (fetch 2 of 1, write 2 of 2)');
	});

	it('links an example of each reason where it can', () => {
		const reasons = [
			{ outcome: 'rejected', message: 'too long', records: 12, recordId: '00Q1', link: 'https://acme.example/00Q1' },
			{ outcome: 'failed', message: '', records: 2, recordId: '00Q2' },
		] as const;
		expect(linesOf({ reasons })).toContain('Reasons: 12 rejected (too long), e.g. https://acme.example/00Q1; 2 failed');
	});

	it('has a line for each provider, and one for a better order', () => {
		const quiet = { provider: 'vendor', asked: 0, matched: 0, filled: 0, fromMemory: 0, credits: [] };
		const unanswered = [{ outcome: 'auth', records: 3, message: 'Wrong key.' }] as const;
		const lines = linesOf({ providers: [{ ...quiet, unanswered }], orderAdvice: 'Ask b before a.' });
		expect(lines).toContain('Provider vendor: 3 with a key that is refused (Wrong key)');
		expect(lines).toContain('Ask b before a.');
	});

	it('says how much was left to other runs', () => {
		const { counts } = someFacts();
		expect(linesOf({ counts: { ...counts, carriedOver: 4, claimedElsewhere: 3 } })).toContain(
			'Left over: 4 to be tried again by a later run (of them 3 in use by another run)',
		);
	});

	it('links the first jobs, and names them where it knows no address', () => {
		const jobs = [{ ...aJob('7501'), link: 'https://acme.example/job' }, aJob('7502'), aJob('7503'), aJob('7504')];
		expect(linesOf({ jobs })).toContain(
			'Bulk jobs: 5,000 rows https://acme.example/job; 5,000 rows 7502; 5,000 rows 7503; 1 more',
		);
	});

	it.each([
		[false, 'Fingerprint of what changed: 0123456789abcdef'],
		[true, 'Fingerprint of what would change: 0123456789abcdef'],
	])('shortens the digest (dry run: %s)', (isDryRun, line) => {
		expect(linesOf({ isDryRun, digest: `0123456789abcdef${'0'.repeat(48)}` })).toContain(line);
	});

	it('says of how many records only the stamps tell', () => {
		expect(formatSummary(someFacts({ knownByStamps: 1_000 }))).toContain(
			'Known by their status fields alone: 1,000, written by a process',
		);
	});

	it('leaves it to the reason of a pause how much of the allowance the org has used', () => {
		const ceilings = [
			{ kind: 'org', ceiling: 700, used: 691 },
			{ kind: 'own', ceiling: 90, used: 20 },
		] as const;
		expect(linesOf({ ceilings })).toContain(
			'API allowance: the org has used 691 of 700; the pack has used today 20 of 90',
		);
		expect(linesOf({ ceilings, status: 'Paused' })).toContain('API allowance: the pack has used today 20 of 90');
	});

	it('leaves out what there is nothing to say of', () => {
		const text = formatSummary(
			someFacts({ digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }),
		);
		expect(text).not.toMatch(/Fingerprint|status fields alone|Bulk|Reasons|Left over|allowance/);
	});
});
