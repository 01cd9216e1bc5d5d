import { setImmediate } from 'node:timers/promises';
import { type Block, Blocks, rulesFor } from './blocking';
import type { RecordKeys } from './record-keys';

/** Blocks of candidates, and how many records could be in none. */
export interface Candidates {
	/** Each with two records and more, of which one at least is of the input. */
	readonly blocks: readonly Block[];
	/** Records that have none of the values that are compared. */
	readonly incomparable: number;
}

/** Where the records come from that those of the input may be the same as. */
export interface CandidateSource {
	/** The object of the candidates. */
	readonly sObject: string;
	/** What is worth comparing with these records of the input, which are in ascending order of Id, those without one last. */
	find(records: readonly RecordKeys[]): Promise<Candidates>;
}

const recordsPerTurn = 500;

/** The records of the input, among themselves. */
export function amongInput(sObject: string): CandidateSource {
	return {
		sObject,
		async find(records) {
			const blocks = new Blocks();
			let incomparable = 0;
			for (const [index, keys] of records.entries()) {
				const rules = rulesFor(keys, sObject);
				if (rules.length === 0) incomparable += 1;
				for (const rule of rules) blocks.add({ index, keys }, rule);
				if (index % recordsPerTurn === recordsPerTurn - 1) await setImmediate();
			}
			return { blocks: [...blocks.shared()], incomparable };
		},
	};
}
