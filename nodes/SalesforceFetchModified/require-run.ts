import { EnrichmentError } from '../../core/errors';
import type { RunContext } from '../../core/run/run-context';

/** The run; throws `run_not_found` without one, because batches belong to a run. */
export function requireRun(context: RunContext | undefined, operation: string): RunContext {
	if (context) return context;
	throw new EnrichmentError('run_not_found', `${operation} works within a run, and the input comes from none.`, {
		remedy: 'Let the workflow begin with Run: Start, and keep _enrichment in the items that lead here.',
	});
}
