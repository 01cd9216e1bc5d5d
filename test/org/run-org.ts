import { parseArgs } from 'node:util';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { contractSteps } from './contract';
import { orgFacts } from './facts';
import { OrgSession, type OrgLogin } from './org-session';

const helpText = `npm run test:org runs the contract tests against a Salesforce org of yours (a Developer Edition org is enough).
It creates a few Leads, named n8n-enrichment-contract …, and deletes them at its end. It needs:

  SALESFORCE_ORG_LOGIN_URL      the org's My Domain address, https://….my.salesforce.com
  SALESFORCE_ORG_CLIENT_ID      of an External Client App with the client-credentials flow
  SALESFORCE_ORG_CLIENT_SECRET

npm run test:org -- --emulator runs them against the emulator.`;

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { emulator: { type: 'boolean', default: false } } });
	const login = values.emulator ? undefined : loginFromEnvironment();
	if (!values.emulator && !login) {
		say(helpText);
		return 2;
	}
	const emulator = await startReferenceOrg();
	try {
		const emulated = await OrgSession.open(emulatorLogin(emulator), marker());
		const real = login ? await OrgSession.open(login, marker()) : undefined;
		try {
			const failed = await runContract(real ?? emulated);
			const differing = await compareFacts(emulated, real);
			say(
				`\n${contractSteps.length - failed} passed, ${failed} failed; ${orgFacts.length} facts${real ? `, ${differing} answered otherwise than the emulator does` : ''}`,
			);
			return failed + differing === 0 ? 0 : 1;
		} finally {
			const own = real ?? emulated;
			const left = await own.close();
			if (left > 0) say(`${left} records of this run could not be deleted: Leads named ${own.marker} …`);
		}
	} finally {
		await emulator.close();
	}
}

function loginFromEnvironment(): OrgLogin | undefined {
	const { SALESFORCE_ORG_LOGIN_URL, SALESFORCE_ORG_CLIENT_ID, SALESFORCE_ORG_CLIENT_SECRET } = process.env;
	if (!SALESFORCE_ORG_LOGIN_URL || !SALESFORCE_ORG_CLIENT_ID || !SALESFORCE_ORG_CLIENT_SECRET) return undefined;
	return {
		loginUrl: SALESFORCE_ORG_LOGIN_URL.replace(/\/+$/, ''),
		clientId: SALESFORCE_ORG_CLIENT_ID,
		clientSecret: SALESFORCE_ORG_CLIENT_SECRET,
	};
}

/** As bare as a new Developer Edition org, but with the field that one fact needs. */
function startReferenceOrg(): Promise<SalesforceEmulator> {
	const field = {
		object: 'Lead',
		name: 'Own_Key__c',
		label: 'Own Key',
		type: 'string',
		length: 80,
		externalId: true,
	} as const;
	process.env.SALESFORCE_ENRICHMENT_HOSTS = '127.0.0.1';
	return startSalesforceEmulator({ seed: { customFields: [field] } });
}

function emulatorLogin({ url }: SalesforceEmulator): OrgLogin {
	return { loginUrl: url, clientId: demoClient.clientId, clientSecret: demoClient.clientSecret ?? '' };
}

function marker(): string {
	return `n8n-enrichment-contract ${Date.now()}`;
}

async function runContract(org: OrgSession): Promise<number> {
	let failed = 0;
	for (const { name, run } of contractSteps) {
		const problem = await run(org).then(
			() => undefined,
			(error: Error) => error.message,
		);
		say(problem === undefined ? `  ok    ${name}` : `  FAIL  ${name}\n        ${problem}`);
		if (problem !== undefined) failed += 1;
	}
	return failed;
}

async function compareFacts(emulated: OrgSession, real: OrgSession | undefined): Promise<number> {
	let differing = 0;
	for (const { name, ask } of orgFacts) {
		const [expected, actual] = [await answerOf(ask(emulated)), real && (await answerOf(ask(real)))];
		const isOpen = actual?.startsWith('not asked') ?? true;
		const isSame = actual === expected;
		if (!isOpen && !isSame) differing += 1;
		say(`\n${name}\n  emulator  ${expected}`);
		if (actual !== undefined) say(`  org       ${isSame ? 'the same' : actual}`);
	}
	return differing;
}

function answerOf(asked: Promise<string>): Promise<string> {
	return asked.catch((error: Error) => `not asked: ${error.message}`);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main()
	.catch((error: Error) => {
		say(error.message);
		return 1;
	})
	.then((status) => {
		process.exitCode = status;
	});
