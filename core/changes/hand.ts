import { namesOfOwnFields, type OwnFieldNames } from '../record/fields';
import { RunBooks } from '../run/run-books';
import type { CallCount } from '../salesforce/call-tally';
import type { SalesforceClient } from '../salesforce/client';
import type { WriteOptions } from '../salesforce/row-result';
import type { SObjectDescription } from '../salesforce/schema';
import type { Tried } from '../store/contract/work';
import type { ChangesRun } from './changes-run';
import { Brake, defaultCircuitBreaker } from './send/breaker';
import type { SendRequest } from './write-request';

/** So many records are written and read back before the rest. */
export const defaultCanaryRecords = 50;

/** The writing hand: over which connection, into which object, how carefully and for which run. A direct write, a delivery and an undo each add what is theirs. */
export interface Hand {
	readonly client: SalesforceClient;
	readonly description: SObjectDescription;
	readonly fieldNames: OwnFieldNames;
	/** The headers that were asked for. */
	readonly options: WriteOptions;
	/** So many records are tried first; 0 for none. */
	readonly canaryRecords: number;
	readonly brake: Brake;
	/** Calls are planned here before they are made. */
	readonly books: RunBooks;
	/** Absent outside of a run: nothing is remembered then. */
	readonly context?: ChangesRun;
	readonly signal?: AbortSignal;
	/** Calls of the canary, which are booked apart; `undefined` while there has been none. */
	canaryCalls?: CallCount;
}

/** A hand that has written nothing; the run's own names of our fields count before those of the request, and its brake goes on from `before`. */
export function takeHand(
	parts: Pick<Hand, 'client' | 'description' | 'context' | 'signal'>,
	request: SendRequest,
	before?: Tried,
	stage: 'write' | 'undo' = 'write',
): Hand {
	const { autoAssign = false, duplicateRule, canaryRecords = defaultCanaryRecords } = request;
	const { circuitBreaker = defaultCircuitBreaker } = request;
	const { context } = parts;
	return {
		...parts,
		fieldNames: namesOfOwnFields(context?.run.settings?.fieldNames ?? request.fieldNames),
		options: { autoAssign, duplicateRule },
		canaryRecords,
		brake: new Brake(circuitBreaker === 'off' ? undefined : circuitBreaker, before),
		books: new RunBooks(context, stage),
	};
}
