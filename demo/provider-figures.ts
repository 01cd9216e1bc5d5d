import type { ForecastRow } from '../core/stages/enrich/forecast-rows';
import type { ToldLookUp } from '../core/store/contract/ledger';
import type { Store } from '../core/store/store';

/** What a provider did in one run, by the pack's ledger. */
export interface ProviderFigures {
	readonly provider: string;
	/** Different questions: what several records ask alike is asked once. */
	readonly asked: number;
	readonly matched: number;
	readonly credits: number;
	/** By field: in how many questions it was open, and how often there was a value for it. */
	readonly fields: ReadonlyMap<string, { readonly open: number; readonly filled: number }>;
}

/** What each of these providers did in the run, in their order; whoever was not asked is there with zeros. */
export async function figuresOf(
	store: Pick<Store, 'readLookUps'>,
	orgId: string,
	runId: string,
	providers: readonly string[],
): Promise<ProviderFigures[]> {
	let lookUps: ToldLookUp[] = [];
	for await (const page of store.readLookUps(orgId)) {
		lookUps = lookUps.concat(page.filter((each) => each.runId === runId));
	}
	return providers.map((provider) =>
		figures(
			provider,
			lookUps.filter((each) => each.provider === provider),
		),
	);
}

function figures(provider: string, lookUps: readonly ToldLookUp[]): ProviderFigures {
	const fields = new Map<string, { open: number; filled: number }>();
	for (const { asked, filled } of lookUps) {
		for (const field of asked) {
			const { open, filled: before } = fields.get(field) ?? { open: 0, filled: 0 };
			fields.set(field, { open: open + 1, filled: before + (filled.includes(field) ? 1 : 0) });
		}
	}
	const charged = lookUps.flatMap((each) => Object.values(each.charged));
	return {
		provider,
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
		['', 'questions', 'matched', 'requests', 'calls forecast', 'credits', 'expected', 'at most'],
		...figuresByProvider.map(({ provider, asked, matched, credits }) => {
			const row = forecast.find((each) => each.provider === provider);
			return [
				provider,
				...[asked, matched, requests(provider)].map(whole),
				row ? whole(row.calls) : '-',
				credits === 0 ? '0' : credits.toFixed(2),
				row ? whole(row.credits_expected) : '-',
				row ? whole(row.credits_at_most) : '-',
			];
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

function whole(count: number): string {
	return Math.round(count).toLocaleString('en-US');
}
