import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { runCommand } from '../../demo/editor/run-command';
import { enrichedObjects } from '../../metadata/components/enriched-fields';
import { renderedFiles } from '../../metadata/metadata-files';
import { Checks } from '../clients/checks';
import { installClients } from '../clients/install-clients';
import { SfCommand } from '../clients/sf-command';
import { analyze, type Violation } from './analyze';
import { checkManifest, checkRoundTrip, checkWellFormed, type SourceProject } from './convert';
import { installAnalyzer } from './install-analyzer';

/** Violations as severe as this, or more, are not let through: 1 critical, 2 high, 3 moderate. */
const worstAllowed = 4;

const shipped: SourceProject = {
	folder: join(__dirname, '../../metadata'),
	packages: ['generated', 'code', 'conversion'],
};
const planted = join(__dirname, 'planted');

/** `npm run check:metadata`: what Salesforce's own tools say of metadata/, without an org. */
async function main(): Promise<void> {
	const checks = new Checks(say);
	const started = performance.now();
	const clients = await installClients(say);
	const packages = await installAnalyzer(say);
	const installed = performance.now();
	const sf = new SfCommand(clients);
	const org = renderForAnOrg();
	try {
		for (const [name, project] of [
			['metadata/', shipped],
			['what is rendered for an org', org],
		] as const) {
			await checks.check(`${name}: well-formed XML`, () => checkWellFormed(project));
			await checks.check(`${name}: source → Metadata API → source without difference`, () =>
				checkRoundTrip(sf, project),
			);
			await checks.check(`${name}: every component in the manifest`, () => checkManifest(sf, project));
		}
		const converted = performance.now();
		const folders = [shipped, org].flatMap(({ folder, packages: names }) => names.map((name) => join(folder, name)));
		await checkCode(checks, packages, folders);
		say(
			`  seconds: install ${seconds(started, installed)}, sf ${seconds(installed, converted)}, Code Analyzer ${seconds(converted, performance.now())}`,
		);
	} finally {
		rmSync(sf.folder, { recursive: true });
		rmSync(org.folder, { recursive: true });
	}
	say(checks.summary);
	process.exitCode = checks.failed === 0 ? 0 : 1;
}

async function checkCode(checks: Checks, packages: string, folders: readonly string[]): Promise<void> {
	for (const program of ['java', 'python3'])
		await checks.check(`${program} is there (Debian: ${program === 'java' ? 'default-jre-headless' : 'python3'})`, () =>
			runCommand(program, [program === 'java' ? '-version' : '--version']),
		);
	let found: readonly Violation[] = [];
	await checks.check('Code Analyzer carries out its engines pmd, regex, eslint and flow', async () => {
		found = await analyze(packages, [...folders, planted]);
	});
	const isPlanted = ({ file }: Violation) => file.startsWith(planted);
	for (const engine of ['pmd', 'flow'])
		await checks.check(`Code Analyzer's engine ${engine} finds a fault that was planted`, () =>
			assert.ok(found.some((each) => isPlanted(each) && each.engine === engine && each.severity < worstAllowed)),
		);
	const ours = found.filter((each) => !isPlanted(each));
	await checks.check(`Code Analyzer finds nothing of severity 1 to ${worstAllowed - 1} (${ours.length} of less)`, () =>
		assert.deepEqual(ours.filter(({ severity }) => severity < worstAllowed).map(lineOf), []),
	);
	for (const each of ours) say(`        ${lineOf(each)}`);
}

/** Like an admin who fills in everything. */
function renderForAnOrg(): SourceProject {
	const folder = mkdtempSync(join(tmpdir(), 'metadata-of-an-org-'));
	const files = renderedFiles({
		out: folder,
		objects: enrichedObjects,
		integrationUser: 'integration@acme.example',
		endpoint: 'https://n8n.acme.example/webhook/{object}/secret',
		n8nUrl: 'https://n8n.acme.example/webhook/enrich-on-demand',
		dashboardUser: 'admin@acme.example',
	});
	for (const [path, text] of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return { folder, packages: ['org'] };
}

function lineOf({ engine, rule, severity, message, file, line }: Violation): string {
	return `${severity} ${engine} ${rule}: ${relative(process.cwd(), file)}:${line} ${message.slice(0, 160)}`;
}

function seconds(from: number, to: number): string {
	return ((to - from) / 1000).toFixed(1);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
