import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadExchanges } from '../documented/all-exchanges';
import { routeTable } from '../routes/route-table';
import { soqlFeatures } from '../soql/features';
import type { CoverageInput } from './coverage-text';
import { refusedResources } from './refused-resources';
import type { RoutesByClient } from './route-evidence';

/** Where the coverage page is committed. */
export const coverageFile = join(__dirname, '..', 'COVERAGE.md');

/** What speaks for the emulator as it is now. */
export async function loadCoverage(): Promise<CoverageInput> {
	return {
		routes: routeTable(),
		observed: JSON.parse(readFileSync(join(__dirname, 'observed-by-clients.json'), 'utf8')) as RoutesByClient,
		exchanges: await loadExchanges(),
		features: soqlFeatures,
		refused: refusedResources,
	};
}
