import type { OwnFieldKey } from './fields';
import type { ScanCounts } from './scan-counts';

/** What Run: Start decided for all stages of the run; a resumed run gets those of the start that took it up. */
export interface RunSettings {
	/** Of the org, without a slash at its end; for links to its pages. */
	readonly instanceUrl?: string;
	/** Of the org, as people know it. */
	readonly orgName?: string;
	readonly isSandbox?: boolean;
	/** API names of our own fields where the org has others for the purpose. */
	readonly fieldNames?: Readonly<Partial<Record<OwnFieldKey, string>>>;
	/** Calls that the run keeps under. */
	readonly ceilings?: RunCeilings;
	/** What a scan has found so far, kept as it goes. */
	readonly scan?: ScanCounts;
}

/** Ceilings of API calls; an absent part has none. */
export interface RunCeilings {
	/** Of everybody in 24 hours, and what others had used when the run began. */
	readonly org?: { readonly ceiling: number; readonly usedByOthers: number };
	/** Of all our runs in the org on one day, UTC. */
	readonly ownDaily?: number;
}
