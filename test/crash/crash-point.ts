import { type Random, seededRandom } from '../../emulators/salesforce/seeded-random';

/** How the rows of a run reach the org. */
export type Delivery = 'immediate' | 'at_finish';

/** The ways a pipeline may go: all records in one go (*Get*) or batch by batch (*Plan* and *Claim*), with either delivery. */
export const ways = {
	'batches, immediate': { inBatches: true, delivery: 'immediate' },
	'batches, at finish': { inBatches: true, delivery: 'at_finish' },
	'one go, immediate': { inBatches: false, delivery: 'immediate' },
	'one go, at finish': { inBatches: false, delivery: 'at_finish' },
} as const satisfies Record<string, { readonly inBatches: boolean; readonly delivery: Delivery }>;

/** What a way is called. */
export type Way = keyof typeof ways;

/** All of them; neighbours differ in as much as possible. */
export const wayNames: readonly Way[] = [
	'batches, immediate',
	'one go, at finish',
	'batches, at finish',
	'one go, immediate',
];

/**
 * What has just happened when the process dies: a request reached the org and nothing was done (`before commit`), it was
 * done and not answered (`commit–reply`), it was answered and nothing was noted (`reply–journal`), or a call of the
 * store is about to be made or has just been made.
 */
export type CrashKind = 'before commit' | 'commit–reply' | 'reply–journal' | 'before store' | 'after store';

/** Where one process dies. */
export interface CrashPoint {
	readonly kind: CrashKind;
	/** The store's method; absent where requests are counted. */
	readonly method?: string;
	/** At which request or call, counted from 1 since the process began. */
	readonly count: number;
}

/** Where one run dies, and which way it goes. */
export interface CrashCase {
	readonly way: Way;
	readonly point: CrashPoint;
}

/** What a run that nobody kills does: where it can be killed. */
export interface Trace {
	readonly requests: number;
	/** Positions, from 1, of the requests that changed records or the state of a Bulk job. */
	readonly writes: readonly number[];
	/** How often each method of the store was called. */
	readonly storeCalls: Readonly<Record<string, number>>;
}

/** The first three are what a short test is left with. */
const kinds: readonly CrashKind[] = ['commit–reply', 'reply–journal', 'before store', 'after store', 'before commit'];

/** `count` cases, the same for the same seed: kinds in turn, ways in turn, positions and methods at random. Twenty cases have each kind on each way. */
export function pickCases(count: number, seed: number, traces: Readonly<Record<Way, Trace>>): CrashCase[] {
	const random = seededRandom(seed);
	const methods = new Map(wayNames.map((way) => [way, methodPicker(traces[way], random)]));
	return Array.from({ length: count }, (_, index) => {
		const way = wayNames[index % wayNames.length];
		return { way, point: pickPoint(kinds[index % kinds.length], traces[way], methods.get(way)!, random) };
	});
}

/** Points near each other's start, for the processes of one run that is killed again and again. */
export function pickSeries(count: number, seed: number, trace: Trace): CrashPoint[] {
	const random = seededRandom(seed);
	// Far enough to do some work, near enough that many processes are needed for all of it.
	const reach = Math.max(6, Math.ceil(trace.requests / 6));
	return Array.from({ length: count }, (_, index) => {
		const kind = (['commit–reply', 'reply–journal', 'before commit'] as const)[index % 3];
		return { kind, count: 6 + Math.floor(random() * reach) };
	});
}

function pickPoint(kind: CrashKind, trace: Trace, nextMethod: () => string, random: Random): CrashPoint {
	if (kind === 'before store' || kind === 'after store') {
		const method = nextMethod();
		return { kind, method, count: between(1, trace.storeCalls[method], random) };
	}
	if (kind === 'before commit') return { kind, count: between(1, trace.requests, random) };
	return { kind, count: trace.writes[Math.floor(random() * trace.writes.length)] };
}

/** Methods that change the store, in an order of chance, each once before one comes again; the journal first. */
function methodPicker({ storeCalls }: Trace, random: Random): () => string {
	const changing = Object.keys(storeCalls).filter(
		(method) =>
			method !== 'journal' && !/^(close|count|find|list|load|read)$|^(count|find|list|load|read)[A-Z]/.test(method),
	);
	const order = [
		'journal',
		...changing
			.map((method) => ({ method, rank: random() }))
			.sort((a, b) => a.rank - b.rank)
			.map(({ method }) => method),
	];
	let next = 0;
	return () => order[next++ % order.length];
}

function between(lowest: number, highest: number, random: Random): number {
	return lowest + Math.floor(random() * (highest - lowest + 1));
}
