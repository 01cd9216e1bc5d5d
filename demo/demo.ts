/**
 * `npm run demo`: the shipped hourly template, in n8n's own engine, on an org on this machine; for Leads with a waterfall of
 * providers, emulated too.
 * Options: `--fresh` starts over, `--touch N` makes N Leads due first, `--expect-nothing` fails when
 * anything was due. The exit status is 0 only when every run ended well.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunSummary } from '../core/run/run-summary';
import { openStore } from '../core/store/open-store';
import type { JournalRow } from '../core/store/contract/journal';
import type { Store } from '../core/store/store';
import type { ForecastRow } from '../core/stages/enrich/forecast-rows';
import type { CredentialsByType } from '../test/engine/engine-credentials';
import { WorkflowEngine, type ProductionRun, type WorkflowTemplate } from '../test/engine/workflow-engine';
import { demoClient } from './data/org-seed';
import { startDemoOrg, type DemoOrg } from './demo-org';
import { startDemoVendors, type DemoVendors } from './demo-vendors';
import { clockOfHour, openDemoState, saveDemoState, type DemoState } from './demo-state';
import { readTemplate } from './hourly-template';
import { reportWaterfall } from './report-waterfall';
import { formatChange, formatReasons, formatTable, type DemoRun } from './report';
import { summaryFrom } from './summary-of';
import { touchLeads } from './touch-leads';
import { demoProviders, forecastOf, withProviders } from './waterfall';

const size = { leads: 5000, contacts: 2000 };
const objects = ['Account', 'Contact', 'Lead'];
const say = (line = ''): void => console.log(line);

async function main(): Promise<boolean> {
	const options = readOptions();
	const state = openDemoState(options.isFresh);
	process.env.SALESFORCE_ENRICHMENT_STORE = state.storeFile;
	// What the operator of an n8n sets that works on an org of its own: here, and by a clock of its own.
	process.env.SALESFORCE_ENRICHMENT_HOSTS = '127.0.0.1';
	process.env.SALESFORCE_ENRICHMENT_CLOCK_HOURS = '1000000';
	const org = await startDemoOrg({ ...size, clock: clockOfHour(state.hours), seed: state.org });
	const vendors = await startDemoVendors();
	Object.assign(process.env, vendors.environment);
	try {
		await confirmMove(state, org);
		introduce(state, org, options.touch);
		const { runs, forecast } = await runTemplates(state, org, vendors);
		const due = runs.reduce((sum, { summary }) => sum + summary.counts.read, 0);
		await report(runs, due, state);
		const isSettled = await reportWaterfall(runs[runs.length - 1].summary, forecast, vendors, state.storeFile, say);
		saveDemoState(state.hours, org.dump());
		return isWell(runs, due, options) && isSettled;
	} finally {
		await vendors.close();
		await org.close();
	}
}

/** The org listens on another port each time; the operator says that it is the same. */
async function confirmMove(state: DemoState, org: DemoOrg): Promise<void> {
	const store = await openStore({ kind: 'sqlite', path: state.storeFile });
	await store.moveOrg(org.emulator.identity.id, new URL(org.url).host);
	await store.close();
}

interface DemoOptions {
	readonly isFresh: boolean;
	readonly touch: number;
	readonly expectsNothing: boolean;
}

function readOptions(): DemoOptions {
	const { values } = parseArgs({
		options: {
			fresh: { type: 'boolean', default: false },
			touch: { type: 'string', default: '0' },
			'expect-nothing': { type: 'boolean', default: false },
		},
	});
	const touch = Number(values.touch);
	if (!Number.isInteger(touch) || touch < 0) {
		throw new Error(`--touch takes a whole number of Leads, not ${JSON.stringify(values.touch)}`);
	}
	return { isFresh: values.fresh, touch, expectsNothing: values['expect-nothing'] };
}

function introduce(state: DemoState, org: DemoOrg, touch: number): void {
	const clock = clockOfHour(state.hours)().toISOString().slice(0, 16);
	say(`The org at ${org.url} says it is ${clock} UTC${state.org ? ', an hour later' : ''}.`);
	say('Company names and domains are real; people, industries, headcounts and revenues are invented.');
	if (touch === 0) return;

	org.emulator.setClock(clockOfHour(state.hours, -30));
	const touched = touchLeads(org, touch, state.hours);
	org.emulator.setClock(clockOfHour(state.hours));
	say(
		`Half an hour ago ${touched.created} Leads came in and ${touched.handedBack} were corrected and handed back; ` +
			`${touched.leftAlone} others were edited, which the hourly mode leaves alone.`,
	);
}

interface DemoRuns {
	readonly runs: DemoRun[];
	/** For the waterfall of the Leads. */
	readonly forecast: ForecastRow[];
}

/** The plain template for Accounts and Contacts; for Leads a forecast, and then the template with further providers. */
async function runTemplates(state: DemoState, org: DemoOrg, vendors: DemoVendors): Promise<DemoRuns> {
	const engine = await WorkflowEngine.load(join(__dirname, '..'), `demo-${state.hours}`);
	const credentials = { ...credentialsFor(org), ...vendors.credentials };
	const runs: DemoRun[] = [];
	let forecast: ForecastRow[] = [];
	for (const sObject of objects) {
		const template = readTemplate('hourly', { sObject, referenceFile: state.referenceFile });
		const hasWaterfall = sObject === 'Lead';
		if (hasWaterfall) forecast = await forecastFor(engine, template, credentials);
		const started = performance.now();
		const chain = hasWaterfall ? withProviders(template, demoProviders) : template;
		const run = await engine.run(chain, credentials, 'Every Hour');
		runs.push({ summary: summaryOf(run), seconds: (performance.now() - started) / 1000 });
	}
	return { runs, forecast };
}

async function forecastFor(
	engine: WorkflowEngine,
	template: WorkflowTemplate,
	credentials: CredentialsByType,
): Promise<ForecastRow[]> {
	const run = await engine.run(forecastOf(template, demoProviders), credentials, 'Every Hour');
	if (run.error) throw new Error(`The forecast failed. ${run.error}`);
	return demoProviders.flatMap(({ name }) => run.output(name) as unknown as ForecastRow[]);
}

function credentialsFor(org: DemoOrg): Record<string, Record<string, string>> {
	const { clientId, clientSecret } = demoClient;
	return {
		salesforceProductionServerApi: {
			loginUrl: org.url,
			grant: 'client_credentials',
			clientId,
			clientSecret,
			apiVersion: '68.0',
		},
	};
}

function summaryOf(run: ProductionRun): RunSummary {
	const summaries = [...run.output('Summary'), ...(run.errorRun?.output('Summary') ?? [])];
	if (summaries.length !== 1) {
		throw new Error(`The run put out ${summaries.length} summaries. ${run.error ?? ''}`);
	}
	return summaryFrom(summaries[0]);
}

async function report(runs: readonly DemoRun[], due: number, state: DemoState): Promise<void> {
	if (due === 0) {
		say('\nNothing is due: no record was created or modified since the last run and never enriched.');
		for (const { summary } of runs) {
			const { status, calls, watermark } = summary;
			say(`  ${summary.sObject}: ${status}, ${calls.used} Salesforce calls, watermark now ${watermark}`);
		}
		return;
	}
	say(`\n${formatTable(runs)}`);
	const reasons = runs.map(({ summary }) => formatReasons(summary)).filter((text) => text !== '');
	if (reasons.length > 0) say(`\nWhat did not go through, and why:\n${reasons.join('\n')}`);
	const store = await openStore({ kind: 'sqlite', path: state.storeFile });
	try {
		say(`\nTen of the changed fields:\n${(await changes(store, runs, 10)).map(formatChange).join('\n')}`);
		say(`\nThe journal, every field before and after, is in ${store.location}; the runs are`);
		for (const { summary } of runs) say(`  ${summary.sObject}: ${summary.runId}`);
	} finally {
		await store.close();
	}
}

/** One business field each of records that were written, spread evenly over the runs. */
async function changes(store: Store, runs: readonly DemoRun[], count: number): Promise<JournalRow[]> {
	let rows: JournalRow[] = [];
	const withRecords = runs.filter(({ summary }) => summary.counts.written > 0);
	for (const [index, { summary }] of withRecords.entries()) {
		const wanted = Math.ceil((count - rows.length) / (withRecords.length - index));
		rows = rows.concat(await firstWritten(store, summary.runId, wanted));
	}
	return rows;
}

/** From each of the first records that were written another field, so that many kinds are seen. */
async function firstWritten(store: Store, runId: string, count: number): Promise<JournalRow[]> {
	const rowsByRecord = new Map<string, JournalRow[]>();
	for await (const page of store.readJournal(runId)) {
		for (const row of page) {
			if (row.status !== 'written' || row.field.startsWith('Enrichment_')) continue;
			rowsByRecord.set(row.recordId, [...(rowsByRecord.get(row.recordId) ?? []), row]);
		}
		if (rowsByRecord.size > count) break;
	}
	return [...rowsByRecord.values()].slice(0, count).map((rows, index) => rows[index % rows.length]);
}

/** Some refused records are part of the demo; a failed run or an unexpected number of records is not. */
function isWell(runs: readonly DemoRun[], due: number, options: DemoOptions): boolean {
	const failed = runs.filter(({ summary }) => !['Success', 'Partial Success'].includes(summary.status));
	for (const { summary } of failed) say(`\n${summary.sObject}: the run failed. ${summary.reason ?? ''}`);
	const hasFailed = failed.length > 0;
	const isUnexpected = (options.expectsNothing && due > 0) || (options.touch > 0 && due !== options.touch);
	if (isUnexpected) say(`\n${due} records were processed, which is not what was asked for.`);
	return !hasFailed && !isUnexpected;
}

main().then(
	(ended) => process.exit(ended ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
