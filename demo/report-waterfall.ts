import type { RunSummary } from '../core/run/run-summary';
import type { ForecastRow } from '../core/stages/enrich/forecast-rows';
import { openStore } from '../core/store/open-store';
import type { DemoVendors } from './demo-vendors';
import { figuresOf, formatFigures, formatFillRates } from './provider-figures';
import { demoProviders } from './waterfall';

const providers = ['reference-data', ...demoProviders.map(({ parameters }) => String(parameters.provider))];

/** Says who was asked and what it cost, beside the forecast; false when the pack's ledger and the vendors' books differ by anything, or somebody was asked though nothing was due. */
export async function reportWaterfall(
	{ orgId, runId, counts }: RunSummary,
	forecast: readonly ForecastRow[],
	vendors: DemoVendors,
	storeFile: string,
	say: (line: string) => void,
): Promise<boolean> {
	const store = await openStore({ kind: 'sqlite', path: storeFile });
	try {
		const figures = await figuresOf(store, orgId, runId, providers);
		const charged = providers.reduce((sum, provider) => sum + vendors.charged(provider), 0);
		const settled = figures.reduce((sum, { credits }) => sum + credits, 0);
		if (counts.read === 0)
			say(`  Nobody was asked, and ${charged === 0 ? 'nothing' : `${charged} credits`} was spent.`);
		else {
			say('\nWho was asked about the Leads, one after the other, each for what was still open:');
			say(formatFigures(figures, forecast, vendors.requests));
			say(`\nHow often there was a value where one was missing:\n${formatFillRates(figures)}`);
			say(
				'\nThe reference data is a file on this machine, and in no ledger. A call of Website is up to 20 sites, each of which is requested by itself.',
			);
			say('\nForecast before the run, for each provider as if it were asked first behind the reference data:');
			for (const { text } of forecast) say(`  ${text}`);
			say(
				`\nSettled in the ledger: ${settled.toFixed(2)} credits; charged by the vendors' own books: ${charged.toFixed(2)}.`,
			);
		}
		const requests = providers.reduce((sum, provider) => sum + vendors.requests(provider), 0);
		if (counts.read === 0 && requests > 0) {
			say(`${requests} requests were made although nothing was due.`);
			return false;
		}
		const isSame = Math.round(settled * 1_000) === Math.round(charged * 1_000);
		if (!isSame) say('The ledger and the vendors do not agree.');
		return isSame;
	} finally {
		await store.close();
	}
}
