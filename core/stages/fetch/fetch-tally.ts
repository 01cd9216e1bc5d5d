import type { Settlement } from '../../store/contract/work';
import type { WindowEdges } from './selection-soql';

/** What one fetch did, beside the records it gave. */
export class FetchTally {
	/** Records given, those from the carry-over included. */
	given = 0;

	/** From the carry-over. */
	carriedOver = 0;

	/** Left out because the inputs that matter are what they were at the last attempt. */
	unchanged = 0;

	/** Left out because an earlier attempt, which could not be stamped on them, is not old enough yet. */
	triedBefore = 0;

	/** Left out because another run works on them; taken up later. */
	claimedElsewhere = 0;

	/** Listed records that are not given, with what became of them. */
	readonly leftOut: Settlement[] = [];

	/** Left out because the person who asked may not edit them. */
	notTheirs = 0;

	/** Left out because the person who asked has had as many records today as they may. */
	overDaily = 0;

	/** Gone or converted since they were selected, or hidden from this user. */
	vanished = 0;

	/** Those of them that are leads which were converted. */
	converted = 0;

	/** Left out because they are a person and a company in one. */
	personAccounts = 0;

	/** Usual fields that were not read, because the object has none of that name or this user may not see it. */
	unread: readonly string[] = [];

	/** How many records the first window leaves out, because they changed before it; `undefined` when nobody counted. */
	older?: number;

	/** Whether the limit left records out. */
	hasMore = false;

	/** How many the limit left out; `undefined` when none or nobody counted. */
	beyondLimit?: number;

	/** What was read by time; `undefined` when the selection is not by time or nothing has settled. */
	window?: WindowEdges;

	/** Set when Salesforce vouches for its changes only up to this moment, more than an hour ago. */
	heldBackAt?: Date;

	/** Whether the window is the pipeline's first, which starts where the person said. */
	isFirstWindow = false;
}
