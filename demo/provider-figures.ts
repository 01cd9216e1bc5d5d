import type { ForecastRow } from '../core/stages/enrich/forecast-rows';
import type { ToldLookUp } from '../core/store/contract/ledger';
import type { JournalRow } from '../core/store/contract/journal';
import type { Store } from '../core/store/store';

/** What a provider did in one run, by the pack's ledger and its journal. */
export interface ProviderFigures {
	readonly provider: string;
	/** Different questions, each of which is asked once; the ledger has none of what was read on this machine. */
	readonly asked: number;
	readonly matched: number;
	/** Values written into Salesforce, over all records. */
	readonly written: number;
	readonly credits: number;
	/** By field: in how many questions it was open, and how often there was a value for it. */
	readonly fields: ReadonlyMap<string, { readonly open: number; readonly filled: number }>;
}

/** What each of these providers did in the run, in their order; whoever was not asked is there with zeros. */
export async function figuresOf(
	store: Pick<Store, 'readLookUps' | 'readJournal'>,
	orgId: string,
	runId: string,
	providers: readonly string[],
): Promise<ProviderFigures[]> {
	let lookUps: ToldLookUp[] = [];
	for await (const page of store.readLookUps(orgId)) {
		lookUps = lookUps.concat(page.filter((each) => each.runId === runId));
	}
	let rows: JournalRow[] = [];
	for await (const page of store.readJournal(runId)) {
		rows = rows.concat(page.filter(({ status, provider }) => status === 'written' && provider));
	}
	return providers.map((provider) => ({
		...figures(lookUps.filter((each) => each.provider === provider)),
		provider,
		written: rows.filter((each) => each.provider === provider).length,
	}));
}

function figures(lookUps: readonly ToldLookUp[]): Omit<ProviderFigures, 'provider' | 'written'> {
	const fields = new Map<string, { open: number; filled: number }>();
	for (const { asked, filled } of lookUps) {
		for (const field of asked) {
			const { open, filled: before } = fields.get(field) ?? { open: 0, filled: 0 };
			fields.set(field, { open: open + 1, filled: before + (filled.includes(field) ? 1 : 0) });
		}
	}
	const charged = lookUps.flatMap((each) => Object.values(each.charged));
	return {
		asked: lookUps.length,
		matched: lookUps.filter(({ outcome }) => outcome === 'matched').length,
		credits: charged.reduce((sum, amount) => sum + amount, 0) / 1_000,
		fields,
	};
}

/** The figures as a table, one line a provider, beside what was forecast for it; `requests` tells how many requests its server saw. */
export function formatFigures(
	figuresByProvider: readonly ProviderFigures[],
	forecast: readonly ForecastRow[],
	requests: (provider: string) => number,
): string {
	const rows = [
		[
			'',
			'questions',
			'forecast',
			'matched',
			'forecast',
			'requests',
			'forecast',
			'credits',
			'expected',
			'at most',
			'written',
		],
		...figuresByProvider.map(({ provider, asked, matched, credits, written }) => {
			const row = forecast.find((each) => each.provider === provider);
			const isInLedger = row !== undefined || asked > 0;
			const counted = [asked, row?.asked, matched, row?.matches, requests(provider), row?.calls];
			const charged = [credits, row?.credits_expected, row?.credits_at_most];
			return [provider, ...[...counted, ...charged].map((count) => (isInLedger ? whole(count) : '-')), whole(written)];
		}),
	];
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows
		.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))))
		.map((cells) => `  ${cells.join('   ')}`)
		.join('\n');
}

/** How often each provider had a value where one was missing, by field. */
export function formatFillRates(figuresByProvider: readonly ProviderFigures[]): string {
	return figuresByProvider
		.filter(({ asked }) => asked > 0)
		.map(({ provider, fields }) => {
			const rates = [...fields]
				.filter(([, { filled }]) => filled > 0)
				.map(([field, { open, filled }]) => `${field} ${Math.round((filled / open) * 100)} % of ${whole(open)}`);
			return `  ${provider}: ${rates.length > 0 ? rates.join(', ') : 'nothing'}`;
		})
		.join('\n');
}

function whole(count: number | undefined): string {
	return count === undefined ? '-' : Math.round(count).toLocaleString('en-US');
}
