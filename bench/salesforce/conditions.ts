import { describeMachine } from '../machine';
import { formatCount, type Conditions } from './targets';

/** What somebody else needs to know to get the same figures. */
export function describeConditions({ rows, largeRows, latencyMs }: Conditions, dataSeed: number): string[] {
	return [
		describeMachine(),
		`data seed: ${dataSeed}, Leads: ${formatCount(rows)} and ${formatCount(largeRows)}, latency: ${latencyMs} ms a call`,
	];
}
