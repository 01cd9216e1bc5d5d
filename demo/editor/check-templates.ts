import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultKey } from '../../emulators/providers/providers-emulator';
import { demoClient } from '../data/org-seed';
import { readTemplate, type TemplateSettings } from '../hourly-template';
import { difference } from './batch-messages';
import { openInbox, type Inbox } from './inbox';
import type { N8nInstance } from './n8n-instance';
import { RungN8n } from './rung-n8n';
import { knownCompanies, sweptCondition, TemplatesOrg } from './templates-org';
import { asSetUp, people, salesforce } from './template-set-up';
import { until } from './until';

/** What *Send Message* posts. */
interface Message {
	readonly text: string;
}

/** A form with more than one question. */
interface FormDetails {
	readonly answerField?: string;
	readonly others?: Readonly<Record<string, string>>;
	/** What its page has to show. */
	readonly shown?: readonly string[];
}

const patienceSeconds = 60;
/** Ids of the workflows and paths of their webhooks in one. */
const idOf = (name: string): string => `check${name.replace(/\W/g, '')}`.slice(0, 21);

/** The templates that are started, asked and answered in the real n8n as people do it: published, rung, by their form, by their schedule. */
export class TemplatesCheck {
	private n8n!: RungN8n;

	private constructor(
		private readonly folder: string,
		private readonly say: (line: string) => void,
		private readonly inbox: Inbox<Message>,
		private readonly org: TemplatesOrg,
	) {
		writeFileSync(this.referenceFile, knownCompanies);
	}

	static async open(folder: string, say: (line: string) => void): Promise<TemplatesCheck> {
		return new TemplatesCheck(folder, say, await openInbox<Message>(), await TemplatesOrg.start());
	}

	/** True when everything went as it should. */
	async run(instance: N8nInstance): Promise<boolean> {
		await this.import(instance);
		const providers = `people-data-labs-person=${this.org.vendors.urls['people-data-labs']}`;
		const env = { ...instance.env, SALESFORCE_ENRICHMENT_PROVIDERS: providers };
		this.n8n = await RungN8n.start({ ...instance, env }, this.folder, 0);
		try {
			return await this.allParts();
		} finally {
			await this.n8n.kill();
		}
	}

	async close(): Promise<void> {
		await Promise.all([this.inbox.close(), this.org.close()]);
	}

	private async allParts(): Promise<boolean> {
		for (const name of this.templates.keys()) if (name !== 'daily-refresh') await this.n8n.publish(idOf(name));
		const parts = [
			await this.part('audience', () => this.audience()),
			await this.part('hourly', () => this.hourly()),
			await this.part('rescore', () => this.backFill()),
			await this.part('daily-refresh', () => this.daily()),
			await this.part('employer-changes', () => this.employerChanges()),
			await this.part('undo', () => this.undo()),
			await this.part('duplicate-sweep', () => this.duplicateSweep()),
			await this.part('train-and-back-test', () => this.trainAndBackTest()),
		];
		return parts.every((isWell) => isWell);
	}

	private runIdOfHourly = '';

	private async audience(): Promise<string[]> {
		await this.n8n.ring(idOf('audience'));
		const question = await this.message();
		const spentBefore = this.org.enriched();
		await this.answer('audience', question, 'Yes, run it');
		return [
			...difference('enriched before the yes', spentBefore.join(), ''),
			...difference('enriched', (await this.success(), this.org.enriched().join()), 'Audience'),
		];
	}

	private async hourly(): Promise<string[]> {
		await this.n8n.ring(idOf('hourly'));
		const text = await this.success();
		this.runIdOfHourly = / run ([0-9a-f-]{36})/.exec(text)?.[1] ?? '';
		return difference('enriched', this.org.enriched().join(), 'Audience,Hourly One,Hourly Two');
	}

	private async backFill(): Promise<string[]> {
		writeFileSync(this.idsFile, `Id\n${this.org.empty('Audience')}\n`);
		await this.n8n.ring(idOf('rescore'));
		await this.answer('rescore', await this.message(), 'Yes, ask again and write');
		await this.success();
		return difference('enriched', this.org.enriched().join(), 'Audience,Hourly One,Hourly Two');
	}

	/** By its own schedule. */
	private async daily(): Promise<string[]> {
		await this.n8n.publish(idOf('daily-refresh'));
		await this.success();
		return difference('enriched', this.org.enriched().join(), 'Audience,Hourly One,Hourly Two,Daily');
	}

	private async employerChanges(): Promise<string[]> {
		await this.n8n.ring(idOf('employer-changes'));
		await this.success();
		const emails = this.org.emulator.org.rows('Contact').map(({ Email }) => Email);
		const tasks = this.org.emulator.org.rows('Task').map(({ Subject }) => Subject);
		return [
			...difference('contacts', emails.join(), 'ada@northwind.example,ada@contoso.example'),
			...difference('tasks', tasks.join(), 'Ada Byron works for Contoso now'),
		];
	}

	private async undo(): Promise<string[]> {
		await this.n8n.call(idOf('undo'), { runId: this.runIdOfHourly }, {});
		await this.answer('undo', await this.message(), 'Yes, undo it');
		await this.success();
		return difference('enriched', this.org.enriched().join(), 'Audience,Daily');
	}

	private async duplicateSweep(): Promise<string[]> {
		this.org.addSwept();
		await this.n8n.ring(idOf('duplicate-sweep'));
		const question = await this.message();
		const before = this.org.swept().length;
		await this.answer('duplicate-sweep', question, 'Merge only those named below', {
			// The groups stand first, the pairs behind what is said of groups.
			...{ answerField: 'field-1', others: { 'field-2': '1', 'field-6': '1', 'field-7': 'Jana' } },
			shown: ['Fabrikam', 'Stays', '✓</b>', 'Contoso</a> and <a'],
		});
		const report = await this.success();
		const merged = this.org.swept();
		await this.n8n.ring(idOf('duplicate-sweep'));
		const next = await this.message();
		return [
			...difference('accounts before the answer', String(before), '16'),
			...difference('accounts afterwards', String(merged.length), '15'),
			...difference('phones', merged.flatMap(({ Phone }) => (Phone ? [Phone] : [])).join(), '+1 206 555 0100'),
			...difference('the report says how to undo', String(/this run: [0-9a-f-]{36}/.test(report)), 'true'),
			...difference('the next sweep', String(next.includes('nothing to ask')), 'true'),
		];
	}

	private async trainAndBackTest(): Promise<string[]> {
		await this.n8n.ring(idOf('train-and-back-test'));
		const question = await this.message();
		const before = JSON.stringify(this.org.scoredByRank());
		const page = readFileSync(this.reportFile, 'utf8');
		await this.answer('train-and-back-test', question, 'Yes, keep it and score', { shown: ['signal: usable'] });
		await this.success();
		const ranks = this.org.scoredByRank();
		return [
			...difference('ranks before the yes', before, '{}'),
			...difference('plots on the page', String(page.includes('<svg')), 'true'),
			...difference('ranks that were given', Object.keys(ranks).sort().join(), 'A,B,C,D,F'),
		];
	}

	/** What a person says in the form that the message leads to. */
	private async answer(
		name: string,
		question: string,
		answer: string,
		{ answerField = 'field-0', others = {}, shown = [] }: FormDetails = {},
	): Promise<void> {
		await this.n8n.waitingExecution(idOf(name));
		const url = /http:\S+/.exec(question)?.[0];
		if (!url) throw new Error(`The question says no address: ${question}`);
		const page = await (await fetch(url, { signal: AbortSignal.timeout(patienceSeconds * 1000) })).text();
		const missing = [answer, ...shown].filter((text) => !page.includes(text));
		if (missing.length > 0) throw new Error(`The form does not show "${missing.join('", "')}"`);
		const form = new FormData();
		for (const [field, text] of Object.entries({ ...others, [answerField]: answer })) form.set(field, text);
		const response = await fetch(url, {
			method: 'POST',
			body: form,
			signal: AbortSignal.timeout(patienceSeconds * 1000),
		});
		if (!response.ok) throw new Error(`The form was answered by ${response.status}`);
	}

	/** The next message. */
	private async message(): Promise<string> {
		let text: string | undefined;
		await until('a message arrives', async () => (text = this.inbox.empty()[0]?.text) !== undefined, patienceSeconds);
		for (const line of text!.split('\n').slice(0, 2)) this.say(`  | ${line}`);
		return text!;
	}

	private async success(): Promise<string> {
		const text = await this.message();
		if (!/: Success|status Success|: Partial Success/.test(text)) throw new Error(`Not a success: ${text}`);
		return text;
	}

	private async part(name: string, work: () => Promise<string[]>): Promise<boolean> {
		this.say(`\nTemplate ${name}`);
		const started = performance.now();
		const problems = await work().catch((error: unknown) => [String(error)]);
		for (const problem of problems) this.say(`  WRONG: ${problem}`);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		this.say(`  ${problems.length === 0 ? 'As it should be' : 'Not as it should be'}, ${seconds} s`);
		return problems.length === 0;
	}

	private get templates(): ReadonlyMap<string, TemplateSettings> {
		const { referenceFile, idsFile } = this;
		return new Map<string, TemplateSettings>([
			['audience', { referenceFile, condition: "LastName = 'Audience'" }],
			['hourly', { referenceFile }],
			['rescore', { referenceFile, idsFile }],
			['daily-refresh', { referenceFile }],
			['employer-changes', {}],
			['undo', { runId: '={{ $json.body.runId }}' }],
			['train-and-back-test', { reportFile: this.reportFile }],
			['duplicate-sweep', { sObject: 'Account', condition: sweptCondition }],
		]);
	}

	private async import(instance: N8nInstance): Promise<void> {
		const { clientId, clientSecret } = demoClient;
		const loginUrl = this.org.emulator.url;
		const data = { loginUrl, grant: 'client_credentials', clientId, clientSecret, apiVersion: '68.0' };
		await this.importFile(instance, 'credentials', [
			{ ...salesforce, type: 'salesforceProductionServerApi', data },
			{ ...people, type: 'enrichmentPeopleDataLabsApi', data: { apiKey: defaultKey } },
		]);
		const workflows = [...this.templates].map(([name, settings]) => ({
			...asSetUp(readTemplate(name, settings), idOf(name), this.inbox.url),
			id: idOf(name),
		}));
		await this.importFile(instance, 'workflow', workflows);
	}

	private async importFile(instance: N8nInstance, what: string, content: unknown): Promise<void> {
		const file = join(this.folder, `templates-${what}.json`);
		writeFileSync(file, JSON.stringify(content));
		await instance.run(`import:${what}`, `--input=${file}`);
	}

	private get referenceFile(): string {
		return join(this.folder, 'templates-companies.csv');
	}

	private get reportFile(): string {
		return join(this.folder, 'templates-report.html');
	}

	private get idsFile(): string {
		return join(this.folder, 'templates-ids.csv');
	}
}
