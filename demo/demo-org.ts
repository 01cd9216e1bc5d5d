import { isObject, omitBy } from 'lodash';
import { ownFields } from '../core/record/fields';
import type { OrgSeed } from '../emulators/salesforce/org/seed';
import { startSalesforceEmulator, type SalesforceEmulator } from '../emulators/salesforce/salesforce-emulator';
import { demoOrgSeed, type DemoOrgSize } from './data/org-seed';

const seedOfTheOrg = 1;

/** The demo's Salesforce org, running on this machine. */
export interface DemoOrg {
	readonly url: string;
	readonly emulator: SalesforceEmulator;
	/** How many records carry the stamp of an attempt. */
	countStamped(sObject: string): number;
	/** Everything the org holds now, as a seed it can be started from again. */
	dump(): OrgSeed;
	close(): Promise<void>;
}

export interface DemoOrgOptions extends DemoOrgSize {
	readonly clock: () => Date;
	/** What an earlier org dumped; default: a new org, its records modified within the last hour. */
	readonly seed?: OrgSeed;
}

/** Starts the demo's org on a free port of 127.0.0.1. */
export async function startDemoOrg(options: DemoOrgOptions): Promise<DemoOrg> {
	const seed = options.seed ?? demoOrgSeed(seedOfTheOrg, options.clock(), options);
	const emulator = await startSalesforceEmulator({ seed, clock: options.clock });
	return {
		url: emulator.url,
		emulator,
		countStamped: (sObject) => emulator.org.count(sObject, (record) => record[ownFields.lastActivity.name] !== null),
		// Compound addresses are computed from their parts, so a seed cannot hold them.
		dump: () => ({
			...seed,
			records: Object.fromEntries(
				['Account', 'Contact', 'Lead'].map((sObject) => [
					sObject,
					emulator.org.rows(sObject).map((record) => omitBy(record, isObject)),
				]),
			),
		}),
		close: () => emulator.close(),
	};
}
