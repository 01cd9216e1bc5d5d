import type { Task } from './contestant-process';

/** Somebody who reads and writes, or only writes, the Leads of an org. */
export interface Contestant {
	readonly name: string;
	/** In words, for the table. */
	readonly label: string;
	/** The program of its process, as compiled; `sf` brings its own. */
	readonly program: 'our-pipeline' | 'our-write' | 'built-in-node' | 'sf';
	readonly mode?: Task['mode'];
	/** It is measured on so many records, and its figures are multiplied to the size of the others. */
	readonly mostRows?: number;
	/** Whether it is measured on the larger org too. */
	readonly isScaled: boolean;
}

/** In the order of the table. */
export const contestants: readonly Contestant[] = [
	{
		name: 'immediate',
		label: 'ours, each page written at once',
		program: 'our-pipeline',
		mode: 'immediate',
		isScaled: true,
	},
	{ name: 'at-finish', label: 'ours, written at finish', program: 'our-pipeline', mode: 'at_finish', isScaled: true },
	{ name: 'batches', label: 'ours, Plan + Claim, at finish', program: 'our-pipeline', mode: 'batches', isScaled: true },
	{
		name: 'built-in',
		label: "n8n's built-in Salesforce node",
		program: 'built-in-node',
		mostRows: 2_000,
		isScaled: false,
	},
	{ name: 'our-write', label: 'write alone: ours, at finish', program: 'our-write', isScaled: false },
	{ name: 'sf', label: 'write alone: sf data update bulk', program: 'sf', isScaled: false },
];
